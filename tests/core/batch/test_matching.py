"""Which column holds which input, and what to say when one is missing."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

from core import schema
from core.batch.column_names import field_of
from core.batch.matching import How, find_columns, refuse_missing
from core.batch.questions import refuse
from core.errors import FileError, InputError
from core.scorecard import Scorecard
from tests.core.batch.files import APPLICANT
from tests.core.factories import curve_scorecard

COUNTS = ["total_loan_months", "delinquent_months", "total_dpd"]
RATIOS = ["delinquency_ratio", "avg_dpd_per_delinquency"]
BASE = [name for name in APPLICANT if name not in COUNTS]


@pytest.fixture(scope="module")
def scorecard() -> Scorecard:
    return curve_scorecard()


def match_columns(
    header: list[str], scorecard: Scorecard, file: str, chosen: Mapping[str, str] = MappingProxyType({})
) -> dict[str, int]:
    """Positions of the columns, of a file that leaves no question open."""
    found = find_columns(header, scorecard, file, chosen)
    refuse_missing(found, file)
    refuse(found.questions, file)
    return found.positions


def refusal(header: list[str], scorecard: Scorecard, chosen: Mapping[str, str] = MappingProxyType({})) -> str:
    with pytest.raises((FileError, InputError)) as refused:
        match_columns(header, scorecard, "in.csv", chosen)
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
        "in.csv has two columns 'age' for age. Remove or rename one of them."
    )
    header = [name for name in APPLICANT if name != "loan_amount"]
    assert refusal([*header, "amount", "loan amt"], scorecard) == (
        "in.csv has more than one column for loan_amount: 'amount' and 'loan amt'. Say which one is meant, as with "
        "--map loan_amount=amount."
    )


def test_a_person_may_say_which_column_holds_an_input(scorecard: Scorecard) -> None:
    header = [{"income": "Einkommen", "loan_amount": "amount"}.get(name, name) for name in APPLICANT]
    header += ["loan_amt", "applicant age"]
    chosen = {"income": " Einkommen", "loan_amount": "loan_amt", "age": "applicant age"}
    found = find_columns(header, scorecard, "in.csv", chosen)
    assert {name: header[found.positions[name]] for name in chosen} == {
        "income": "Einkommen", "loan_amount": "loan_amt", "age": "applicant age",
    }  # fmt: skip
    assert {found.how[name] for name in chosen} == {How.CHOSEN}
    assert (found.how["loan_type"], found.missing, found.questions) == (How.NAME, (), ())
    assert match_columns(header, scorecard, "in.csv", chosen) == found.positions


def test_a_person_may_say_that_a_column_does_not_hold_an_input(scorecard: Scorecard) -> None:
    header = [*APPLICANT, "delinquency_ratio"]
    assert "delinquency_ratio" in match_columns(header, scorecard, "in.csv")
    assert "delinquency_ratio" not in match_columns(header, scorecard, "in.csv", {"delinquency_ratio": ""})
    assert "no column for age;" in refusal(header, scorecard, {"age": ""})


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"incom": "income"}, "There is no input 'incom' to which 'income' could be mapped. Give age, income, "),
        ({"income": "Einkommen"}, "in.csv has no column 'Einkommen', which was chosen for income. It has 'cust_id', "),
        ({"income": "Einkommen"}, "'loan_purpose', 'loan_type' and 7 more."),
        ({"income": "note"}, "in.csv has two columns 'note' for income. Remove or rename one of them."),
        (
            {"income": "income", "loan_amount": "income"},
            "The column 'income' of in.csv was chosen for two inputs. Choose it for one of them.",
        ),
        ({"loan_amount": "income"}, "in.csv has no column for income; add or rename columns in its header."),
    ],
)
def test_what_cannot_be_chosen_is_refused(scorecard: Scorecard, chosen: dict[str, str], sentence: str) -> None:
    assert sentence in refusal([*APPLICANT, "note", "note"], scorecard, chosen)


def test_double_columns_that_the_model_does_not_read_are_no_matter(scorecard: Scorecard) -> None:
    assert match_columns([*APPLICANT, "note", "note", "", ""], scorecard, "in.csv")


def test_a_misspelled_column_is_guessed(scorecard: Scorecard) -> None:
    header = ["incom" if name == "income" else name for name in APPLICANT]
    assert refusal(header, scorecard) == (
        "in.csv has no column for income; did you mean 'incom' for income? If so, say --map income=incom, "
        "or rename columns in its header."
    )


def test_a_likeness_is_proposed_and_never_taken(scorecard: Scorecard) -> None:
    header = ["incom" if name == "income" else name for name in APPLICANT]
    found = find_columns(header, scorecard, "in.csv")
    assert (found.likely, found.missing) == ({"income": "incom"}, ("income",))
    assert "income" not in found.positions
    assert match_columns(header, scorecard, "in.csv", found.likely)["income"] == header.index("incom")


def test_no_column_is_proposed_twice(scorecard: Scorecard) -> None:
    header = ["months delinq.", *(name for name in BASE if name not in RATIOS)]
    proposed = list(find_columns(header, scorecard, "in.csv").likely.values())
    assert len(proposed) == len(set(proposed))


@pytest.mark.parametrize(
    ("name", "written"),
    [("loan_amount", "Loan Amnt"), ("age", "applicants_age"), ("loan_tenure_months", "tenur_months")],
)
def test_also_another_name_is_guessed_when_it_is_misspelled(scorecard: Scorecard, name: str, written: str) -> None:
    header = [written if other == name else other for other in APPLICANT]
    assert f"did you mean '{written}' for {name}?" in refusal(header, scorecard)


@pytest.mark.parametrize("other", ["applicant_id", "customer_id"])
def test_what_only_begins_alike_is_no_guess(scorecard: Scorecard, other: str) -> None:
    header = [other, *(name for name in APPLICANT if name != "age")]
    assert refusal(header, scorecard) == "in.csv has no column for age; add or rename columns in its header."


def test_missing_columns_are_named_with_what_can_stand_instead(scorecard: Scorecard) -> None:
    assert refusal([name for name in BASE if name != "age"], scorecard) == (
        "in.csv has no column for age, delinquency_ratio and avg_dpd_per_delinquency (or instead of the history's "
        "ratios, total_loan_months, delinquent_months and total_dpd); add or rename columns in its header."
    )


def test_a_file_without_a_header_is_recognised(scorecard: Scorecard) -> None:
    assert refusal(list(APPLICANT.values()), scorecard) == (
        "in.csv has no header: its first line holds values. Add a first line with the column names, such as age."
    )


def test_a_model_needs_only_the_columns_of_its_own_factors(scorecard: Scorecard) -> None:
    small = replace(scorecard, curves={"age": scorecard.curves["age"]}, tables={}, training_ranges={})
    assert match_columns(["id", "age"], small, "in.csv") == {"age": 1}


# --- names with a unit ---


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("Income (Rs)", "income"),
        ("INCOME RS.", "income"),
        ("Annual Income (₹ p.a.)", "income"),
        ("Loan Amount [INR]", "loan_amount"),
        ("LoanAmount", "loan_amount"),
        ("loan.amount", "loan_amount"),
        ("utilization %", "credit_utilization_ratio"),
        ("Delinquency ratio in per cent", "delinquency_ratio"),
        ("Age (years)", "age"),
        ("Tenure, months", "loan_tenure_months"),
    ],
)
def test_the_unit_of_a_field_may_stand_in_the_name_of_its_column(column: str, name: str) -> None:
    assert field_of(column) is schema.field(name)


@pytest.mark.parametrize(
    "column",
    ["Income (Rs lakh)", "Income in '000", "Monthly income", "Income per month", "Tenure (years)", "Loan amount USD",
     "Residence type in %", "income 2", "", "%", "Income " * 100],
)  # fmt: skip
def test_a_column_that_is_measured_otherwise_is_no_field_and_no_guess(scorecard: Scorecard, column: str) -> None:
    assert field_of(column) is None
    header = [column, *(name for name in APPLICANT if name not in ("income", "loan_tenure_months", "loan_amount"))]
    likely = find_columns(header, scorecard, "in.csv").likely
    assert column not in likely.values() or column == "income 2"


@pytest.mark.parametrize(
    "column",
    ["Income p.m.", "income pm", "income_p_m", "IncomePM", "Income/month", "Income (monthly)", "monthlyincome",
     "Income Tax", "incometax", "Net income", "Income source", "Co-applicant income", "Incm (Rs lakh)", "Income (L)"],
)  # fmt: skip
def test_what_tells_another_period_unit_or_thing_is_no_guess(scorecard: Scorecard, column: str) -> None:
    """Twelve times, or a hundred thousand times, too small an income would be scored."""
    header = [column if name == "income" else name for name in APPLICANT]
    found = find_columns(header, scorecard, "in.csv")
    assert (found.missing, found.likely) == (("income",), {})


@pytest.mark.parametrize(
    ("name", "column", "words"),
    [
        ("income", "Income p.m.", "annual amounts in rupees"),
        ("income", "Income in '000", "annual amounts in rupees"),
        ("loan_amount", "Loan amount (lakh)", "amounts in rupees"),
        ("loan_tenure_months", "Tenure (years)", "months"),
    ],
)
def test_the_refusal_says_that_the_period_or_unit_is_the_reason(
    scorecard: Scorecard, name: str, column: str, words: str
) -> None:
    header = [column if other == name else other for other in APPLICANT]
    assert refusal(header, scorecard) == (
        f"in.csv has no column for {name}; add or rename columns in its header. '{column}' is not taken for {name}, "
        f"since its name tells another period or unit: give {words} in a column named {name}."
    )


def test_every_name_of_a_field_is_known() -> None:
    for item in schema.FIELDS:
        for name in (item.name, item.label, *item.aliases):
            assert field_of(name) is item
            assert field_of(f"  {name.upper().replace('_', ' - ')} ") is item
