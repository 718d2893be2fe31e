"""Scores a file into a workbook or a Parquet file, by way of the scored text that all exports are made of."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from core.batch.export.exporting import refuse_same, writer_of
from core.batch.export.options import Options
from core.batch.export.rows import EveryRow
from core.batch.report import BatchReport
from core.batch.results import open_results
from core.files import atomic_path
from core.progress import Report, part_of

_SCORED = 0.4
"""Share of the work after which the file is scored."""


def score_into(
    source: Path,
    target: Path,
    score: Callable[[Path, Report], BatchReport],
    options: Options,
    report: Report,
) -> tuple[BatchReport, tuple[str, ...]]:
    """Score a file into one of another kind, which the target's ending tells.

    Args:
        source: the file of applicants.
        target: where the result goes.
        score: scores the source into the text file whose path it is given.
        options: decisions about the result.
        report: told the progress.

    Returns:
        What became of the file, and what the result could not hold as sentences.

    Raises:
        FileError: as ``score_file`` and ``export`` raise it.
    """
    started = time.perf_counter()
    refuse_same(target, source, "the file to score")
    with atomic_path(target) as part, TemporaryDirectory(prefix="credit-desk-") as folder:
        batch = score(Path(folder) / "scored.csv", part_of(report, 0.0, _SCORED))
        rows = EveryRow(open_results(batch))
        notices = writer_of(batch, rows, options, target)(part, part_of(report, _SCORED, 1.0))
        report(1.0, f"Wrote {len(rows):,} rows")  # the last chance to cancel, for then the old file is replaced
    return replace(batch, target=target, seconds=time.perf_counter() - started), notices
