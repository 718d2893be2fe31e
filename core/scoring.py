"""The one kernel that scores applicants: the same code for one row and for a million.

Every operation is element by element and factors are added in a fixed order, so a row's result depends on no other
row, nor on how a file is cut into chunks.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core import features
from core.errors import ModelError
from core.exponential import exponential
from core.features import Columns, FloatArray
from core.scorecard import Curve, GoldenRow, Scorecard, ScoreScale

FEWEST_GOLDEN_ROWS = 50
"""With fewer answers to check, an altered model might pass."""
_GOLDEN_TOLERANCE = 1e-9


class Scores(NamedTuple):
    """Results of n applicants; NaN (score and band −1) where a factor is missing.

    Attributes:
        log_odds: of the model, before calibration, shape (n,).
        default_probability: PD, shape (n,).
        balanced_probability: b, shape (n,).
        exact_score: score before rounding down, shape (n,).
        credit_score: whole score, shape (n,).
        band: position in ``Scorecard.bands``, shape (n,).
        contributions: log-odds of each factor in the order of ``Scorecard.factors``, shape (factors, n).
    """

    log_odds: FloatArray
    default_probability: FloatArray
    balanced_probability: FloatArray
    exact_score: FloatArray
    credit_score: NDArray[np.int64]
    band: NDArray[np.intp]
    contributions: FloatArray


class _CurveArrays(NamedTuple):
    knots: FloatArray
    log_odds: FloatArray
    low_slope: float
    high_slope: float


def logistic(log_odds: FloatArray) -> FloatArray:
    """1 / (1 + e^−x), to the same bits on every system; NaN stays NaN."""
    result: FloatArray = 1.0 / (1.0 + exponential(-log_odds))
    return result


class Scorer:
    """A scorecard made ready for scoring: build once, use for any number of rows."""

    def __init__(self, scorecard: Scorecard) -> None:
        self.scorecard = scorecard
        self._curves = {name: _arrays(curve) for name, curve in scorecard.curves.items()}
        self._tables = {name: _table(name, table) for name, table in scorecard.tables.items()}
        self._minima = np.array([band.minimum for band in scorecard.bands])

    def score(self, columns: Columns) -> Scores:
        """Score applicants.

        Args:
            columns: inputs or factors, each of shape (n,); ratios are derived when not given.

        Returns:
            Results in the order of the rows.

        Raises:
            ModelError: a factor of the model is not among the columns.
        """
        return self.score_factors(features.derive(columns))

    @np.errstate(invalid="ignore", over="ignore")  # such rows have no score, or that of a sure default
    def score_factors(self, factors: Columns) -> Scores:
        """Score applicants whose ratios were derived already, as ``score`` does."""
        contributions = self.contributions(factors)
        log_odds = np.full(contributions.shape[1], self.scorecard.intercept, dtype=np.float64)
        for contribution in contributions:
            log_odds += contribution
        return self.scores(log_odds, contributions)

    def contributions(self, factors: Columns) -> FloatArray:
        """Log-odds of each factor, shape (factors, n), in the order of ``Scorecard.factors``."""
        missing = [name for name in self.scorecard.factors if name not in factors]
        if missing:
            raise ModelError(f"The model needs {missing[0]}, which is not among the columns.")
        return np.array([self.contribution(name, factors[name]) for name in self.scorecard.factors])

    def contribution(self, name: str, values: NDArray[Any]) -> FloatArray:
        """Log-odds of one factor, shape (n,)."""
        result: FloatArray = (
            _curve_at(self._curves[name], values) if name in self._curves else self._tables[name][values]
        )
        return result

    def scores(self, log_odds: FloatArray, contributions: FloatArray) -> Scores:
        """Probabilities, score and band from log-odds of shape (n,)."""
        calibration = self.scorecard.calibration
        calibrated = calibration.slope * log_odds + calibration.offset
        probability, balanced = logistic(np.array((calibrated, calibrated - calibration.base_log_odds)))
        exact = exact_score(self.scorecard.scale, calibrated, balanced)
        known = ~np.isnan(exact)
        whole = np.full(exact.shape, -1, dtype=np.int64)
        np.floor(exact, out=whole, where=known, casting="unsafe")
        band = np.where(known, np.maximum(np.searchsorted(self._minima, whole, side="right") - 1, 0), -1)
        return Scores(log_odds, probability, balanced, exact, whole, band, contributions)


def exact_score(scale: ScoreScale, calibrated: FloatArray, balanced: FloatArray) -> FloatArray:
    """Score before rounding down, from logit(PD) and the balanced probability, each of shape (n,)."""
    if scale.kind == "balanced":
        return scale.minimum + (1.0 - balanced) * (scale.maximum - scale.minimum)
    points = scale.base_score - scale.factor * (calibrated + np.log(scale.base_odds))
    held: FloatArray = np.clip(points, scale.minimum, scale.maximum)
    return held


def verify(scorecard: Scorecard) -> None:
    """Check that a scorecard has what it is checked and watched with, score the golden rows again and compare.

    Raises:
        ModelError: there are too few golden rows; a trained model does not tell the range of a number; or an answer
            differs: the model was altered, or this program computes otherwise than the one that made it.
    """
    if len(scorecard.golden_rows) < FEWEST_GOLDEN_ROWS:
        raise ModelError(
            f"The model has {len(scorecard.golden_rows)} test rows with known answers; {FEWEST_GOLDEN_ROWS} are needed "
            "to see whether it was altered. Use the original file or another version."
        )
    untold = scorecard.curves.keys() - scorecard.training_ranges.keys()
    if untold and scorecard.calibration.calibrated:  # what was imported from a notebook may not know them
        raise ModelError(
            f"The model does not tell between which values of {min(untold)} it was trained. "
            "Use the original file or another version."
        )
    _verify_answers(scorecard)


@np.errstate(all="ignore")  # answers that are no numbers do not agree
def _verify_answers(scorecard: Scorecard) -> None:
    scores = Scorer(scorecard).score(_columns(scorecard.golden_rows))
    for index, row in enumerate(scorecard.golden_rows):
        given = (row.log_odds, row.default_probability, row.balanced_probability)
        found = (scores.log_odds[index], scores.default_probability[index], scores.balanced_probability[index])
        close = np.allclose(given, found, rtol=_GOLDEN_TOLERANCE, atol=_GOLDEN_TOLERANCE)
        if not close or abs(row.credit_score - int(scores.credit_score[index])) > 1:
            raise ModelError(
                f"The model gives another answer than it promises for its test row {index + 1}: it was altered. "
                "Use the original file or another version."
            )


def _columns(rows: tuple[GoldenRow, ...]) -> dict[str, NDArray[np.float64] | NDArray[np.intp]]:
    columns: dict[str, NDArray[np.float64] | NDArray[np.intp]] = {}
    for name in rows[0].factors:
        values = [row.factors[name] for row in rows]
        columns[name] = encode(name, values) if isinstance(values[0], str) else np.array(values, dtype=float)
    return columns


def encode(name: str, values: list[float | str]) -> NDArray[np.intp]:
    """Codes of a categorical factor's values; ``UNKNOWN`` for a value the schema does not have."""
    known = {category: code for code, category in enumerate(features.FEATURES[name].categories)}
    return np.array([known.get(str(value), features.UNKNOWN) for value in values], dtype=np.intp)


def _arrays(curve: Curve) -> _CurveArrays:
    knots, log_odds = np.array(curve.knots, dtype=np.float64), np.array(curve.log_odds, dtype=np.float64)
    slopes = np.diff(log_odds) / np.diff(knots) if curve.extrapolate else np.zeros(len(knots) - 1)
    return _CurveArrays(knots, log_odds, float(slopes[0]), float(slopes[-1]))


def _curve_at(arrays: _CurveArrays, values: FloatArray) -> FloatArray:
    inside: FloatArray = np.interp(values, arrays.knots, arrays.log_odds)
    if arrays.low_slope == 0.0 and arrays.high_slope == 0.0:
        return inside
    below = np.minimum(values - arrays.knots[0], 0.0)
    above = np.maximum(values - arrays.knots[-1], 0.0)
    outside: FloatArray = arrays.low_slope * below + arrays.high_slope * above
    return inside + outside


def _table(name: str, table: dict[str, float]) -> FloatArray:
    """Log-odds by code, with NaN at the two last places, where the codes for missing and unknown point."""
    categories = features.FEATURES[name].categories
    by_code: FloatArray = np.array([*(table.get(category, np.nan) for category in categories), np.nan, np.nan])
    return by_code
