"""Tables and columns that a bank calls otherwise are found by what a person says; nothing else is taken for them."""

from pathlib import Path

import pytest

from core.errors import DataError, FileError, InputError
from core.portfolio.joining import join
from core.portfolio.naming import Naming
from core.portfolio.sources import Tables, data_hash, read_database, read_folder
from tests.core.portfolio.bank import bank_rows, borrowers, changed, renamed, write_csv, write_database, write_folder

BANK = borrowers({"income": "1200000"}, {"income": "700000", "default": "True"})


def read(folder: Path, bank: Tables, **columns: str) -> Tables:
    """The bank's tables by way of files, with columns chosen; a dot in their names is written as two underscores."""
    naming = Naming(columns={ours.replace("__", "."): theirs for ours, theirs in columns.items()})
    return read_folder(write_folder(folder, bank), naming=naming)


# Columns


def test_a_column_under_another_name_is_what_a_person_says(tmp_path: Path) -> None:
    bank = renamed(renamed(BANK, "customers", income="Pay slip"), "loans", default="Went = bad")
    found = read(tmp_path, bank, income="Pay slip", default="Went = bad")
    assert data_hash(found) == data_hash(BANK)
    assert found.mapped == {"income": "Pay slip", "default": "Went = bad"}


def test_a_column_may_be_named_as_a_message_told_it_but_its_own_spelling_counts_first(tmp_path: Path) -> None:
    bank = renamed(BANK, "customers", income="Anual Income-Rs")
    with pytest.raises(DataError, match=r"perhaps 'anual_income_rs' in customers\.csv"):
        join(read(tmp_path, bank))
    assert data_hash(read(tmp_path, bank, income="anual_income_rs")) == data_hash(BANK)
    bank = changed(bank, "customers", bank.customers.assign(anual_income_rs=["1", "2"]))
    assert read(tmp_path, bank, income="anual_income_rs").customers["income"].tolist() == ["1", "2"]


@pytest.mark.parametrize("header", ["Annual Income (INR)", "Gross income p.a.", "INCOME (₹)"])
def test_a_name_that_a_file_of_applicants_may_have_needs_no_choice(tmp_path: Path, header: str) -> None:
    assert data_hash(read(tmp_path, renamed(BANK, "customers", income=header))) == data_hash(BANK)


def test_another_column_that_would_have_been_taken_is_not(tmp_path: Path) -> None:
    bank = changed(BANK, "customers", BANK.customers.assign(Verified=["1", "2"]))
    found = read(tmp_path, bank, income="Verified")
    assert found.customers["income"].tolist() == ["1", "2"]
    assert found.customers["income (not chosen)"].tolist() == ["1200000", "700000"]
    assert "income (not chosen)" in join(found).report.customers.unused


def test_of_two_columns_for_one_thing_a_person_can_choose(tmp_path: Path) -> None:
    bank = changed(BANK, "customers", BANK.customers.assign(**{"Annual income": ["1", "2"]}))
    with pytest.raises(DataError, match="two columns for income"):
        read(tmp_path, bank)
    assert read(tmp_path, bank, income="income").customers["income"].tolist() == ["1200000", "700000"]


def test_a_column_chosen_in_one_table_wins_over_our_own_name_in_another(tmp_path: Path) -> None:
    bank = changed(BANK, "loans", BANK.loans.assign(Verified=["1", "2"]))
    for chosen in ({"income": "Verified"}, {"loans__income": "Verified"}):
        assert join(read(tmp_path, bank, **chosen)).frame["income"].tolist() == ["1", "2"]


def test_no_column_may_be_said_to_hold_something(tmp_path: Path) -> None:
    bank = changed(BANK, "customers", BANK.customers.assign(gender="F"))
    assert "gender" in join(read(tmp_path, bank)).frame
    assert "gender" not in join(read(tmp_path, bank, gender="")).frame


