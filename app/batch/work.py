"""The slow work of the tab on files, for jobs: looking at one, scoring one, copying one."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.batch.pages import Pages
from app.services.jobs import Task
from core.batch.choices import ReadingChoices
from core.errors import FileError
from core.explanation import Explainer
from core.files import atomic_path
from core.progress import Report
from core.scorecard import Scorecard

if TYPE_CHECKING:
    from core.batch.inspection import Inspection
    from core.batch.report import BatchReport

Stamp = tuple[int, int]
"""Size and time of change, in nanoseconds, of a file: another content has another stamp."""
_PIECE = 1 << 22


@dataclass(frozen=True)
class Errand:
    """A file to score.

    Attributes:
        source: the file of applicants.
        target: where its result goes.
        scorecard: the model.
        shelf: the folder where rows are kept for the window.
        explainer: finds and words its reasons; None as ``score_file`` does by itself.
        choices: what a person has decided about how it is read.
        before: the stamp of what is at ``target`` until then.
    """

    source: Path
    target: Path
    scorecard: Scorecard
    shelf: Path
    explainer: Explainer | None = None
    choices: ReadingChoices = field(default_factory=ReadingChoices)
    before: Stamp | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "before", stamp_of(self.target))

    def was_carried_out(self) -> bool:
        """Whether the result took its place: it may, just before a cancel is heard."""
        return stamp_of(self.target) != self.before


@dataclass(frozen=True)
class Scored:
    """A file that was scored.

    Attributes:
        scorecard: the model.
        report: what became of the file.
        pages: its rows, of which the first are read already, since showing them must not hold up the window; None
            where they could not be kept.
        remark: why there are none, or what became of the files since; empty where there is nothing to say.
    """

    scorecard: Scorecard
    report: "BatchReport"
    pages: Pages | None
    remark: str = ""


def stamp_of(path: Path) -> Stamp | None:
    """What tells this content of a file from another; None where there is no file."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state.st_size, state.st_mtime_ns


def inspecting(source: Path, scorecard: Scorecard, choices: ReadingChoices) -> Task:
    """The task of looking at the beginning of a file; its result is an ``Inspection``."""
    return partial(_inspect, source, scorecard, choices)


def scoring(errand: Errand) -> Task:
    """The task of scoring a file; its result is ``Scored``."""
    return partial(_score, errand)


def copying(source: Path, target: Path) -> Task:
    """The task of copying a file, whole or not at all; its result is the target."""
    return partial(_copy, source, target)


def concerns_target(error: BaseException, source: Path) -> bool:
    """Whether scoring failed for the place where the result was to go, so that another place may help."""
    cause = error.__cause__
    return isinstance(error, FileError) and isinstance(cause, OSError) and cause.filename not in (source, str(source))


def _inspect(source: Path, scorecard: Scorecard, choices: ReadingChoices, report: Report) -> "Inspection":
    from core.batch.inspection import inspect

    return inspect(source, scorecard, choices, report)


def _score(errand: Errand, report: Report) -> Scored:
    from core.batch.kept.shelf import tidy
    from core.batch.kept.writer import KeptWriter
    from core.batch.pipeline import score_file

    report(0.0, "Opening the file")
    source, target, card, how = errand.source, errand.target, errand.scorecard, errand.choices
    with KeptWriter(errand.shelf, card) as keeper:
        answer = score_file(source, target, card, choices=how, explainer=errand.explainer, report=report, keeper=keeper)
        folder = keeper.finish(answer)
    tidy(errand.shelf, folder)
    if folder is None:
        return Scored(card, answer, None, str(keeper.problem))
    return Scored(card, answer, _first_pages(folder, answer, card))


def _first_pages(folder: Path, report: "BatchReport", scorecard: Scorecard) -> Pages:
    """The rows of a file that was kept just now."""
    from core.batch.kept.about import read_about
    from core.batch.kept.rows import KeptRows
    from core.batch.kept.view import Chooser
    from core.batch.kept.wish import Wish

    kept = KeptRows(folder, read_about(folder), report, scorecard)
    pages = Pages(Chooser(kept).choose(Wish()))
    pages.row(0)
    return pages


def _copy(source: Path, target: Path, report: Report) -> Path:
    size = max(source.stat().st_size, 1)
    with source.open("rb") as original, atomic_path(target) as part, part.open("wb") as copy:
        while piece := original.read(_PIECE):
            copy.write(piece)
            report(copy.tell() / size, "Copying")
    return target
