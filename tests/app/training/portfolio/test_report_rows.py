"""The rows of the data report say what a model's owner has to see, in cases that the demo portfolio has not."""

from app.training.portfolio import report_rows
from app.widgets.figure_model import Cell
from core.portfolio.sources import Tables
from core.portfolio.survey import survey
from tests.core.portfolio.bank import borrowers, changed


def texts(rows: list[list[Cell]]) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in rows]


def with_loans(bank: Tables, **columns: str | list[str]) -> Tables:
    """A bank whose loans have more columns."""
    return changed(bank, "loans", bank.loans.assign(**columns))


def test_columns_that_say_nothing_are_marked() -> None:
    many = borrowers(*({"default": str(number % 2)} for number in range(30)))
    bank = with_loans(many, branch="Pune", remark="", file=[f"F{number}" for number in range(30)])
    found = {row[0].text: row[-1] for row in report_rows.columns(survey(bank))}
    assert (found["branch"].text, found["branch"].icon) == ("the same value everywhere", "warning")
    assert (found["remark"].text, found["remark"].icon) == ("no value at all", "warning")
    assert (found["file"].text, found["file"].icon) == ("another text in nearly every row", "warning")
    assert (found["loan_id"].text, found["loan_id"].icon) == ("it numbers the loans in the order they were granted", "")


def test_factors_that_follow_from_each_other_are_told_as_infinite_and_sorted_last() -> None:
    rows = [
        {"age": str(30 + n), "credit_utilization_ratio": str(90 - 2 * n), "default": str(n % 3 == 0)} for n in range(9)
    ]
    found = {row[0].text: row for row in report_rows.sameness(survey(borrowers(*rows)))}
    assert [cell.text for cell in found["Age"]] == ["Age", "infinite", "Credit utilization", "−1.00"]
    assert found["Age"][1].rank == float("inf")


def test_rows_that_were_left_out_are_counted_where_they_were() -> None:
    bank = borrowers({"default": "True"}, {}, {}, {})
    customers = bank.customers.copy()
    customers.loc[3, "cust_id"] = "C9"
    found = texts(report_rows.tables(survey(changed(bank, "customers", customers))))
    assert found[:2] == [
        ("customers.csv", "4", "3", "1", "0", "0", "0"),
        ("loans.csv", "4", "3", "1", "0", "0", "0"),
    ]


def test_a_bin_without_an_outcome_has_a_mark() -> None:
    report = survey(borrowers({"age": "70", "default": "1"}, {}))
    marked = [row for one in report.information for row in texts(report_rows.bins(one)) if row[4].endswith("*")]
    assert len(marked) == 2


def test_texts_of_the_outcome_and_of_what_was_left_out_are_shown() -> None:
    report = survey(borrowers({"default": "Y"}, {"default": "N"}, {"default": ""}, {"income": "0", "default": "N"}))
    assert ("(blank)", "no outcome, left out", "1", "25.0 %") in texts(report_rows.outcomes(report))
    assert ("Annual income is 0, so nothing can be compared with it", "1", "“0” in 1") in texts(
        report_rows.excluded(report)
    )