def test_each_table_may_have_its_own_name_for_the_id(tmp_path: Path) -> None:
    bank = renamed(renamed(BANK, "customers", cust_id="Person"), "loans", cust_id="Borrower")
    found = read(tmp_path, bank, customers__cust_id="Person", loans__cust_id="Borrower")
    assert join(found).report.matched == 2
    bank = renamed(bank, "loans", Borrower="Person")
    general, own = {"cust_id": "Person"}, {"bureau__cust_id": "cust_id"}
    for chosen in (general | own, own | general):
        assert join(read(tmp_path, bank, **chosen)).report.matched == 2


def test_a_column_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(DataError) as raised:
        read(tmp_path, BANK, income="Salary")
    assert str(raised.value) == (
        "customers.csv has no column 'Salary', which was chosen for income. It has 'cust_id', 'age', "
        "'income (not chosen)', 'residence_type'."
    )
    with pytest.raises(DataError, match=r"bureau\.csv has no column 'age', which was chosen for enquiry_count"):
        read(tmp_path, BANK, bureau__enquiry_count="age")


def test_an_id_that_only_some_tables_call_so_is_refused_with_the_way_out(tmp_path: Path) -> None:
    bank = renamed(BANK, "loans", cust_id="Borrower")
    with pytest.raises(
        DataError, match=r"customers\.csv has no column 'Borrower', which was chosen for cust_id"
    ) as told:
        read(tmp_path, bank, cust_id="Borrower")
    assert str(told.value).endswith("Write loans.cust_id=Borrower if it is in one table only.")
    assert join(read(tmp_path, bank, loans__cust_id="Borrower")).report.matched == 2


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"salary": "Pay"}, "There is no column 'salary' that another could stand for. Give age, "),
        ({"people.income": "Pay"}, "There is no table 'people'. Give customers, loans or bureau."),
        ({"income": "Pay", "loans.income": "Salary"}, "Two columns were chosen for income."),
        ({"income": "Pay", "age": "Pay"}, "The column 'Pay' was chosen for two of ours."),
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused(columns: dict[str, str], words: str) -> None:
    with pytest.raises(InputError) as raised:
        Naming(columns=columns)
    assert str(raised.value).startswith(words)


# Tables


def test_a_file_or_a_table_under_another_name_is_what_a_person_says(tmp_path: Path) -> None:
    naming = Naming(tables={"customers": "Borrowers"})
    write_folder(tmp_path, BANK)
    write_csv(tmp_path / "borrowers.csv", BANK.customers.assign(income="7"))
    assert read_folder(tmp_path, naming=naming).customers["income"].tolist() == ["7", "7"]
    rows = bank_rows(BANK)
    address = write_database(tmp_path / "bank.db", {**rows, "borrowers": rows["customers"][:1]})
    found = read_database(address, naming=naming)
    assert (found.sources["customers"], len(found.customers)) == ("table borrowers", 1)
    assert len(read_database(address).customers) == 2


def test_columns_of_a_database_are_chosen_too(tmp_path: Path) -> None:
    address = write_database(tmp_path / "bank.db", bank_rows(renamed(BANK, "customers", income="Pay slip")))
    found = read_database(address, naming=Naming(columns={"income": "Pay slip"}))
    assert data_hash(found) == data_hash(BANK)


def test_a_table_may_be_named_with_its_schema(tmp_path: Path) -> None:
    address = write_database(tmp_path / "bank.db", bank_rows(BANK))
    found = read_database(address, naming=Naming(tables={"loans": "Main.Loans"}))
    assert found.sources["loans"] == "table main.loans"
    assert data_hash(found) == data_hash(BANK)
    with pytest.raises(DataError, match=r"has no table nowhere\.loans\. Its tables: bureau, customers, loans\."):
        read_database(address, naming=Naming(tables={"loans": "nowhere.loans"}))


def test_a_name_that_is_not_there_is_refused(tmp_path: Path) -> None:
    write_folder(tmp_path, BANK)
    with pytest.raises(FileError, match=r"has no borrowers\.csv"):
        read_folder(tmp_path, naming=Naming(tables={"customers": "borrowers"}))
    with pytest.raises(InputError, match="There is no table 'client'"):
        Naming(tables={"client": "borrowers"})
