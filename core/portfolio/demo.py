"""Makes the demo portfolio: borrowers, loans, bureau records and new applicants, all invented from a seed.

A newcomer trains and tests on it, and the shipped model is trained on it, so it resembles the portfolio of a real
lender: its distributions (``_demo_draws``), its risk (``_demo_risk``) and its blemishes (``_demo_dirt``).
"""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.random import PCG64, Generator, SeedSequence

from core.errors import DataError, FileError
from core.files import atomic_path
from core.portfolio._demo_dirt import soil
from core.portfolio._demo_draws import draw_bureau, draw_customers, draw_loans
from core.portfolio._demo_risk import draw_defaults
from core.progress import Report, part_of, silent
from core.schema import FIELDS

MOST_ROWS = 5_000_000
"""More borrowers than this do not fit into the memory of an ordinary laptop."""
MOST_APPLICANTS = 1_000
_ROWS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Demo:
    """The tables of a demo portfolio.

    Attributes:
        customers: one person to a row, key ``cust_id``; income in rupees a year; ``residence_type`` is NaN where
            missing.
        loans: one loan to a row, keys ``loan_id`` and ``cust_id``; money in rupees; dates are text, dd-mm-yyyy, and
            ``default`` is a bool.
        bureau: one credit history to a row, key ``cust_id``.
        applicants: people who are no borrowers yet, key ``applicant_id``, else columns of ``core.schema.FIELDS``.
    """

    customers: pd.DataFrame
    loans: pd.DataFrame
    bureau: pd.DataFrame
    applicants: pd.DataFrame


def make_demo(rows: int = 50_000, seed: int = 42, report: Report = silent) -> Demo:
    """Invent a portfolio; the same seed gives the same tables.

    Args:
        rows: number of borrowers; each has one loan and one bureau record.
        seed: any whole number from 0 up.
        report: told the progress; may raise ``Cancelled``.

    Returns:
        The tables; there are ``rows`` applicants too, but never more than ``MOST_APPLICANTS``, and the same seed
        gives the same ones whatever ``rows`` is.

    Raises:
        DataError: ``rows`` is less than 1 or more than ``MOST_ROWS``, or ``seed`` is negative.
    """
    _check(rows, seed)
    portfolio, newcomers, dirt = (Generator(PCG64(stream)) for stream in SeedSequence(seed).spawn(3))
    customers, loans, bureau = _draw(portfolio, rows, report)
    report(0.8, "Deciding who defaults")
    loans["default"] = draw_defaults(portfolio, customers, loans, bureau)
    soil(dirt, customers, loans)
    _name(customers, loans, bureau)
    applicants = _applicants(newcomers).head(rows)
    report(1.0, f"Made {rows:,} borrowers")
    return Demo(customers, loans, bureau, applicants)


def write_demo(folder: Path, rows: int = 50_000, seed: int = 42, report: Report = silent) -> list[Path]:
    """Write a demo portfolio as customers.csv, loans.csv, bureau.csv and applicants.csv (UTF-8, LF line ends).

    The same seed gives the same bytes on every system. The files take their places only when all are written: an
    error or ``Cancelled`` leaves the old ones as they were. The folder is made where it does not exist.

    Returns:
        The paths of the four files.

    Raises:
        DataError: as of ``make_demo``.
        FileError: the folder cannot be made or written.
    """
    demo = make_demo(rows, seed, part_of(report, 0.0, 0.3))
    _make_folder(folder)
    tables = {
        folder / "customers.csv": demo.customers,
        folder / "loans.csv": demo.loans,
        folder / "bureau.csv": demo.bureau,
        folder / "applicants.csv": demo.applicants,
    }
    with ExitStack() as files:
        parts = {path: files.enter_context(atomic_path(path)) for path in tables}
        for number, (path, table) in enumerate(tables.items()):
            _write_csv(table, parts[path], part_of(report, 0.3 + 0.17 * number, 0.47 + 0.17 * number), path.name)
    report(1.0, f"Wrote the demo portfolio to {folder}")
    return list(tables)


def _check(rows: int, seed: int) -> None:
    if not 1 <= rows <= MOST_ROWS:
        raise DataError(f"A demo portfolio cannot have {rows:,} rows. Choose a number from 1 to {MOST_ROWS:,}.")
    if seed < 0:
        raise DataError(f"The seed of a demo portfolio cannot be {seed}. Choose a whole number from 0 up.")


def _draw(rng: Generator, rows: int, report: Report = silent) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    report(0.0, "Inventing customers")
    customers = draw_customers(rng, rows)
    report(0.4, "Inventing loans")
    loans = draw_loans(rng, customers["income"].to_numpy())
    report(0.7, "Inventing bureau records")
    return customers, loans, draw_bureau(rng, rows)


def _name(customers: pd.DataFrame, loans: pd.DataFrame, bureau: pd.DataFrame) -> None:
    """Give the tables their keys, which match one to one."""
    borrowers = _ids("C", len(customers))
    for table in (customers, loans, bureau):
        table.insert(0, "cust_id", borrowers)
    loans.insert(0, "loan_id", _ids("L", len(loans)))


def _applicants(rng: Generator) -> pd.DataFrame:
    people = pd.concat(_draw(rng, MOST_APPLICANTS), axis="columns")
    known = people[[field.name for field in FIELDS if field.name in people]]
    known.insert(0, "applicant_id", _ids("A", MOST_APPLICANTS))
    return known


def _ids(letter: str, rows: int) -> "pd.Series[str]":
    width = max(5, len(str(rows)))
    return letter + pd.Series(np.arange(1, rows + 1)).astype(str).str.zfill(width)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileError(f"The folder {folder} could not be made ({reason}). Choose another folder.") from error


def _write_csv(table: pd.DataFrame, path: Path, report: Report, name: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        for start in range(0, len(table), _ROWS_AT_ONCE):
            report(start / len(table), f"Writing {name}")
            block = table.iloc[start : start + _ROWS_AT_ONCE]
            block.to_csv(file, header=start == 0, index=False, lineterminator="\n")
