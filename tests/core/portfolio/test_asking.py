"""A bank names columns in its own way: what is found, what only looks like it, and what was said is told apart."""

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from core.portfolio.asking import Asking, Holder, Wanted, ask, which
from core.portfolio.demo import write_demo
from core.portfolio.joining import join
from core.portfolio.naming import DoubleColumnError, Naming
from core.portfolio.places import find_places
from core.portfolio.sources import Tables, read_folder
from tests.core.portfolio.bank import bank_rows, borrowers


def bank(folder: Path, **renamed: str) -> Path:
    """A folder of two borrowers with some columns called otherwise."""
    for table, rows in bank_rows(borrowers({"default": "True"}, {})).items():
        pd.DataFrame(rows).rename(columns=renamed).to_csv(folder / f"{table}.csv", index=False)
    return folder


def added(folder: Path, table: str, **columns: str) -> None:
    """Give a table more columns, with one value each."""
    pd.read_csv(folder / f"{table}.csv", dtype=str).assign(**columns).to_csv(folder / f"{table}.csv", index=False)


def one(asking: Asking, key: str) -> Wanted:
    return next(wanted for wanted in asking.wanted if wanted.key == key)


def answered(folder: Path, asking: Asking, **said: Holder | None) -> Tables:
    """The tables read with the proposals accepted, but for what is said."""
    return read_folder(folder, naming=Naming(columns=asking.names({**asking.proposals(), **said})))


def test_nothing_is_asked_of_the_demo_portfolio(tmp_path: Path) -> None:
    write_demo(tmp_path, rows=1_000)
    asking = ask(read_folder(tmp_path))
    assert not asking.is_open
    assert asking.names(asking.proposals()) == {}, "and nothing is to be remembered"


def test_a_column_that_only_looks_like_one_is_proposed_and_taken_once_confirmed(tmp_path: Path) -> None:
    folder = bank(tmp_path, income="anual_incom", cust_id="customerr_id")
    asking = ask(read_folder(folder))
    assert asking.is_open
    assert asking.wanted[0].key == "customers.cust_id", "what is missing comes first"
    assert one(asking, "income").guess == Holder("customers", "anual_incom")
    own_ids = {f"{table}.cust_id": Holder(table, "customerr_id") for table in ("customers", "loans", "bureau")}
    tables = answered(folder, asking, **own_ids)
    assert not ask(tables).is_open
    assert join(tables).report.matched == 2


def test_a_column_with_quite_another_name_is_missing_until_it_is_chosen(tmp_path: Path) -> None:
    folder = bank(tmp_path, loan_tenure_months="how long", default="went bad")
    asking = ask(read_folder(folder))
    assert set(asking.missing(asking.proposals())) == {"loan_tenure_months", "default"}
    assert Holder("loans", "how_long") in one(asking, "loan_tenure_months").options
    tables = answered(
        folder, asking, loan_tenure_months=Holder("loans", "how_long"), default=Holder("loans", "went_bad")
    )
    assert find_places(tables)["loan_tenure_months"] == "loans"
    again = ask(tables)
    assert not again.is_open
    assert again.names(again.proposals()) == dict(tables.mapped), "whoever looks again finds what was said"


def test_the_history_is_enough_as_ratios_or_as_counts(tmp_path: Path) -> None:
    folder = bank(tmp_path, total_loan_months="a1", delinquent_months="a2", total_dpd="a3")
    asking = ask(read_folder(folder))
    assert set(asking.missing(asking.proposals())) == {"total_loan_months", "delinquent_months", "total_dpd"}
    ratios = {
        "delinquency_ratio": Holder("bureau", "a1"),
        "avg_dpd_per_delinquency": Holder("bureau", "a2"),
    }
    assert asking.missing({**asking.proposals(), **ratios}) == ()


