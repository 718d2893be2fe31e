"""A judgement that was written down is read back exactly, and anything else is refused in words."""

import json
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelError
from core.evaluation.backtest import Light
from core.evaluation.judgement import Judgement
from tests.core import judged
from tests.core.scorecard_files import JSON, Place

SMALL = judged.judgement(400)
_FEW = 3


def short(value: Any) -> Any:  # noqa: ANN401 - any finding there is
    """The same with no list of more than a few things in it."""
    if isinstance(value, tuple | np.ndarray) and not hasattr(value, "_fields"):
        return value[:_FEW] if isinstance(value, np.ndarray) else tuple(map(short, value[:_FEW]))
    if isinstance(value, dict):
        return {key: short(item) for key, item in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{field.name: short(getattr(value, field.name)) for field in fields(value)})
    return value


SHORT = json.dumps(short(replace(SMALL, active=None)).to_dict(), allow_nan=False)


def told(text: str = SHORT) -> dict[str, Any]:
    """A judgement as JSON has it."""
    body: dict[str, Any] = json.loads(text)
    return body


def with_value(place: Place, value: object) -> dict[str, Any]:
    whole = told()
    inside: Any = whole
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    return whole


def are_same(one: object, other: object) -> bool:
    """Whether two findings are of the same kinds and values all the way down, arrays to the bit."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(are_same(one[key], other[key]) for key in one)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(are_same, one, other))
    if is_dataclass(one) and is_dataclass(other):
        names = [field.name for field in fields(one)]
        return type(one) is type(other) and all(are_same(getattr(one, name), getattr(other, name)) for name in names)
    return type(one) is type(other) and one == other


def test_a_judgement_comes_back_to_the_last_digit_with_its_kinds_of_values() -> None:
    back = Judgement.from_dict(told(json.dumps(SMALL.to_dict(), allow_nan=False)))
    assert are_same(back, SMALL)
    assert back.candidate.roc.thresholds[0] == np.inf  # nobody is flagged there
    assert isinstance(back.candidate.bands[0].light, Light)
    assert back.candidate.cut_offs[10.0].declined == SMALL.candidate.cut_offs[10.0].declined
    assert back.blocked_by == SMALL.blocked_by


def test_a_judgement_without_an_active_model_comes_back_too() -> None:
    alone = replace(SMALL, active=None, auc_difference=None, swap_set=None)
    assert are_same(Judgement.from_dict(json.loads(json.dumps(alone.to_dict()))), alone)


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("gates",), None, "gates is not a list"),
        (("gates", 0, "passed"), 1, "gates 1 passed is not true or false"),
        (("auc_difference",), [0.1, 0.2], "auc_difference has 2 parts instead of 3"),
        (("candidate", "cut_offs"), {"ten": {}}, "cut_offs has ten where a number is wanted"),
        (("candidate", "bands", 0, "light"), "blue", "light is none of green, yellow, red"),
        (("candidate", "roc", "thresholds", 1), "high", "thresholds 2 is not a number"),
        (("candidate", "scores", "paid", 0), 1.5, "paid 1 is not a whole number"),
        (("candidate", "measures", "auc", "value"), "0.9", "value is not a number"),
        (("candidate", "points", 0, "values"), [18.0, "old"], "values 1 is not a text"),
    ],
)
def test_a_part_of_another_kind_is_told_by_its_place(place: Place, value: object, words: str) -> None:
    with pytest.raises(ModelError, match=words):
        Judgement.from_dict(with_value(place, value))


def test_a_part_that_lacks_or_is_not_known_is_told_by_its_name() -> None:
    whole = told()
    del whole["swap_set"]
    with pytest.raises(ModelError, match=r"\(swap_set\)"):
        Judgement.from_dict(whole)
    with pytest.raises(ModelError, match=r"\(opinion\)"):
        Judgement.from_dict({**told(), "opinion": "good"})
    with pytest.raises(ModelError, match="is not an object"):
        Judgement.from_dict([])


def test_what_is_computed_of_it_must_be_what_it_says() -> None:
    """A verdict that somebody bettered by hand."""
    assert Judgement.from_dict(told()).candidate.name == "candidate"
    with pytest.raises(ModelError, match="what is computed of its judgement"):
        Judgement.from_dict(with_value(("swap_set", "candidate_approval_rate", "value"), 0.99))


def places(value: object, here: Place = ()) -> list[Place]:
    """The ways to every value in a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(place for key, item in inside for place in places(item, (*here, key)))]


ANYWHERE = [place for place in places(told()) if place]


@given(st.sampled_from(ANYWHERE), JSON)
def test_whatever_stands_anywhere_is_refused_in_words_or_told_again_as_it_is(place: Place, value: object) -> None:
    whole = with_value(place, value)
    try:
        found = Judgement.from_dict(whole)
    except ModelError:
        return
    assert found.to_dict() == whole
