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
from core.findings import Finding, Findings, as_typed, referral, rejection, say, too_large, too_small
from core.history import COUNTS, RATIOS, History
from core.parsing import AS_TYPED, Conventions
from core.schema import FIELDS, Field, Group, Kind, field
from core.scorecard import Scorecard

TextOf = Callable[[str, int], str]
"""Gives the text of a field in a row as it was typed, for the message."""

UNREADABLE = np.inf
"""Stands in a numeric column where there is a text that is no number."""

_TO_INCOME = {"loan_to_income": "loan_amount", "balance_to_income": "bank_balance_at_application"}
_MOST_INCOMES = 1e12
"""Nobody asks for that many times a year's income."""


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


def impossible(columns: Columns, factor: str) -> NDArray[np.bool_]:
    """Where a factor comes of an input that cannot be true: then it is told of that, and nothing of the factor.

    Args:
        columns: inputs as read, each of shape (n,); at least one that the factor comes of.
        factor: a number.
    """
    given = [(field(name), columns[name]) for name in FEATURES[factor].inputs if name in columns]
    found: NDArray[np.bool_] = np.logical_or.reduce(
        [(values < item.minimum) | (values > item.maximum) for item, values in given]
    )
    return found


def check(
    columns: Columns, scorecard: Scorecard, text_of: TextOf | None = None, conventions: Conventions = AS_TYPED
) -> Findings:
    """Check inputs before scoring.

    Args:
        columns: inputs as read, each of shape (n,), without derived ratios; a field that is absent counts as empty.
        scorecard: the model that is to score them.
        text_of: gives the text as typed, so that messages can quote it.
        conventions: how the columns are written that these texts stand in.

    Returns:
        What was found; empty when every row can be scored without a second look.
    """
    checker = _Checker(columns, scorecard, text_of, conventions)
    return Findings(checker.size, tuple(item for item in checker.run() if item.rows.size))


class _Checker:
    """The rules over one set of columns; each rule yields findings."""

    def __init__(
        self, columns: Columns, scorecard: Scorecard, text_of: TextOf | None, conventions: Conventions
    ) -> None:
        self.size = len(next(iter(columns.values()))) if columns else 0
        self.scorecard = scorecard
        self.text_of, self.conventions = text_of, conventions
        self.fields = required_inputs(scorecard)
        self.columns = {item.name: self._column(columns, item) for item in self.fields}
        self.history = History(self.columns, self.size)

    def _column(self, columns: Columns, item: Field) -> NDArray[Any]:
        empty = np.full(self.size, MISSING, dtype=np.intp) if item.is_category else np.full(self.size, np.nan)
        return columns.get(item.name, empty)

    def run(self) -> Iterator[Finding]:
        for item in self.fields:
            yield from self._category(item) if item.is_category else self._number(item)
        derived = features.derive(readable(self.columns))
        yield from self._income(derived)
        yield from self.history.findings(self.scorecard.factors)
        yield from self._training_ranges(derived)
        yield from self._unseen_pairs()

    def _category(self, item: Field) -> Iterator[Finding]:
        name, codes = item.name, self.columns[item.name]
        missing = f"{name} is empty; it must be one of {', '.join(item.categories)}."
        yield rejection(name, codes == MISSING, missing)
        yield referral(name, codes == UNKNOWN, lambda row: self._unreadable(item, row), scorable=False)
        table = self.scorecard.tables.get(name, {})
        outside = np.array([category not in table for category in item.categories])
        known = codes >= 0
        yield referral(
            name,
            known & outside[np.where(known, codes, 0)],
            lambda row: f"{name} {item.categories[codes[row]]} was not in the model's training data.",
            scorable=False,
        )

    def _number(self, item: Field) -> Iterator[Finding]:
        values = self.columns[item.name]
        unreadable = np.isinf(values)
        yield rejection(item.name, unreadable, lambda row: self._unreadable(item, row))
        if item.name not in (*RATIOS, *COUNTS):
            needed = ~self.history.absent if item.group is Group.HISTORY else True
            yield rejection(item.name, np.isnan(values) & needed, f"{item.name} is empty.")
        yield self._outside(item, values < item.minimum, too_small(item))
        too_much = (values > item.maximum) & ~unreadable
        yield self._outside(item, too_much, too_large(item))
        if item.kind is Kind.INTEGER:
            finite = np.where(np.isfinite(values), values, 0.0)
            yield self._outside(item, np.floor(finite) != finite, "not a whole number")

    def _outside(self, item: Field, mask: NDArray[np.bool_], why: str) -> Finding:
        return rejection(item.name, mask, lambda row: f"{item.name} {self._typed(item.name, row)} is {why}.")

    def _typed(self, name: str, row: int) -> str:
        """The number of a field in a row, for a sentence."""
        return as_typed(float(self.columns[name][row]), lambda: self.text_of(name, row) if self.text_of else "")

    def _unreadable(self, item: Field, row: int) -> str:
        if self.text_of is None:
            return f"{item.name} cannot be read."
        text = self.text_of(item.name, row)
        try:
            if item.is_category:
                parsing.parse_category(text, item)
            else:
                parsing.parse_number(text, item, self.conventions.get(item.name))
        except InputError as error:
            return str(error)
        return f"{item.name} '{parsing.shorten(text)}' cannot be read."

    def _income(self, derived: Columns) -> Iterator[Finding]:
        if "income" not in self.columns:
            return
        yield rejection("income", self.columns["income"] == 0, "income is 0; a loan needs an income to compare.")
        for ratio, amount in _TO_INCOME.items():
            if amount in self.columns:
                yield self._too_small(amount, derived[ratio])

    def _too_small(self, amount: str, ratio: NDArray[np.float64]) -> Finding:
        """An income so small that a ratio to it means nothing, or is no number at all."""
        income = self.columns["income"]
        given = (income > 0) & np.isfinite(income) & (self.columns[amount] <= field(amount).maximum)
        return rejection(
            "income",
            given & ~(ratio < _MOST_INCOMES),
            lambda row: f"income {self._typed('income', row)} is too small to compare {amount} with.",
        )

    def _training_ranges(self, derived: Columns) -> Iterator[Finding]:
        ranges = self.scorecard.training_ranges
        for name, limits in ((name, ranges[name]) for name in self.scorecard.curves if name in ranges):
            values, told = derived[name], impossible(self.columns, name)
            sides = (
                ((values < limits.minimum) & ~told, "below", limits.minimum, "least"),
                ((values > limits.maximum) & ~told, "above", limits.maximum, "most"),
            )
            for mask, side, limit, most in sides:
                why = f"{side} {_short(name, limit)}, the {most} any borrower in training had"
                yield self._beyond(name, values, mask, why)

    def _beyond(self, name: str, values: NDArray[np.float64], mask: NDArray[np.bool_], why: str) -> Finding:
        return referral(name, mask, lambda row: f"{name} {_short(name, values[row])} is {why}.", scorable=True)

    def _unseen_pairs(self) -> Iterator[Finding]:
        for pair in self.scorecard.unseen_pairs:
            first = field(pair.first).categories.index(pair.first_category)
            second = field(pair.second).categories.index(pair.second_category)
            mask = (self.columns[pair.first] == first) & (self.columns[pair.second] == second)
            names = f"{pair.first} {pair.first_category} with {pair.second} {pair.second_category}"
            yield referral(pair.second, mask, f"No borrower in training had {names}.", scorable=True)


def _short(name: str, value: float) -> str:
    """A factor for a sentence; a derived one has more decimals than anybody wants to read."""
    per_cent = " %" if FEATURES[name].unit == "%" else ""
    return say(round(float(value), 3)) + per_cent
