"""Each column is found in the table it belongs to, or in another; what is missing is told with what may be meant."""

import pytest

from core.errors import DataError
from core.portfolio.columns import HISTORY_COUNTS, HISTORY_RATIOS, REQUIRED, TARGET
from core.portfolio.places import absent, find_places
from core.portfolio.sources import Tables
from tests.core.portfolio.bank import borrowers, changed, renamed, without

BANK = borrowers({})
WITH_RATIOS = borrowers({"delinquency_ratio": "10", "avg_dpd_per_delinquency": "3"})
PLACES = find_places(BANK)
ADVICE = "Add it, or rename the column that holds it."


def refused(bank: Tables) -> str:
    with pytest.raises(DataError) as raised:
        find_places(bank)
    return str(raised.value)


# Found


def test_each_column_is_taken_from_its_table() -> None:
    assert PLACES["cust_id"] == PLACES["default"] == PLACES["loan_amount"] == "loans"
    assert PLACES["income"] == "customers"
    assert PLACES["total_dpd"] == "bureau"
    assert "enquiry_count" not in PLACES


def test_a_column_that_stands_in_another_table_is_found_there() -> None:
    bank = changed(without(BANK, "customers", "income"), "bureau", BANK.bureau.assign(income="7"))
    assert find_places(bank)["income"] == "bureau"


def test_of_two_tables_with_a_column_the_one_it_belongs_to_is_taken() -> None:
    bank = changed(BANK, "loans", BANK.loans.assign(income="7", total_dpd="8"))
    assert find_places(bank) == PLACES


def test_columns_for_checks_are_found_where_there_are_any() -> None:
    bank = changed(BANK, "customers", BANK.customers.assign(gender="F", city="Pune"))
    assert find_places(bank)["gender"] == "customers"
    assert "city" not in find_places(bank)


# The bureau history, one way or the other


def test_either_ratios_or_counts_will_do() -> None:
    for bank in (BANK, WITH_RATIOS, without(WITH_RATIOS, "bureau", *HISTORY_COUNTS)):
        assert not set(absent(find_places(bank))) & set(HISTORY_COUNTS + HISTORY_RATIOS)


def test_ratios_with_some_counts_are_a_history_too() -> None:
    places = find_places(without(WITH_RATIOS, "bureau", "total_dpd"))
    assert "total_loan_months" in places
    assert "total_dpd" not in absent(places)


@pytest.mark.parametrize("column", HISTORY_COUNTS)
def test_a_history_that_is_whole_in_neither_way_is_refused(column: str) -> None:
    sentence = refused(without(BANK, "bureau", column))
    assert sentence.startswith(f"Training needs columns that are missing: {column} (expected in bureau.csv)")


# Missing


@pytest.mark.parametrize("column", sorted(set(REQUIRED) - {TARGET}))
def test_a_missing_column_is_told_with_the_table_it_belongs_in(column: str) -> None:
    sentence = refused(without(BANK, PLACES[column], column))
    table = {"customers": "customers.csv", "loans": "loans.csv", "bureau": "bureau.csv"}[PLACES[column]]
    assert sentence.startswith(f"Training needs columns that are missing: {column} (expected in {table}")
    assert sentence.endswith("Add them, or rename the column meant.")


def test_all_missing_columns_are_told_at_once() -> None:
    bank = without(without(BANK, "customers", "age"), "loans", "loan_type", "loan_amount")
    sentence = refused(bank)
    assert all(name in sentence for name in ("age (expected in customers.csv)", "loan_amount (", "loan_type ("))


def test_a_misspelled_column_is_told_with_what_is_probably_meant() -> None:
    sentence = refused(renamed(BANK, "customers", residence_type="residance_typ"))
    assert "residence_type (expected in customers.csv; perhaps 'residance_typ' in customers.csv)" in sentence


def test_a_column_that_looks_like_another_name_of_what_is_missing_is_told() -> None:
    sentence = refused(renamed(BANK, "customers", income="anual_income_rs"))
    assert "income (expected in customers.csv; perhaps 'anual_income_rs' in customers.csv)" in sentence
    sentence = refused(renamed(BANK, "customers", income="income_per_month"))
    assert "income (expected in customers.csv)" in sentence


def test_a_misspelled_column_in_another_table_is_told_too() -> None:
    bank = changed(without(BANK, "customers", "income"), "bureau", BANK.bureau.assign(incom="7"))
    assert "income (expected in customers.csv; perhaps 'incom' in bureau.csv)" in refused(bank)


def test_a_column_that_is_used_already_is_not_what_is_meant() -> None:
    """Closed accounts are written almost like open ones, and are there for themselves."""
    bank = borrowers({"number_of_closed_accounts": "1"})
    sentence = refused(without(bank, "bureau", "number_of_open_accounts"))
    assert "missing: number_of_open_accounts (expected in bureau.csv). Add" in sentence


@pytest.mark.parametrize("table", ["customers", "loans", "bureau"])
def test_tables_without_ids_are_refused(table: str) -> None:
    without_ids = without(BANK, table, "cust_id")
    assert refused(without_ids) == (f"{table}.csv has no column cust_id, by which the tables are joined. {ADVICE}")
    misspelled = refused(renamed(BANK, table, cust_id="cust_idd"))
    assert misspelled.endswith("by which the tables are joined. Perhaps 'cust_idd' is meant: rename it.")


def test_loans_without_outcomes_are_refused() -> None:
    bank = without(BANK, "loans", "default")
    assert refused(bank) == (f"loans.csv has no column default, which says whether a loan was not paid back. {ADVICE}")
    misspelled = refused(renamed(BANK, "loans", default="defalt"))
    assert misspelled.endswith("Perhaps 'defalt' is meant: rename it.")


def test_tables_in_the_wrong_order_are_noticed() -> None:
    mixed_up = Tables(BANK.loans, BANK.customers, BANK.bureau, {"customers": "a.csv", "loans": "b.csv", "bureau": "c"})
    sentence = "b.csv has no column default, but a.csv has. Check that the tables are not mixed up."
    assert refused(mixed_up) == sentence


def test_what_a_model_could_use_and_no_table_has_is_absent() -> None:
    assert set(absent(PLACES)) == {
        "employment_status", "number_of_dependants", "years_at_current_address", "bank_balance_at_application",
        "number_of_closed_accounts", "enquiry_count",
    }  # fmt: skip
