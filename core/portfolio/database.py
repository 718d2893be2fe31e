"""Reading the three tables from a database, only reading, and never telling the password."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from core.errors import DataError, FileError
from core.portfolio.naming import in_table
from core.portfolio.text_frame import NOBODY, text_column, text_frame
from core.progress import Report, part_of, silent

_ROWS_AT_ONCE = 10_000
_HELP = "Write it like sqlite:///bank.db or postgresql+psycopg://user:password@host/name."
_WAY_ROUND = "Install it{how}, or give the three tables as files."
_HOW = {"psycopg": ' (python -m pip install "psycopg[binary]")'}
"""How packages are installed whose name does not tell it."""
_CHECK = "Check the address, and that no other program holds it."
_STRAY_MARK = (
    "The address holds an @ or a / where none can stand. Write %40 for @ and %2F for / in user, password and options."
)
_SHOWN_TABLES = 10
_AS_THEY_ARE: Mapping[str, Mapping[str, str]] = MappingProxyType({})


class _Place(NamedTuple):
    """A table of the database; without a schema, of the one that the login sees first."""

    schema: str | None
    name: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}" if self.schema else self.name


def read_tables(
    address: str,
    names: Mapping[str, Sequence[str]],
    report: Report = silent,
    columns: Mapping[str, Mapping[str, str]] = _AS_THEY_ARE,
) -> dict[str, tuple[str, pd.DataFrame]]:
    """Read tables from any database SQLAlchemy can open; every cell becomes text, NULL becomes NaN.

    Args:
        address: SQLAlchemy URL. A SQLite file is opened read-only and never made.
        names: for each table, the names it may have in the database, in lower case; with a schema, schema.name.
        report: told the share of the rows that are read; may cancel.
        columns: for each table, the names of columns as of ``text_frame``.

    Returns:
        For each table, its name in the database and its frame.

    Raises:
        FileError: the address is wrong, its driver is missing, or the database cannot be opened or read.
        DataError: a table is missing, stands there twice, has no rows, or two columns of one meaning.
    """
    url = _url(address)
    try:
        with _connection(url) as connection:
            chosen = _choose(connection, names, _label(url))
            frames = {}
            for index, (table, place) in enumerate(chosen.items()):
                part = part_of(report, index / len(chosen), (index + 1) / len(chosen))
                with in_table(table):
                    frames[table] = (str(place), _read(connection, place, columns.get(table, NOBODY), part))
            return frames
    except ImportError as error:
        way_round = _WAY_ROUND.format(how=_HOW.get(error.name or "", ""))
        raise FileError(
            f"{_label(url)} needs the Python package {error.name}, which is not installed. {way_round}"
        ) from None
    except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
        raise FileError(f"{_label(url)} cannot be read: {_reason(error, url)}. {_CHECK}") from None


def _url(address: str) -> sa.URL:
    try:
        url = sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError):  # its message may quote the address, and that the password
        raise FileError(f"This is not the address of a database. {_HELP}") from None
    before_host = 0 if url.username is None and url.password is None else 1
    if address.count("@") != before_host and not _is_sqlite(url):  # what was taken for the host may be a secret
        raise FileError(_STRAY_MARK)
    return url


def _is_sqlite(url: sa.URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _label(url: sa.URL) -> str:
    """The address for people: without the password, and without options, which may hold another."""
    return str(url.database) if _is_sqlite(url) else url.set(query={}).render_as_string(hide_password=True)


def _reason(error: Exception, url: sa.URL) -> str:
    """The driver's own first line, with every secret of the address struck out."""
    text = str(getattr(error, "orig", None) or error)
    for secret in sorted(_secrets(url), key=len, reverse=True):
        text = text.replace(secret, "***")
    return (text.splitlines() or [type(error).__name__])[0].rstrip(".")


def _secrets(url: sa.URL) -> set[str]:
    options = [value for name in url.normalized_query for value in url.normalized_query[name]]
    plain = {secret for secret in (url.password, *options) if secret}
    return plain | {quote(secret, safe="") for secret in plain}


@contextmanager
def _connection(url: sa.URL) -> Iterator[sa.Connection]:
    engine = _sqlite(url) if _is_sqlite(url) else sa.create_engine(url, poolclass=NullPool)
    try:
        with engine.connect().execution_options(stream_results=True, **_snapshot(url)) as connection:
            yield connection
    finally:
        engine.dispose()


def _snapshot(url: sa.URL) -> dict[str, Any]:
    """Options of a transaction that cannot write and sees all tables as they were at one moment."""
    if url.get_backend_name() != "postgresql":
        return {}
    return {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}


def _sqlite(url: sa.URL) -> sa.Engine:
    if not url.database:
        raise FileError(f"The address names no database file. {_HELP}")
    path = Path(url.database.removeprefix("file:"))
    if not path.is_file():
        # What stands before an @ may be a password, which is told to nobody.
        named = "of that name; SQLite takes no user and no password" if "@" in str(path) else str(path)
        raise FileError(f"There is no database file {named}. Check the name and the folder.")
    read_only = f"{path.resolve().as_uri()}?mode=ro"
    return sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(read_only, uri=True), poolclass=NullPool)


def _choose(connection: sa.Connection, names: Mapping[str, Sequence[str]], label: str) -> dict[str, _Place]:
    inspector = sa.inspect(connection)
    present = _present(inspector, None)
    found = {}
    for table, options in names.items():
        schemas = sorted({option.rpartition(".")[0] for option in options} - {""})
        others = [place for schema in schemas for place in _present(inspector, schema)]
        found[table] = _one_of(options, [*present, *others], label)
    return found


def _present(inspector: sa.Inspector, schema: str | None) -> list[_Place]:
    """Tables and views of a schema, whose name may be written in any case; none where there is no such schema."""
    if schema is not None:
        schema = next((name for name in inspector.get_schema_names() if name.lower() == schema), None)
        if schema is None:
            return []
    names = [*inspector.get_table_names(schema), *inspector.get_view_names(schema)]
    with suppress(NotImplementedError):  # only some databases have views that are stored
        names += inspector.get_materialized_view_names(schema)
    return [_Place(schema, name) for name in names]


def _one_of(options: Sequence[str], present: list[_Place], label: str) -> _Place:
    found = [place for place in present if str(place).lower() in options]
    if len(found) == 1:
        return found[0]
    if found:
        raise DataError(f"{label} has both {' and '.join(map(str, found))}. Keep one of them, or rename the other.")
    others = ", ".join(sorted(map(str, present))[:_SHOWN_TABLES]) or "none at all"
    raise DataError(f"{label} has no table {' or '.join(options)}. Its tables: {others}.")


def _read(connection: sa.Connection, place: _Place, chosen: Mapping[str, str], report: Report) -> pd.DataFrame:
    table = sa.table(place.name, schema=place.schema)
    count = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    answer: sa.CursorResult[Any] = connection.execute(sa.select(sa.literal_column("*")).select_from(table))
    header = list(answer.keys())
    chunks = [pd.DataFrame({position: text_column([]) for position in range(len(header))})]
    done = 0
    for rows in answer.partitions(_ROWS_AT_ONCE):
        chunks.append(
            pd.DataFrame({position: text_column(values) for position, values in enumerate(zip(*rows, strict=True))})
        )
        done += len(rows)
        report(done / max(count, done), f"Reading table {place}")
    return text_frame(pd.concat(chunks, ignore_index=True), header, f"table {place}", chosen)
