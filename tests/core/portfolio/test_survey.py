"""The data report tells a model's owner, before training, all that the tables hold: in sentences and for scripts."""

import json
from dataclasses import replace

import pytest

from core.errors import DataError
from core.features import STANDARD_FEATURES
from core.portfolio.cleaning import prepare
from core.portfolio.columns import BARRED
from core.portfolio.data_report import DataReport
from core.portfolio.data_report_lines import lines
from core.portfolio.dates import DateOrder
from core.portfolio.demo import write_demo
from core.portfolio.joining import join
from core.portfolio.sources import Tables, read_folder
from core.portfolio.survey import survey
from core.progress import Cancelled
from tests.core.portfolio.bank import borrowers, changed, without
from tests.core.portfolio.watching import Watcher


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, rows=3_000)
    return read_folder(folder)


@pytest.fixture(scope="module")
def report(demo: Tables) -> DataReport:
    return survey(demo, STANDARD_FEATURES)


def small(**columns: str) -> Tables:
    """Two borrowers, one of whom defaults, with more columns of their loans."""
    bank = borrowers({"default": "True"}, {"default": "False"})
    return changed(bank, "loans", bank.loans.assign(**columns))


def test_it_tells_what_joining_and_cleaning_would_do(demo: Tables, report: DataReport) -> None:
    joined = join(demo)
    assert report.join == joined.report
    assert report.cleaning == prepare(joined).report
    assert report.cleaning.mended
    assert report.cleaning.excluded


def test_every_barred_column_of_the_portfolio_is_told_with_its_reason(report: DataReport) -> None:
    assert report.to_dict()["barred"] == BARRED
    assert {"cust_id", "gender", "marital_status", "principal_outstanding"} <= set(report.to_dict()["barred"])


def test_no_barred_column_is_a_candidate(report: DataReport) -> None:
    assert not {one.name for one in report.information} & set(BARRED)


def test_months_hold_all_dated_loans_and_their_defaults(report: DataReport) -> None:
    assert sum(month.rows for month in report.months) + report.undated == report.cleaning.used
    assert sum(month.defaults for month in report.months) == report.cleaning.defaults
    assert [month.month for month in report.months] == sorted(month.month for month in report.months)
    assert all(month.low <= month.rate <= month.high for month in report.months)


def test_a_script_reads_plain_values_that_agree_with_each_other(report: DataReport) -> None:
    told = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    assert told["default_rate"] == pytest.approx(told["cleaning"]["defaults"] / told["cleaning"]["used"])
    assert {one["name"] for one in told["information"]} == {one.name for one in report.information}
    first = told["information"][0]
    assert first["value"] == pytest.approx(sum(each["information"] for each in first["bins"]))
    assert list(told["vif"]) == told["correlation"]["names"]
    assert [len(row) for row in told["correlation"]["matrix"]] == [len(told["vif"])] * len(told["vif"])


def test_a_person_reads_a_heading_for_each_part(report: DataReport) -> None:
    told = lines(report)
    assert told[0] == "To look at before training"
    assert "Mended: 1 loan_purpose 'Personaal' → Personal." in told
    for words in ("Tables", "Loans", "Columns that no model sees", "Weight of evidence of each bin"):
        assert words in told
    assert any(line.startswith("gender ") and line.endswith("it is a protected attribute") for line in told)
    months = [line for line in told if " loans" in line and " defaults" in line and line[:2] == "20"]
    assert len(months) == len(report.months)


def test_watchers_see_it_move_and_can_stop_it(demo: Tables) -> None:
    watcher = Watcher()
    survey(demo, report=watcher)
    watcher.assert_rising()
    for after in (0, len(watcher.shares) // 2, len(watcher.shares) - 1):
        with pytest.raises(Cancelled):
            survey(demo, report=Watcher(cancel_after=after))


# What to look at


def warned(bank: Tables) -> str:
    return " ".join(survey(bank).warnings())


def test_a_factor_that_tells_too_much_is_to_be_checked(report: DataReport) -> None:
    assert "credit_utilization_ratio tells much of who defaults (information value" in " ".join(report.warnings())


def test_factors_that_say_the_same_are_told() -> None:
    rows = [{"age": str(30 + n), "credit_utilization_ratio": str(2 * n), "default": str(n % 3 == 0)} for n in range(9)]
    told = warned(borrowers(*rows))
    assert "age and credit_utilization_ratio overlap (correlation 1.00)." in told
    assert "age follows entirely from the other factors, so its points are uncertain." in told


def test_a_bin_that_lacks_an_outcome_is_told() -> None:
    assert "Bins without goods or without bads, weighed with half a row added to both: 2." in warned(
        borrowers({"age": "70", "default": "1"}, {})
    )


def test_columns_that_tell_nothing_are_told() -> None:
    told = warned(small(branch="Pune", remark=""))
    assert "branch (loans) has the same value everywhere." in told
    many = borrowers(*({"default": str(number % 2)} for number in range(30)))
    letters = changed(many, "loans", many.loans.assign(file=[f"F{number}" for number in range(30)]))
    assert "file (loans) has another text in nearly every row" in warned(letters)


def test_a_portfolio_without_dates_has_no_months() -> None:
    for bank in (small(), small(disbursal_date="soon")):
        assert "No loan has a disbursal_date that can be read, so there are no rates by month." in warned(bank)
        assert survey(bank).months == ()


def test_a_loan_that_is_left_out_counts_in_no_month() -> None:
    bank = borrowers({"income": "0", "default": "1"}, {"default": "1"}, {"default": "0"})
    bank = changed(bank, "loans", bank.loans.assign(disbursal_date=["2024-01-31", "2024-02-29", "2024-03-31"]))
    assert [(month.month, month.defaults) for month in survey(bank).months] == [("2024-02", 1), ("2024-03", 0)]


def test_loans_without_a_date_and_dates_read_by_habit_are_told() -> None:
    bank = small()
    told = warned(changed(bank, "loans", bank.loans.assign(disbursal_date=["01-02-2024", "N/A"])))
    assert "Loans used without a disbursal_date that can be read: 1." in told
    assert "the day is taken to come first. If it is the month, say so at the months of the data report" in told


def test_the_form_of_dates_that_cannot_be_read_is_told() -> None:
    told = warned(small(disbursal_date="43670"))
    assert "so there are no rates by month. They are written like 99999 (9 for a digit), not like 2024-07-22" in told
    assert "43670" not in told


def test_months_follow_the_order_of_day_and_month_that_a_person_says() -> None:
    bank = replace(small(disbursal_date="01-02-2024"), date_order=DateOrder.MONTH)
    found = survey(bank)
    assert [month.month for month in found.months] == ["2024-01"]
    assert "comes first" not in " ".join(found.warnings())


def test_infinite_inflation_is_null_for_scripts_and_a_word_for_people() -> None:
    rows = [{"age": str(30 + n), "credit_utilization_ratio": str(2 * n), "default": str(n % 3 == 0)} for n in range(9)]
    found = survey(borrowers(*rows))
    assert found.to_dict()["vif"]["age"] is None
    assert any(line.split() == ["age", "infinite"] for line in lines(found))


def test_what_training_would_refuse_is_refused() -> None:
    with pytest.raises(DataError, match="no column default"):
        survey(without(small(), "loans", "default"))
