"""A small bank for tests: sound borrowers, some of them changed, as tables, as files or as a database."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import sqlalchemy as sa

from core.portfolio.columns import HOME
from core.portfolio.sources import Tables
from core.portfolio.text_frame import text_column

Row = Mapping[str, str | None]
SOURCES = {"customers": "customers.csv", "loans": "loans.csv", "bureau": "bureau.csv"}

CUSTOMER = {"cust_id": "C1", "age": "35", "income": "1200000", "residence_type": "Owned"}
LOAN = {
    "loan_id": "L1",
    "cust_id": "C1",
    "loan_amount": "900000",
    "loan_tenure_months": "24",
    "loan_purpose": "Auto",
    "loan_type": "Secured",
    "default": "False",
}
RECORD = {
    "cust_id": "C1",
    "credit_utilization_ratio": "40",
    "number_of_open_accounts": "2",
    "total_loan_months": "40",
    "delinquent_months": "4",
    "total_dpd": "12",
}
"""A borrower whom nothing is wrong with, in the three tables."""
BASES = {"customers": CUSTOMER, "loans": LOAN, "bureau": RECORD}


def frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as a table is read: texts, NaN where a row has nothing."""
    rows = list(rows)
    header = dict.fromkeys(name for row in rows for name in row)
    return pd.DataFrame({name: text_column(row.get(name) for row in rows) for name in header})


def tables(customers: Iterable[Row] = (), loans: Iterable[Row] = (), bureau: Iterable[Row] = ()) -> Tables:
    """Three tables of those rows."""
    return Tables(frame(customers), frame(loans), frame(bureau), dict(SOURCES))


def borrowers(*changes: Row) -> Tables:
    """Borrowers C1, C2, … like the sound one but for some cells; a cell that is None is empty."""
    return tables(**{
        name: [{**base, **_numbered(base, number), **_of(name, change)} for number, change in enumerate(changes, 1)]
        for name, base in BASES.items()
    })  # fmt: skip


def _numbered(base: Row, number: int) -> dict[str, str]:
    return {key: f"{base[key]}"[0] + str(number) for key in ("cust_id", "loan_id") if key in base}


def _of(table: str, change: Row) -> Row:
    return {name: value for name, value in change.items() if name in HOME[table]}


def changed(bank: Tables, table: str, content: pd.DataFrame) -> Tables:
    """The same tables with another content of one of them."""
    frames = {**bank.frames(), table: content}
    return replace(bank, customers=frames["customers"], loans=frames["loans"], bureau=frames["bureau"])


def without(bank: Tables, table: str, *columns: str) -> Tables:
    """The same tables without some columns of one of them."""
    return changed(bank, table, bank.frames()[table].drop(columns=list(columns)))


def renamed(bank: Tables, table: str, **columns: str) -> Tables:
    """The same tables with other names for some columns of one of them."""
    return changed(bank, table, bank.frames()[table].rename(columns=columns))


def write_csv(path: Path, table: pd.DataFrame, delimiter: str = ",", line_end: str = "\n") -> Path:
    """Write a table without the help of pandas, which reads it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end)
        writer.writerow(table.columns)
        writer.writerows(table.fillna("").to_numpy().tolist())
    return path


def write_folder(folder: Path, bank: Tables, line_end: str = "\n") -> Path:
    """Write the three tables as CSV files."""
    for name, table in bank.frames().items():
        write_csv(folder / f"{name}.csv", table, line_end=line_end)
    return folder


def write_database(path: Path, contents: Mapping[str, Sequence[Mapping[str, object]]]) -> str:
    """Make a SQLite file with tables of those rows, typed by their first row; give its address."""
    address = f"sqlite:///{path}"
    engine = sa.create_engine(address)
    with engine.begin() as connection:
        for name, rows in contents.items():
            table = sa.table(name, *(sa.column(column) for column in rows[0]))
            columns = ", ".join(f'"{column}"' for column in rows[0])
            connection.exec_driver_sql(f'CREATE TABLE "{name}" ({columns})')
            connection.execute(sa.insert(table), [dict(row) for row in rows])
    engine.dispose()
    return address


def bank_rows(bank: Tables) -> dict[str, list[dict[str, object]]]:
    """The rows of the three tables for a database, None where empty."""
    return {
        name: [
            {str(key): None if cell != cell else cell for key, cell in row.items()}  # noqa: PLR0124  only NaN differs
            for row in table.to_dict("records")
        ]
        for name, table in bank.frames().items()
    }
