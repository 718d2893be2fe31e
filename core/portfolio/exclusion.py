"""Which loans cannot teach a model anything, each with its reason.

The rules are those that keep an applicant from being scored, so that a model learns from nothing it would refuse.
A missing value is no reason, save in the outcome and the bureau history: it is filled later.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.features import MISSING, UNKNOWN, Columns, FloatArray, derive
from core.findings import BoolArray, too_large, too_small
from core.history import LEAST_DAYS
from core.portfolio.columns import FEE, HISTORY_COUNTS, HISTORY_RATIOS, TARGET
from core.schema import Field, Kind, field
from core.validation import readable

_SHOWN_EXAMPLES = 3
_AGREEMENT = 1.0
"""Percentage points by which a given delinquency ratio may differ from the counts."""


class Excluded(NamedTuple):
    """Loans left out for one reason.

    Attributes:
        column: the column at fault.
        reason: why, after the column's name.
        rows: how many; a loan with several faults is counted under its first.
        examples: the most frequent texts of the column in these rows, with their counts.
    """

    column: str
    reason: str
    rows: int
    examples: tuple[tuple[str, int], ...]


class _Fault(NamedTuple):
    column: str
    reason: str
    rows: BoolArray


def exclude(
    columns: Columns, outcomes: NDArray[np.intp], fee: FloatArray, texts: pd.DataFrame
) -> tuple[BoolArray, list[Excluded]]:
    """Sieve the loans rule by rule.

    Args:
        columns: inputs as read, each of shape (n,), with ``UNREADABLE`` and ``UNKNOWN`` where no value could be read.
        outcomes: 1, 0, ``MISSING`` or ``UNKNOWN``, shape (n,).
        fee: processing fee in the unit of the loan amount, shape (n,), NaN where there is none.
        texts: the joined table, for examples.

    Returns:
        Which loans are kept, shape (n,), and what was left out; the counts add up to the loans not kept.
    """
    kept = np.ones(len(outcomes), dtype=bool)
    excluded = []
    for column, reason, rows in _faults(columns, outcomes, fee):
        hit = rows & kept
        if hit.any():
            excluded.append(Excluded(column, reason, int(hit.sum()), _examples(texts[column], hit)))
            kept &= ~hit
    return kept, excluded


def _examples(texts: "pd.Series[str]", rows: BoolArray) -> tuple[tuple[str, int], ...]:
    counts = texts[rows].value_counts().head(_SHOWN_EXAMPLES)
    return tuple((str(text), int(count)) for text, count in counts.items())


def _faults(columns: Columns, outcomes: NDArray[np.intp], fee: FloatArray) -> Iterator[_Fault]:
    yield _Fault(TARGET, "is empty", outcomes == MISSING)
    yield _Fault(TARGET, "is neither True nor False", outcomes == UNKNOWN)
    for name, values in columns.items():
        item = field(name)
        yield from _category(item, values) if item.is_category else _number(item, values)
    yield _Fault(FEE, "is above the loan itself", np.isfinite(fee) & (fee > columns["loan_amount"]))
    plain = readable(columns)
    yield from _counts(plain)
    yield from _ratios(plain)


def _category(item: Field, codes: NDArray[np.intp]) -> Iterator[_Fault]:
    yield _Fault(item.name, f"is none of {', '.join(item.categories)}", codes == UNKNOWN)


def _number(item: Field, values: FloatArray) -> Iterator[_Fault]:
    yield _Fault(item.name, "is not a number", np.isinf(values))
    if item.name in {"income", "total_loan_months"}:
        yield _Fault(item.name, "is 0, so nothing can be compared with it", values == 0)
    yield _Fault(item.name, f"is {too_small(item)}", values < item.minimum)
    yield _Fault(item.name, f"is {too_large(item)}", values > item.maximum)
    if item.kind is Kind.INTEGER:
        yield _Fault(item.name, "is not a whole number", np.isfinite(values) & (np.mod(_finite(values), 1) != 0))


def _finite(values: FloatArray) -> FloatArray:
    return np.where(np.isfinite(values), values, 0.0)


def _counts(columns: Columns) -> Iterator[_Fault]:
    if all(name in columns for name in HISTORY_COUNTS):
        months, delinquent, dpd = (columns[name] for name in HISTORY_COUNTS)
        yield _Fault("delinquent_months", "is more than total_loan_months", delinquent > months)
        yield _Fault("total_dpd", "is above 0 although delinquent_months is 0", (delinquent == 0) & (dpd > 0))
        yield _Fault("total_dpd", "is less than delinquent_months", dpd < delinquent)


def _ratios(columns: Columns) -> Iterator[_Fault]:
    """A history that is not whole, or is given as ratios that contradict each other or the counts."""
    derived = derive(columns)
    for name in HISTORY_RATIOS:
        if name in columns:
            yield _Fault(name, "is empty and does not follow from other columns", np.isnan(derived[name]))
    if not all(name in columns for name in HISTORY_RATIOS):
        for name in HISTORY_COUNTS:
            yield _Fault(name, "is empty, so the bureau history is not whole", np.isnan(columns[name]))
    if HISTORY_RATIOS[1] in columns:
        share, average = (derived[name] for name in HISTORY_RATIOS)
        sentence = "is above 0 although there is no delinquency"
        yield _Fault(HISTORY_RATIOS[1], sentence, (share == 0) & (average > 0))
        sentence = "is less than a day although there is delinquency"
        yield _Fault(HISTORY_RATIOS[1], sentence, (share > 0) & (average < LEAST_DAYS))
    yield from _disagreement(columns)


def _disagreement(columns: Columns) -> Iterator[_Fault]:
    if all(name in columns for name in (HISTORY_RATIOS[0], *HISTORY_COUNTS)):
        computed = derive({name: columns[name] for name in HISTORY_COUNTS})[HISTORY_RATIOS[0]]
        differs = np.abs(columns[HISTORY_RATIOS[0]] - computed) > _AGREEMENT
        yield _Fault(HISTORY_RATIOS[0], "does not agree with delinquent_months and total_loan_months", differs)
