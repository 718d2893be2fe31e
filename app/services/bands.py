"""The bands of a model as the widgets paint them: each with its range, its words and its colour role."""

from app.widgets.gauge_face import GaugeBand
from core.scorecard import Scorecard

_ROLES = ("poor", "average", "good", "excellent")
"""Colours and icon shapes from the worst band to the best."""


def gauge_bands(scorecard: Scorecard) -> tuple[GaugeBand, ...]:
    """The bands from lowest to highest; the outer ones reach to the ends of the score scale."""
    bands, last = scorecard.bands, len(scorecard.bands) - 1
    tops = [*(band.minimum - 1 for band in bands[1:]), scorecard.scale.maximum]
    roles = [_ROLES[round(place * (len(_ROLES) - 1) / max(last, 1))] for place in range(len(bands))]
    return tuple(
        GaugeBand(band.minimum, top, band.rating, band.decision, role)
        for band, top, role in zip(bands, tops, roles, strict=True)
    )


def role_of(scorecard: Scorecard, rating: str) -> str:
    """The colour role of a rating; empty for a word that is none of the model's ratings."""
    return next((band.role for band in gauge_bands(scorecard) if band.rating == rating), "")
