"""The figures of a model card: metrics with their intervals, bands, and what each factor can do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from core import grouping
from core.evaluation.names import EXPLAINED
from core.evaluation.proportion import wilson_interval
from core.features import FEATURES
from core.origin import BandMeaning, band_meanings
from core.scorecard import Curve, Scorecard

UNKNOWN = "–"
_SHORT = ("calibration_slope", "calibration_intercept", "recall", "precision", "accuracy", "f1")
LABELS = {name: (words, 3 if name in _SHORT else 4) for name, words in EXPLAINED.items()}
"""How metrics are called, and with how many decimals they are told, in the order of a validation report."""
_COUNTED = {
    "recall": (("true_positive",), ("true_positive", "false_negative")),
    "precision": (("true_positive",), ("true_positive", "false_positive")),
    "accuracy": (("true_positive", "true_negative"), ("rows",)),
    "default_rate": (("defaults",), ("rows",)),
}
"""Metrics that are shares of rows: which are counted, and of which."""
_SAID = ("", "persons", "accounts", "enquiries")
"""Units that the label says already."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric in words, with its 95 % interval where that is known."""

    label: str
    value: str
    interval: str


@dataclass(frozen=True, slots=True)
class BandLine:
    """A band of the score: whom it holds, and what became of those who were held out."""

    rating: str
    decision: str
    scores: str
    probability: str
    observed: str
    borrowers: str


@dataclass(frozen=True, slots=True)
class FactorLine:
    """A factor: how much of all that factors can do to the log-odds is its, and where risk is lowest and highest."""

    label: str
    share: str
    safest: str
    riskiest: str
    trained_on: str


def figures(scorecard: Scorecard) -> tuple[Figure, ...]:
    """The metrics that are known, in the order of a validation report."""
    found = scorecard.metrics
    return tuple(
        Figure(label, _decimal(found[name], decimals), _interval(name, scorecard, decimals))
        for name, (label, decimals) in LABELS.items()
        if name in found
    )


def band_lines(scorecard: Scorecard) -> tuple[BandLine, ...]:
    """The bands, best first."""
    decisions = {band.rating: band.decision for band in scorecard.bands}
    lower = [meaning.below for meaning in band_meanings(scorecard)]
    starts = [0.0, *lower[:-1]]
    return tuple(
        _band_line(meaning, start, decisions[meaning.rating])
        for meaning, start in zip(band_meanings(scorecard), starts, strict=True)
    )


def factor_lines(scorecard: Scorecard) -> tuple[FactorLine, ...]:
    """The factors, the one that can move the score furthest first."""
    reaches = {name: _reach(scorecard, name) for name in scorecard.factors}
    total = sum(high - low for low, high in reaches.values()) or 1.0
    ordered = sorted(scorecard.factors, key=lambda name: reaches[name][0] - reaches[name][1])
    shares = {name: (reaches[name][1] - reaches[name][0]) / total for name in ordered}
    return tuple(_factor_line(scorecard, name, shares[name]) for name in ordered)


def _interval(name: str, scorecard: Scorecard, decimals: int) -> str:
    limits = _limits(name, scorecard.metrics, scorecard.provenance.get("intervals"))
    return " to ".join(_decimal(limit, decimals) for limit in limits) if limits else ""


def _decimal(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace("-", grouping.MINUS)


def _limits(name: str, metrics: Mapping[str, float], kept: object) -> tuple[float, float] | None:
    """As they were kept with the model; else what its counts tell."""
    if isinstance(kept, dict) and name in kept:
        low, high = kept[name]
        return float(low), float(high)
    if name in {"auc", "gini"} and {"auc_low", "auc_high"} <= metrics.keys():
        low, high = metrics["auc_low"], metrics["auc_high"]
        return (low, high) if name == "auc" else (2.0 * low - 1.0, 2.0 * high - 1.0)
    if name in _COUNTED and metrics.keys() >= {*_COUNTED[name][0], *_COUNTED[name][1]}:
        return _wilson(*(int(sum(metrics[each] for each in counts)) for counts in _COUNTED[name]))
    return None


def _wilson(part: int, whole: int) -> tuple[float, float] | None:
    if whole < 1:
        return None
    low, high = wilson_interval(np.array([part]), np.array([whole]))
    return float(low[0]), float(high[0])


def _band_line(meaning: BandMeaning, start: float, decision: str) -> BandLine:
    observed = meaning.observed
    low, high = observed.interval if observed else (0.0, 0.0)
    is_known = observed is not None and observed.borrowers > 0
    return BandLine(
        meaning.rating,
        decision,
        f"{meaning.minimum} to {meaning.maximum}",
        f"{100 * start:.1f} to {100 * meaning.below:.1f} %",
        f"{100 * observed.rate:.1f} % ({100 * low:.1f} to {100 * high:.1f})" if observed and is_known else UNKNOWN,
        f"{observed.borrowers:,}" if observed else UNKNOWN,
    )


def _reach(scorecard: Scorecard, name: str) -> tuple[float, float]:
    """The lowest and the highest log-odds that a factor contributes within what the model was trained on."""
    values = [log_odds for _, log_odds in _points(scorecard, name)]
    return min(values), max(values)


def _points(scorecard: Scorecard, name: str) -> list[tuple[Any, float]]:
    """Each category or knot of a factor with its log-odds, and the ends of the range it was trained on."""
    if name in scorecard.tables:
        return list(scorecard.tables[name].items())
    curve, known = scorecard.curves[name], scorecard.training_ranges.get(name)
    if known is None:
        return list(zip(curve.knots, curve.log_odds, strict=True))
    inside = {knot for knot in curve.knots if known.minimum <= knot <= known.maximum}
    return [(value, _height(curve, value)) for value in sorted({known.minimum, known.maximum, *inside})]


def _height(curve: Curve, value: float) -> float:
    return float(np.interp(value, curve.knots, curve.log_odds))


def _factor_line(scorecard: Scorecard, name: str, share: float) -> FactorLine:
    points = _points(scorecard, name)
    safest, riskiest = min(points, key=_log_odds)[0], max(points, key=_log_odds)[0]
    known = scorecard.training_ranges.get(name)
    ends = f"{_number(known.minimum)} to {_shown(name, known.maximum)}" if known else UNKNOWN
    trained_on = ", ".join(scorecard.tables[name]) if name in scorecard.tables else ends
    told = (_shown(name, safest), _shown(name, riskiest))
    return FactorLine(FEATURES[name].label, f"{100 * share:.0f} %", *told, trained_on)


def _log_odds(point: tuple[Any, float]) -> float:
    return point[1]


def _shown(name: str, value: float | str) -> str:
    if isinstance(value, str):
        return value
    unit = FEATURES[name].unit
    return _number(value) if unit in _SAID else f"{_number(value)} {unit}"


def _number(value: float) -> str:
    return grouping.rounded(value, 0 if abs(value) >= 1000 else 2)
