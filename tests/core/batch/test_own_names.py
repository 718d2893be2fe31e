"""What is said of rows names columns as their file does, also where they are counted and sent back."""

import re
from pathlib import Path

import pytest

from core.batch.choices import ReadingChoices
from core.batch.export.exporting import export
from core.batch.export.rows import ProblemRows
from core.batch.own_names import OwnNames
from core.batch.pipeline import score_file
from core.batch.report import BatchReport
from tests.core.batch.export.material import scored_from
from tests.core.batch.files import applicants, read_csv, write_csv
from tests.core.factories import curve_scorecard

NAMES = {
    "age": "Age 2024 (yrs)",
    "income": "INCOME",
    "total_dpd": "Days 'late'",
    "delinquent_months": "Mths DPD",
    "total_loan_months": "DPD",
    "residence_type": "Residence Type",
    "loan_amount": "X INCOME",
}
ROWS = [
    {"age": "200"},
    {"age": "7", "income": "lots", "residence_type": "age_income 'total_dpd'"},
    {"delinquent_months": "50"},
    {"delinquent_months": ""},
    {"total_loan_months": ""},
    {"total_dpd": "3"},
    {},
    {"income": ""},
    {"loan_amount": ""},
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BatchReport:
    """A file with columns of its own names, scored."""
    folder = tmp_path_factory.mktemp("names")
    rows = [{NAMES.get(name, name): text for name, text in row.items()} for row in applicants(*ROWS)]
    source = write_csv(folder / "in.csv", rows)
    return score_file(source, folder / "out.csv", curve_scorecard(), choices=ReadingChoices(columns=NAMES))


def test_each_problem_names_the_columns_of_the_file(report: BatchReport) -> None:
    problems = [row["row_problem"] for row in read_csv(report.target)]
    assert problems[0] == "Age 2024 (yrs) 200 is above 100, the most it can be."
    residence = "Residence Type 'age_income 'total_dpd'' is none of Owned, Rented, Mortgage."
    assert residence in problems[1]
    assert problems[2].startswith("Mths DPD 50 are more than DPD 40.")
    assert problems[4].startswith("delinquency_ratio is empty; give it, or DPD, Mths DPD, Days 'late'.")
    assert problems[5] == "Days 'late' 3 are fewer than Mths DPD 4."
    assert problems[6] == ""


def test_each_group_names_them_too_and_finds_its_rows_and_no_others(report: BatchReport) -> None:
    problems = [row["row_problem"] for row in read_csv(report.target)]
    words = {group.words: group for group in report.problems}
    assert words["Age 2024 (yrs) is above 100, the most it can be."].column == "age"
    assert {"Mths DPD are more than DPD.", "INCOME is empty.", "X INCOME is empty."} <= set(words)
    for group in report.problems:
        assert sum(bool(re.search(group.pattern(), text)) for text in problems) == group.rows, group.words
        for value in group.values:
            assert sum(bool(re.search(group.pattern(value.value), text)) for text in problems) == value.rows


def test_rows_that_are_sent_back_name_them_too(tmp_path: Path) -> None:
    rows = [{{"age": "Age"}.get(name, name): text for name, text in row.items()} for row in applicants(*ROWS[:1])]
    report, kept = scored_from(write_csv(tmp_path / "in.csv", rows))
    export(report, ProblemRows(kept, 1), tmp_path / "back.csv")
    assert read_csv(tmp_path / "back.csv")[0]["what_to_mend"] == "Age 200 is above 100, the most it can be."


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("age is empty.", "Age is empty."),
        ("income is 0; a loan needs an income to compare.", "Income p.a. is 0; a loan needs an income to compare."),
        ("income 5 is too small to compare loan_amount with.", "Income p.a. 5 is too small to compare Amt with."),
        ("No borrower in training had loan_amount x.", "No borrower in training had Amt x."),
        ("total_loan_amount is empty.", "total_loan_amount is empty."),
        ("loan_purpose 'loan_amount' is none of Auto.", "loan_purpose 'loan_amount' is none of Auto."),
        ("incomes are high.", "incomes are high."),
    ],
)
def test_only_names_of_columns_are_put_into_the_words_of_the_file(sentence: str, told: str) -> None:
    own = OwnNames(["Age", "Income p.a.", "Amt", "loan_purpose", ""], {
        "age": 0, "income": 1, "loan_amount": 2, "loan_purpose": 3, "loan_type": 4,
    })  # fmt: skip
    assert own.told(sentence) == told


def test_a_file_of_our_own_names_is_told_in_them() -> None:
    assert OwnNames(["age"], {"age": 0}).told("age is empty.") == "age is empty."
