"""The table of coefficients is that of a logistic regression, as statistics programs print it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import special, stats

from core.evaluation.coefficients import INTERCEPT, coefficients, factor_tests
from core.evaluation.uncertainty import terms
from core.scorecard import Calibration, Curve, Scorecard
from core.scoring import Scorer
from tests.core.evaluation.birthwt import AGE, LOW, WEIGHT
from tests.core.factories import curve_scorecard

FloatArray = NDArray[np.float64]


def _triangle(matrix: NDArray[Any]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(matrix[row, : row + 1].tolist()) for row in range(len(matrix)))


def _regression(name: str, values: FloatArray, y: NDArray[np.int64]) -> tuple[Scorecard, FloatArray]:
    """A scorecard of one straight line fitted by Newton's method, and its design."""
    low, high = float(values.min()), float(values.max())
    design = np.column_stack([np.ones(values.size), (values - low) / (high - low)])
    beta = np.zeros(2)
    for _ in range(30):
        pd = special.expit(design @ beta)
        covariance = np.linalg.inv((design * (pd * (1 - pd))[:, None]).T @ design)
        beta += covariance @ design.T @ (y - pd)
    curve = Curve((low, high), (0.0, float(beta[1])), extrapolate=True)
    bare = Scorecard("", "", float(beta[0]), {name: curve}, {})
    return replace(bare, covariance=_triangle(covariance)), design


@pytest.mark.parametrize(
    ("values", "slope", "error", "z", "p_value"),
    [(AGE, -0.05115, 0.03151, -1.623, 0.105), (WEIGHT, -0.01406, 0.00617, -2.279, 0.0227)],
)
def test_the_table_is_that_of_a_published_regression(
    values: FloatArray, slope: float, error: float, z: float, p_value: float
) -> None:
    """R's summary of glm(low ~ age) and glm(low ~ lwt) on birthwt (Hosmer & Lemeshow 1989), per unit."""
    scorecard, _ = _regression("age", values, LOW)
    intercept, line = coefficients(scorecard)
    width = np.ptp(values)
    assert (intercept.factor, line.factor) == (INTERCEPT, "age")
    assert line.value / width == pytest.approx(slope, abs=5e-6)
    assert line.standard_error is not None
    assert line.standard_error / width == pytest.approx(error, abs=5e-6)
    assert line.z == pytest.approx(z, abs=5e-4)
    assert line.p_value == pytest.approx(p_value, abs=5e-4)
    assert line.low == pytest.approx(line.value - 1.959964 * line.standard_error)


def test_with_one_coefficient_the_test_of_the_factor_is_that_of_the_coefficient() -> None:
    scorecard, _ = _regression("age", WEIGHT, LOW)
    (tested,) = factor_tests(scorecard)
    _, line = coefficients(scorecard)
    assert line.z is not None
    assert tested.wald == pytest.approx(line.z**2)
    assert tested.p_value == pytest.approx(line.p_value)
    assert tested.p_value == pytest.approx(stats.chi2.sf(tested.wald, 1))


def test_coefficients_by_the_terms_give_the_log_odds_of_anybody() -> None:
    """Also after calibration, with curves that bend and tables whose first category is not at 0."""
    card = replace(
        curve_scorecard(),
        tables={**curve_scorecard().tables, "residence_type": {"Rented": 0.7, "Owned": -0.9, "Mortgage": 0.2}},
        calibration=Calibration(0.8, -0.3, 0.086, calibrated=True),
    )
    random = np.random.default_rng(1)
    numbers = {name: random.uniform(curve.knots[0] - 1, curve.knots[-1] + 1, 50) for name, curve in card.curves.items()}
    codes = {name: random.integers(0, 2, 50).astype(np.intp) for name in card.tables}
    factors = {**numbers, **codes}
    scores = Scorer(card).score(factors)
    table = coefficients(card)
    found = np.array([one.value for one in table]) @ terms(card, factors)
    np.testing.assert_allclose(found, 0.8 * scores.log_odds - 0.3, atol=1e-9)


def test_categories_are_told_with_what_they_are_compared_with_and_curves_with_their_knots() -> None:
    table = coefficients(curve_scorecard())
    owned = next(one for one in table if one.term == "Owned")
    assert (owned.factor, owned.against) == ("residence_type", "Mortgage")
    assert owned.value == pytest.approx(0.96 * -1.65)
    assert next(one.term for one in table if one.factor == "age") == "18 to 25.43"


def test_a_model_without_a_covariance_has_coefficients_and_no_errors() -> None:
    table = coefficients(curve_scorecard())
    assert {one.standard_error for one in table} == {one.p_value for one in table} == {None}
    assert factor_tests(curve_scorecard()) == ()


def test_all_coefficients_of_a_factor_are_tested_together() -> None:
    """β'V⁻¹β against χ² (Wald 1943); with a diagonal V it is the sum of the squared z."""
    bare = curve_scorecard()
    size = len(coefficients(bare))
    card = replace(bare, covariance=_triangle(np.diag(np.linspace(0.1, 2.0, size))))
    rows = [one for one in coefficients(card) if one.factor == "loan_purpose"]
    tested = next(one for one in factor_tests(card) if one.factor == "loan_purpose")
    assert tested.freedom == 3
    assert tested.wald == pytest.approx(sum((one.z or 0.0) ** 2 for one in rows))
    assert tested.p_value == pytest.approx(stats.chi2.sf(tested.wald, 3))


def test_a_category_that_was_the_same_for_everybody_has_no_coefficient_to_test() -> None:
    bare = replace(curve_scorecard(), tables={"loan_type": {"Secured": 0.3}})
    card = replace(bare, covariance=_triangle(np.eye(len(coefficients(bare)))))
    assert "loan_type" not in {one.factor for one in coefficients(card)}
    assert [one.factor for one in factor_tests(card)] == list(card.curves)
