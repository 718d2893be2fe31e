"""What every measure accepts: outcomes of 0 and 1 with predictions beside them, row by row."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import DataError

Outcomes = NDArray[np.bool_ | np.integer[Any]]
"""1 (True) is a default, 0 (False) a borrower who paid; shape (n,)."""
FloatArray = NDArray[np.float64]
Flags = NDArray[np.bool_]

_LARGEST = 1e12  # beyond it a float no longer tells one unit of log-odds from the next with room to spare


def defaulted(y: Outcomes) -> Flags:
    """The outcomes as flags, shape (n,), with at least one default and one borrower who paid.

    Raises:
        DataError: there are no rows, a value is neither 0 nor 1, or all rows have the same outcome.
    """
    outcomes = np.asarray(y)
    if outcomes.ndim != 1 or outcomes.size == 0:
        raise DataError("There are no rows to measure the model on. Give a table with at least one row.")
    flags: Flags = outcomes == 1
    odd = np.flatnonzero(~flags & (outcomes != 0))
    if odd.size:
        raise DataError(
            f"The outcome in row {odd[0] + 1} is {outcomes[odd[0]]}. Outcomes must be 1 for a default and 0 otherwise."
        )
    if flags.all() or not flags.any():
        kind = "a default" if flags[0] else "a borrower who paid"
        raise DataError(f"Every one of the {flags.size} rows is {kind}. Give rows with both outcomes.")
    return flags


def numbers(values: FloatArray, rows: int) -> FloatArray:
    """Predictions as floats, shape (rows,).

    Raises:
        DataError: the number of rows differs, or a value is missing, infinite or absurdly large.
    """
    found = np.asarray(values, dtype=np.float64)
    if found.shape != (rows,):
        raise DataError(f"There are {found.size} predictions for {rows} outcomes. Give one prediction for each row.")
    bad = np.flatnonzero(~(np.abs(found) <= _LARGEST))
    if bad.size:
        raise DataError(
            f"The prediction in row {bad[0] + 1} is {found[bad[0]]}. Every row needs a finite number below a "
            "trillion; leave out rows that could not be scored."
        )
    return found


def probabilities(values: FloatArray, rows: int) -> FloatArray:
    """Predictions between 0 and 1, shape (rows,).

    Raises:
        DataError: as ``numbers``, or a value lies outside 0 to 1.
    """
    found = numbers(values, rows)
    bad = np.flatnonzero((found < 0.0) | (found > 1.0))
    if bad.size:
        raise DataError(
            f"The prediction in row {bad[0] + 1} is {found[bad[0]]}. A probability lies between 0 and 1; "
            "give probabilities, not log-odds or scores."
        )
    return found
