"""The one kernel: published figures, the reference's answers, and the same result alone and in a file."""

import math
import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MinMaxScaler

from core.errors import ModelError
from core.features import FEATURES, MISSING, UNKNOWN, Columns
from core.scorecard import Calibration, Curve, Scorecard, ScoreScale
from core.scoring import Scorer, Scores, encode, exact_score, logistic
from tests.core.factories import curve_scorecard, linear_scorecard

NAN, INF = math.nan, math.inf
MODELS = [replace(model, golden_rows=()) for model in (linear_scorecard(), curve_scorecard())]
BOTH = pytest.mark.parametrize("scorecard", MODELS, ids=["lines", "curves"])
NUMERIC, CATEGORICAL = tuple(linear_scorecard().curves), tuple(linear_scorecard().tables)
BALANCED = ScoreScale()


def age_alone(curve: Curve, calibration: Calibration | None = None, scale: ScoreScale = BALANCED) -> Scorer:
    """A model of one number."""
    return Scorer(Scorecard("", "", 0.0, {"age": curve}, {}, calibration or Calibration(), scale))


def at_log_odds(*log_odds: float, calibration: Calibration | None = None, scale: ScoreScale = BALANCED) -> Scores:
    """Scores of rows whose log-odds are given, before calibration."""
    line = Curve((0.0, 1.0), (0.0, 1.0), extrapolate=True)
    return age_alone(line, calibration, scale).score({"age": np.array(log_odds)})


def logit(share: float) -> float:
    return math.log(share / (1.0 - share))


def rows_of(scores: Scores, rows: list[int]) -> list[bytes]:
    """Every result of some rows, bit for bit."""
    return [np.ascontiguousarray(values[..., rows]).tobytes() for values in scores]


# The reference's answers


def test_two_knots_are_the_scaled_logistic_regression_of_the_reference() -> None:
    """scikit-learn's min-max scaling, first category dropped and logistic regression, also beyond the training data."""
    draw = np.random.default_rng(7)
    numbers = draw.uniform((18, 0, 0.2), (70, 100, 5), (400, 3))
    codes = draw.integers(0, 3, 400)
    names = ("Mortgage", "Owned", "Rented")
    y = draw.random(400) < expit(numbers @ (-0.05, 0.04, 0.8) + (codes == 2) - 3)
    scaler = MinMaxScaler().fit(numbers)
    dummies = np.column_stack([codes == 1, codes == 2])
    model = LogisticRegression(C=3.95).fit(np.column_stack([scaler.transform(numbers), dummies]), y)
    weights = model.coef_[0].tolist()
    scorecard = Scorecard(
        "",
        "",
        float(model.intercept_[0]),
        {
            name: Curve((low, high), (0.0, weight), extrapolate=True)
            for name, low, high, weight in zip(
                ("age", "credit_utilization_ratio", "loan_to_income"),
                scaler.data_min_.tolist(),
                scaler.data_max_.tolist(),
                weights,
                strict=False,
            )
        },
        {"residence_type": dict(zip(names, (0.0, *weights[3:]), strict=True))},
    )
    beyond = draw.uniform((0, -50, -3), (120, 250, 12), (400, 3))
    found = Scorer(scorecard).score(
        {
            **dict(zip(scorecard.curves, beyond.T, strict=True)),
            "residence_type": encode("residence_type", [names[code] for code in codes.tolist()]),
        }
    )
    expected = model.predict_proba(np.column_stack([scaler.transform(beyond), dummies]))[:, 1]
    np.testing.assert_allclose(found.default_probability, expected, rtol=1e-11)
    np.testing.assert_allclose(found.balanced_probability, expected, rtol=1e-11)
    np.testing.assert_array_equal(found.credit_score, np.floor(300 + (1 - found.balanced_probability) * 600))


