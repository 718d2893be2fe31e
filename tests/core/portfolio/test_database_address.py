"""A database that cannot be opened is told in one sentence, and no piece of a password ever is."""

import functools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import FileError
from core.portfolio.database import read_tables
from core.portfolio.naming import TABLE_NAMES
from tests.core.portfolio.bank import write_database

sa.dialects.registry.register("refusing", "tests.core.portfolio.refusing_driver", "Dialect")
ONE = {"cust_id": "C1"}
BANK = {"customers": [ONE], "loans": [ONE], "bureau": [ONE]}
PASSWORDS = st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_characters="*"), min_size=1).map(
    "Gehe1m{}Gehe1m".format
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bank.db"


def refused(address: str) -> str:
    with pytest.raises(FileError) as raised:
        read_tables(address, TABLE_NAMES)
    assert "\n" not in str(raised.value)
    return str(raised.value)


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
@example("Gehe1m@/Gehe1m", "sqlite://analyst:{}@host/none.db")
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
