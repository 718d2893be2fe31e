"""Why a score is what it is: contributions that add up, and at most four reasons that count against an applicant."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.explanation import MOST_REASONS, Explainer, adverse
from core.features import FEATURES, MISSING, UNKNOWN
from core.scorecard import Calibration, Curve, Scorecard, ScoreScale
from core.scoring import Scorer, Scores
from tests.core.factories import curve_scorecard, linear_scorecard

SIDDIQI = ScoreScale("log_odds", 300, 900, base_score=300.0, base_odds=1.0, pdo=60.0)
BALANCED = ScoreScale()
_LINES, _CURVES = (replace(model, golden_rows=()) for model in (linear_scorecard(), curve_scorecard()))
MODELS = [
    _LINES,
    _CURVES,
    replace(_LINES, scale=SIDDIQI),
    replace(_LINES, scale=ScoreScale("log_odds"), calibration=Calibration(1.3, 0.4, 0.2, calibrated=True)),
]
MODEL = st.sampled_from(MODELS)
NUMERIC, CATEGORICAL = tuple(linear_scorecard().curves), tuple(linear_scorecard().tables)
APPLICANT = st.tuples(
    st.floats(18, 90), st.floats(1, 100), st.floats(0, 9), st.floats(0, 200), st.floats(0, 12), st.floats(0, 100),
    st.floats(0, 30), st.integers(0, 2), st.integers(0, 3), st.integers(0, 1),
)  # fmt: skip
"""Values of the factors, in the order of the model."""


def scores_of(scorecard: Scorecard, *applicants: tuple[float, ...]) -> Scores:
    columns = {
        name: np.array(values, dtype=np.intp if name in CATEGORICAL else np.float64)
        for name, values in zip(scorecard.factors, zip(*applicants, strict=True), strict=True)
    }
    return Scorer(scorecard).score(columns)


# The golden case

BETA = {"delinquency_ratio": 0.045, "credit_utilization_ratio": 0.03, "loan_to_income": 0.55, "age": -0.02}
MU = {"delinquency_ratio": 6.0, "credit_utilization_ratio": 28.0, "loan_to_income": 1.1, "age": 41.0}
X = {"delinquency_ratio": 30.0, "credit_utilization_ratio": 75.0, "loan_to_income": 2.6, "age": 29.0}


def golden_case() -> tuple[Scorecard, Scores]:
    """A logistic regression with four factors, the mean of its population, and one applicant."""
    scorecard = Scorecard(
        "",
        "",
        -5.2,
        {name: Curve((0.0, 100.0), (0.0, 100.0 * beta), extrapolate=True) for name, beta in BETA.items()},
        {},
        scale=SIDDIQI,
        reference={name: beta * MU[name] for name, beta in BETA.items()},
    )
    return scorecard, Scorer(scorecard).score({name: np.array([value]) for name, value in X.items()})


def test_the_golden_case_has_the_published_score_and_reference() -> None:
    """By hand from US Regulation B, 12 CFR 1002.9(b)(2), on the scale 300 + 60 · log2((1 − p) / p)."""
    scorecard, scores = golden_case()
    assert scores.log_odds[0] == pytest.approx(-0.75, abs=1e-12)
    assert scores.default_probability[0] == pytest.approx(0.320821301, abs=5e-10)
    assert scores.exact_score[0] == pytest.approx(364.921277, abs=5e-7)
    assert Explainer(scorecard).reference_score == pytest.approx(672.648129, abs=5e-7)
    reference = scorecard.intercept + sum(scorecard.reference.values())
    assert reference == pytest.approx(-4.305, abs=1e-12)
    assert 1 / (1 + math.exp(-reference)) == pytest.approx(0.013321040, abs=5e-10)


def test_the_golden_case_has_the_published_reasons() -> None:
    """US Regulation B, 12 CFR 1002.9(b)(2): c_j = β_j (x_j − μ_j), the most adverse first."""
    scorecard, scores = golden_case()
    found = Explainer(scorecard).reasons(scores)
    assert {reason.factor: reason.points for reason in found} == pytest.approx(
        {
            "credit_utilization_ratio": -122.052000,
            "delinquency_ratio": -93.486639,
            "loan_to_income": -71.413405,
            "age": -20.774809,
        },
        abs=5e-7,
    )
    assert [reason.factor for reason in found] == [
        "credit_utilization_ratio", "delinquency_ratio", "loan_to_income", "age",
    ]  # fmt: skip
    assert {reason.factor: reason.log_odds for reason in found} == pytest.approx(
        {name: beta * (X[name] - MU[name]) for name, beta in BETA.items()}
    )
    assert sum(reason.points for reason in found) == pytest.approx(-307.726852, abs=5e-7)
    assert adverse(found) == found


# What always holds


@given(MODEL, APPLICANT)
def test_contributions_add_up_to_the_gap_in_log_odds(scorecard: Scorecard, applicant: tuple[float, ...]) -> None:
    """The identity Σ c_j = LO(x) − LO(reference)."""
    scores = scores_of(scorecard, applicant)
    reference = scorecard.intercept + sum(scorecard.reference.values())
    assert sum(reason.log_odds for reason in Explainer(scorecard).reasons(scores)) == pytest.approx(
        scores.log_odds[0] - reference, abs=1e-9
    )


@given(MODEL, APPLICANT)
def test_points_add_up_to_the_gap_in_score(scorecard: Scorecard, applicant: tuple[float, ...]) -> None:
    scores = scores_of(scorecard, applicant)
    assert sum(reason.points for reason in Explainer(scorecard).reasons(scores)) == pytest.approx(
        scores.exact_score[0] - Explainer(scorecard).reference_score, abs=1e-6
    )


@given(MODEL, APPLICANT)
def test_what_is_adverse_costs_points_and_what_is_not_gives_some(
    scorecard: Scorecard, applicant: tuple[float, ...]
) -> None:
    found = Explainer(scorecard).reasons(scores_of(scorecard, applicant))
    assert {reason.factor for reason in found} == set(scorecard.factors)
    assert [reason.log_odds for reason in found] == sorted((reason.log_odds for reason in found), reverse=True)
    assert all(reason.log_odds * reason.points <= 0 for reason in found)


@given(MODEL, APPLICANT)
def test_at_most_four_reasons_are_given_and_only_those_that_count_against_the_applicant(
    scorecard: Scorecard, applicant: tuple[float, ...]
) -> None:
    """Comments on US Regulation B, 12 CFR 1002.9(b)(2): no more than four, and factors actually scored."""
    found = Explainer(scorecard).reasons(scores_of(scorecard, applicant))
    told = adverse(found)
    against = [reason for reason in found if reason.log_odds > 1e-9]
    assert MOST_REASONS == 4
    assert told == against[:4]


@given(MODEL, st.lists(APPLICANT, min_size=1, max_size=8), st.integers(0, 12))
def test_the_reasons_of_a_file_are_those_of_each_row(
    scorecard: Scorecard, applicants: list[tuple[float, ...]], most: int
) -> None:
    scores = scores_of(scorecard, *applicants)
    codes = Explainer(scorecard).adverse_codes(scores, most)
    assert codes.shape == (most, len(applicants))
    for row in range(len(applicants)):
        told = [reason.factor for reason in adverse(Explainer(scorecard).reasons(scores, row), most)]
        assert [scorecard.factors[code] for code in codes[:, row].tolist() if code >= 0] == told
        assert codes[len(told) :, row].tolist() == [-1] * (most - len(told))


@given(MODEL, st.lists(APPLICANT, min_size=2, max_size=6))
def test_the_reasons_of_a_row_do_not_depend_on_other_rows(
    scorecard: Scorecard, applicants: list[tuple[float, ...]]
) -> None:
    together = scores_of(scorecard, *applicants)
    for row, applicant in enumerate(applicants):
        assert Explainer(scorecard).reasons(together, row) == Explainer(scorecard).reasons(
            scores_of(scorecard, applicant)
        )


def test_a_category_with_words_of_its_own_is_told_in_them_alone_and_in_a_file() -> None:
    """And one that is not known in those of the factor."""
    scorecard, own = curve_scorecard(), {"residence_type=Rented": "A rented home"}
    residence = np.array([*range(3), MISSING, UNKNOWN], dtype=np.intp)
    factors: dict[str, NDArray[Any]] = {name: np.zeros(len(residence)) for name in scorecard.curves}
    factors |= {name: np.zeros(len(residence), dtype=np.intp) for name in scorecard.tables}
    factors["residence_type"] = residence
    scores, explainer = Scorer(scorecard).score_factors(factors), Explainer(scorecard, texts=own)
    told = [
        {reason.factor: reason for reason in explainer.reasons(scores, row, factors)}["residence_type"]
        for row in range(len(residence))
    ]
    general, mortgage = FEATURES["residence_type"].adverse, FEATURES["residence_type"].adverse_of["Mortgage"]
    assert [one.text for one in told] == [general, "A rented home", mortgage, general, general]
    place = scorecard.factors.index("residence_type")
    codes = explainer.sentence_codes(np.array([[place] * 5, [-1] * 5]), factors)
    assert [explainer.sentences[code] for code in codes[0]] == [one.sentence for one in told]
    assert codes[1].tolist() == [-1] * 5


# Edges


def bland(scorecard: Scorecard) -> Scores:
    """An applicant who is the reference population's mean in every factor."""
    contributions = np.array([[scorecard.reference[name]] for name in scorecard.factors])
    log_odds = np.array([scorecard.intercept + sum(scorecard.reference[name] for name in scorecard.factors)])
    return Scorer(scorecard).scores(log_odds, contributions)


