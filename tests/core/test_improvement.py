"""What would it take: changes, largest loans and longest tenures to work out by hand, and who is promised nothing."""

from dataclasses import replace

import numpy as np
import pytest

from core import features
from core.features import UNKNOWN, Columns
from core.improvement import alternatives, limits, most_known
from core.scorecard import Band, Curve, Scorecard, TrainingRange
from core.scoring import Scorer
from core.validation import UNREADABLE, check
from tests.core.applicants import COUNTED, COUNTS, NAN, NOTHING, RATED, RATIOS, columns_of
from tests.core.factories import linear_scorecard

Person = dict[str, float]
SHARE, AVERAGE = RATIOS
_, DELINQUENT, DPD = COUNTS


def of_one(factor: str, curve: Curve, intercept: float = 0.0, limits: TrainingRange | None = None) -> Scorer:
    """A model of one number, PD = b; its score is at least 600 where its log-odds are at most 0."""
    ranges = {factor: limits} if limits else {}
    return Scorer(Scorecard("", "", intercept, {factor: curve}, {}, training_ranges=ranges))


def changes_of(scorer: Scorer, person: Person, target: int = 600) -> list[Person]:
    return [dict(each.changes) for each in alternatives(scorer, columns_of(person), target)]


def largest_loan(scorer: Scorer, columns: Columns) -> tuple[int | None, ...]:
    return limits(scorer, columns).loans


def longest_tenure(scorer: Scorer, columns: Columns) -> tuple[int | None, ...]:
    return limits(scorer, columns).tenures


# The loan

BORROWER = {"income": 9_99_700.0, "loan_amount": 20e5}
LOAN_ALONE = of_one("loan_to_income", Curve((0.0, 10.0), (0.0, 10.0), extrapolate=True), -1.5, TrainingRange(0, 10))


def test_the_loan_is_cut_to_the_whole_thousand_that_is_enough() -> None:
    """log-odds = loan / income − 1.5, so 1.5 · 9,99,700 = 14,99,550 is just enough for 600."""
    (found,) = alternatives(LOAN_ALONE, columns_of(BORROWER), 600)
    assert found.changes == {"loan_amount": 14_99_000}
    assert found.credit_score == 600
    log_odds = 14_99_000 / 9_99_700 - 1.5
    assert found.default_probability == pytest.approx(1 / (1 + np.exp(-log_odds)), rel=1e-12)
    assert found.cost == pytest.approx((20e5 - 14_99_000) / 9_99_700 / 10, rel=1e-12)


