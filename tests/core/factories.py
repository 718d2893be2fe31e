"""Scorecards for tests: small, realistic, with answers that the kernel itself computed.

For another one: ``with_golden_rows(replace(linear_scorecard(), calibration=Calibration()))``.
"""

from core.golden import with_golden_rows
from core.scorecard import Calibration, Curve, Scorecard, TrainingRange

CREATED = "2026-01-15T09:30:00+00:00"

_SLOPES = {
    "age": -0.012,
    "loan_tenure_months": 0.008,
    "number_of_open_accounts": 0.26,
    "credit_utilization_ratio": 0.148,
    "loan_to_income": 3.36,
    "delinquency_ratio": 0.109,
    "avg_dpd_per_delinquency": 0.215,
}
"""Log-odds per unit of each number, as in a portfolio with 8.6 % defaults."""

_RANGES = {
    "age": (18.0, 70.0),
    "loan_tenure_months": (6.0, 59.0),
    "number_of_open_accounts": (1.0, 4.0),
    "credit_utilization_ratio": (0.0, 99.0),
    "loan_to_income": (0.3, 4.6),
    "delinquency_ratio": (0.0, 100.0),
    "avg_dpd_per_delinquency": (0.0, 10.0),
}
_TYPICAL = {
    "age": 39.0,
    "loan_tenure_months": 26.0,
    "number_of_open_accounts": 2.0,
    "credit_utilization_ratio": 40.0,
    "loan_to_income": 1.4,
    "delinquency_ratio": 9.0,
    "avg_dpd_per_delinquency": 3.0,
}
_TABLES = {
    "residence_type": {"Mortgage": 0.0, "Owned": -1.65, "Rented": 1.65},
    "loan_purpose": {"Auto": 0.0, "Education": 0.93, "Home": -2.51, "Personal": 1.66},
    "loan_type": {"Secured": 0.0, "Unsecured": 0.4},
}
_INTERCEPT = -21.0
_KNOTS = 8
_METRICS = {"auc": 0.984, "gini": 0.968, "ks": 0.862, "brier": 0.031, "default_rate": 0.086, "mean_pd": 0.0859}


def linear_scorecard() -> Scorecard:
    """All ten standard factors, straight lines that go on beyond their knots: the shape of the reference's model."""
    curves = {
        name: Curve((low, high), (0.0, _SLOPES[name] * (high - low)), extrapolate=True)
        for name, (low, high) in _RANGES.items()
    }
    intercept = _INTERCEPT + sum(_SLOPES[name] * low for name, (low, _) in _RANGES.items())
    reference = {name: _SLOPES[name] * (_TYPICAL[name] - low) for name, (low, _) in _RANGES.items()}
    return _finished(intercept, curves, reference)


def curve_scorecard() -> Scorecard:
    """All ten standard factors, eight-knot curves that stay level beyond the outer knots."""
    curves = {name: _bent(_SLOPES[name], low, high) for name, (low, high) in _RANGES.items()}
    reference = {name: _SLOPES[name] * (_TYPICAL[name] - _RANGES[name][0]) for name in _RANGES}
    intercept = _INTERCEPT + sum(_SLOPES[name] * low for name, (low, _) in _RANGES.items())
    return _finished(intercept, curves, reference)


def _bent(slope: float, low: float, high: float) -> Curve:
    """Flatter below the middle of the range, steeper above."""
    shares = [step / (_KNOTS - 1) for step in range(_KNOTS)]
    rise = slope * (high - low)
    return Curve(
        tuple(low + share * (high - low) for share in shares),
        tuple(rise * (0.7 * share + 0.3 * share**3) for share in shares),
    )


def _finished(intercept: float, curves: dict[str, Curve], reference: dict[str, float]) -> Scorecard:
    scorecard = Scorecard(
        version="v1.0",
        created=CREATED,
        intercept=intercept,
        curves=curves,
        tables={name: dict(table) for name, table in _TABLES.items()},
        calibration=Calibration(slope=0.96, offset=-0.11, base_rate=0.086, calibrated=True),
        training_ranges={name: TrainingRange(low, high) for name, (low, high) in _RANGES.items()},
        reference={**reference, "residence_type": -0.6, "loan_purpose": -0.03, "loan_type": 0.14},
        metrics=dict(_METRICS),
        provenance={"preset": "test", "seed": 42, "rows": 50_000},
    )
    return with_golden_rows(scorecard)
