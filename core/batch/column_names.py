"""Which input of an applicant the name of a column stands for, and which it only looks like."""

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from core import schema
from core.schema import FIELDS, Field

_WORDS = re.compile(r"[^\W_]+|[%₹]")
_MONEY = frozenset({"in", "rs", "inr", "₹", "rupees", "rupee"})
_UNITS = {
    "₹": _MONEY,
    "₹ a year": _MONEY | {"a", "per", "p", "pa", "annum", "year", "annual", "yearly"},
    "%": frozenset({"in", "%", "per", "cent", "percent", "pct"}),
    "months": frozenset({"in", "months", "month", "mths", "mth"}),
    "years": frozenset({"in", "years", "year", "yrs", "yr"}),
    "days": frozenset({"in", "days", "day"}),
}
"""Words that may follow a field's name by the unit that it is measured in."""
_MOST_UNIT_WORDS = 5
_OTHER_MEASURES = frozenset(
    {"lakh", "lakhs", "lac", "lacs", "l", "crore", "crores", "cr", "thousand", "thousands", "000", "k", "million"}
) | {"millions", "mn", "usd", "eur", "gbp"}
_SHORTER = frozenset({"month", "months", "monthly", "mth", "mthly", "mo", "pm", "week", "weekly", "day", "daily"})
_PERIODS = {
    "₹ a year": _SHORTER | {"quarter", "quarterly"},
    "₹": _SHORTER | {"quarter", "quarterly"},
    "months": frozenset({"year", "years", "yrs", "yr", "days", "weeks"}),
    "years": frozenset({"month", "months", "days"}),
    "days": frozenset({"month", "months", "years"}),
}
_OTHER_THINGS = frozenset(
    {"tax", "taxes", "net", "deduction", "deductions", "expense", "expenses", "emi", "instalment", "installment"}
) | {"co", "joint", "spouse", "guarantor", "family", "household", "source", "type", "status", "proof", "date", "id"}
"""Words that make the name that of another thing, unless the field's own names have them."""
_MONTHLY = re.compile(r"p[\W_]{0,2}m(?![a-z])")
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD_ITSELF = 2
"""Letters up to which a word must stand by itself to count; a longer one may be part of another, as in incometax."""
_LIKENESS, _LIKENESS_OF_THE_REST = 0.75, 0.5
_MOST_COLUMNS = 500
"""Columns among which a likeness is looked for."""
_MEASURES = _OTHER_MEASURES | frozenset({"per"}).union(*_PERIODS.values())
_LONGEST = 80
"""Characters of a name; what is longer is a sentence."""


@lru_cache(maxsize=4096)
def field_of(column: str) -> Field | None:
    """The field that a column's name stands for: its name, label or an alias, with or without its own unit.

    Case, blanks, dashes and the like make no difference. A name with another unit, such as "Income (lakh)" or "Tenure
    (years)", stands for no field.
    """
    if len(column) > _LONGEST:
        return None
    words = _WORDS.findall(column.lower())
    for end in range(len(words), max(len(words) - _MOST_UNIT_WORDS, 0) - 1, -1):
        item = _BY_SQUEEZED.get("".join(words[:end]))
        if item is not None:
            return item if _UNITS.get(item.unit, frozenset()).issuperset(words[end:]) else None
    return None


def likenesses(wanted: Iterable[str], columns: Sequence[str]) -> dict[str, str]:
    """For fields, by name, the column whose name looks most like that of the field or one of its aliases.

    No column is named twice, and none that says that it is measured otherwise than the field, or is another thing.
    """
    left = [column for column in columns[:_MOST_COLUMNS] if 0 < len(column) <= _LONGEST]
    found: dict[str, str] = {}
    for name in wanted:
        guess = _alike(schema.field(name), left)
        if guess is not None:
            found[name] = guess
            left.remove(guess)
    return found


def measured_otherwise(wanted: Iterable[str], columns: Sequence[str]) -> dict[str, str]:
    """For fields, by name, a column whose name is that of the field but for another period or unit."""
    found: dict[str, str] = {}
    for column in (column for column in columns[:_MOST_COLUMNS] if len(column) <= _LONGEST):
        item = field_of(" ".join(word for word in _words(column) if word not in _MEASURES))
        if item is not None and _is_other(column, item):
            found.setdefault(item.name, column)
    return {name: found[name] for name in wanted if name in found}


def _alike(item: Field, columns: list[str]) -> str | None:
    plain = {_without_unit(column, item): column for column in columns if not _is_other(column, item)}
    for wanted in (item.name, *item.aliases):
        for close in difflib.get_close_matches(wanted, plain, cutoff=_LIKENESS):
            if _differ_little(wanted, close):
                return plain[close]
    return None


def _without_unit(column: str, item: Field) -> str:
    words = _WORDS.findall(column.lower())
    while len(words) > 1 and words[-1] in _UNITS.get(item.unit, ()):
        words.pop()
    return "_".join(words)


def _is_other(column: str, item: Field) -> bool:
    """Whether the name says that the column is measured otherwise than the field, or is another thing."""
    own = {word for name in (item.name, *item.aliases) for word in name.split("_")}
    others = (_OTHER_MEASURES | _PERIODS.get(item.unit, frozenset()) | _OTHER_THINGS) - own
    parts = tuple(other for other in others if len(other) > _WORD_ITSELF)
    words = [word for word in _words(column) if word not in own]
    return any(word in others or word.startswith(parts) or word.endswith(parts) for word in words)


def _words(column: str) -> list[str]:
    return _WORDS.findall(_MONTHLY.sub(" pm ", _JOINT.sub(" ", column).lower()))


def _differ_little(first: str, second: str) -> bool:
    """Whether the words in which two names differ look alike too: applicant_id is not applicant_age."""
    words, others = first.split("_"), second.split("_")
    left = "_".join(word for word in words if word not in others)
    right = "_".join(word for word in others if word not in words)
    return not (left and right) or difflib.SequenceMatcher(None, left, right).ratio() >= _LIKENESS_OF_THE_REST


def _squeezed(name: str) -> str:
    return "".join(_WORDS.findall(name.lower()))


_BY_SQUEEZED = {_squeezed(name): item for item in FIELDS for name in (item.name, item.label, *item.aliases)}
