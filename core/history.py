"""The rules on an applicant's credit history, which is given as ratios or as counts of the bureau."""

from collections.abc import Iterable, Iterator

import numpy as np

from core import features
from core.features import Columns, FloatArray
from core.findings import BoolArray, Finding, referral, rejection, say

RATIOS = ("delinquency_ratio", "avg_dpd_per_delinquency")
COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")
LEAST_DAYS = 1.0
"""Days past due that a delinquent month has at the least."""
_AGREEMENT = 1.0
"""Percentage points by which a given delinquency ratio may differ from the counts."""
_DECIMALS = 3
"""Of a computed ratio in a sentence."""


class History:
    """The history of n applicants, as far as a model asks for it.

    Args:
        columns: the inputs of the model, each of shape (n,); NaN where missing, infinite where unreadable.
        size: n.

    Attributes:
        absent: who has no bureau record, shape (n,): no loan months, or nothing given about delinquency at all.
    """

    def __init__(self, columns: Columns, size: int) -> None:
        self._ratios = {name: columns[name] for name in RATIOS if name in columns}
        self._asked = bool(self._ratios) or COUNTS[0] in columns
        self._counts = {name: columns.get(name, np.full(size, np.nan)) for name in COUNTS}
        self._months, self._delinquent, self._dpd = self._counts.values()
        nothing = _all_missing(self._counts.values(), size) | (self._months == 0)
        self.absent: BoolArray = nothing & _all_missing(self._ratios.values(), size) & self._asked

    def findings(self, factors: Iterable[str]) -> Iterator[Finding]:
        """What is wrong with the history for a model with these factors."""
        if not self._asked:
            return
        sentence = "No credit history: the bureau knows no loan; a person must decide."
        yield referral(COUNTS[0], self.absent, sentence, scorable=False)
        yield from self._contradictory_counts()
        yield from self._missing()
        if COUNTS[0] in factors:
            yield rejection(COUNTS[0], np.isnan(self._months) & ~self.absent, "total_loan_months is empty.")
        yield from self._contradictory_ratios()

    def _contradictory_counts(self) -> Iterator[Finding]:
        months, delinquent, dpd = self._months, self._delinquent, self._dpd
        too_many = (delinquent > months) & np.isfinite(delinquent)
        yield rejection(
            "delinquent_months",
            too_many,
            lambda row: f"delinquent_months {say(delinquent[row])} are more than total_loan_months {say(months[row])}.",
        )
        stray = (delinquent == 0) & (dpd > 0)
        yield rejection("total_dpd", stray, "total_dpd is above 0 although delinquent_months is 0.")
        yield rejection(
            "total_dpd",
            (dpd >= 0) & (dpd < delinquent) & np.isfinite(delinquent) & ~too_many,
            lambda row: f"total_dpd {say(dpd[row])} are fewer than delinquent_months {say(delinquent[row])}.",
        )

    def _missing(self) -> Iterator[Finding]:
        """A ratio that is neither given nor can be computed from counts."""
        computable = (self._months != 0) & ~np.logical_or.reduce([np.isnan(each) for each in self._counts.values()])
        for name, values in self._ratios.items():
            mask = np.isnan(values) & ~computable & ~self.absent
            yield rejection(name, mask, f"{name} is empty; give it, or {', '.join(COUNTS)}.")

    def _contradictory_ratios(self) -> Iterator[Finding]:
        share, average = (self._ratios.get(name) for name in RATIOS)
        if share is None:
            return
        computed: FloatArray = features.derive(self._counts)[RATIOS[0]]
        if average is not None:
            yield from self._contradictory_average(np.where(np.isnan(share), computed, share), average)
        sentence = "delinquency_ratio does not agree with delinquent_months and total_loan_months."
        yield rejection(RATIOS[0], np.isfinite(share) & (np.abs(share - computed) > _AGREEMENT), sentence)

    def _contradictory_average(self, share: FloatArray, average: FloatArray) -> Iterator[Finding]:
        """An average that is given and does not go with the share of delinquent months, given or computed."""
        sentence = "avg_dpd_per_delinquency is above 0 although delinquency_ratio is 0."
        yield rejection(RATIOS[1], (share == 0) & (average > 0), sentence)
        yield rejection(
            RATIOS[1],
            (share > 0) & np.isfinite(share) & (average >= 0) & (average < LEAST_DAYS),
            lambda row: (
                f"avg_dpd_per_delinquency {say(average[row])} is less than a day "
                f"in spite of delinquency_ratio {say(round(float(share[row]), _DECIMALS))} %."
            ),
        )


def _all_missing(columns: Iterable[FloatArray], size: int) -> BoolArray:
    missing = np.ones(size, dtype=bool)
    for values in columns:
        missing &= np.isnan(values)
    return missing
