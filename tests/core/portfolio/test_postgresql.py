"""A real PostgreSQL server is read in a transaction that cannot write; only where it and its driver are installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.errors import FileError
from core.portfolio.naming import Naming
from core.portfolio.sources import Tables, data_hash, read_database
from tests.core.portfolio.bank import bank_rows, borrowers

pytest.importorskip("psycopg", reason="psycopg is an optional requirement")
_TOOLS = next((folder for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
pytestmark = pytest.mark.skipif(_TOOLS is None, reason="there is no PostgreSQL server here")

PASSWORD = "Gehe1m"
BANK = borrowers({"income": "1200000"}, {"income": "700000", "default": "True"})
NAMING = Naming({"customers": "risk.Borrowers", "bureau": "risk.bureau"})
RISKY = "CREATE FUNCTION shout() RETURNS integer AS 'DELETE FROM risk.loans RETURNING 1' LANGUAGE sql"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of its own, reached through a socket, with the bank's tables in it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # the path of a socket must be short
    account = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if account:
        shutil.chown(folder, account)
    (folder / "secret").write_text(PASSWORD)
    folder.joinpath("secret").chmod(0o644)
    _run(account, "initdb", "-D", folder / "data", "-A", "scram-sha-256", "-U", "ann", f"--pwfile={folder}/secret")
    settings = f"-k {folder} -c listen_addresses= -c log_statement=all"
    _run(account, "pg_ctl", "-D", folder / "data", "-o", settings, "-l", folder / "log", "-w", "start")
    try:
        yield _filled(f"postgresql+psycopg://ann:{PASSWORD}@/postgres?host={folder}")
    finally:
        _run(account, "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


def _run(account: str | None, tool: str, *words: object) -> None:
    command = [str(word) for word in (_TOOLS and _TOOLS / tool, *words)]
    subprocess.run(command, check=True, user=account, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _filled(address: str) -> str:
    engine = sa.create_engine(address)
    names = {"customers": "Borrowers", "loans": "loans", "bureau": "bureau"}
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE SCHEMA risk"))
        for table, rows in bank_rows(BANK).items():
            columns = [sa.Column(name, sa.Text) for name in rows[0]]
            made = sa.Table(names[table], sa.MetaData(), *columns, schema="risk")
            made.create(connection)
            connection.execute(made.insert(), rows)
        connection.execute(sa.text("CREATE MATERIALIZED VIEW loans AS SELECT * FROM risk.loans"))
    engine.dispose()
    return address


def rows_left(address: str) -> int:
    engine = sa.create_engine(address)
    with engine.connect() as connection:
        count = connection.execute(sa.text("SELECT count(*) FROM risk.loans")).scalar_one()
    engine.dispose()
    return int(count)


def test_tables_of_schemas_and_stored_views_are_read(address: str) -> None:
    found: Tables = read_database(address, naming=NAMING)
    assert data_hash(found) == data_hash(BANK)
    assert dict(found.sources) == {
        "customers": "table risk.Borrowers", "loans": "table loans", "bureau": "table risk.bureau",
    }  # fmt: skip


def test_a_view_that_would_write_is_not_let(address: str) -> None:
    engine = sa.create_engine(address)
    with engine.begin() as connection:
        connection.execute(sa.text(RISKY))
        connection.execute(sa.text("CREATE VIEW trap AS SELECT shout() AS cust_id"))
    engine.dispose()
    with pytest.raises(FileError, match="cannot execute DELETE in a read-only transaction"):
        read_database(address, naming=Naming({**NAMING.tables, "loans": "trap"}))
    assert rows_left(address) == 2


def test_a_wrong_password_is_refused_without_telling_it(address: str) -> None:
    with pytest.raises(FileError, match="password authentication failed") as raised:
        read_database(address.replace(PASSWORD, "Falsch1"))
    assert "Falsch1" not in str(raised.value)
