"""Scorecards as JSON objects, and forged ones: the checksum is right, the content is not."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from core.scorecard import UnseenPair
from core.scorecard_json import to_json
from tests.core.factories import linear_scorecard
from tests.core.registry.model_files import signed

Place = tuple[str | int, ...]
"""The way to a value in a document: keys and positions."""
WHOLE = st.integers(-(2**53), 2**53)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.just(-0.0) | WHOLE
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def body() -> dict[str, Any]:
    """The JSON object of a whole scorecard, with a pair that training never saw."""
    pair = UnseenPair("loan_purpose", "Home", "loan_type", "Unsecured")
    written: dict[str, Any] = json.loads(to_json(replace(linear_scorecard(), unseen_pairs=(pair,))))
    return written


def with_value(place: Place, value: object) -> str:
    """The text of a scorecard with another value at one place, and the checksum of a forger."""
    whole = body()
    inside: Any = whole
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    return signed(whole)


def misfit(problem: str) -> str:
    """The sentence that refuses parts which do not fit."""
    return f"The model's parts do not fit together ({problem}). Use the original file."
