"""Which column holds which input, and what to say when one is missing."""

from dataclasses import replace

import pytest

from core.batch.matching import match_columns
from core.errors import FileError
from core.scorecard import Scorecard
from tests.core.batch.files import APPLICANT
from tests.core.factories import curve_scorecard

COUNTS = ["total_loan_months", "delinquent_months", "total_dpd"]
RATIOS = ["delinquency_ratio", "avg_dpd_per_delinquency"]
BASE = [name for name in APPLICANT if name not in COUNTS]


@pytest.fixture(scope="module")
def scorecard() -> Scorecard:
    return curve_scorecard()


def refusal(header: list[str], scorecard: Scorecard) -> str:
    with pytest.raises(FileError) as refused:
        match_columns(header, scorecard, "in.csv")
    return str(refused.value)


@pytest.mark.parametrize("history", [COUNTS, RATIOS, [*RATIOS, *COUNTS], ["delinquency_ratio", *COUNTS]])
def test_columns_are_found_in_any_order_with_history_by_ratios_or_counts(
    scorecard: Scorecard, history: list[str]
) -> None:
    header = [*history, "extra", *reversed(BASE), "extra"]
    found = match_columns(header, scorecard, "in.csv")
    assert {header[position] for position in found.values()} == {*history, *BASE} - {"cust_id"}
    assert all(header[position] == name for name, position in found.items())


def test_other_names_for_a_column_are_known(scorecard: Scorecard) -> None:
    header = ["Annual Income" if name == "income" else name.upper() for name in APPLICANT]
    assert match_columns(header, scorecard, "in.csv")["income"] == list(APPLICANT).index("income")


def test_a_columns_own_name_goes_before_another_name_for_it(scorecard: Scorecard) -> None:
    header = ["amount", *APPLICANT]
    assert header[match_columns(header, scorecard, "in.csv")["loan_amount"]] == "loan_amount"


def test_two_columns_for_the_same_input_are_refused(scorecard: Scorecard) -> None:
    assert refusal([*APPLICANT, "age"], scorecard) == (
        "in.csv has two columns for age: 'age' and 'age'. Remove or rename one of them."
    )
    header = [name for name in APPLICANT if name != "loan_amount"]
    assert "two columns for loan_amount: 'amount' and 'loan_amt'" in refusal([*header, "amount", "loan_amt"], scorecard)


def test_double_columns_that_the_model_does_not_read_are_no_matter(scorecard: Scorecard) -> None:
    assert match_columns([*APPLICANT, "note", "note", "", ""], scorecard, "in.csv")


def test_a_misspelled_column_is_guessed(scorecard: Scorecard) -> None:
    header = ["incom" if name == "income" else name for name in APPLICANT]
    assert refusal(header, scorecard) == (
        "in.csv has no column for income; did you mean 'incom' for income? Add or rename columns in its first line."
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [("loan_amount", "Loan Amnt"), ("age", "applicants_age"), ("loan_tenure_months", "tenure_month")],
)
def test_also_another_name_is_guessed_when_it_is_misspelled(scorecard: Scorecard, name: str, written: str) -> None:
    header = [written if other == name else other for other in APPLICANT]
    assert f"did you mean '{written}' for {name}?" in refusal(header, scorecard)


@pytest.mark.parametrize("other", ["applicant_id", "customer_id"])
def test_what_only_begins_alike_is_no_guess(scorecard: Scorecard, other: str) -> None:
    header = [other, *(name for name in APPLICANT if name != "age")]
    assert refusal(header, scorecard) == "in.csv has no column for age; add or rename columns in its first line."


def test_missing_columns_are_named_with_what_can_stand_instead(scorecard: Scorecard) -> None:
    assert refusal([name for name in BASE if name != "age"], scorecard) == (
        "in.csv has no column for age, delinquency_ratio and avg_dpd_per_delinquency (or instead of the history's "
        "ratios, total_loan_months, delinquent_months and total_dpd); add or rename columns in its first line."
    )


def test_a_file_without_a_header_is_recognised(scorecard: Scorecard) -> None:
    assert refusal(list(APPLICANT.values()), scorecard) == (
        "in.csv has no header: its first line holds values. Add a first line with the column names."
    )


def test_a_model_needs_only_the_columns_of_its_own_factors(scorecard: Scorecard) -> None:
    small = replace(scorecard, curves={"age": scorecard.curves["age"]}, tables={}, training_ranges={})
    assert match_columns(["id", "age"], small, "in.csv") == {"age": 1}
