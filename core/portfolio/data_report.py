"""The data report: what three tables hold, before anything is trained on them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from core.evaluation.information import Information, Strength
from core.portfolio.candidates import Collinearity
from core.portfolio.cleaning_report import CleaningReport
from core.portfolio.dates import IF_MONTH_FIRST, told_form
from core.portfolio.doubts import fewest, too_few
from core.portfolio.join_report import JoinReport
from core.portfolio.months import MonthRate
from core.portfolio.profiles import ColumnProfile
from core.portfolio.same_loans import SameLoans
from core.portfolio.target_values import TargetValue

CORRELATED = 0.7
FEWEST_TO_WEIGH = 100
"""Loans of each outcome from which information values are warned of: ten to a bin; of fewer chance makes them high."""
INFLATED = 5.0
"""From this on a coefficient is uncertain because other factors say the same (Belsley, Kuh and Welsch speak of 10)."""


@dataclass(frozen=True, slots=True, eq=False)
class DataReport:
    """Everything that a model's owner should know before training.

    Attributes:
        join: rows per table, matched, unmatched, with duplicate keys.
        cleaning: loans used, mended and excluded, values missing, defaults.
        doubts: what the loans give to doubt, a sentence each.
        targets: how the outcome of the joined loans is written, and what that was taken for.
        columns: every column of every table, with gaps and what becomes of it.
        months: default rates by month of disbursal, the oldest first; none without dates.
        undated: used loans without a date that can be read.
        form_of_undated: how most dates are written that cannot be read, 9 for a digit and a for a letter.
        has_assumed_dates: whether the day was taken to come before the month though no date shows it.
        information: of every factor that the tables can give, the most telling first, over all loans used.
        collinearity: of the numbers among the factors that a model is to have.
        same_loans: categories of those factors that are nearly the same loans.
    """

    join: JoinReport
    cleaning: CleaningReport
    doubts: tuple[str, ...]
    targets: tuple[TargetValue, ...]
    columns: tuple[ColumnProfile, ...]
    months: tuple[MonthRate, ...]
    undated: int
    form_of_undated: str
    has_assumed_dates: bool
    information: tuple[Information, ...]
    collinearity: Collinearity
    same_loans: tuple[SameLoans, ...]

    @property
    def barred(self) -> tuple[ColumnProfile, ...]:
        """Columns that never enter a model, each with the reason."""
        return tuple(column for column in self.columns if column.reason)

    def warnings(self) -> list[str]:
        """What to look at before training, a sentence each, the gravest first."""
        return [
            *too_few(self.cleaning), *self.doubts, *self._about_dates(), *self._about_columns(),
            *self._about_information(), *self._about_sameness(),
        ]  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; no cell of an applicant is among them, save misspelled categories."""
        same = self.collinearity
        return {
            "join": self.join.to_dict(),
            "cleaning": self.cleaning.to_dict(),
            "target_values": [value._asdict() for value in self.targets],
            "default_rate": self.cleaning.defaults / self.cleaning.used,
            "columns": [column.to_dict() for column in self.columns],
            "barred": {column.name: column.reason for column in self.barred},
            "months": [month.to_dict() for month in self.months],
            "undated": self.undated,
            "information": [one.to_dict() for one in self.information],
            "correlation": {"names": list(same.names), "matrix": same.correlation.tolist()},
            "vif": {name: _finite(value) for name, value in zip(same.names, same.inflation, strict=True)},
            "same_loans": [one._asdict() for one in self.same_loans],
            "warnings": self.warnings(),
        }

    def _about_dates(self) -> list[str]:
        found, form = [], told_form(self.form_of_undated)
        if not self.months:
            found.append(f"No loan has a disbursal_date that can be read, so there are no rates by month.{form}")
        elif self.undated:
            found.append(f"Loans used without a disbursal_date that can be read: {self.undated:,}.{form}")
        if self.has_assumed_dates:
            found.append(
                "No disbursal_date shows whether day or month comes first; the day is taken to come first. "
                + IF_MONTH_FIRST
            )
        return found

    def _about_columns(self) -> list[str]:
        kinds = {
            "has no value": [column for column in self.columns if column.is_empty],
            "has the same value everywhere": [column for column in self.columns if column.is_constant],
            "has another text in nearly every row, as an identifier has": [
                column for column in self.columns if column.is_near_unique and not column.reason
            ],
        }
        return [f"{column.name} ({column.table}) {words}." for words, found in kinds.items() for column in found]

    def _about_information(self) -> list[str]:
        mended = sum(each.is_mended for one in self.information for each in one.bins)
        found = self._suspicious()
        if mended:
            found.append(f"Bins without goods or without bads, weighed with half a row added to both: {mended}.")
        return found

    def _suspicious(self) -> list[str]:
        if fewest(self.cleaning) < FEWEST_TO_WEIGH:
            return [f"Information values mean little with fewer than {FEWEST_TO_WEIGH} loans of an outcome."]
        return [
            f"{one.name} tells much of who defaults (information value {one.value:.2f}): make sure that it was known "
            "on the day of application."
            for one in self.information
            if one.strength is Strength.SUSPICIOUS
        ]

    def _about_sameness(self) -> list[str]:
        same = self.collinearity
        pairs = [f"{a} and {b} overlap (correlation {r:.2f})." for a, b, r in same.pairs(CORRELATED)]
        return (
            [one.sentence for one in self.same_loans]
            + pairs
            + [
                f"{name} follows {_told(value)} from the other factors, so its points are uncertain."
                for name, value in zip(same.names, same.inflation.tolist(), strict=True)
                if value >= INFLATED
            ]
        )


def _told(value: float) -> str:
    return f"largely (VIF {value:.1f})" if np.isfinite(value) else "entirely"


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
