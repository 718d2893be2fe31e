"""Finds the rows of a kept file that hold a text, or whose problem is like another."""

import re
from io import BytesIO

import numpy as np
import polars as pl

from core.batch.kept.kept_files import Block
from core.batch.kept.rows import KeptRows
from core.batch.tick import Tick
from core.findings import BoolArray

_CONTROLS = tuple(chr(code) for code in range(1, 9))


def lines_with(kept: KeptRows, text: str, tick: Tick) -> BoolArray:
    """Which rows have a text, in whatever case, in a cell of the source, a rating, decision, reason or problem."""
    pattern = _pattern(text)
    in_lines = _pattern(text.replace('"', '""'))  # as a cell in quotation marks holds it
    found = []
    for block in kept.files.blocks():
        tick()
        hits = _lines(block).str.contains(in_lines).to_numpy()
        found.append(hits | _in_words(kept, block, pattern))
    return np.concatenate(found)


def problems_like(kept: KeptRows, pattern: str, tick: Tick) -> BoolArray:
    """Which rows have a problem in which a regular expression is found."""
    return kept.texts(len(kept.about.header), tick).str.contains(pattern).to_numpy()


def _in_words(kept: KeptRows, block: Block, pattern: str) -> BoolArray:
    """Which rows have a word of scoring that matches."""
    bands, records = kept.scorecard.bands, block.records
    by_band: BoolArray = _matching([f"{band.rating}\n{band.decision}" for band in bands], pattern)[records["band"]]
    by_reason: BoolArray = _matching(list(kept.about.texts), pattern)[records["reasons"]].any(axis=1)
    return by_band | by_reason


def _matching(words: list[str], pattern: str) -> BoolArray:
    """Which words match; the last answer is for the code −1, which stands for no word."""
    return np.append(pl.Series(words, dtype=pl.String).str.contains(pattern).to_numpy(), False)


def _lines(block: Block) -> pl.Series:
    """Each line, by the fastest way there is for these."""
    unused = next((control for control in _CONTROLS if control.encode() not in block.text), None)
    if unused is None or block.text.count(b"\n") != len(block.records):
        return pl.Series(block.lines(), dtype=pl.Binary).cast(pl.String)
    frame = pl.read_csv(
        BytesIO(block.text), has_header=False, schema={"line": pl.String}, separator=unused, quote_char=None
    )
    return frame["line"].fill_null("")


def _pattern(text: str) -> str:
    """A regular expression for the text itself, in whatever case."""
    return "(?i)" + re.sub(r"([\\.^$|?*+()\[\]{}\-&~#])", r"\\\1", text)