@pytest.mark.parametrize("scorecard", MODELS)
def test_somebody_like_the_reference_has_its_score_and_no_reason(scorecard: Scorecard) -> None:
    scores = bland(scorecard)
    found = Explainer(scorecard).reasons(scores)
    assert scores.exact_score[0] == pytest.approx(Explainer(scorecard).reference_score, abs=1e-9)
    assert [reason.points for reason in found] == [0.0] * len(found)
    assert adverse(found) == []
    assert Explainer(scorecard).adverse_codes(scores).tolist() == [[-1]] * 4


def test_factors_that_cancel_out_have_the_points_of_the_slope() -> None:
    """PDO / ln 2 for each unit of log-odds; on the balanced scale the derivative of its formula."""
    for scale, per_unit in ((SIDDIQI, -60 / math.log(2)), (BALANCED, -600 * 0.2 * 0.8)):
        line = Curve((0.0, 1.0), (0.0, 1.0), extrapolate=True)
        intercept = math.log(0.2 / 0.8)
        scorecard = Scorecard("", "", intercept, {"age": line, "income": line}, {}, scale=scale)
        scores = Scorer(scorecard).score({"age": np.array([0.5]), "income": np.array([-0.5])})
        first, second = Explainer(scorecard).reasons(scores)
        assert (first.factor, second.factor) == ("age", "income")
        assert first.points == pytest.approx(0.5 * per_unit, rel=1e-6)
        assert second.points == pytest.approx(-0.5 * per_unit, rel=1e-6)
        assert [reason.factor for reason in adverse([first, second])] == ["age"]


