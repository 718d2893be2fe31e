"""A credit history is given as ratios or as counts, is whole and agrees with itself, or goes to a person."""

import math
from dataclasses import replace

import pytest

from core.findings import Status
from tests.core.applicants import (
    COUNTED,
    COUNTS,
    EXTENDED,
    FINE,
    LINE,
    NAN,
    NOTHING,
    PLAIN,
    RATED,
    RATIOS,
    Verdict,
    judged,
    rejected,
)


@pytest.mark.parametrize(
    "history",
    [
        NOTHING,
        {**NOTHING, "total_loan_months": 0.0},
        {**NOTHING, "total_loan_months": 0.0, "delinquent_months": 0.0, "total_dpd": 0.0},
        {"total_loan_months": 0.0, "delinquent_months": 0.0, "total_dpd": 0.0},
        {},
    ],
)
def test_without_credit_history_a_person_decides(history: dict[str, float]) -> None:
    """Nothing given, or no loan known to the bureau: neither a mistake nor the safest of all."""
    applicant = {name: value for name, value in RATED.items() if name not in RATIOS} | history
    sentence = "No credit history: the bureau knows no loan; a person must decide."
    assert judged(applicant) == Verdict(Status.REFER, False, [("total_loan_months", sentence)])


@pytest.mark.parametrize("name", ["credit_utilization_ratio", "number_of_open_accounts", "enquiry_count"])
def test_without_credit_history_its_other_fields_may_be_empty(name: str) -> None:
    found = judged({**COUNTED, **NOTHING, name: NAN}, EXTENDED)
    assert found.status is Status.REFER
    assert len(found.told) == 1


def test_without_credit_history_other_mistakes_are_told_too() -> None:
    found = judged({**COUNTED, **NOTHING, "age": 7.0})
    assert found[:2] == (Status.REJECTED, False)
    assert [name for name, _ in found.told] == ["age", "total_loan_months"]


def empty_history(name: str) -> tuple[str, str]:
    return name, f"{name} is empty; give it, or total_loan_months, delinquent_months, total_dpd."


@pytest.mark.parametrize("absent", COUNTS)
def test_counts_that_are_not_whole_give_no_ratio(absent: str) -> None:
    found = judged({**COUNTED, absent: NAN})
    assert found == rejected(*map(empty_history, RATIOS))


@pytest.mark.parametrize("absent", RATIOS)
def test_one_ratio_alone_is_not_enough(absent: str) -> None:
    assert judged({**RATED, absent: NAN}) == rejected(empty_history(absent))


@pytest.mark.parametrize("absent", RATIOS)
def test_a_ratio_may_come_from_the_counts(absent: str) -> None:
    assert judged({**COUNTED, **RATED, absent: NAN}) == FINE


@pytest.mark.parametrize("absent", RATIOS)
def test_counts_of_nothing_give_no_ratio(absent: str) -> None:
    """A ratio is given, so there is a history; but the counts that should give the other one are 0."""
    applicant = {**COUNTED, **RATED, **dict.fromkeys(COUNTS, 0.0), absent: NAN}
    assert judged(applicant) == rejected(empty_history(absent))


def test_a_model_that_counts_loan_months_needs_them() -> None:
    assert judged({**RATED, **{name: COUNTED[name] for name in COUNTED if name not in COUNTS}}, EXTENDED) == rejected(
        ("total_loan_months", "total_loan_months is empty.")
    )


@pytest.mark.parametrize("months", [3.0, 0.0])
def test_there_are_no_more_delinquent_months_than_months(months: float) -> None:
    found = judged({**COUNTED, "total_loan_months": months})
    sentence = f"delinquent_months 4 are more than total_loan_months {months:g}."
    assert ("delinquent_months", sentence) in found.told
    assert found[:2] == (Status.REJECTED, False)


