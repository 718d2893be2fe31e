"""How many loans of each month of disbursal_date defaulted, and how sure that is."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation.proportion import wilson_interval
from core.portfolio.dates import Days


@dataclass(frozen=True, slots=True)
class MonthRate:
    """The loans that were paid out in one month.

    Attributes:
        month: as 2024-07.
        rows: loans.
        defaults: of them.
        low: lower limit of their default rate, 95 % (Wilson).
        high: upper limit.
    """

    month: str
    rows: int
    defaults: int
    low: float
    high: float

    @property
    def rate(self) -> float:
        """Their default rate."""
        return self.defaults / self.rows

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "month": self.month, "rows": self.rows, "defaults": self.defaults, "rate": self.rate,
            "low": self.low, "high": self.high,
        }  # fmt: skip


def rates_by_month(days: Days, y: NDArray[np.int64]) -> tuple[MonthRate, ...]:
    """Months with loans, the oldest first; loans without a date (NaT) are in none.

    Args:
        days: disbursal of each loan, shape (n,).
        y: 1 for a default, shape (n,).
    """
    known = ~np.isnat(days)
    if not known.any():
        return ()
    months, positions = np.unique(days[known].astype("datetime64[M]"), return_inverse=True)
    rows = np.bincount(positions, minlength=len(months)).astype(np.int64)
    defaults = np.bincount(positions, weights=y[known], minlength=len(months)).astype(np.int64)
    low, high = wilson_interval(defaults, rows)
    columns = (months.astype(str).tolist(), rows.tolist(), defaults.tolist(), low.tolist(), high.tolist())
    return tuple(map(MonthRate, *columns))
