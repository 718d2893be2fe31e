"""Remembers how files with certain columns are read, as a person decided."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict

from app.services.settings import Settings
from core.batch.choices import ReadingChoices
from core.parsing import Decimal, Percent

_KEY = "batch/readings"
_MOST = 50
_TEXTS = ("encoding", "sheet", "separator")


class Decisions:
    """Decisions by the names of a file's columns, the newest ones of so many."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def find(self, header: Sequence[str]) -> ReadingChoices | None:
        """What was decided about files with these columns; None where nothing was."""
        text = self._kept().get(_digest(header))
        return _choices(text) if text is not None else None

    def put(self, header: Sequence[str], choices: ReadingChoices) -> None:
        """Remember what was decided; nothing decided is nothing to remember."""
        kept = self._kept()
        kept.pop(_digest(header), None)
        if choices != ReadingChoices():
            kept[_digest(header)] = json.dumps(asdict(choices))
        newest = list(kept.items())[-_MOST:]
        self._settings.put(_KEY, [part for pair in newest for part in pair])

    def _kept(self) -> dict[str, str]:
        parts = self._settings.texts(_KEY)
        return dict(zip(parts[0::2], parts[1::2], strict=False))


def _digest(header: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(header)).encode()).hexdigest()[:32]


def _choices(text: str) -> ReadingChoices | None:
    """The decisions in a text; None where it is damaged."""
    try:
        kept = json.loads(text)
        columns = {str(field): str(column) for field, column in kept["columns"].items()}
        texts = {name: str(kept[name]) for name in _TEXTS if kept[name] is not None}
        decimal = Decimal(kept["decimal"]) if kept["decimal"] else None
        percent = Percent(kept["percent"]) if kept["percent"] else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return ReadingChoices(**texts, columns=columns, decimal=decimal, percent=percent)
