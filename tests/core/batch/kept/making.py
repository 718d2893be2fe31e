"""Scored files, kept, for tests."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from core.batch.kept.rows import KeptRows, open_kept
from core.batch.kept.writer import KeptWriter
from core.batch.pipeline import score_file
from core.scorecard import Scorecard
from tests.core.batch.files import write_csv
from tests.core.factories import curve_scorecard

CARD = curve_scorecard()


def keep(folder: Path, source: Path, scorecard: Scorecard = CARD, chunk_rows: int = 7) -> Path:
    """Score a file beside itself and keep it; where it is kept."""
    with KeptWriter(folder / "batches", scorecard) as keeper:
        report = score_file(source, folder / "scored.csv", scorecard, keeper=keeper, chunk_rows=chunk_rows)
        kept = keeper.finish(report)
    assert kept is not None, keeper.problem
    return kept


def kept_rows(folder: Path, rows: Iterable[Mapping[str, str]], separator: str = ",") -> KeptRows:
    """Applicants in a file, scored, kept and opened."""
    return open_kept(keep(folder, write_csv(folder / "in.csv", rows, separator)))