def test_the_largest_loan_of_each_band_by_the_formula_of_the_score() -> None:
    """Score = 300 + 600 · (1 − b) reaches s where log-odds ≤ ln((900 − s) / (s − 300)): ln 2, ln(5 / 7), ln(1 / 3)."""
    most = [np.log(2) + 1.5, np.log(5 / 7) + 1.5, np.log(1 / 3) + 1.5]
    expected = [int(9_99_700 * times // 1000) * 1000 for times in most]
    assert largest_loan(LOAN_ALONE, columns_of(BORROWER)) == (99_97_000, *expected)


def test_it_is_known_where_training_ends() -> None:
    """The lowest band has no largest loan but the largest that training has seen: ten times 9,99,700."""
    assert most_known(LOAN_ALONE, columns_of(BORROWER)) == (99_97_000, None)
    assert largest_loan(LOAN_ALONE, columns_of(BORROWER))[0] == most_known(LOAN_ALONE, columns_of(BORROWER)).loan
    line = of_one("loan_tenure_months", Curve((6.0, 60.0), (-1.0, 1.0)), limits=TrainingRange(6, 59))
    assert most_known(line, columns_of({"loan_tenure_months": 24.0})) == (None, 59)
    assert longest_tenure(line, columns_of({"loan_tenure_months": 24.0}))[0] == 59


@pytest.mark.parametrize("limits", [None, TrainingRange(0, 1e12)])
def test_nothing_ends_with_training_where_it_is_unknown_or_sees_more_than_can_be_asked_for(
    limits: TrainingRange | None,
) -> None:
    for factor in ("loan_to_income", "loan_tenure_months"):
        line = of_one(factor, Curve((0.0, 10.0), (0.0, 10.0)), limits=limits)
        assert most_known(line, columns_of(BORROWER | {"loan_tenure_months": 24.0})) == (None, None)
    assert most_known(LOAN_ALONE, columns_of({"income": NAN})) == (None, None)


def test_the_loan_asked_for_plays_no_part_in_the_largest() -> None:
    found = largest_loan(LOAN_ALONE, columns_of(BORROWER))
    for amount in (NAN, 1.0, 15e5, 1e11, UNREADABLE):
        assert largest_loan(LOAN_ALONE, columns_of(BORROWER | {"loan_amount": amount})) == found
    assert largest_loan(LOAN_ALONE, columns_of({"income": BORROWER["income"]})) == found


def test_everything_below_the_lowest_band_belongs_to_it() -> None:
    bands = (Band(500, "Other", ""), Band(750, "Excellent", ""))
    found = largest_loan(Scorer(replace(LOAN_ALONE.scorecard, bands=bands)), columns_of(BORROWER))
    assert found == (99_97_000, largest_loan(LOAN_ALONE, columns_of(BORROWER))[3])


def test_an_income_below_a_thousand_borrows_no_whole_thousand() -> None:
    assert largest_loan(LOAN_ALONE, columns_of({"income": 50.0})) == (None,) * 4


def test_a_narrow_valley_among_very_many_amounts_is_found() -> None:
    """An income of crores makes hundreds of thousands of amounts; the valley is ninety of them wide."""
    knots = (0.0, 1.0, 1.0001, 1.0002, 1.0003, 4.0)
    narrow = of_one("loan_to_income", Curve(knots, (3.0, 3.0, -3.0, -3.0, 2.9, 2.9)))
    rich = {"income": 3e8, "loan_amount": 9e8}
    assert changes_of(narrow, rich) == [{"loan_amount": 30_00_75_000}]
    most = 30_00_60_000 + 30_000 * (3 + np.log(5 / 7)) / 5.9
    assert largest_loan(narrow, columns_of(rich))[2] == most // 1000 * 1000


# Curves that turn


def test_a_curve_that_falls_and_rises_is_followed_to_its_near_side() -> None:
    """Without any use of credit this model is as strict as with all of it used."""
    valley = of_one("credit_utilization_ratio", Curve((0.0, 20.0, 40.0, 60.0, 100.0), (9.0, 9.0, -1.0, -1.0, 3.0)))
    assert changes_of(valley, {"credit_utilization_ratio": 88.4}) == [{"credit_utilization_ratio": 70.0}]
    assert changes_of(valley, {"credit_utilization_ratio": 30.0}) == []


def test_the_tenure_goes_either_way_to_the_nearest_month() -> None:
    valley = of_one("loan_tenure_months", Curve((6.0, 36.0, 48.0, 96.0), (3.0, -1.5, -1.5, 3.0)))
    assert changes_of(valley, {"loan_tenure_months": 20.0}) == [{"loan_tenure_months": 26.0}]
    assert changes_of(valley, {"loan_tenure_months": 80.0}) == [{"loan_tenure_months": 64.0}]


def test_the_longest_tenure_may_lie_behind_months_that_are_not_enough() -> None:
    """650 needs log-odds of ln(5 / 7) = −0.336, which month 36 has, and the first months up to 17."""
    waves = of_one("loan_tenure_months", Curve((6.0, 12.0, 24.0, 36.0, 60.0), (-3.0, -3.0, 3.0, -0.5, 3.5)))
    assert longest_tenure(waves, columns_of({"loan_tenure_months": 24.0})) == (480, 43, 36, 15)


# Ranges


def test_without_training_ranges_the_schema_and_the_knots_of_the_curve_count() -> None:
    line = of_one("number_of_open_accounts", Curve((0.0, 4.0), (-1.0, 3.0), extrapolate=True))
    (found,) = alternatives(line, columns_of({"number_of_open_accounts": 9.0}), 600)
    assert found.changes == {"number_of_open_accounts": 1}
    assert found.cost == (9 - 1) / 4


def test_nobody_is_told_to_go_where_the_model_was_not_trained() -> None:
    line, limits = Curve((0.0, 100.0), (-1.0, 1.0), extrapolate=True), TrainingRange(60.0, 80.0)
    scorer = of_one("credit_utilization_ratio", line, limits=limits)
    assert changes_of(scorer, {"credit_utilization_ratio": 75.0}) == []
    assert changes_of(scorer, {"credit_utilization_ratio": 150.0}, target=500) == [{"credit_utilization_ratio": 80.0}]


def test_a_loan_a_hair_beyond_the_training_data_is_not_promised() -> None:
    """Twice the income is 0.2 paise short of ten lakh; the loan asked for is beyond anyway."""
    line = of_one("loan_to_income", Curve((0.0, 4.0), (-4.0, 0.0)), limits=TrainingRange(0, 2))
    assert largest_loan(line, columns_of({"income": 4_99_999.9999, "loan_amount": 20e5}))[0] == 9_99_000


# Two fields


def test_two_fields_share_the_change_in_the_cheapest_way() -> None:
    """With log-odds of utilization / 10 + accounts − 9 it takes 3 for 600, of which each field gives 2 at the most.

    An account costs a half and ten points of utilization a quarter. Any other tenure only harms.
    """
    curves = {
        "credit_utilization_ratio": Curve((60.0, 100.0), (6.0, 10.0)),
        "number_of_open_accounts": Curve((2.0, 4.0), (2.0, 4.0)),
        "loan_tenure_months": Curve((6.0, 24.0, 60.0), (99.0, 0.0, 99.0)),
    }
    ranges = {name: TrainingRange(curve.knots[0], curve.knots[-1]) for name, curve in curves.items()}
    scorer = Scorer(Scorecard("", "", -9.0, curves, {}, training_ranges=ranges))
    person = {"credit_utilization_ratio": 80.0, "number_of_open_accounts": 4.0, "loan_tenure_months": 24.0}
    (found,) = alternatives(scorer, columns_of(person), 600)
    assert found.changes == {"credit_utilization_ratio": 60.0, "number_of_open_accounts": 3.0}
    assert found.cost == 1.0
    assert changes_of(scorer, person, target=601) == [
        {"credit_utilization_ratio": 69.0, "number_of_open_accounts": 2.0}
    ]


def test_of_two_fields_the_loan_is_cut_no_more_than_the_other_asks_for() -> None:
    """With log-odds of 5 · loan / income + accounts − 9 and two accounts, 7 / 5 of the income is just enough for 600.

    An income of crores leaves more amounts than are tried at first.
    """
    curves = {
        "loan_to_income": Curve((1.0, 3.0), (5.0, 15.0)),
        "number_of_open_accounts": Curve((2.0, 4.0), (2.0, 4.0)),
    }
    ranges = {"loan_to_income": TrainingRange(1.3, 3.0), "number_of_open_accounts": TrainingRange(2.0, 4.0)}
    scorer = Scorer(Scorecard("", "", -9.0, curves, {}, training_ranges=ranges))
    rich = {"income": 3_33_33_333.0, "loan_amount": 9e7, "number_of_open_accounts": 4.0}
    found = changes_of(scorer, rich)
    most = 3_33_33_333 * 7 / 5 // 1000 * 1000
    assert found == [{"loan_amount": most, "number_of_open_accounts": 2.0}]
    assert changes_of(scorer, rich | {"loan_amount": most + 1000, "number_of_open_accounts": 2.0}) == [
        {"loan_amount": most}
    ]


def test_of_two_fields_days_past_due_shrink_no_more_than_the_other_asks_for() -> None:
    """With log-odds of the average + accounts − 6 and two accounts, four days on average are just enough for 600."""
    curves = {AVERAGE: Curve((0.0, 10.0), (0.0, 10.0)), "number_of_open_accounts": Curve((2.0, 4.0), (2.0, 4.0))}
    ranges = {AVERAGE: TrainingRange(3.5, 10.0), "number_of_open_accounts": TrainingRange(2.0, 4.0)}
    scorer = Scorer(Scorecard("", "", -6.0, curves, {}, training_ranges=ranges))
    delayed = dict(zip(COUNTS, (9_000.0, 1_234.0, 10_000.0), strict=True)) | {"number_of_open_accounts": 4.0}
    assert changes_of(scorer, delayed) == [{DPD: 4.0 * 1_234, "number_of_open_accounts": 2.0}]


def loan_and_utilization() -> Scorer:
    """log-odds = loan / income + utilization / 10 − 8.501."""
    curves = {
        "loan_to_income": Curve((0.0, 10.0), (0.0, 10.0)),
        "credit_utilization_ratio": Curve((0.0, 100.0), (0.0, 10.0)),
    }
    ranges = {name: TrainingRange(curve.knots[0], curve.knots[-1]) for name, curve in curves.items()}
    return Scorer(Scorecard("", "", -8.501, curves, {}, training_ranges=ranges))


INDEBTED = {"income": 3e5, "loan_amount": 20e5, "credit_utilization_ratio": 80.0}
"""A loan of 6.67 times the income and a utilization of 80 % add up to 14.67, of which 8.501 are just enough for 600."""


def test_where_one_field_is_enough_two_that_change_less_each_are_offered_as_well() -> None:
    """18 % alone; 46 % with 3.9 times the income, where each of them gives about 42 %: nothing is more moderate."""
    found = changes_of(loan_and_utilization(), INDEBTED)
    assert found[:2] == [
        {"credit_utilization_ratio": 18.0},
        {"loan_amount": 11_70_000.0, "credit_utilization_ratio": 46.0},
    ]


def test_the_same_two_fields_are_offered_again_where_they_change_otherwise() -> None:
    """The third differs from the second by 0.3 of the loan at the least, and leaves more of the utilization."""
    _, second, third = changes_of(loan_and_utilization(), INDEBTED)
    assert second.keys() == third.keys()
    assert (second["loan_amount"] - third["loan_amount"]) / 20e5 >= 0.3
    assert third["credit_utilization_ratio"] > second["credit_utilization_ratio"]


def test_a_loan_that_nearly_vanishes_is_not_offered_beside_better_ways() -> None:
    """Half the income would be enough too, which is 7.5 % of the loan asked for."""
    found = alternatives(loan_and_utilization(), columns_of(INDEBTED), 600)
    assert all(each.changes.get("loan_amount", 20e5) >= 4e5 for each in found)
    assert not any(each.is_drastic for each in found)


def test_a_loan_that_nearly_vanishes_is_offered_as_drastic_where_nothing_else_is_enough() -> None:
    (found,) = alternatives(LOAN_ALONE, columns_of(BORROWER | {"loan_amount": 80e5}), 600)
    assert found.changes == {"loan_amount": 14_99_000}
    assert found.is_drastic
    (usual,) = alternatives(LOAN_ALONE, columns_of(BORROWER), 600)
    assert not usual.is_drastic


# The credit history

HISTORY = Scorer(
    Scorecard("", "", 0.0, {SHARE: Curve((0.0, 100.0), (-1.0, 9.0)), AVERAGE: Curve((0.0, 10.0), (-1.0, 1.0))}, {})
)
"""A model of delinquency alone: log-odds = share / 10 + average / 5 − 2."""
DAYS = of_one(AVERAGE, Curve((0.0, 10.0), (-1.0, 9.0)))
DELAYED = dict(zip(COUNTS, (40.0, 10.0, 57.0), strict=True))
"""A share of 25 % with 5.7 days on average: log-odds 1.64."""


def test_fewer_delinquent_months_take_their_days_past_due_along() -> None:
    """4 months are 10 %; with 20 days, 5 on average, the log-odds are just 0. 3 months and 17 days are not needed."""
    assert changes_of(HISTORY, DELAYED) == [{DELINQUENT: 4.0, DPD: 20.0}]


def test_a_single_count_changes_where_that_is_enough() -> None:
    """5 of 40 months are enough for a model of the share alone; the days past due stay as they are."""
    share = of_one(SHARE, Curve((0.0, 100.0), (-1.25, 8.75)))
    assert changes_of(share, DELAYED) == [{DELINQUENT: 5.0}]


def test_no_delinquency_leaves_no_days_past_due() -> None:
    by_ratios = {SHARE: 25.0, AVERAGE: 5.7}
    assert changes_of(HISTORY, by_ratios, target=800) == [{SHARE: 0.0, AVERAGE: 0.0}]
    assert changes_of(HISTORY, DELAYED, target=800) == [{DELINQUENT: 0.0, DPD: 0.0}]


def test_who_was_delinquent_keeps_a_day_past_due_for_each_month() -> None:
    """log-odds = average − 1: one day is just enough for 600, nothing for more; then the months have to go."""
    assert changes_of(DAYS, {AVERAGE: 2.0}) == [{AVERAGE: 1.0}]
    assert changes_of(DAYS, {AVERAGE: 2.0}, target=601) == []
    assert changes_of(DAYS, DELAYED) == [{DPD: 10.0}]
    assert changes_of(DAYS, DELAYED, target=601) == []


def test_months_and_days_are_not_two_fields_of_a_change() -> None:
    """Only 15 to 25 % of delinquent months with two days at the most would do, which is one history rewritten."""
    share = Curve((0.0, 15.0, 25.0, 40.0), (5.0, -1.0, -1.0, 5.0))
    strict = Scorer(Scorecard("", "", 0.0, {SHARE: share, AVERAGE: Curve((0.0, 10.0), (-1.0, 4.0))}, {}))
    assert strict.score(columns_of({SHARE: 20.0, AVERAGE: 2.0})).credit_score[0] >= 600
    assert changes_of(strict, {SHARE: 40.0, AVERAGE: 9.0}) == []


def test_a_history_given_both_ways_changes_by_its_counts_where_the_ratios_are_theirs() -> None:
    both = {name: float(values[0]) for name, values in features.derive(columns_of(DELAYED)).items()}
    assert both.keys() == {*COUNTS, *RATIOS}
    assert changes_of(HISTORY, both) == changes_of(HISTORY, DELAYED) != []


def test_a_history_given_both_ways_with_other_figures_is_left_alone() -> None:
    both = DELAYED | {SHARE: 25.0, AVERAGE: 6.4}
    assert check(columns_of(both), DAYS.scorecard).scorable()[0]
    assert changes_of(DAYS, both) == []


# Nobody to tell

LINES = Scorer(linear_scorecard())
RISKY = RATED | {"credit_utilization_ratio": 90.0, "loan_amount": 25e5}


def test_who_has_the_score_already_needs_no_change() -> None:
    (score,) = LINES.score(columns_of(RISKY)).credit_score.tolist()
    assert changes_of(LINES, RISKY, target=score) == []
    assert changes_of(LINES, RISKY, target=score + 1) != []


def test_what_nothing_reaches_is_not_promised() -> None:
    assert changes_of(LINES, RISKY, target=890) != []
    assert changes_of(LINES, RISKY, target=901) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"age": 17.0}, {"age": NAN}, {"age": UNREADABLE}, {"loan_type": UNKNOWN}, {"income": NAN}, {"income": 0.0},
        {"income": 1e300}, {"income": 1e-300}, {"income": UNREADABLE}, {"number_of_open_accounts": 2.5}, NOTHING,
        {"total_loan_months": 0.0, **dict.fromkeys(RATIOS, NAN)}, {"delinquency_ratio": 0.0},
    ],
    ids=str,
)  # fmt: skip
def test_who_gets_no_score_gets_no_promise(wrong: Person) -> None:
    """Rejected, or for a person to decide; also where the model alone would have a score."""
    columns = columns_of(RISKY | wrong)
    assert alternatives(LINES, columns, 600) == ()
    assert largest_loan(LINES, columns) == (None,) * 4
    assert longest_tenure(LINES, columns) == (None,) * 4


def test_a_mistake_in_the_field_itself_is_nothing_for_the_largest() -> None:
    fine = longest_tenure(LINES, columns_of(COUNTED))
    assert any(fine)
    assert longest_tenure(LINES, columns_of(COUNTED | {"loan_tenure_months": 12.5})) == fine
    assert alternatives(LINES, columns_of(RISKY | {"loan_tenure_months": 12.5}), 600) == ()


def test_what_a_model_takes_no_notice_of_is_not_promised() -> None:
    line = of_one("credit_utilization_ratio", Curve((0.0, 100.0), (-1.0, 1.02)))
    columns = columns_of(RISKY)
    assert changes_of(line, RISKY) == [{"credit_utilization_ratio": 49.0}]
    assert largest_loan(line, columns) == longest_tenure(line, columns) == (None,) * 4
