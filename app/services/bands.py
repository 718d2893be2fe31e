"""The bands of a model as the widgets paint them: each with its range, its words and its colour role."""

from app.widgets.gauge_face import GaugeBand
from core.scorecard import Scorecard

_ROLES = ("poor", "average", "good", "excellent")
"""Colours and icon shapes from the worst band to the best."""


def gauge_bands(scorecard: Scorecard) -> tuple[GaugeBand, ...]:
    """The bands from lowest to highest; the outer ones reach to the ends of the score scale."""
    bands, last = scorecard.bands, len(scorecard.bands) - 1
    starts = [scorecard.scale.minimum, *(band.minimum for band in bands[1:])]
    ends = [*(start - 1 for start in starts[1:]), scorecard.scale.maximum]
    roles = [_ROLES[round(place * (len(_ROLES) - 1) / max(last, 1))] for place in range(len(bands))]
    return tuple(
        GaugeBand(start, end, band.rating, band.decision, role)
        for start, end, band, role in zip(starts, ends, bands, roles, strict=True)
    )
