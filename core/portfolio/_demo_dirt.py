"""Soils a few records of the demo portfolio on purpose, so that cleaning has something to find."""

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

PORTFOLIO = 50_000
MISSING_RESIDENCES = 62
MISSPELLED_PURPOSES = 22
FEES_ABOVE_LOAN = 7
EMPTY_RECORDS = 8
"""How many of each stand among ``PORTFOLIO`` borrowers."""
EVERY_KIND_FROM = 1_000
EMPTIED = (
    "sanction_amount",
    "loan_amount",
    "processing_fee",
    "gst",
    "net_disbursement",
    "bank_balance_at_application",
)

_Rows = NDArray[np.int64]


def soil(rng: Generator, customers: pd.DataFrame, loans: pd.DataFrame) -> None:
    """Spoil some rows in place, each in one way only; the rows of both tables belong together by position.

    The numbers of spoilt rows are in proportion to the portfolio; from ``EVERY_KIND_FROM`` rows up there is at least
    one of each kind.
    """
    rows = len(customers)
    order = rng.permutation(rows)
    empty, fees, missing, rest = np.split(order, _ends(rows))
    personal = rest[(loans["loan_purpose"] == "Personal").to_numpy()[rest]]
    _empty(customers, loans, empty)
    _raise_fees(rng, loans, fees)
    _put(customers, "residence_type", missing, np.nan)
    _put(loans, "loan_purpose", personal[: _share(MISSPELLED_PURPOSES, rows)], "Personaal")


def _share(count: int, rows: int) -> int:
    least = 1 if rows >= EVERY_KIND_FROM else 0
    return max(least, round(count * rows / PORTFOLIO))


def _ends(rows: int) -> _Rows:
    return np.cumsum([_share(count, rows) for count in (EMPTY_RECORDS, FEES_ABOVE_LOAN, MISSING_RESIDENCES)])


def _empty(customers: pd.DataFrame, loans: pd.DataFrame, rows: _Rows) -> None:
    _put(customers, "income", rows, 0)
    for column in EMPTIED:
        _put(loans, column, rows, 0)
    _put(loans, "principal_outstanding", rows, -1)


def _raise_fees(rng: Generator, loans: pd.DataFrame, rows: _Rows) -> None:
    amounts = loans["loan_amount"].to_numpy()[rows]
    _put(loans, "processing_fee", rows, amounts // 100 * rng.integers(105, 200, size=len(rows)))


def _put(frame: pd.DataFrame, column: str, rows: _Rows, value: float | str | _Rows) -> None:
    frame.iloc[rows, frame.columns.to_list().index(column)] = value