def test_factors_that_weigh_the_same_are_told_in_the_order_of_the_model() -> None:
    line = Curve((0.0, 1.0), (0.0, 1.0))
    scorecard = Scorecard("", "", 0.0, dict.fromkeys(("income", "age", "enquiry_count"), line), {})
    scores = Scorer(scorecard).score(dict.fromkeys(("income", "age", "enquiry_count"), np.array([1.0])))
    assert [reason.factor for reason in adverse(Explainer(scorecard).reasons(scores))] == [
        "income",
        "age",
        "enquiry_count",
    ]
    assert Explainer(scorecard).adverse_codes(scores)[:, 0].tolist() == [0, 1, 2, -1]


def test_a_score_held_at_the_limit_of_its_scale_moves_with_no_factor() -> None:
    line = Curve((0.0, 1.0), (0.0, 1.0), extrapolate=True)
    scorecard = Scorecard("", "", -30.0, {"age": line}, {}, scale=SIDDIQI)
    (reason,) = Explainer(scorecard).reasons(Scorer(scorecard).score({"age": np.array([1.0])}))
    assert (reason.log_odds, reason.points) == (1.0, 0.0)


def test_a_model_that_knows_no_reference_is_compared_with_log_odds_of_zero() -> None:
    scorecard = replace(linear_scorecard(), reference={})
    scores = bland(linear_scorecard())
    assert Explainer(scorecard).differences(scores).tolist() == scores.contributions.tolist()


def test_reasons_are_told_in_the_words_of_the_factors() -> None:
    scorecard, scores = golden_case()
    for reason in Explainer(scorecard).reasons(scores):
        feature = FEATURES[reason.factor]
        assert (reason.label, reason.text) == (feature.label, feature.adverse)


def test_a_row_that_cannot_be_scored_disturbs_no_other() -> None:
    scorecard = linear_scorecard()
    good = (30.0, 24.0, 2.0, 90.0, 3.0, 50.0, 5.0, 2, 2, 1)
    missing = (*good[:-1], MISSING)
    codes = Explainer(scorecard).adverse_codes(scores_of(scorecard, good, missing, good))
    alone = Explainer(scorecard).adverse_codes(scores_of(scorecard, good))
    assert codes[:, [0]].tolist() == codes[:, [2]].tolist() == alone.tolist()
    assert codes[:, 1].tolist() == alone[:, 0].tolist()  # what is missing is none of the four


def test_no_rows_have_no_reasons() -> None:
    scorecard = linear_scorecard()
    nobody = Scorer(scorecard).scores(np.zeros(0), np.zeros((len(scorecard.factors), 0)))
    assert Explainer(scorecard).adverse_codes(nobody).shape == (4, 0)
