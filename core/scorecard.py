"""The scorecard: a model as a document, additive in log-odds.

    log_odds = intercept + Σ curve_f(x_f) + Σ table_g[category]
    logit(PD) = slope · log_odds + offset
    logit(b)  = logit(PD) − logit(π)

PD is the probability of default at the real default rate π. The balanced probability b is the chance of default as if
half of all borrowers defaulted; the score is read from it, so it means the same however the model was trained.
"""

import math
from dataclasses import dataclass, field
from typing import Any, Literal

from core.distribution import TrainingDistribution
from core.errors import ModelError


@dataclass(frozen=True, slots=True)
class Curve:
    """Log-odds of a number: straight lines between knots.

    Attributes:
        knots: increasing values of the factor.
        log_odds: contribution at each knot.
        extrapolate: beyond the outer knots, follow the outer lines (True) or stay level (False).
    """

    knots: tuple[float, ...]
    log_odds: tuple[float, ...]
    extrapolate: bool = False

    def __post_init__(self) -> None:
        if len(self.knots) != len(self.log_odds) or len(self.knots) < 2:
            raise ModelError("The model has a curve whose knots and log-odds do not pair up. Use another model file.")
        if not all(map(math.isfinite, (*self.knots, *self.log_odds))):
            raise ModelError("The model has a curve with a value that is not a number. Use another model file.")
        if any(b <= a for a, b in zip(self.knots, self.knots[1:], strict=False)):
            raise ModelError("The model has a curve whose knots do not increase. Use another model file.")


@dataclass(frozen=True, slots=True)
class Calibration:
    """From the model's log-odds to the probability of default.

    Attributes:
        slope: factor on the log-odds; positive.
        offset: added to the log-odds.
        base_rate: real default rate π the calibration refers to, between 0 and 1.
        calibrated: False for an imported model that knows no π: then π = ½ and PD = b.
    """

    slope: float = 1.0
    offset: float = 0.0
    base_rate: float = 0.5
    calibrated: bool = False

    def __post_init__(self) -> None:
        if not (self.slope > 0 and math.isfinite(self.slope) and math.isfinite(self.offset)):
            raise ModelError("The model's calibration must have a positive slope. Use another model file.")
        if not 0 < self.base_rate < 1:
            raise ModelError("The model's default rate must lie between 0 and 1. Use another model file.")

    @property
    def base_log_odds(self) -> float:
        """logit(π)."""
        return math.log(self.base_rate / (1.0 - self.base_rate))


@dataclass(frozen=True, slots=True)
class ScoreScale:
    """From probabilities to a score between ``minimum`` and ``maximum``, higher is safer.

    ``balanced`` is the reference's formula, minimum + (1 − b) · (maximum − minimum). ``log_odds`` is the industry's
    scale (Siddiqi, Credit Risk Scorecards): ``base_score`` at ``base_odds`` good:bad, ``pdo`` points double the odds,
    held within the limits.
    """

    kind: Literal["balanced", "log_odds"] = "balanced"
    minimum: int = 300
    maximum: int = 900
    base_score: float = 600.0
    base_odds: float = 50.0
    pdo: float = 20.0

    def __post_init__(self) -> None:
        if self.kind not in {"balanced", "log_odds"} or self.minimum >= self.maximum:
            raise ModelError("The model's score scale is not one this program knows. Use another model file.")
        if not (0 < self.pdo < math.inf and 0 < self.base_odds < math.inf and math.isfinite(self.base_score)):
            raise ModelError(
                "The model's base score, base odds and points to double the odds must be numbers, and the last two "
                "positive. Use another model file."
            )

    @property
    def factor(self) -> float:
        """Points per unit of log-odds on the ``log_odds`` scale, PDO / ln 2."""
        return self.pdo / math.log(2.0)


@dataclass(frozen=True, slots=True)
class Band:
    """A range of scores from ``minimum`` up to the next band, with its rating and decision in words."""

    minimum: int
    rating: str
    decision: str


BANDS = (
    Band(300, "Poor", "High Risk"),
    Band(500, "Average", "Medium Risk"),
    Band(650, "Good", "Low Risk"),
    Band(750, "Excellent", "Approved"),
)
"""The reference's bands, lowest first."""
CUTOFF = 650
"""The lowest score of low risk, where the bands of those who are approved begin."""