@pytest.mark.parametrize(
    ("probability", "score"),
    [
        (1.0, 300), (0.999, 300), (0.9, 360), (0.66668, 499), (2 / 3 - 1e-12, 500), (0.5, 600), (0.4167, 649),
        (5 / 12 - 1e-12, 650), (0.2500001, 749), (0.25, 750), (0.1, 840), (0.001, 899), (0.0, 900),
    ],
)  # fmt: skip
def test_the_score_is_that_of_the_reference_rounded_down(probability: float, score: int) -> None:
    """Design, section 1: score = 300 + (1 − P) × 600, rounded down."""
    exact = exact_score(BALANCED, np.array([NAN]), np.array([probability]))
    assert math.floor(exact[0]) == score
    assert exact[0] == 300 + (1 - probability) * 600


@pytest.mark.parametrize(
    ("score", "band"),
    [(300, 0), (499, 0), (500, 1), (649, 1), (650, 2), (749, 2), (750, 3), (900, 3)],
)
def test_a_score_at_the_edge_of_a_band_lies_in_the_band_it_reaches(score: int, band: int) -> None:
    """One point higher or lower, on a scale on which every score is exact."""
    scale = ScoreScale("log_odds", 0, 1000, base_score=0.0, base_odds=1.0, pdo=math.log(2.0))
    scores = at_log_odds(-score, -score - 0.999, scale=scale)
    assert scores.credit_score.tolist() == [score, score]
    assert scores.band.tolist() == [band, band]
    assert linear_scorecard().bands[band] == linear_scorecard().band_of(score)


def test_a_score_below_the_lowest_band_lies_in_it() -> None:
    """299 is Poor too; only a scale of one's own reaches it."""
    scale = ScoreScale("log_odds", 0, 1000, base_score=0.0, base_odds=1.0, pdo=math.log(2.0))
    assert at_log_odds(-299.0, 5.0, scale=scale).band.tolist() == [0, 0]


@BOTH
@given(st.floats(-40, 40))
def test_the_band_in_a_file_is_the_band_of_the_score(scorecard: Scorecard, log_odds: float) -> None:
    scores = Scorer(scorecard).scores(np.array([log_odds]), np.zeros((0, 1)))
    assert scorecard.bands[scores.band[0]] == scorecard.band_of(int(scores.credit_score[0]))


# Published figures


@pytest.mark.parametrize(
    ("scale", "probability", "score"),
    [
        ((600.0, 50.0, 20.0), 1 / 51, 600.0),
        ((600.0, 50.0, 20.0), 1 / 101, 620.0),
        ((600.0, 50.0, 20.0), 1 / 2, 487.1229),
        ((600.0, 19.0, 50.0), 0.05, 600.0),
        ((720.0, 99.0, 20.0), 1 / 2, 587.4129),
        ((300.0, 1.0, 60.0), 0.090258, 500.0),
        ((300.0, 1.0, 60.0), 0.017236, 650.0),
        ((300.0, 1.0, 60.0), 0.005494, 750.0),
        ((300.0, 1.0, 60.0), 0.000976, 900.0),
    ],
)
def test_points_to_double_the_odds_give_the_published_scores(
    scale: tuple[float, float, float], probability: float, score: float
) -> None:
    """Siddiqi, Credit Risk Scorecards: 600 at 50:1 with PDO 20 has the offset 487.1229, the score at even odds."""
    base_score, base_odds, pdo = scale
    found = at_log_odds(logit(probability), scale=ScoreScale("log_odds", 0, 1000, base_score, base_odds, pdo))
    assert found.exact_score[0] == pytest.approx(score, abs=0.05 if base_score == 300.0 else 1e-4)
    assert found.credit_score[0] == math.floor(found.exact_score[0])


def test_a_log_odds_score_reads_the_calibrated_probability_and_stays_within_its_limits() -> None:
    scale = ScoreScale("log_odds", 300, 900, base_score=300.0, base_odds=1.0, pdo=60.0)
    calibration = Calibration(slope=2.0, offset=-1.0, base_rate=0.1, calibrated=True)
    scores = at_log_odds(-1.0, 20.0, -20.0, calibration=calibration, scale=scale)
    assert scores.exact_score[0] == pytest.approx(300.0 + 60.0 / math.log(2.0) * 3.0)
    assert scores.credit_score.tolist()[1:] == [300, 900]


