"""Reads a column text by text, equal texts once: for what cannot be read all at once."""

from collections.abc import Callable
from typing import TypeVar

import polars as pl

from core.batch.tick import Tick

_TEXTS_BETWEEN_TICKS = 1_000
Value = TypeVar("Value")


def read_each(texts: pl.Series, read: Callable[[str], Value], tick: Tick) -> list[Value]:
    """The meaning of each text; ``tick`` is called often."""
    known: dict[str | None, Value] = {}
    for number, text in enumerate(texts.unique().to_list()):
        if number % _TEXTS_BETWEEN_TICKS == 0:
            tick()
        known[text] = read(text or "")
    return [known[text] for text in texts.to_list()]
