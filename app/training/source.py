"""Where the three tables of a training come from, and how each place is read; runs in the thread of a job."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.training.address import without_secrets
from core.errors import DataError, FileError
from core.progress import Report, part_of

if TYPE_CHECKING:
    from core.portfolio.asking import Asking
    from core.portfolio.naming import Naming
    from core.portfolio.sources import Tables

    _Read = Callable[[Report, Naming], Tables]

DEMO_SEED = 42
"""The demo portfolio is always the same, whatever seed trains on it."""
Names = tuple[tuple[str, str], ...]
"""The program's names with the bank's for them, as ``Naming`` takes them."""


class NamesNeededError(DataError):
    """Before the tables can be used, a person must say which of their columns are meant.

    Attributes:
        asking: what is to be said.
        kept: what was said before and stands beside it.
        gone: what was said before and holds no longer, for the bank's columns are not there any more.
    """

    def __init__(self, asking: "Asking", kept: Names = (), gone: Names = ()) -> None:
        super().__init__("Some columns are not found by their names. Say which ones are meant.")
        self.asking, self.kept, self.gone = asking, kept, gone


@dataclass(frozen=True)
class Files:
    """One file for each table; ``columns`` are names that a person has chosen."""

    customers: Path
    loans: Path
    bureau: Path
    columns: Names = ()

    @property
    def place(self) -> str:
        """Tells these files from others."""
        return "\n".join(map(str, (self.customers, self.loans, self.bureau)))

    def read(self, report: Report) -> "Tables":
        """The tables.

        Raises:
            NamesNeededError: a column is not found by its name, or only looks like one.
            CreditDeskError: as of ``read_files``.
        """
        from core.portfolio.sources import read_files

        read = partial(read_files, self.customers, self.loans, self.bureau)
        return _settled(read, report, (), self.columns)


@dataclass(frozen=True)
class Database:
    """A database, by its SQLAlchemy URL, which may hold a password and so is never shown."""

    address: str = field(repr=False)
    tables: Names = ()
    columns: Names = ()

    @property
    def place(self) -> str:
        """Tells this database and its tables from others, without a secret."""
        return "\n".join([without_secrets(self.address), *("=".join(pair) for pair in self.tables)])

    def read(self, report: Report) -> "Tables":
        """The tables.

        Raises:
            NamesNeededError: a column is not found by its name, or only looks like one.
            CreditDeskError: as of ``read_database``.
        """
        from core.portfolio.sources import read_database

        return _settled(partial(read_database, self.address), report, self.tables, self.columns)


@dataclass(frozen=True)
class Demo:
    """The built-in demo portfolio of so many borrowers."""

    borrowers: int

    def read(self, report: Report) -> "Tables":
        """The tables, by way of files that are gone afterwards, so that they are read as a bank's own are.

        Raises:
            FileError: the temporary files cannot be written.
        """
        from core.portfolio.demo import write_demo
        from core.portfolio.sources import read_folder

        with _temporary_folder() as name:
            write_demo(Path(name), self.borrowers, DEMO_SEED, part_of(report, 0.0, 0.7))
            tables = read_folder(Path(name), part_of(report, 0.7, 1.0))
        return replace(tables, sources={table: f"demo {file}" for table, file in tables.sources.items()})


Place = Files | Database | Demo
"""Where tables are read from."""


@dataclass(frozen=True, eq=False)
class ReadTables:
    """Tables that were read already, so that a training works on those that were looked at."""

    tables: "Tables"

    def read(self, _report: Report) -> "Tables":
        """They are there."""
        return self.tables


Source = Place | ReadTables


def _settled(read: "_Read", report: Report, tables: Names, columns: Names) -> "Tables":
    """Read tables by chosen names, unless there is still something to say."""
    from core.portfolio.asking import ask, which
    from core.portfolio.naming import ChosenColumnError, DoubleColumnError, Naming

    try:
        found = read(report, Naming(dict(tables), dict(columns)))
    except DoubleColumnError as error:
        if len(set(error.names)) == 1:  # nobody can tell them apart by a name
            raise
        raise NamesNeededError(which(error), columns) from error
    except ChosenColumnError as error:
        raise _without(error.chosen, read, report, tables, columns) from error
    asking = ask(found)
    if asking.is_open:
        raise NamesNeededError(asking)
    return found


def _without(chosen: str, read: "_Read", report: Report, tables: Names, columns: Names) -> NamesNeededError:
    """What is to be asked when a choice holds no longer: nothing else may silently take its place."""
    from core.portfolio.asking import ask

    gone = tuple(pair for pair in columns if pair[0] == chosen)
    left = tuple(pair for pair in columns if pair[0] != chosen)
    try:
        asking = ask(_settled(read, report, tables, left))
    except NamesNeededError as error:
        return NamesNeededError(error.asking, error.kept, (*gone, *error.gone))
    return NamesNeededError(asking, gone=gone)


def _temporary_folder() -> "tempfile.TemporaryDirectory[str]":
    try:
        return tempfile.TemporaryDirectory(prefix="credit-desk-", ignore_cleanup_errors=True)
    except OSError as error:
        reason = error.strerror or error
        raise FileError(
            f"There is no place for the demo portfolio's files ({reason}). Free some disk space."
        ) from error
