"""Tables are read from a database without a change to it, or one sentence says why not, and never a password."""

import datetime
import functools
import hashlib
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import CreditDeskError, DataError, FileError
from core.portfolio.database import read_tables
from core.portfolio.sources import TABLE_NAMES
from core.progress import Cancelled
from tests.core.portfolio.bank import write_database
from tests.core.portfolio.watching import Watcher

sa.dialects.registry.register("refusing", "tests.core.portfolio.refusing_driver", "Dialect")
ONE = {"cust_id": "C1"}
BANK = {"customers": [ONE], "loans": [ONE], "bureau": [ONE]}
PASSWORDS = st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_characters="*"), min_size=1).map(
    "Gehe1m{}Gehe1m".format
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bank.db"


def loans_of(address: str) -> pd.DataFrame:
    """The only table that is asked for."""
    return read_tables(address, {"loans": ("loans",)})["loans"][1]


def refused(address: str, kind: type[CreditDeskError] = FileError) -> str:
    with pytest.raises(kind) as raised:
        read_tables(address, TABLE_NAMES)
    assert "\n" not in str(raised.value)
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
    sentence = refused(address, DataError)
    assert sentence == f"{path} has no table bureau or bureau_data. Its tables: burea, customers, loans."


def test_of_many_tables_some_are_named(path: Path) -> None:
    address = write_database(path, {f"table_{letter}": [ONE] for letter in "abcdefghijklm"})
    assert refused(address, DataError).endswith("table_i, table_j.")


def test_a_database_without_tables_is_told(path: Path) -> None:
    path.touch()
    assert refused(f"sqlite:///{path}", DataError).endswith("has no table customers. Its tables: none at all.")


def test_a_table_under_both_names_is_refused(path: Path) -> None:
    address = write_database(path, BANK | {"bureau_data": [ONE]})
    sentence = refused(address, DataError)
    assert sentence == f"{path} has both bureau and bureau_data. Keep one of them, or rename the other."


def test_a_table_without_rows_is_refused(path: Path) -> None:
    address = write_database(path, BANK)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM loans")
        connection.commit()
    assert refused(address, DataError).startswith("table loans has a header but no rows.")


# What cannot be opened


@pytest.mark.parametrize(
    "address", ["", "bank.db", "C:\\bank.db", "postgresql://u:Gehe1m@host:port/db", "://u:Gehe1m@h"]
)
def test_what_is_no_address_is_refused_with_an_example(address: str) -> None:
    sentence = refused(address)
    assert sentence.startswith("This is not the address of a database. Write it like sqlite:///bank.db or ")
    assert "Gehe1m" not in sentence


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///"])
def test_an_address_without_a_file_is_refused(address: str) -> None:
    assert refused(address).startswith("The address names no database file. Write it like sqlite:///bank.db")


def test_a_file_that_is_not_there_is_not_made(path: Path) -> None:
    assert refused(f"sqlite:///{path}") == f"There is no database file {path}. Check the name and the folder."
    assert not path.exists()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert refused(f"sqlite:///{tmp_path}").startswith("There is no database file")


@pytest.mark.parametrize("content", [b"cust_id,age\nC1,35\n" * 99, b"SQLite format 3\0" + b"\xff" * 4096])
def test_another_file_is_no_database(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert refused(f"sqlite:///{path}").startswith(f"{path} cannot be read: file is not a database.")


def test_half_a_database_is_refused(path: Path) -> None:
    address = write_database(path, {name: [ONE] * 9_000 for name in BANK})
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert refused(address).startswith(f"{path} cannot be read: database disk image is malformed.")


def test_text_in_an_old_encoding_is_refused(path: Path) -> None:
    address = write_database(path, BANK)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE loans SET cust_id = CAST(X'47f461' AS TEXT)")
        connection.commit()
    assert refused(address).startswith(f"{path} cannot be read: Could not decode to UTF-8")


def test_a_database_that_another_program_holds_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = write_database(path, BANK)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, timeout=0))
        assert refused(address) == (
            f"{path} cannot be read: database is locked. Check the address, and that no other program holds it."
        )
        other.rollback()
    assert read_tables(address, TABLE_NAMES)


def test_a_kind_of_database_that_nobody_knows_is_refused() -> None:
    sentence = refused("oracel://scott:Gehe1m@host/db")
    assert sentence.startswith("oracel://scott:***@host/db cannot be read: Can't load plugin")


def test_a_driver_that_is_missing_is_told_with_the_way_round_it() -> None:
    assert refused("mssql+pyodbc://scott:Gehe1m@host/db?driver=none&pwd=Gehe1m") == (
        "mssql+pyodbc://scott:***@host/db needs the Python package pyodbc, which is not installed. Install it, or "
        "give the three tables as files."
    )


# No password


@given(PASSWORDS, st.sampled_from([
    "postgresql+psycopg://analyst:{}@host/risk",
    "refusing://analyst:{}@host/risk",
    "refusing://:{}@host/risk",
    "refusing://bank/analyst:{}@host/risk",
    "refusing://host/risk?password={}",
    "sqlite://analyst:{}@host/none.db",
    "nonsense://analyst:{}@host/risk",
]))  # fmt: skip
@example("Gehe1m-p@ss/word-Gehe1m", "refusing://analyst:{}@host/risk")
@example("Gehe1m-p@ss?word-Gehe1m", "refusing://analyst:{}@host/risk")
@example("Gehe1m-p?ss-Gehe1m", "refusing://bank/analyst:{}@host/risk")
@example("Gehe1m-p%40ss-Gehe1m", "refusing://analyst:{}@host/risk")
@example("Gehe1m-p&ss=w#rd-Gehe1m", "refusing://host/risk?password={}")
def test_no_part_of_a_password_is_ever_told(password: str, address: str) -> None:
    """Also where it was not quoted as an address needs it, and where the driver repeats what it was told."""
    sentence = refused(address.format(password))
    assert "Gehe1m" not in sentence


@pytest.mark.parametrize("rest", ["analyst:p@ss@host/risk", "bank/analyst:pass@host/risk", "u:p@host/risk?role=a@b"])
def test_a_mark_of_addresses_that_is_not_quoted_is_refused_with_the_way_out(rest: str) -> None:
    assert refused(f"refusing://{rest}") == (
        "The address holds an @ or a / where none can stand. Write %40 for @ and %2F for / in user, password and "
        "options."
    )


def test_what_a_driver_says_is_told_on_one_line_without_secrets() -> None:
    assert refused("refusing://analyst:Gehe1m@host/risk?key=Gehe1m2&key=other") == (
        "refusing://analyst:***@host/risk cannot be read: login refused for host=host, database=risk, "
        "username=analyst, password=***, key=('***', '***'). Check the address, and that no other program holds it."
    )