@pytest.mark.parametrize(
    ("base_rate", "population", "balanced"),
    [
        (0.1, 0.1, 0.5),
        (1074 / 12_500, 0.001, 0.0105),
        (1074 / 12_500, 0.01, 0.0970),
        (1074 / 12_500, 0.02, 0.1784),
        (1074 / 12_500, 0.0859, 0.4999),
        (1074 / 12_500, 0.2, 0.7268),
    ],
)
def test_the_balanced_probability_is_that_of_a_sample_with_as_many_good_as_bad(
    base_rate: float, population: float, balanced: float
) -> None:
    """Prior correction of King & Zeng 2001, Saerens 2002 and Dal Pozzolo 2015, with ȳ = ½."""
    scores = at_log_odds(logit(population), calibration=Calibration(base_rate=base_rate, calibrated=True))
    assert scores.default_probability[0] == pytest.approx(population, rel=1e-12)
    assert scores.balanced_probability[0] == pytest.approx(balanced, abs=6e-5)


@pytest.mark.parametrize(
    ("probability", "rating"),
    [(0.029, 3), (0.031, 2), (0.062, 2), (0.064, 1), (0.157, 1), (0.159, 0)],
)
def test_the_bands_mean_what_the_design_says_of_the_default_rate_of_the_reference(
    probability: float, rating: int
) -> None:
    """Design, section 2: with π = 8.6 %, PD below 3.0 % is Excellent, 6.3 % Good, 15.8 % Average."""
    scores = at_log_odds(logit(probability), calibration=Calibration(base_rate=0.086, calibrated=True))
    assert scores.band[0] == rating


@given(st.floats(-30, 30), st.floats(0.1, 3), st.floats(-5, 5), st.floats(0.001, 0.999))
def test_the_three_numbers_belong_together(log_odds: float, slope: float, offset: float, rate: float) -> None:
    """Design, section 2: logit(PD) = slope · log_odds + offset, logit(b) = logit(PD) − logit(π), score from b."""
    scores = at_log_odds(log_odds, calibration=Calibration(slope, offset, rate, calibrated=True))
    probability, balanced = float(scores.default_probability[0]), float(scores.balanced_probability[0])
    assert probability == pytest.approx(expit(slope * log_odds + offset), rel=1e-12)
    assert balanced == pytest.approx(expit(slope * log_odds + offset - logit(rate)), rel=1e-11)
    assert scores.exact_score[0] == 300 + (1 - balanced) * 600
    assert scores.credit_score[0] == math.floor(scores.exact_score[0])


@given(st.floats(-500, 500))
def test_without_a_default_rate_the_balanced_probability_is_the_probability(log_odds: float) -> None:
    scores = at_log_odds(log_odds)
    assert scores.default_probability.tobytes() == scores.balanced_probability.tobytes()


@given(st.floats(-100, 100), st.floats(0, 10), st.sampled_from(["balanced", "log_odds"]))
def test_more_risk_never_scores_higher(log_odds: float, more: float, kind: str) -> None:
    scale = ScoreScale("log_odds") if kind == "log_odds" else BALANCED
    scores = at_log_odds(log_odds, log_odds + more, scale=scale)
    assert scores.default_probability[0] <= scores.default_probability[1] * (1.0 + 1e-15)  # but for the last digit
    assert scores.credit_score[0] >= scores.credit_score[1]


# The logistic function


@given(st.floats(allow_nan=False))
def test_the_logistic_function_is_that_of_scipy(value: float) -> None:
    np.testing.assert_allclose(logistic(np.array([value])), expit([value]), rtol=1e-13, atol=1e-300)


def test_the_logistic_function_knows_its_limits() -> None:
    assert logistic(np.array([-INF, -800.0, 0.0, 800.0, INF])).tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert math.isnan(logistic(np.array([NAN]))[0])


# Curves


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    knots = sorted(draw(st.lists(st.integers(-1000, 1000), min_size=2, max_size=9, unique=True)))
    log_odds = draw(st.lists(st.integers(-1000, 1000), min_size=len(knots), max_size=len(knots)))
    return Curve(tuple(map(float, knots)), tuple(value / 100 for value in log_odds), draw(st.booleans()))


