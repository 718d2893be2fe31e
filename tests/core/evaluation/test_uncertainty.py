"""The interval of a probability of default is that of a logistic regression, whatever shape the model has."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelError
from core.evaluation.uncertainty import Uncertainty, symmetric, terms
from core.scorecard import Calibration, Curve, Scorecard
from core.scoring import Scorer
from core.training.basis import fit_basis
from core.training.covariance import fit_covariance
from core.training.factors import Factors
from tests.core.evaluation.birthwt import LOW, WEIGHT
from tests.core.factories import curve_scorecard, linear_scorecard

INTERCEPT, SLOPE = 0.99831432, -0.01405826
"""R's glm(low ~ lwt, family = binomial, data = MASS::birthwt)."""
NO_PENALTY = 1e12


def birth_weight_model() -> tuple[Scorecard, Factors]:
    """The mother's weight stands in for a factor."""
    low, high = float(WEIGHT.min()), float(WEIGHT.max())
    curve = Curve((low, high), (0.0, SLOPE * (high - low)), extrapolate=True)
    bare = Scorecard("", "", INTERCEPT + SLOPE * low, {"age": curve}, {}, Calibration(1.0, 0.0, 0.3, calibrated=True))
    return bare, Factors({"age": WEIGHT}, {})


def test_standard_errors_are_those_of_a_logistic_regression() -> None:
    """Hosmer & Lemeshow 2000, table 2.2 and R: standard errors 0.785 and 0.00617 for low ~ lwt."""
    bare, factors = birth_weight_model()
    low, high = bare.curves["age"].knots
    covariance = symmetric(fit_covariance(bare, factors, NO_PENALTY))
    slope_error = np.sqrt(covariance[1, 1]) / (high - low)
    at_zero = np.array([1.0, -low / (high - low)])
    assert slope_error == pytest.approx(0.00617, abs=5e-6)
    assert np.sqrt(at_zero @ covariance @ at_zero) == pytest.approx(0.78529, abs=5e-5)
    assert LOW.mean() == pytest.approx(59 / 189)


def test_the_interval_is_the_logistic_function_of_its_limits_in_log_odds() -> None:
    """x'β ± 1.96 · √(x'Vx), worked out by hand for one mother."""
    bare, factors = birth_weight_model()
    scorecard = replace(bare, covariance=fit_covariance(bare, factors, NO_PENALTY))
    columns = {"age": np.array([120.0])}
    found = Uncertainty(scorecard).interval(Scorer(scorecard).score(columns), columns)
    assert found is not None
    share = (120.0 - WEIGHT.min()) / (WEIGHT.max() - WEIGHT.min())
    v = symmetric(scorecard.covariance)
    margin = 1.959964 * np.sqrt(v[0, 0] + 2 * share * v[0, 1] + share**2 * v[1, 1])
    middle = INTERCEPT + SLOPE * 120.0
    assert found.low[0] == pytest.approx(1 / (1 + np.exp(-(middle - margin))), abs=1e-6)
    assert found.high[0] == pytest.approx(1 / (1 + np.exp(-(middle + margin))), abs=1e-6)


@pytest.mark.parametrize("knots", [2, 5])
def test_terms_are_the_design_the_model_was_fitted_on(knots: int) -> None:
    random = np.random.default_rng(1)
    train = Factors(
        {"age": random.uniform(18, 70, 200), "loan_to_income": random.uniform(0, 5, 200)},
        {"residence_type": random.integers(0, 3, 200)},
    )
    basis = fit_basis(train, knots)
    columns = basis.matrix(train).shape[1]
    scorecard = Scorecard("", "", 0.0, basis.curves(np.ones(columns)), basis.tables(np.ones(columns)))
    design = terms(scorecard, {**train.numbers, **train.codes})
    assert np.all(design[0] == 1.0)
    assert np.allclose(design[1:].T, basis.matrix(train))


def with_covariance(scorecard: Scorecard) -> Scorecard:
    size = 1 + sum(len(c.knots) - 1 for c in scorecard.curves.values())
    size += sum(len(table) - 1 for table in scorecard.tables.values())
    return replace(scorecard, covariance=tuple((*[0.0] * row, 0.01) for row in range(size)))


@given(st.sampled_from([linear_scorecard(), curve_scorecard()]), st.floats(18, 90), st.floats(0, 120))
def test_the_probability_lies_within_its_interval(scorecard: Scorecard, age: float, utilization: float) -> None:
    sure = with_covariance(scorecard)
    row = {name: np.array([value]) for name, value in sure.golden_rows[0].factors.items() if name in sure.curves}
    columns = {**row, "age": np.array([age]), "credit_utilization_ratio": np.array([utilization])}
    columns |= {name: np.array([0]) for name in sure.tables}
    scores = Scorer(sure).score(columns)
    found = Uncertainty(sure).interval(scores, columns)
    assert found is not None
    assert 0 <= found.low[0] <= scores.default_probability[0] <= found.high[0] <= 1


def test_a_model_without_covariance_has_no_interval() -> None:
    scorecard, columns = linear_scorecard(), {"age": np.array([40.0])}
    scores = Scorer(scorecard).scores(np.array([0.0]), np.zeros((10, 1)))
    assert Uncertainty(scorecard).interval(scores, columns) is None


@pytest.mark.parametrize("covariance", [((1.0,),), ((1.0,), (0.0, 1.0, 2.0)), ((float("nan"),), (0.0, 1.0))])
def test_a_covariance_of_another_model_is_refused(covariance: tuple[tuple[float, ...], ...]) -> None:
    bare, _ = birth_weight_model()
    with pytest.raises(ModelError, match="covariance"):
        replace(bare, covariance=covariance)
