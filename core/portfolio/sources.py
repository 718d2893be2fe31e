"""Reading a bank's portfolio: customers, loans and bureau records from files or a database, every cell as text."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from core import files
from core.errors import DataError, FileError
from core.portfolio.csv_file import read_csv
from core.portfolio.dates import DateOrder
from core.portfolio.naming import AS_EXPECTED, TABLE_NAMES, Naming, in_table
from core.progress import Report, part_of, silent

_ENDINGS = (".csv", ".parquet")


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """The three tables as read: every cell text, NaN where blank; columns by the program's names.

    Attributes:
        customers: one row for each person.
        loans: one row for each loan, with its outcome.
        bureau: one row for each person the bureau knows.
        sources: by table name, what people call the place it came from.
        mapped: the bank's names of columns by ours, where a person chose them.
        date_order: whether day or month comes first in disbursal_date, where a person has said so.
    """

    customers: pd.DataFrame
    loans: pd.DataFrame
    bureau: pd.DataFrame
    sources: Mapping[str, str]
    mapped: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None

    def frames(self) -> dict[str, pd.DataFrame]:
        """The tables by name."""
        return {"customers": self.customers, "loans": self.loans, "bureau": self.bureau}


def read_folder(folder: Path, report: Report = silent, naming: Naming = AS_EXPECTED) -> Tables:
    """Read ``customers``, ``loans`` and ``bureau`` (or ``bureau_data``) from a folder, ``.csv`` or ``.parquet``.

    Raises:
        FileError: there is no such folder, a table is missing from it, or a file is unreadable.
        DataError: a table stands there in two files, has no rows, or two columns of one meaning.
    """
    try:
        given = sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)
    except (OSError, ValueError) as error:
        raise FileError(f"The folder {folder} cannot be opened ({_reason(error)}). Check the name.") from error
    names = naming.table_names()
    found = {table: [path for path in given if path.stem.lower() in names[table]] for table in names}
    missing = [" or ".join(f"{name}.csv" for name in names[table]) for table, paths in found.items() if not paths]
    if missing:
        raise FileError(f"The folder {folder} has no {', no '.join(missing)} (.parquet would do too). Put it there.")
    chosen = [_only(paths, folder) for paths in found.values()]
    return read_files(chosen[0], chosen[1], chosen[2], report, naming)


def read_files(
    customers: Path, loans: Path, bureau: Path, report: Report = silent, naming: Naming = AS_EXPECTED
) -> Tables:
    """Read three files: Parquet where the name ends in ``.parquet``, CSV otherwise.

    Raises:
        FileError: a file is missing, unreadable, empty, or of another kind.
        DataError: a file has no rows, or two columns of one meaning.
    """
    paths = (customers, loans, bureau)
    sizes = [_size(path) for path in paths]
    total = sum(sizes)
    frames = {}
    for index, (table, path) in enumerate(zip(TABLE_NAMES, paths, strict=True)):
        part = part_of(report, sum(sizes[:index]) / total, sum(sizes[: index + 1]) / total)
        with in_table(table):
            frames[table] = _read(path, part, naming.columns_of(table))
    return _tables(frames, dict(zip(TABLE_NAMES, map(files.name_of, paths), strict=True)), naming)


def read_database(address: str, report: Report = silent, naming: Naming = AS_EXPECTED) -> Tables:
    """Read tables ``customers``, ``loans`` and ``bureau`` (or ``bureau_data``) from a database, only reading.

    Args:
        address: any SQLAlchemy URL. Its password appears in no message and no result.
        report: told the share that is read; may cancel.
        naming: what its tables and columns are called; a table may be given as schema.table.

    Raises:
        FileError: the address is wrong, its driver is missing, or the database cannot be opened or read.
        DataError: a table is missing, stands there twice, has no rows, or two columns of one meaning.
    """
    from core.portfolio import database  # SQLAlchemy takes a while to import, and few read from a database

    columns = {table: naming.columns_of(table) for table in TABLE_NAMES}
    read = database.read_tables(address, naming.table_names(), report, columns)
    frames = {table: frame for table, (_, frame) in read.items()}
    return _tables(frames, {table: f"table {name}" for table, (name, _) in read.items()}, naming)


def data_hash(tables: Tables) -> str:
    """SHA-256 of the content, in hexadecimal: the same for the same cells, however they were stored.

    File names, kinds, delimiters, line ends and the order of columns do not count. The order of rows does, because
    the split into training and held-out rows goes by it: the same hash and seed give the same model. So does the order
    of day and month where a person has said it.
    """
    digest = hashlib.sha256(tables.date_order.encode() if tables.date_order else b"")
    for table, frame in tables.frames().items():
        for column in sorted(frame.columns):
            cells = [None if cell != cell else cell for cell in frame[column]]  # noqa: PLR0124  only NaN differs
            digest.update(json.dumps([table, column, cells]).encode())
    return digest.hexdigest()


def _tables(frames: dict[str, pd.DataFrame], sources: dict[str, str], naming: Naming) -> Tables:
    naming.check(frames, sources)
    customers, loans, bureau = (frames[table] for table in TABLE_NAMES)
    return Tables(customers, loans, bureau, sources, dict(naming.columns))


def _only(paths: list[Path], folder: Path) -> Path:
    if len(paths) > 1:
        both = " and ".join(path.name for path in paths)
        raise DataError(f"The folder {folder} has both {both}. Keep one of them, or choose the three files one by one.")
    return paths[0]


def _size(path: Path) -> int:
    try:
        files.refuse_other_than_file(path)
        return max(path.stat().st_size, 1)
    except FileNotFoundError as error:
        raise FileError(f"There is no file {path}. Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        raise FileError(f"{path} cannot be read ({_reason(error)}). Check the name and the folder.") from error


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


def _read(path: Path, report: Report, chosen: Mapping[str, str]) -> pd.DataFrame:
    if path.suffix.lower() == ".parquet":
        from core.portfolio.parquet_file import read_parquet  # polars is needed for this kind of file only

        return read_parquet(path, report, chosen)
    return read_csv(path, report, chosen)