def by_hand(curve: Curve, value: float) -> float:
    """The line through the two knots around the value, or through the two at its end."""
    if not curve.extrapolate:
        value = min(max(value, curve.knots[0]), curve.knots[-1])
    place = min(max(sum(knot <= value for knot in curve.knots) - 1, 0), len(curve.knots) - 2)
    (a, b), (low, high) = curve.knots[place : place + 2], curve.log_odds[place : place + 2]
    return low + (high - low) * (value - a) / (b - a)


@given(curves(), st.floats(-3000, 3000))
def test_a_curve_goes_straight_from_knot_to_knot(curve: Curve, value: float) -> None:
    found = age_alone(curve).score({"age": np.array([value])}).log_odds[0]
    assert found == pytest.approx(by_hand(curve, value), rel=1e-9, abs=1e-9)


@given(curves())
def test_a_curve_is_exact_at_its_knots(curve: Curve) -> None:
    found = age_alone(curve).score({"age": np.array(curve.knots)})
    assert found.contributions[0].tolist() == list(curve.log_odds)


def test_a_curve_that_is_level_at_its_ends_stays_level_also_where_it_goes_on() -> None:
    curve = Curve((0.0, 1.0, 2.0, 3.0), (1.0, 1.0, 5.0, 5.0), extrapolate=True)
    found = age_alone(curve).score({"age": np.array([-INF, -9.0, 1.5, 9.0, INF])})
    assert found.log_odds.tolist() == [1.0, 1.0, 3.0, 5.0, 5.0]


def test_a_model_of_whole_numbers_is_scored_like_any_other() -> None:
    scorecard = Scorecard("", "", 1, {"age": Curve((0, 10), (0, 5), extrapolate=True)}, {"loan_type": {"Secured": 2}})
    found = Scorer(scorecard).score({"age": np.array([4.5]), "loan_type": np.array([0])})
    assert found.log_odds.tolist() == [5.25]


# One row and many


VALUES = st.floats(-1e6, 1e6) | st.sampled_from([NAN, 0.0, 18.0, 70.0, 5e-324])
INPUTS = {
    **dict.fromkeys(("age", "loan_amount", "income", "credit_utilization_ratio", *NUMERIC), VALUES),
    **{name: st.integers(UNKNOWN, len(FEATURES[name].categories) - 1) for name in CATEGORICAL},
}
del INPUTS["loan_to_income"]
APPLICANTS = st.lists(st.tuples(*INPUTS.values()), min_size=1, max_size=9)
"""Any number of rows, also with values that are missing, unknown or no one's."""


def columns_of(rows: list[tuple[float, ...]]) -> Columns:
    return {
        name: np.array(values, dtype=np.intp if name in CATEGORICAL else np.float64)
        for name, values in zip(INPUTS, zip(*rows, strict=True), strict=True)
    }


@BOTH
@given(APPLICANTS, st.randoms(use_true_random=False))
def test_a_row_alone_is_the_row_among_any_others_in_any_order(
    scorecard: Scorecard, rows: list[tuple[float, ...]], dice: random.Random
) -> None:
    """Bit for bit: score, probabilities, band and contributions."""
    scorer, order = Scorer(scorecard), list(range(len(rows)))
    dice.shuffle(order)
    together = scorer.score(columns_of(rows))
    shuffled = scorer.score(columns_of([rows[row] for row in order]))
    for place, row in enumerate(order):
        alone = scorer.score(columns_of([rows[row]]))
        assert rows_of(alone, [0]) == rows_of(together, [row]) == rows_of(shuffled, [place])