@dataclass(frozen=True, slots=True)
class TrainingRange:
    """Smallest and largest value of a factor among the borrowers the model was trained on."""

    minimum: float
    maximum: float


@dataclass(frozen=True, slots=True)
class UnseenPair:
    """Two categories that no borrower in training had together."""

    first: str
    first_category: str
    second: str
    second_category: str


@dataclass(frozen=True, slots=True)
class ObservedRange:
    """Held-out borrowers with scores from ``minimum`` up to the next range, and how many of them defaulted."""

    minimum: int
    borrowers: int
    defaults: int


@dataclass(frozen=True, slots=True)
class GoldenRow:
    """A made-up applicant with the answers the model must give; re-scored whenever the model is loaded."""

    factors: dict[str, float | str]
    log_odds: float
    default_probability: float
    balanced_probability: float
    credit_score: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything that scoring and explaining needs, and where it came from.

    Attributes:
        version: the registry's name for it, such as ``v2.0``; empty until registered.
        created: ISO date and time in UTC.
        intercept: log-odds before any factor.
        curves: by numeric factor.
        tables: by categorical factor, log-odds of each category.
        calibration: log-odds to PD.
        scale: probabilities to score.
        bands: lowest first.
        training_ranges: by numeric factor.
        unseen_pairs: pairs of categories never seen together in training.
        reference: mean contribution of each factor among all borrowers in training, in log-odds.
        reference_above_cutoff: the same among those scored at or just above the cut-off; empty where nobody was.
        covariance: of the coefficients of logit(PD), as the rows of its lower triangle in the order of
            ``core.evaluation.uncertainty.terms``; empty where unknown.
        observed: outcomes of the held-out rows by ranges of the score, lowest first; empty where unknown.
        training_distribution: how the rows that trained it spread; without rows where unknown.
        golden_rows: applicants with known answers.
        metrics: on the held-out rows.
        provenance: data hash, seed, parameters, library versions, rows, cleaning.
    """

    version: str
    created: str
    intercept: float
    curves: dict[str, Curve]
    tables: dict[str, dict[str, float]]
    calibration: Calibration = Calibration()
    scale: ScoreScale = ScoreScale()
    bands: tuple[Band, ...] = BANDS
    training_ranges: dict[str, TrainingRange] = field(default_factory=dict)
    unseen_pairs: tuple[UnseenPair, ...] = ()
    reference: dict[str, float] = field(default_factory=dict)
    reference_above_cutoff: dict[str, float] = field(default_factory=dict)
    covariance: tuple[tuple[float, ...], ...] = ()
    observed: tuple[ObservedRange, ...] = ()
    training_distribution: TrainingDistribution = field(default_factory=TrainingDistribution)
    golden_rows: tuple[GoldenRow, ...] = ()
    metrics: dict[str, float] = field(default_factory=dict)
    provenance: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not math.isfinite(self.intercept) or not all(
            math.isfinite(value) for table in self.tables.values() for value in table.values()
        ):
            raise ModelError("The model has log-odds that are not numbers. Use another model file.")
        if not (self.curves or self.tables):
            raise ModelError("The model has no factors. Use another model file.")
        self._check_covariance()
        minima = [band.minimum for band in self.bands]
        if not minima or minima != sorted(set(minima)):
            raise ModelError("The model's score bands do not increase. Use another model file.")

    def _check_covariance(self) -> None:
        size = 1 + sum(len(curve.knots) - 1 for curve in self.curves.values())
        size += sum(len(table) - 1 for table in self.tables.values())
        expected = list(range(1, size + 1)) if self.covariance else []
        if [len(row) for row in self.covariance] != expected or not all(
            math.isfinite(value) for row in self.covariance for value in row
        ):
            raise ModelError("The model's covariance does not belong to its factors. Use another model file.")

    @property
    def factors(self) -> tuple[str, ...]:
        """Names of all factors, numbers first; the order of contributions everywhere."""
        return (*self.curves, *self.tables)

    def band_of(self, score: int) -> Band:
        """The band a score lies in; scores below the lowest band belong to it."""
        return next((band for band in reversed(self.bands) if score >= band.minimum), self.bands[0])
