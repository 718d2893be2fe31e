"""The slow work of the tab, for jobs: scoring a file, and copying one."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.jobs import Task
from core.files import atomic_path
from core.progress import Report
from core.scorecard import Scorecard

if TYPE_CHECKING:
    from core.batch.report import BatchReport
    from core.batch.results import Results

_PIECE = 1 << 22


@dataclass(frozen=True)
class Scored:
    """A file that was scored: what became of it, and its rows."""

    report: "BatchReport"
    rows: "Results"


def scoring(source: Path, target: Path, scorecard: Scorecard) -> Task:
    """The task of scoring a file; its result is ``Scored``."""
    return partial(_score, source, target, scorecard)


def copying(source: Path, target: Path) -> Task:
    """The task of copying a file, whole or not at all; its result is the target."""
    return partial(_copy, source, target)


def _score(source: Path, target: Path, scorecard: Scorecard, report: Report) -> Scored:
    from core.batch.pipeline import score_file
    from core.batch.results import open_results

    report(0.0, "Opening the file")
    answer = score_file(source, target, scorecard, report=report)
    return Scored(answer, open_results(answer))


def _copy(source: Path, target: Path, report: Report) -> Path:
    size = max(source.stat().st_size, 1)
    with source.open("rb") as original, atomic_path(target) as part, part.open("wb") as copy:
        while piece := original.read(_PIECE):
            copy.write(piece)
            report(copy.tell() / size, "Copying")
    return target
