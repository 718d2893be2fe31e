"""The slow work of the tab, for jobs: scoring a file, finding rows of its result, copying it."""

from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from app.batch.pages import Pages
from app.services.jobs import Task
from core.errors import FileError
from core.explanation import Explainer
from core.files import atomic_path
from core.progress import Report
from core.scorecard import Scorecard

if TYPE_CHECKING:
    from core.batch.report import BatchReport
    from core.batch.results import Results

Stamp = tuple[int, int]
"""Size and time of change, in nanoseconds, of a file: another content has another stamp."""
MOST_FOUND = 10_000
"""The most rows with a status that are shown together; they are kept in memory."""
_PIECE, _ROWS = 1 << 22, 2048


@dataclass(frozen=True)
class Errand:
    """A file to score.

    Attributes:
        source: the file of applicants.
        target: where its result goes.
        scorecard: the model.
        explainer: finds and words its reasons; None as ``score_file`` does by itself.
        before: the stamp of what is at ``target`` until then.
    """

    source: Path
    target: Path
    scorecard: Scorecard
    explainer: Explainer | None = None
    before: Stamp | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "before", stamp_of(self.target))

    def was_carried_out(self) -> bool:
        """Whether the result took its place: it may, just before a cancel is heard."""
        return stamp_of(self.target) != self.before


@dataclass(frozen=True)
class Scored:
    """A file that was scored: by which model, what became of it, and its rows.

    The first page of the rows is read already, since showing the result must not hold up the window.
    """

    scorecard: Scorecard
    report: "BatchReport"
    rows: "Results"
    pages: Pages


def stamp_of(path: Path) -> Stamp | None:
    """What tells this content of a file from another; None where there is no file."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state.st_size, state.st_mtime_ns


def scoring(errand: Errand) -> Task:
    """The task of scoring a file; its result is ``Scored``."""
    return partial(_score, errand)


def finding(rows: "Results", status: str) -> Task:
    """The task of finding the first rows of a result with a status; its result is their texts by number from 0."""
    return partial(_find, rows, status)


def copying(source: Path, target: Path) -> Task:
    """The task of copying a file, whole or not at all; its result is the target."""
    return partial(_copy, source, target)


def concerns_target(error: BaseException, source: Path) -> bool:
    """Whether scoring failed for the place where the result was to go, so that another place may help."""
    cause = error.__cause__
    return isinstance(error, FileError) and isinstance(cause, OSError) and cause.filename not in (source, str(source))


def _score(errand: Errand, report: Report) -> Scored:
    from core.batch.pipeline import score_file
    from core.batch.results import open_results

    report(0.0, "Opening the file")
    answer = score_file(errand.source, errand.target, errand.scorecard, explainer=errand.explainer, report=report)
    rows = open_results(answer)
    pages = Pages(rows)
    pages.row(0)
    return Scored(errand.scorecard, answer, rows, pages)


def _find(rows: "Results", status: str, report: Report) -> dict[int, tuple[str, ...]]:
    place = rows.columns.index("row_status")
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(rows), _ROWS):
        report(start / len(rows), f"Found {len(found):,}")
        page = enumerate(rows.page(start, _ROWS), start)
        found |= {number: row for number, row in page if row[place] == status}
        if len(found) >= MOST_FOUND:
            break
    return dict(islice(found.items(), MOST_FOUND))


def _copy(source: Path, target: Path, report: Report) -> Path:
    size = max(source.stat().st_size, 1)
    with source.open("rb") as original, atomic_path(target) as part, part.open("wb") as copy:
        while piece := original.read(_PIECE):
            copy.write(piece)
            report(copy.tell() / size, "Copying")
    return target
