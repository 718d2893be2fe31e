"""The problems of a file in groups, and the way from a group back to its rows."""

import re
from collections import Counter

import polars as pl
import pytest

from core.batch.own_names import OwnNames
from core.batch.pipeline import score_file
from core.batch.problem_groups import MOST_VALUES, ProblemGroup, ProblemTally, ProblemValue, Said, words_of
from tests.core.batch.files import APPLICANT, applicants, read_csv, write_csv
from tests.core.factories import curve_scorecard

CHANGES = [
    *[{"residence_type": "Castle"}] * 3,
    {"residence_type": "Hut"},
    {"residence_type": "O'Hut (big). *"},
    {"residence_type": "Castle", "loan_purpose": "Castle", "age": "101"},
    {"age": "101"},
    {"age": "350", "credit_utilization_ratio": "120"},
    {"age": "7"},
    {"income": "lots", "delinquent_months": "50"},
    {"total_dpd": "3"},
    {"total_dpd": "0", "delinquent_months": "2"},
    {"income": "12.4.00"},
    {"income": "0"},
    {"loan_purpose": "Personaal"},
    {},
]


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[ProblemGroup, ...], list[str]]:
    """The groups of a file with rows of every kind, and the problem of each row as it was written."""
    folder = tmp_path_factory.mktemp("groups")
    source = write_csv(folder / "in.csv", applicants(*CHANGES))
    few, many = ",".join(list(APPLICANT.values())[:-1]), ",".join([*APPLICANT.values(), "it's, 'more"])
    broken = ",".join(APPLICANT.values()).replace("C1", '"C1')
    source.write_text(source.read_text() + "\n".join([few, many, many, broken, "", few, ""]))
    report = score_file(source, folder / "out.csv", curve_scorecard(), chunk_rows=3)
    return report.problems, [row["row_problem"] for row in read_csv(folder / "out.csv")]


def found(group: ProblemGroup, problems: list[str], value: str = "") -> int:
    """How many rows the pattern finds; polars, which searches in large files, finds the same as Python."""
    pattern = group.pattern(value)
    rows = [bool(re.search(pattern, problem)) for problem in problems]
    assert pl.Series(problems, dtype=pl.String).str.contains(pattern).to_list() == rows
    return sum(rows)


def test_every_group_finds_its_rows_and_no_others(scored: tuple[tuple[ProblemGroup, ...], list[str]]) -> None:
    groups, problems = scored
    assert len(groups) > 10
    assert {group.words: found(group, problems) for group in groups} == {group.words: group.rows for group in groups}


def test_every_value_finds_its_rows_and_no_others(scored: tuple[tuple[ProblemGroup, ...], list[str]]) -> None:
    groups, problems = scored
    values = [(group, value) for group in groups for value in group.values]
    assert len(values) > 10
    for group, value in values:
        assert found(group, problems, value.value) == value.rows, (group.words, value)


def test_a_group_tells_its_column_and_its_values_the_most_common_first(
    scored: tuple[tuple[ProblemGroup, ...], list[str]],
) -> None:
    groups = {group.words: group for group in scored[0]}
    castles = groups["residence_type is none of Owned, Rented, Mortgage."]
    assert (castles.column, castles.rows) == ("residence_type", 6)
    assert castles.values[:2] == (ProblemValue("Castle", 4), ProblemValue("Hut", 1))
    ages = groups["age is above 100, the most it can be."]
    assert ages.values == (ProblemValue("101", 2), ProblemValue("350", 1))
    used = groups["credit_utilization_ratio is above 99 %, the most any borrower in training had."]
    assert used.values == (ProblemValue("120", 1),)
    said = "credit_utilization_ratio 120 % is above 99 %, the most any borrower in training had."
    assert used.sentence("120") == said


def test_a_column_is_not_taken_for_one_whose_name_ends_alike() -> None:
    group = ProblemGroup("income is empty.", "income", 1, (), "income is empty.")
    assert found(group, ["income is empty.", "age is empty. income is empty.", "other_income is empty."]) == 2


def test_a_fault_of_form_belongs_to_no_column(scored: tuple[tuple[ProblemGroup, ...], list[str]]) -> None:
    groups = {group.words: group for group in scored[0]}
    surplus = groups["The row has too many cells, so its values may stand in wrong columns."]
    assert (surplus.column, surplus.rows, surplus.values) == ("", 2, ())


def test_a_million_values_take_no_more_room_than_a_thousand() -> None:
    """The rows are all counted; of the values those that were met first, however common another becomes."""
    tally = ProblemTally(OwnNames())
    for start in range(0, 20_000, 5_000):
        numbers = range(start, start + 5_000)
        tally.add(Counter(Said("age", f"age {number} is above 100, the most it can be.") for number in numbers))
        tally.add(Counter({Said("age", "age 7 is above 100, the most it can be."): 2}))
    tally.add(Counter({Said("age", "age 19999 is above 100, the most it can be."): 500}))
    (group,) = tally.groups()
    assert group.rows == 20_508
    assert len(group.values) == MOST_VALUES
    assert group.values[0] == ProblemValue("7", 9)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("age 17 is below 18, the least it can be.", "age is below 18, the least it can be."),
        ("income -1,20,000 is below 0, the least it can be.", "income is below 0, the least it can be."),
        ("loan_to_income 1e-05 is below 0.3, the smallest.", "loan_to_income is below 0.3, the smallest."),
        ("delinquency_ratio 99.5 % is above 99 %, the most.", "delinquency_ratio is above 99 %, the most."),
        ("loan_purpose 'O'Boat 3 ' is none of Home.", "loan_purpose is none of Home."),
        ("income '1.2' can be read in two ways (perhaps 12). Write it", "income can be read in two ways. Write it"),
        (
            "delinquent_months 50 are more than total_loan_months 40.",
            "delinquent_months are more than total_loan_months.",
        ),
        ("total_dpd 3 are fewer than delinquent_months 4.", "total_dpd are fewer than delinquent_months."),
        (
            "avg_dpd_per_delinquency 0.5 is less than a day in spite of delinquency_ratio 12 %.",
            "avg_dpd_per_delinquency is less than a day in spite of delinquency_ratio.",
        ),
        ("income is 0; a loan needs an income.", "income is 0; a loan needs an income."),
    ],
)
def test_the_words_of_a_problem_leave_the_values_of_the_row_out(sentence: str, words: str) -> None:
    assert words_of(sentence) == words