def test_days_past_due_belong_to_delinquent_months() -> None:
    assert judged({**COUNTED, "delinquent_months": 0.0}) == rejected(
        ("total_dpd", "total_dpd is above 0 although delinquent_months is 0.")
    )
    assert judged({**RATED, "delinquency_ratio": 0.0}) == rejected(
        ("avg_dpd_per_delinquency", "avg_dpd_per_delinquency is above 0 although delinquency_ratio is 0.")
    )
    assert judged({**COUNTED, "delinquent_months": 0.0, "total_dpd": 0.0}) == FINE


@pytest.mark.parametrize(("days", "said"), [(3.0, "3"), (0.0, "0")])
def test_each_delinquent_month_has_a_day_past_due_at_the_least(days: float, said: str) -> None:
    assert judged({**COUNTED, "total_dpd": 4.0}) == FINE
    assert judged({**COUNTED, "total_dpd": days}) == rejected(
        ("total_dpd", f"total_dpd {said} are fewer than delinquent_months 4.")
    )


@pytest.mark.parametrize(("average", "said"), [(0.99, "0.99"), (0.0, "0")])
def test_whoever_was_delinquent_was_so_for_a_day_on_average_at_the_least(average: float, said: str) -> None:
    assert judged({**RATED, "avg_dpd_per_delinquency": 1.0}) == FINE
    sentence = "avg_dpd_per_delinquency {} is less than a day in spite of delinquency_ratio {} %."
    told = rejected(("avg_dpd_per_delinquency", sentence.format(said, "10")))
    assert judged({**RATED, "avg_dpd_per_delinquency": average}) == told
    by_counts = COUNTED | {"total_loan_months": 3.0, "delinquent_months": 1.0, "delinquency_ratio": NAN}
    told = rejected(("avg_dpd_per_delinquency", sentence.format(said, "33.333")))
    assert judged({**by_counts, "avg_dpd_per_delinquency": average}) == told


@pytest.mark.parametrize("total_dpd", [-1.0, math.inf])
def test_days_past_due_that_are_none_are_told_once(total_dpd: float) -> None:
    assert [name for name, _ in judged({**COUNTED, "total_dpd": total_dpd}).told] == ["total_dpd"]
    for delinquent in (41.0, math.inf):
        told = judged({**COUNTED, "delinquent_months": delinquent}).told
        assert [name for name, _ in told] == ["delinquent_months"], "and not the days too"
    assert [
        name for name, _ in judged({**RATED, "delinquency_ratio": math.inf, "avg_dpd_per_delinquency": 0.0}).told
    ] == ["delinquency_ratio"]


@pytest.mark.parametrize(("given", "agrees"), [(10.0, True), (11.0, True), (9.0, True), (11.01, False), (0.1, False)])
def test_a_ratio_agrees_with_the_counts_to_one_percentage_point(given: float, agrees: bool) -> None:
    sentence = "delinquency_ratio does not agree with delinquent_months and total_loan_months."
    expected = FINE if agrees else rejected(("delinquency_ratio", sentence))
    assert judged({**COUNTED, **RATED, "delinquency_ratio": given}) == expected


@pytest.mark.parametrize("factor", [*RATIOS, "total_loan_months"])
def test_a_model_that_uses_part_of_the_history_asks_for_that_part(factor: str) -> None:
    scorecard = replace(PLAIN, curves={"age": LINE, factor: LINE}, tables={})
    assert judged(COUNTED, scorecard) == FINE
    found = judged({"age": 35.0}, scorecard)
    assert (found.status, found.scorable, [name for name, _ in found.told]) == (
        Status.REFER, False, ["total_loan_months"],
    )  # fmt: skip


def test_a_model_without_history_asks_for_none() -> None:
    assert judged({"age": 35.0}, replace(PLAIN, curves={"age": LINE}, tables={})) == FINE


def test_a_model_that_asks_for_no_delinquency_still_needs_what_it_asks_for() -> None:
    scorecard = replace(PLAIN, curves={"credit_utilization_ratio": LINE}, tables={})
    assert judged({"credit_utilization_ratio": NAN}, scorecard) == rejected(
        ("credit_utilization_ratio", "credit_utilization_ratio is empty.")
    )
