"""Tables are read from a database without a change to it, or one sentence says which of them is missing."""

import datetime
import hashlib
import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa

from core.errors import DataError, FileError
from core.portfolio.database import read_tables
from core.portfolio.naming import TABLE_NAMES
from core.progress import Cancelled
from tests.core.portfolio.bank import write_database
from tests.core.portfolio.watching import Watcher

ONE = {"cust_id": "C1"}
BANK = {"customers": [ONE], "loans": [ONE], "bureau": [ONE]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bank.db"


def loans_of(address: str) -> pd.DataFrame:
    """The only table that is asked for."""
    return read_tables(address, {"loans": ("loans",)})["loans"][1]


def refused(address: str) -> str:
    with pytest.raises(DataError) as raised:
        read_tables(address, TABLE_NAMES)
    return str(raised.value)


# What is read


def test_tables_and_views_are_found_whatever_their_case(path: Path) -> None:
    address = write_database(path, {"Customers": [ONE], "all_loans": [ONE, ONE], "BUREAU_data": [ONE]})
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIEW Loans AS SELECT cust_id AS 'Customer ID' FROM all_loans")
        connection.commit()
    read = read_tables(address, TABLE_NAMES)
    assert {table: (name, list(frame.columns), len(frame)) for table, (name, frame) in read.items()} == {
        "customers": ("Customers", ["cust_id"], 1),
        "loans": ("Loans", ["cust_id"], 2),
        "bureau": ("BUREAU_data", ["cust_id"], 1),
    }


def test_typed_columns_become_texts_that_match_and_null_is_nothing(path: Path) -> None:
    address = f"sqlite:///{path}"
    columns: dict[str, Any] = {
        "cust_id": sa.BigInteger, "income": sa.Numeric(12, 3), "rate": sa.Float, "default": sa.Boolean,
        "disbursal_date": sa.Date, "city": sa.String,
    }  # fmt: skip
    table = sa.Table("loans", sa.MetaData(), *(sa.Column(name, kind) for name, kind in columns.items()))
    engine = sa.create_engine(address)
    with engine.begin() as connection:
        table.create(connection)
        day = datetime.date(2024, 7, 22)
        connection.execute(table.insert().values([(5, Decimal("12.400"), 5.0, True, day, "Pune")]))
        connection.execute(table.insert().values([dict.fromkeys(columns)]))
    engine.dispose()
    first, second = loans_of(address).to_dict("records")
    assert first == {
        "cust_id": "5", "income": "12.4", "rate": "5", "default": "1", "disbursal_date": "2024-07-22", "city": "Pune",
    }  # fmt: skip
    assert pd.isna(list(second.values())).all()


def test_names_that_need_quoting_are_quoted(path: Path) -> None:
    address = write_database(path, {"bureau data": [{"cust id": "C1", "select": "x"}]})
    ((name, frame),) = read_tables(address, {"bureau": ("bureau data",)}).values()
    assert (name, frame.to_dict("list")) == ("bureau data", {"cust_id": ["C1"], "select": ["x"]})


def test_the_file_is_not_touched(path: Path) -> None:
    address = write_database(path, BANK)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.chmod(0o444)
    read_tables(address, TABLE_NAMES)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [file.name for file in path.parent.iterdir()] == ["bank.db"]


def test_what_a_program_that_stopped_midway_left_is_not_cleared_away(tmp_path: Path) -> None:
    """Whoever opens such a file for writing takes half a change back; that is for the bank's own program to do."""
    path, left = tmp_path / "bank.db", tmp_path / "left.db"
    write_database(path, {"loans": [{"cust_id": "C" * 99}] * 5_000})
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("UPDATE loans SET cust_id = 'D'")
        shutil.copy(path, left)
        shutil.copy(f"{path}-journal", f"{left}-journal")
    before = left.read_bytes()
    with pytest.raises(FileError, match=r"left\.db cannot be read: "):
        loans_of(f"sqlite:///{left}")
    assert left.read_bytes() == before


def test_a_name_with_marks_of_an_address_in_it_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "100 % of user@bank #1.db"
    write_database(path, BANK)
    assert read_tables(f"sqlite:///{path}", TABLE_NAMES)["bureau"][0] == "bureau"


def test_many_rows_come_in_their_order_told_on_the_way_and_can_be_cancelled(path: Path) -> None:
    ids = [f"C{number}" for number in range(25_000)]
    address = write_database(path, {"loans": [{"cust_id": name} for name in ids]})
    watcher = Watcher()
    frame = read_tables(address, {"loans": ("loans",)}, watcher)["loans"][1]
    assert frame["cust_id"].tolist() == ids
    assert frame.index.tolist() == list(range(25_000))
    watcher.assert_rising()
    assert watcher.messages == ["Reading table loans"] * 3
    with pytest.raises(Cancelled):
        read_tables(address, {"loans": ("loans",)}, Watcher(cancel_after=1))


# What is not there


def test_a_missing_table_is_told_with_those_there_are(path: Path) -> None:
    address = write_database(path, {"customers": [ONE], "loans": [ONE], "burea": [ONE]})
    sentence = refused(address)
    assert sentence == f"{path} has no table bureau or bureau_data. Its tables: burea, customers, loans."


def test_of_many_tables_some_are_named(path: Path) -> None:
    address = write_database(path, {f"table_{letter}": [ONE] for letter in "abcdefghijklm"})
    assert refused(address).endswith("table_i, table_j.")


def test_a_database_without_tables_is_told(path: Path) -> None:
    path.touch()
    assert refused(f"sqlite:///{path}").endswith("has no table customers. Its tables: none at all.")


def test_a_table_under_both_names_is_refused(path: Path) -> None:
    address = write_database(path, BANK | {"bureau_data": [ONE]})
    sentence = refused(address)
    assert sentence == f"{path} has both bureau and bureau_data. Keep one of them, or rename the other."


def test_a_table_without_rows_is_refused(path: Path) -> None:
    address = write_database(path, BANK)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM loans")
        connection.commit()
    assert refused(address).startswith("table loans has a header but no rows.")
