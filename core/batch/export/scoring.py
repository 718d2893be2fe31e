"""Scores a file into a workbook or a Parquet file, by way of kept rows, of which all exports are made."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from core.batch.export.exporting import refuse_same, writer_of
from core.batch.export.options import Options
from core.batch.export.rows import EveryRow
from core.batch.keeping import Keeper
from core.batch.kept.rows import KeptRows, open_kept
from core.batch.kept.writer import KeptWriter
from core.batch.report import BatchReport
from core.errors import FileError
from core.files import atomic_path
from core.progress import Report, part_of
from core.scorecard import Scorecard
from core.unfinished import private_folder

_SCORED = 0.4
"""Share of the work after which the file is scored."""
Score = Callable[[Path, Keeper, Report], BatchReport]


def score_into(
    source: Path, target: Path, scorecard: Scorecard, score: Score, options: Options, report: Report
) -> tuple[BatchReport, tuple[str, ...]]:
    """Score a file into one of another kind, which the target's ending tells.

    Args:
        source: the file of applicants.
        target: where the result goes.
        scorecard: the model.
        score: scores the source by it into the text file whose path it is given, and gives the keeper the rows.
        options: decisions about the result.
        report: told the progress.

    Returns:
        What became of the file, and what the result could not hold as sentences.

    Raises:
        FileError: as ``score_file`` and ``export`` raise it.
    """
    started = time.perf_counter()
    refuse_same(target, source, "the file to score")
    with atomic_path(target) as part, private_folder() as folder:
        kept = _score(folder, scorecard, score, part_of(report, 0.0, _SCORED))
        rows = EveryRow(kept)
        notices = writer_of(kept.report, rows, options, target)(part, part_of(report, _SCORED, 1.0))
        report(1.0, f"Wrote {len(rows):,} rows")  # the last chance to cancel, for then the old file is replaced
    return replace(kept.report, target=target, seconds=time.perf_counter() - started), notices


def _score(folder: Path, scorecard: Scorecard, score: Score, report: Report) -> KeptRows:
    with KeptWriter(folder / "kept", scorecard) as keeper:
        found = keeper.finish(score(folder / "scored.csv", keeper, report))
    if found is None:
        raise FileError(f"There is no room for the rows in {folder.parent}. Free some space there and try again.")
    return open_kept(found)
