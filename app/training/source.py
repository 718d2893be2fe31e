"""Where the three tables of a training come from, and how each place is read; runs in the thread of a job."""

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import FileError
from core.progress import Report, part_of

if TYPE_CHECKING:
    from core.portfolio.sources import Tables

DEMO_SEED = 42
"""The demo portfolio is always the same, whatever seed trains on it."""


@dataclass(frozen=True)
class Files:
    """One file for each table."""

    customers: Path
    loans: Path
    bureau: Path

    def read(self, report: Report) -> "Tables":
        """The tables; errors as of ``read_files``."""
        from core.portfolio.sources import read_files

        return read_files(self.customers, self.loans, self.bureau, report)


@dataclass(frozen=True)
class Database:
    """A database, by its SQLAlchemy URL, which may hold a password and so is never shown."""

    address: str = field(repr=False)

    def read(self, report: Report) -> "Tables":
        """The tables; errors as of ``read_database``."""
        from core.portfolio.sources import read_database

        return read_database(self.address, report)


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


Source = Files | Database | Demo


def _temporary_folder() -> "tempfile.TemporaryDirectory[str]":
    try:
        return tempfile.TemporaryDirectory(prefix="credit-desk-", ignore_cleanup_errors=True)
    except OSError as error:
        reason = error.strerror or error
        raise FileError(
            f"There is no place for the demo portfolio's files ({reason}). Free some disk space."
        ) from error
