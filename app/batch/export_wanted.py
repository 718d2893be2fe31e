"""What a person wants exported of a scored file, and the task that does it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.jobs import Task
from app.services.settings import Settings
from core.batch.choices import ReadingChoices
from core.progress import Report

if TYPE_CHECKING:
    from core.batch.export.exporting import Exported
    from core.batch.export.rows import Rows
    from core.batch.kept.view import View

DEFUSES = "batch/export_defuse"
"""The setting whether formulae are made harmless."""


class Scope(StrEnum):
    """Which rows."""

    EVERYTHING = "everything"
    SHOWN = "shown"
    PROBLEMS = "problems"


class Format(StrEnum):
    """Which kind of file, by its ending."""

    WORKBOOK = ".xlsx"
    TEXT = ".csv"
    PARQUET = ".parquet"


@dataclass(frozen=True)
class Wanted:
    """What is wanted.

    Attributes:
        scope: which rows.
        format: which kind of file.
        defuse: whether texts that a spreadsheet would run are made harmless.
    """

    scope: Scope = Scope.EVERYTHING
    format: Format = Format.WORKBOOK
    defuse: bool = True

    def name(self, source: Path) -> str:
        """What the file is called unless somebody says otherwise."""
        return f"{source.stem}_{_NAMES[self.scope]}{self.format}"


_NAMES = {Scope.EVERYTHING: "export", Scope.SHOWN: "selection", Scope.PROBLEMS: "to_correct"}


def as_defused(choices: ReadingChoices, settings: Settings) -> ReadingChoices:
    """The choices with what was decided last about formulae, which stand in the scored file as in any other."""
    return replace(choices, defuse=settings.flag(DEFUSES, default=True))


def exporting(view: "View", wanted: Wanted, cutoff: int, target: Path) -> Task:
    """The task of an export; its result is ``Exported``.

    Args:
        view: the rows on show, and the file they are of.
        wanted: which rows, and as what.
        cutoff: the score from which on loans are approved.
        target: where they go.
    """
    return partial(_export, view, wanted, cutoff, target)


def _export(view: "View", wanted: Wanted, cutoff: int, target: Path, report: Report) -> "Exported":
    from core.batch.export.exporting import export
    from core.batch.export.options import Options

    report(0.0, "Opening the rows")
    options = Options(defuse=wanted.defuse, cutoff=cutoff)
    return export(view.kept.report, _rows(view, wanted.scope), target, options, report)


def problems_of(view: "View") -> int:
    """How many rows of the file a person must look at or were rejected, and somebody can mend."""
    return view.kept.report.to_mend


def _rows(view: "View", scope: Scope) -> "Rows":
    from core.batch.export.rows import ChosenRows, EveryRow, ProblemRows

    if scope is Scope.PROBLEMS:
        return ProblemRows(view.kept, problems_of(view))
    return ChosenRows(view.kept, view.rows) if scope is Scope.SHOWN else EveryRow(view.kept)
