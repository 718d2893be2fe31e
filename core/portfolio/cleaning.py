"""From the joined text to what a model can learn from: values read, mended, sieved, and later filled.

Reading and sieving look at one loan at a time, so they may be done before the data are split. Filling in what is
missing looks at many; it is fitted on the training part alone and recorded with the model.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.errors import DataError
from core.features import FEATURES, MISSING, Columns, FloatArray, derive
from core.findings import BoolArray
from core.portfolio.cells import Mended, read_categories, read_numbers, read_outcomes
from core.portfolio.cleaning_report import CleaningReport, shown_examples
from core.portfolio.columns import FEE, HISTORY_RATIOS, REQUIRED, TARGET
from core.portfolio.exclusion import Excluded, exclude
from core.portfolio.joining import Joined
from core.progress import Report, part_of, silent
from core.schema import FIELDS, Field, Group, Kind, field

_FEE_FIELD = Field(FEE, "Processing fee", Kind.MONEY, Group.LOAN)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Loans that a model may learn from or be judged on.

    Attributes:
        columns: inputs of the schema that the tables have, each of shape (n,), as ``core.features.Columns``: numbers
            with NaN where missing, category codes with ``MISSING``; nothing unreadable, unknown or impossible.
        y: 1 for a default, shape (n,).
        rows: the row of each loan in the joined frame, increasing, shape (n,).
        report: what was mended, left out, and is missing.
    """

    columns: dict[str, NDArray[Any]]
    y: NDArray[np.int64]
    rows: NDArray[np.intp]
    report: CleaningReport

    def factor_names(self) -> tuple[str, ...]:
        """The factors that can be computed from these columns, in the order of ``FEATURES``."""
        derived = derive({name: values[:1] for name, values in self.columns.items()})
        return tuple(name for name in FEATURES if name in derived)


def prepare(joined: Joined, report: Report = silent) -> Prepared:
    """Read every cell, mend slips of the pen, and leave out loans that are impossible, unreadable or without outcome.

    Args:
        joined: the joined tables.
        report: told the column being read; may cancel.

    Raises:
        DataError: no loan can be used, all have the same outcome, or a required column is empty.
    """
    columns, mended = _read(joined.frame, part_of(report, 0.0, 0.8))
    outcomes = read_outcomes(joined.frame[TARGET])
    report(0.8, "Looking for loans that cannot be used")
    kept, excluded = exclude(columns, outcomes, _fees(joined.frame), joined.frame)
    y = outcomes[kept].astype(np.int64)
    _check_outcomes(y, len(kept), excluded, joined.report.loans.source)
    report(0.95, "Counting what is missing")
    used = _complete_history({name: values[kept] for name, values in columns.items()})
    missing = {name: int(_missing(values).sum()) for name, values in used.items()}
    told = _told(y, len(kept), excluded, mended, missing)
    _check_required(told.without_values)
    columns = {name: values for name, values in used.items() if name not in told.without_values}
    return Prepared(columns, y, np.flatnonzero(kept), told)


def _told(
    y: NDArray[np.int64], rows: int, excluded: Sequence[Excluded], mended: Sequence[Mended], missing: dict[str, int]
) -> CleaningReport:
    return CleaningReport(
        rows=rows,
        used=len(y),
        defaults=int(y.sum()),
        excluded=tuple(excluded),
        mended=tuple(mended),
        missing={name: count for name, count in missing.items() if 0 < count < len(y)},
        without_values=tuple(name for name, count in missing.items() if count == len(y)),
    )


def _read(frame: pd.DataFrame, report: Report) -> tuple[dict[str, NDArray[Any]], list[Mended]]:
    columns: dict[str, NDArray[Any]] = {}
    mended: list[Mended] = []
    present = [item for item in FIELDS if item.name in frame]
    for position, item in enumerate(present):
        part = part_of(report, position / len(present), (position + 1) / len(present))
        part(0.0, f"Reading {item.name}")
        if item.is_category:
            columns[item.name], found = read_categories(frame[item.name], item, part)
            mended += found
        else:
            columns[item.name] = read_numbers(frame[item.name], item, part)
    return columns, mended


def _fees(frame: pd.DataFrame) -> FloatArray:
    return read_numbers(frame[FEE], _FEE_FIELD) if FEE in frame else np.full(len(frame), np.nan)


def _check_outcomes(y: NDArray[np.int64], rows: int, excluded: Sequence[Excluded], source: str) -> None:
    if not len(y):
        reasons = "; ".join(f"{item.column} {item.reason} in {item.rows:,}{_seen(item)}" for item in excluded[:3])
        known = " An outcome is True or False, yes or no, 1 or 0." if excluded[0].column == TARGET else ""
        raise DataError(f"None of the {rows:,} loans can be used: {reasons}. Check these columns.{known}")
    if y.min() == y.max():
        raise DataError(
            f"{TARGET} is {bool(y[0])} in all {len(y):,} loans of {source} that can be used. A model needs loans that "
            "were paid back and loans that were not; give a table with both."
        )


def _seen(item: Excluded) -> str:
    """How outcomes are written that say nothing; other cells belong to applicants."""
    return shown_examples(item.examples) if item.column == TARGET else ""


def _complete_history(columns: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Put what the counts give into the gaps of given ratios, before anything is filled by a typical value."""
    derived = derive(columns)
    return {name: derived[name] if name in HISTORY_RATIOS else values for name, values in columns.items()}


def _check_required(empty: Sequence[str]) -> None:
    lacking = [name for name in empty if name in REQUIRED]
    if lacking:
        raise DataError(f"No loan that can be used has a value in {', '.join(lacking)}. Fill in what is missing.")


def _missing(values: NDArray[Any]) -> BoolArray:
    result: BoolArray = values == MISSING if values.dtype.kind == "i" else np.isnan(values)
    return result


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What stands in for a missing value, by column: the median of a number, the most frequent category."""

    fills: dict[str, float | str]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"fills": dict(self.fills)}


def fit_cleaning(columns: Columns, rows: NDArray[Any] | None = None) -> Cleaning:
    """Learn from the training part what stands in for missing values.

    Args:
        columns: inputs or factors, each of shape (n,), numbers with NaN and codes with ``MISSING``.
        rows: positions (or a mask) of the training part; None where ``columns`` hold nothing else.

    Raises:
        DataError: a column has no value in the training part.
    """
    seen = columns if rows is None else {name: values[rows] for name, values in columns.items()}
    return Cleaning({name: _typical(name, values[~_missing(values)]) for name, values in seen.items()})


def apply_cleaning(columns: Columns, cleaning: Cleaning) -> dict[str, NDArray[Any]]:
    """Fill what is missing; columns without gaps, or that the cleaning does not know, are passed on as they are."""
    return {
        name: _filled(name, values, cleaning.fills[name]) if name in cleaning.fills else values
        for name, values in columns.items()
    }


def _typical(name: str, known: NDArray[Any]) -> float | str:
    if not len(known):
        raise DataError(
            f"{name} has no value in the part of the loans that trains the model. Fill it in, or leave the column out."
        )
    if known.dtype.kind == "i":
        return field(name).categories[int(np.bincount(known).argmax())]
    return float(np.median(known))


def _filled(name: str, values: NDArray[Any], fill: float | str) -> NDArray[Any]:
    gaps = _missing(values)
    if not gaps.any():
        return values
    value = field(name).categories.index(fill) if isinstance(fill, str) else fill
    return np.where(gaps, value, values).astype(values.dtype)