def test_what_was_said_to_be_nothing_is_not_asked_again(tmp_path: Path) -> None:
    folder = bank(tmp_path)
    added(folder, "customers", employment_stat="Salaried")
    asking = ask(read_folder(folder))
    assert one(asking, "employment_status").guess == Holder("customers", "employment_stat")
    tables = answered(folder, asking, employment_status=None)
    assert tables.mapped == {"employment_status": ""}
    assert not ask(tables).is_open
    assert Holder("customers", "employment_stat") in one(ask(tables), "employment_status").options


def test_a_column_that_was_found_can_be_replaced_and_taken_back(tmp_path: Path) -> None:
    folder = bank(tmp_path, income="Gross income")
    added(folder, "customers", basic_pay="700000")
    asking = ask(read_folder(folder))
    assert not asking.is_open, "that name is known for income"
    tables = answered(folder, asking, income=Holder("customers", "basic_pay"))
    assert set(tables.customers["income"]) == {"700000"}
    back = ask(tables)
    assert one(back, "income").found == Holder("customers", "basic_pay")
    again = answered(folder, back, income=Holder("customers", "Gross income"))
    assert set(again.customers["income"]) == {"1200000"}


def test_a_barred_column_cannot_be_chosen_for_another(tmp_path: Path) -> None:
    folder = bank(tmp_path, loan_amount="granted")
    added(folder, "loans", sanction_amount="1", gender="M", city="Pune")
    options = {option.name for option in one(ask(read_folder(folder)), "loan_amount").options}
    assert options == {"granted"}


def test_tables_that_are_mixed_up_are_no_question_of_names(tmp_path: Path) -> None:
    tables = read_folder(bank(tmp_path))
    mixed = dataclasses.replace(tables, loans=tables.customers, customers=tables.loans)
    assert not ask(mixed).is_open


@pytest.mark.parametrize("column", ["income", "loans.cust_id"])
def test_names_given_in_a_command_are_what_a_person_said(tmp_path: Path, column: str) -> None:
    folder = bank(tmp_path)
    name = column.rpartition(".")[2]
    table = "loans" if "." in column else "customers"
    frame = pd.read_csv(folder / f"{table}.csv", dtype=str)
    frame.rename(columns={name: "Theirs"}).to_csv(folder / f"{table}.csv", index=False)
    found = one(ask(read_folder(folder, naming=Naming(columns={column: "Theirs"}))), column)
    assert found.is_chosen
    assert found.found == Holder(table, "Theirs")


def test_each_column_that_could_be_meant_comes_with_its_first_values(tmp_path: Path) -> None:
    folder = bank(tmp_path, income="wages")
    added(folder, "customers", empty="", odd="x")
    asking = ask(read_folder(folder))
    assert asking.examples[Holder("customers", "wages")] == ("1200000",)
    assert asking.examples[Holder("customers", "empty")] == ()
    assert asking.examples[Holder("customers", "age")] == ("35",)
    tables = answered(folder, asking, income=Holder("customers", "odd"))
    assert ask(tables).examples[Holder("customers", "odd")] == ("x",)


def test_of_two_columns_for_one_input_a_person_says_which_is_meant(tmp_path: Path) -> None:
    folder = bank(tmp_path, income="Annual income")
    added(folder, "customers", gross_income="700000")
    with pytest.raises(DoubleColumnError) as caught:
        read_folder(folder)
    asking = which(caught.value)
    assert asking.missing(asking.proposals()) == ("income",)
    chosen = Holder("customers", "gross_income")
    assert one(asking, "income").options == (Holder("customers", "Annual income"), chosen)
    tables = read_folder(folder, naming=Naming(columns=asking.names({"income": chosen})))
    assert set(tables.customers["income"]) == {"700000"}
    assert not ask(tables).is_open


def test_of_two_columns_that_no_model_needs_neither_may_be_meant(tmp_path: Path) -> None:
    folder = bank(tmp_path)
    added(folder, "customers", gender="M", sex="F")
    with pytest.raises(DoubleColumnError) as caught:
        read_folder(folder)
    asking = which(caught.value)
    assert asking.missing({"gender": None}) == ()
    tables = read_folder(folder, naming=Naming(columns=asking.names({"gender": None})))
    assert "gender" not in tables.customers
