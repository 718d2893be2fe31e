"""The options of ``train`` that say where the three tables are and what a bank calls them, and reading them so."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.reading_options import mapping_of, pair
from core.errors import InputError

if TYPE_CHECKING:
    from core.portfolio.naming import Naming
    from core.portfolio.sources import Tables
    from core.progress import Report

_TABLES = ("customers", "loans", "bureau")
_PAIRS: dict[str, Any] = {"action": "append", "type": pair, "default": [], "metavar": "OURS=THEIRS"}


def add_table_options(parser: argparse.ArgumentParser) -> None:
    """Let a parser take them."""
    source = parser.add_argument_group("data: one of")
    source.add_argument("--data", type=Path, metavar="DIR", help="folder with customers.csv, loans.csv and bureau.csv")
    for table in _TABLES:
        source.add_argument(f"--{table}", type=Path, metavar="F", help=f"the {table} table (give all three)")
    url = "SQLAlchemy URL of a database with the three tables, which are only read; its password is kept nowhere"
    source.add_argument("--database", metavar="URL", help=url)
    names = parser.add_argument_group("names, where they are not the program's; both may be given again")
    tables = "table or file THEIRS holds customers, loans or bureau, such as customers=risk.borrowers"
    names.add_argument("--table", dest="tables", help=tables, **_PAIRS)
    columns = (
        "column THEIRS holds OURS, such as income=Salary or, in one table only, loans.cust_id=Borrower; no THEIRS: no "
        "column does"
    )
    names.add_argument("--map", dest="columns", help=columns, **_PAIRS)


def read_tables(options: argparse.Namespace, report: "Report") -> "Tables":
    """The three tables, from where the options say.

    Raises:
        InputError: they say it in no way or in several, or name what there is not.
        FileError: as of ``core.portfolio.sources``.
        DataError: likewise.
    """
    from core.portfolio import sources

    files = (options.customers, options.loans, options.bureau)
    if sum([options.data is not None, any(files), options.database is not None]) != 1:
        raise InputError("Give the data in one way: --data DIR, or --customers --loans --bureau, or --database URL.")
    naming = _naming(options)
    if options.data is not None:
        return sources.read_folder(options.data, report, naming)
    if options.database is not None:
        return sources.read_database(options.database, report, naming)
    if not all(files):
        raise InputError("Give all three files: --customers, --loans and --bureau.")
    if naming.tables:
        raise InputError("--table goes with --data or --database. Leave it out where the three files are given.")
    return sources.read_files(*files, report, naming)


def read_dated_tables(options: argparse.Namespace, report: "Report") -> "Tables":
    """The same, with the order of day and month in disbursal_date where the call says it."""
    from core.portfolio.dates import DateOrder

    tables = read_tables(options, report)
    return replace(tables, date_order=DateOrder(options.date_order)) if options.date_order else tables


def _naming(options: argparse.Namespace) -> "Naming":
    from core.portfolio.naming import Naming

    tables: dict[str, str] = {}
    for ours, theirs in options.tables:
        if not theirs.strip() or tables.setdefault(ours, theirs.strip()) != theirs.strip():
            raise InputError(f"--table must give one name for {ours}. Write it like --table {ours}=name.")
    return Naming(tables, mapping_of(options))
