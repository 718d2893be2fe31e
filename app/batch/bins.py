"""Bins of the scores of a file for a picture: narrow, and none in two bands."""

from collections.abc import Sequence

from app.widgets.gauge_face import GaugeBand
from app.widgets.histogram_painting import Bin
from core.batch.figures import ScoreCounts

_BINS = 60


def bins(counts: ScoreCounts, bands: Sequence[GaugeBand]) -> list[Bin]:
    """About ``_BINS`` bins of equal width over the bands; the last one of a band may be narrower."""
    width = max(counts.step, round((bands[-1].maximum - bands[0].minimum) / _BINS))
    starts = [start for band in bands for start in range(band.minimum, band.maximum + 1, width)]
    ends = [*(start - 1 for start in starts[1:]), bands[-1].maximum]
    return [Bin(start, end, _rows(counts, start, end)) for start, end in zip(starts, ends, strict=True)]


def _rows(counts: ScoreCounts, start: int, end: int) -> int:
    """Rows with scores from ``start`` to ``end``."""
    first = -((counts.minimum - start) // counts.step)
    last = (end - counts.minimum) // counts.step
    return sum(counts.rows[first : last + 1])
