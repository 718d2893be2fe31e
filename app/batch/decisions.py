"""Remembers what the columns of certain files mean, as a person decided, and what was answered about their numbers."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.settings import Settings
from core.batch.choices import ReadingChoices
from core.parsing import Decimal, Percent

if TYPE_CHECKING:
    from core.batch.inspection import Inspection

_KEY = "batch/readings"
_MOST = 50
_NOTHING = ReadingChoices()


class Decisions:
    """Decisions by the names of a file's columns, the newest ones of so many."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def find(self, header: Sequence[str]) -> ReadingChoices | None:
        """What was decided last about files with these columns; None where nothing was."""
        text = self._kept().get(_digest(header))
        return _choices(text) if text is not None else None

    def put(self, header: Sequence[str], choices: ReadingChoices) -> None:
        """Remember what was decided, but for encoding and separator, which each file shows by itself."""
        parts = {name: getattr(choices, name) for name in ("columns", "sheet", "decimal", "percent")}
        kept = self._without(header)
        if any(parts.values()):
            kept[_digest(header)] = json.dumps(parts)
        self._keep(kept)

    def forget(self, header: Sequence[str]) -> None:
        """Remember nothing of files with these columns."""
        self._keep(self._without(header))

    def _without(self, header: Sequence[str]) -> dict[str, str]:
        digest = _digest(header)
        return {key: text for key, text in self._kept().items() if key != digest}

    def _keep(self, kept: dict[str, str]) -> None:
        newest = list(kept.items())[-_MOST:]
        self._settings.put(_KEY, [part for pair in newest for part in pair])

    def _kept(self) -> dict[str, str]:
        parts = self._settings.texts(_KEY)
        return dict(zip(parts[0::2], parts[1::2], strict=False))


def lasting(known: ReadingChoices | None, inspection: "Inspection") -> ReadingChoices:
    """What holds for a file without asking: which sheet it is and what its columns mean, never how numbers are written.

    Args:
        known: what was decided about files like it.
        inspection: how it is read by itself.
    """
    known = known or _NOTHING
    sheet = known.sheet if known.sheet in inspection.sheets else None
    return ReadingChoices(sheet=sheet, columns=known.columns)


def with_last_answers(
    choices: ReadingChoices, known: ReadingChoices | None, inspection: "Inspection"
) -> ReadingChoices:
    """The decisions with what was answered last, for somebody to confirm, to each question that the file asks."""
    asked, known = {question.about for question in inspection.questions}, known or _NOTHING
    decimal = known.decimal if "decimal" in asked else None
    percent = known.percent if "percent" in asked else None
    return replace(choices, decimal=choices.decimal or decimal, percent=choices.percent or percent)


def _digest(header: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(header)).encode()).hexdigest()[:32]


def _choices(text: str) -> ReadingChoices | None:
    """The decisions in a text; None where it is damaged."""
    try:
        kept = json.loads(text)
        columns = {str(field): str(column) for field, column in kept["columns"].items()}
        sheet = str(kept["sheet"]) if kept["sheet"] is not None else None
        decimal = Decimal(kept["decimal"]) if kept["decimal"] else None
        percent = Percent(kept["percent"]) if kept["percent"] else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return ReadingChoices(sheet=sheet, columns=columns, decimal=decimal, percent=percent)