@BOTH
def test_a_long_file_cut_anywhere_gives_what_its_rows_give(scorecard: Scorecard) -> None:
    """Long enough for every way in which numpy walks over an array."""
    draw, size = np.random.default_rng(3), 100_003
    columns: Columns = {
        **{name: draw.uniform(-10, 120, size) for name in NUMERIC},
        **{name: draw.integers(UNKNOWN, len(FEATURES[name].categories), size) for name in CATEGORICAL},
    }
    scorer = Scorer(scorecard)
    whole = scorer.score(columns)
    cuts = [0, 1, 8, 15, 1_000, 4_097, 50_000, 99_999, size]
    for start, end in pairwise(cuts):
        part = scorer.score({name: values[start:end] for name, values in columns.items()})
        assert rows_of(part, list(range(end - start))) == rows_of(whole, list(range(start, end)))
    every_second = scorer.score({name: values[::2] for name, values in columns.items()})
    assert rows_of(every_second, list(range((size + 1) // 2))) == rows_of(whole, list(range(0, size, 2)))


@BOTH
def test_no_rows_give_no_results(scorecard: Scorecard) -> None:
    columns = {name: np.zeros(0, dtype=np.intp if name in CATEGORICAL else float) for name in scorecard.factors}
    scores = Scorer(scorecard).score(columns)
    assert scores.contributions.shape == (10, 0)
    assert scores.credit_score.shape == scores.band.shape == (0,)


# What is there and what is not


GOOD = {**dict.fromkeys(NUMERIC, 20.0), **dict.fromkeys(CATEGORICAL, 0)}


def scored(**changes: float) -> Scores:
    columns = {name: np.array([value]) for name, value in {**GOOD, **changes}.items()}
    return Scorer(linear_scorecard()).score(columns)


def test_log_odds_are_the_intercept_and_the_contributions_in_the_order_of_the_factors() -> None:
    scorecard, scores = linear_scorecard(), scored(age=30.0, residence_type=1)
    by_factor = dict(zip(scorecard.factors, scores.contributions[:, 0].tolist(), strict=True))
    assert by_factor["age"] == pytest.approx(-0.012 * (30 - 18))
    assert by_factor["residence_type"] == scorecard.tables["residence_type"]["Rented"]
    assert scores.log_odds[0] == pytest.approx(scorecard.intercept + sum(by_factor.values()))


def test_every_factor_counts_in_one_applicant_also_the_categories() -> None:
    """The reference one-hot encoded a single row and lost residence, purpose and type of the loan."""
    for name in CATEGORICAL:
        assert scored(**{name: 0}).log_odds[0] != scored(**{name: 1}).log_odds[0]


@pytest.mark.parametrize("change", [{"age": NAN}, {"loan_type": MISSING}, {"loan_purpose": UNKNOWN}])
def test_what_is_missing_or_unknown_gives_no_score_and_no_band(change: dict[str, float]) -> None:
    scores = scored(**change)
    assert math.isnan(scores.default_probability[0])
    assert math.isnan(scores.balanced_probability[0])
    assert (scores.credit_score[0], scores.band[0]) == (-1, -1)


def test_a_category_without_log_odds_gives_no_score() -> None:
    bare = replace(linear_scorecard(), tables={"loan_type": {"Secured": 0.0}}, golden_rows=())
    scores = Scorer(bare).score({**{name: np.full(2, 20.0) for name in NUMERIC}, "loan_type": np.array([0, 1])})
    assert scores.credit_score[0] > 0
    assert scores.credit_score[1] == -1


def test_ratios_are_derived_from_inputs() -> None:
    inputs = {name: np.array([value]) for name, value in GOOD.items() if name != "loan_to_income"}
    derived = Scorer(linear_scorecard()).score({**inputs, "loan_amount": np.array([6e5]), "income": np.array([3e4])})
    assert rows_of(derived, [0]) == rows_of(scored(loan_to_income=20.0), [0])


@pytest.mark.parametrize("absent", ["age", "loan_to_income", "loan_type"])
def test_a_column_that_is_not_there_is_told_by_name(absent: str) -> None:
    columns = {name: np.array([value]) for name, value in GOOD.items() if name != absent}
    with pytest.raises(ModelError, match=f"The model needs {absent}, which is not among the columns"):
        Scorer(linear_scorecard()).score(columns)


def test_categories_become_their_positions_in_the_schema() -> None:
    assert encode("residence_type", ["Mortgage", "Owned", "Rented", "owned", ""]).tolist() == [
        2,
        0,
        1,
        UNKNOWN,
        UNKNOWN,
    ]
