"""What keeps a row from being scored, or wants a person to look: one set of rules for one applicant and for a file.

A row is ``rejected`` when an input is missing or cannot be true, ``refer`` when a person must look (no credit
history and unknown categories are not scored; values beyond the training data are), and ``scored`` otherwise.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import features, parsing
from core.errors import InputError
from core.features import FEATURES, MISSING, UNKNOWN, Columns
from core.findings import BoolArray, Finding, Findings, Status
from core.schema import FIELDS, Field, Group, Kind, field
from core.scorecard import Scorecard

TextOf = Callable[[str, int], str]
"""Gives the text of a field in a row as it was typed, for the message."""

UNREADABLE = np.inf
"""Stands in a numeric column where there is a text that is no number."""


def required_inputs(scorecard: Scorecard) -> list[Field]:
    """The fields a person fills in for this model, in the order of the schema.

    Both ways to give the history are included where the model uses it.
    """
    needed = {name for factor in scorecard.factors for name in FEATURES[factor].inputs}
    return [item for item in FIELDS if item.name in needed]


def readable(columns: Columns) -> dict[str, NDArray[Any]]:
    """The columns with NaN for ``UNREADABLE``, as scoring takes them."""
    return {
        name: values if values.dtype.kind == "i" else np.where(np.isinf(values), np.nan, values)
        for name, values in columns.items()
    }


def check(columns: Columns, scorecard: Scorecard, text_of: TextOf | None = None) -> Findings:
    """Check inputs before scoring.

    Args:
        columns: inputs as read, each of shape (n,), without derived ratios; a field that is absent counts as empty.
        scorecard: the model that is to score them.
        text_of: gives the text as typed, so that messages can quote it.

    Returns:
        What was found; empty when every row can be scored without a second look.
    """
    checker = _Checker(columns, scorecard, text_of)
    return Findings(checker.size, tuple(item for item in checker.run() if item.rows.size))


def _say(number: float) -> str:
    return f"{number:,.10g}" if abs(number) < 1000 else f"{number:,.0f}"


class _Checker:
    """The rules over one set of columns; each rule yields findings."""

    def __init__(self, columns: Columns, scorecard: Scorecard, text_of: TextOf | None) -> None:
        self.size = len(next(iter(columns.values()))) if columns else 0
        self.scorecard = scorecard
        self.text_of = text_of
        self.fields = required_inputs(scorecard)
        self.columns = {item.name: self._column(columns, item) for item in self.fields}
        self.history = [name for name in _HISTORY_INPUTS if name in self.columns]
        self.no_history = self._no_history()

    def _column(self, columns: Columns, item: Field) -> NDArray[Any]:
        empty = np.full(self.size, MISSING, dtype=np.intp) if item.is_category else np.full(self.size, np.nan)
        return columns.get(item.name, empty)

    def run(self) -> Iterator[Finding]:
        for item in self.fields:
            yield from self._category(item) if item.is_category else self._number(item)
        yield from self._zero_income()
        yield from self._history()
        yield from self._training_ranges()
        yield from self._unseen_pairs()

    def _finding(
        self, name: str, mask: BoolArray, sentence: Callable[[int], str], status: Status, *, scorable: bool = False
    ) -> Finding:
        return Finding(name, status, scorable, np.flatnonzero(mask), sentence)

    def _reject(self, name: str, mask: BoolArray, sentence: str) -> Finding:
        return self._finding(name, mask, lambda _row: sentence, Status.REJECTED)

    def _refer(self, name: str, mask: BoolArray, sentence: str) -> Finding:
        return self._finding(name, mask, lambda _row: sentence, Status.REFER, scorable=True)

    def _value(self, name: str, row: int) -> str:
        return _say(float(self.columns[name][row]))

    def _category(self, item: Field) -> Iterator[Finding]:
        codes = self.columns[item.name]
        missing = codes == MISSING
        yield self._reject(item.name, missing, f"{item.name} is empty; it must be one of {_list(item)}.")
        yield self._finding(item.name, codes == UNKNOWN, lambda row: self._unreadable(item, row), Status.REFER)
        table = self.scorecard.tables.get(item.name, {})
        outside = np.array([category not in table for category in item.categories])
        known = codes >= 0
        mask = known & outside[np.where(known, codes, 0)]
        yield self._finding(
            item.name,
            mask,
            lambda row: f"{item.name} {item.categories[codes[row]]} was not in the model's training data.",
            Status.REFER,
        )

    def _number(self, item: Field) -> Iterator[Finding]:
        values = self.columns[item.name]
        unreadable = np.isinf(values)
        yield self._finding(item.name, unreadable, lambda row: self._unreadable(item, row), Status.REJECTED)
        if item.name not in self.history:
            missing = np.isnan(values)
            if item.group is Group.HISTORY:
                missing &= ~self.no_history
            yield self._reject(item.name, missing, f"{item.name} is empty.")
        yield self._outside(item, values < item.minimum, f"below {_say(item.minimum)}, the least it can be")
        too_much = (values > item.maximum) & ~unreadable
        yield self._outside(item, too_much, f"above {_say(item.maximum)}, the most it can be")
        if item.kind is Kind.INTEGER:
            finite = np.isfinite(values)
            broken = finite & (np.floor(np.where(finite, values, 0.0)) != np.where(finite, values, 0.0))
            yield self._outside(item, broken, "not a whole number")

    def _outside(self, item: Field, mask: BoolArray, why: str) -> Finding:
        return self._finding(
            item.name, mask, lambda row: f"{item.name} {self._value(item.name, row)} is {why}.", Status.REJECTED
        )

    def _unreadable(self, item: Field, row: int) -> str:
        if self.text_of is None:
            return f"{item.name} cannot be read."
        text = self.text_of(item.name, row)
        try:
            parsing.parse_category(text, item) if item.is_category else parsing.parse_number(text, item)
        except InputError as error:
            return str(error)
        return f"{item.name} '{parsing.shorten(text)}' cannot be read."

    def _zero_income(self) -> Iterator[Finding]:
        if "income" in self.columns:
            yield self._reject("income", self.columns["income"] == 0, "income is 0; a loan needs an income to compare.")

    def _no_history(self) -> BoolArray:
        """Rows without any bureau record: no loan months, or nothing given about delinquency at all."""
        if not self.history:
            return np.zeros(self.size, dtype=bool)
        ratios = [np.isnan(self.columns[name]) for name in _RATIOS if name in self.columns]
        no_ratio = np.logical_and.reduce(ratios) if ratios else np.ones(self.size, dtype=bool)
        counts = [self.columns[name] for name in _COUNTS]
        nothing = np.logical_and.reduce([np.isnan(count) for count in counts])
        result: BoolArray = no_ratio & (nothing | (counts[0] == 0))
        return result

    def _history(self) -> Iterator[Finding]:
        if not self.history:
            return
        yield self._finding(
            "total_loan_months",
            self.no_history,
            lambda _row: "No credit history: the bureau knows no loan; a person must decide.",
            Status.REFER,
        )
        months, delinquent, dpd = (self.columns[name] for name in _COUNTS)
        more = delinquent > months
        yield self._finding(
            "delinquent_months",
            more & np.isfinite(delinquent) & ~self.no_history,
            lambda row: (
                f"delinquent_months {self._value('delinquent_months', row)} are more than "
                f"total_loan_months {self._value('total_loan_months', row)}."
            ),
            Status.REJECTED,
        )
        stray = (delinquent == 0) & (dpd > 0)
        yield self._reject("total_dpd", stray, "total_dpd is above 0 although delinquent_months is 0.")
        yield from self._history_missing()
        yield from self._history_ratios()

    def _history_missing(self) -> Iterator[Finding]:
        """A ratio that is neither given nor can be computed from counts."""
        counts_given = np.logical_and.reduce([~np.isnan(self.columns[name]) for name in _COUNTS])
        for name in _RATIOS:
            if name in self.columns:
                mask = np.isnan(self.columns[name]) & ~counts_given & ~self.no_history
                yield self._reject(name, mask, f"{name} is empty; give it, or {', '.join(_COUNTS)}.")
        if "total_loan_months" in self.scorecard.factors:
            mask = np.isnan(self.columns["total_loan_months"]) & ~self.no_history
            yield self._reject("total_loan_months", mask, "total_loan_months is empty.")

    def _history_ratios(self) -> Iterator[Finding]:
        if not all(name in self.columns for name in _RATIOS):
            return
        share, average = (self.columns[name] for name in _RATIOS)
        sentence = "avg_dpd_per_delinquency is above 0 although delinquency_ratio is 0."
        yield self._reject("avg_dpd_per_delinquency", (share == 0) & (average > 0), sentence)
        counts = readable({name: self.columns[name] for name in _COUNTS})
        computed = features.derive(counts)["delinquency_ratio"]
        differs = np.abs(np.where(np.isfinite(share), share, np.nan) - computed) > 1.0
        sentence = "delinquency_ratio does not agree with delinquent_months and total_loan_months."
        yield self._reject("delinquency_ratio", differs, sentence)

    def _training_ranges(self) -> Iterator[Finding]:
        derived = features.derive(readable(self.columns))
        ranges = self.scorecard.training_ranges
        for name, limits in ((name, ranges[name]) for name in self.scorecard.curves if name in ranges):
            values = derived[name]
            sides = (
                (values < limits.minimum, "below", limits.minimum, "smallest"),
                (values > limits.maximum, "above", limits.maximum, "largest"),
            )
            for mask, side, limit, most in sides:
                yield self._beyond(name, values, mask, f"{side} {_say(limit)}, the {most} the model was trained on")

    def _beyond(self, name: str, values: NDArray[np.float64], mask: BoolArray, why: str) -> Finding:
        def sentence(row: int) -> str:
            return f"{name} {_say(float(values[row]))} is {why}."

        return self._finding(name, mask, sentence, Status.REFER, scorable=True)

    def _unseen_pairs(self) -> Iterator[Finding]:
        for pair in self.scorecard.unseen_pairs:
            first = field(pair.first).categories.index(pair.first_category)
            second = field(pair.second).categories.index(pair.second_category)
            mask = (self.columns[pair.first] == first) & (self.columns[pair.second] == second)
            names = f"{pair.first} {pair.first_category} with {pair.second} {pair.second_category}"
            yield self._refer(pair.second, mask, f"{names} was never seen in training.")


_RATIOS = ("delinquency_ratio", "avg_dpd_per_delinquency")
_COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")
_HISTORY_INPUTS = (*_RATIOS, *_COUNTS)


def _list(item: Field) -> str:
    return ", ".join(item.categories)
