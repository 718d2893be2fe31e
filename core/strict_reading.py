"""Reads JSON values into a model's dataclasses: every part there, none unknown, each of the type it is said to be."""

import math
from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from enum import StrEnum
from inspect import get_annotations
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin

import numpy as np
from numpy.typing import NDArray

from core.errors import ModelError

_MOST_WHOLE = 2**53
"""No whole number of a model is beyond what floating point holds exactly."""
_PLAIN: dict[object, tuple[set[type], str]] = {
    dict: ({dict}, "an object"),
    list: ({list}, "a list"),
    str: ({str}, "a text"),
    bool: ({bool}, "true or false"),
    int: ({int}, "a whole number"),
    float: ({int, float}, "a number"),
    float | str: ({int, float, str}, "a number or a text"),
}
"""What JSON has for a type, and what people call it; true and false are no numbers."""
_T = TypeVar("_T")


def read(kind: Callable[..., _T], value: object, place: str = "") -> _T:
    """Make a dataclass of an object of JSON.

    Args:
        kind: a dataclass of plain values, and of dictionaries, tuples, arrays, named tuples and dataclasses of them;
            an object of JSON may also have, and is not read for, the properties that it names in ``SHOWN``.
        value: as ``json.loads`` gives it; null in an array stands for infinity.
        place: where it stands in the file, for messages.

    Raises:
        ModelError: a part is missing, unknown or of another type, or the dataclass refuses it.
    """
    types, parts = get_annotations(kind), _plain(dict, value, place)
    odd = sorted((parts.keys() - getattr(kind, "SHOWN", ())) ^ types.keys())
    if odd:
        raise ModelError(
            f"This file is incomplete, or has parts this program does not know ({', '.join(odd)}). "
            "Use the original file, or update the program."
        )
    return kind(**{name: _value(of, parts[name], f"{place} {name}") for name, of in types.items()})


def misfit(problem: str) -> ModelError:
    """The error for parts of which each may be right, but not together."""
    return ModelError(f"The model's parts do not fit together ({problem}). Use the original file.")


def _value(kind: Any, value: Any, place: str) -> object:  # noqa: ANN401 - any type, and any value that JSON has
    if kind is Any:
        return value
    if isinstance(kind, type):
        return _instance(kind, value, place)
    reader = _READERS.get(get_origin(kind))
    if reader is None or kind in _PLAIN:
        return _plain(str if get_origin(kind) is Literal else kind, value, place)
    return reader(get_args(kind), value, place)


def _tuple(kinds: tuple[Any, ...], value: object, place: str) -> tuple[object, ...]:
    items, first = _plain(list, value, place), kinds[0]
    if kinds[-1] is ...:
        if _are_plain(first, items):
            return tuple(items)
        kinds = (first,) * len(items)
    _refuse_other_length(items, len(kinds), place)
    numbered = enumerate(zip(kinds, items, strict=True), start=1)
    return tuple(_value(kind, item, f"{place} {number}") for number, (kind, item) in numbered)


def _refuse_other_length(items: list[Any], wanted: int, place: str) -> None:
    if len(items) != wanted:
        raise misfit(f"{place.strip()} has {len(items)} parts instead of {wanted}")


def _dictionary(kinds: tuple[Any, ...], value: object, place: str) -> dict[Any, Any]:
    (key, kind), parts = kinds, _plain(dict, value, place)
    if key is str and _are_plain(kind, parts.values()):
        return dict(parts)
    return {_key(key, name, place): _value(kind, item, f"{place} {name}") for name, item in parts.items()}


def _key(kind: Callable[[str], object], name: str, place: str) -> object:
    try:
        return kind(name) if kind in (float, int) else name
    except ValueError as error:
        raise misfit(f"{place.strip()} has {name} where a number is wanted") from error


def _one_of(kinds: tuple[Any, ...], value: object, place: str) -> object:
    """A value as the first of several types that it fits."""
    if value is None and NoneType in kinds:
        return None
    *others, last = [kind for kind in kinds if kind is not NoneType]
    for kind in others:
        try:
            return _value(kind, value, place)
        except ModelError:
            continue
    return _value(last, value, place)


def _array(kinds: tuple[Any, ...], value: object, place: str) -> NDArray[Any]:
    (kind,), items = get_args(kinds[1]), _plain(list, value, place)
    if issubclass(kind, np.floating):
        items = [math.inf if item is None else item for item in items]
    plain = float if issubclass(kind, np.floating) else int
    return np.array([_plain(plain, item, f"{place} {number}") for number, item in enumerate(items, start=1)], kind)


_READERS: dict[object, Callable[[tuple[Any, ...], object, str], object]] = {
    dict: _dictionary,
    tuple: _tuple,
    np.ndarray: _array,
    UnionType: _one_of,
}
"""What reads a kind that is made of others, by what it is of."""


def _instance(kind: type, value: object, place: str) -> object:
    """A dataclass, a named tuple, a word out of several, or a plain value."""
    if is_dataclass(kind):
        return read(kind, value, place)
    if issubclass(kind, tuple):
        return _named_tuple(kind, _plain(list, value, place), place)
    if kind is Path:
        return Path(_plain(str, value, place))
    if issubclass(kind, StrEnum):
        return _word(kind, _plain(str, value, place), place)
    return _plain(kind, value, place)


def _word(kind: type[StrEnum], value: str, place: str) -> StrEnum:
    if value not in list(kind):
        raise misfit(f"{place.strip()} is none of {', '.join(kind)}")
    return kind(value)


def _named_tuple(kind: type, items: list[Any], place: str) -> object:
    types = get_annotations(kind)
    _refuse_other_length(items, len(types), place)
    parts = zip(types.items(), items, strict=True)
    return kind(*(_value(of, item, f"{place} {name}") for (name, of), item in parts))


def _are_plain(kind: object, values: Iterable[object]) -> bool:
    """Whether all of many values are right at a glance; whole numbers, which may be too large, are looked at singly."""
    return kind in _PLAIN and set(map(type, values)) <= _PLAIN[kind][0] - {int}


def _plain(kind: object, value: Any, place: str) -> Any:  # noqa: ANN401 - of the type that kind names
    allowed, words = _PLAIN[kind]
    if type(value) not in allowed or (type(value) is int and abs(value) > _MOST_WHOLE):
        raise misfit(f"{place.strip()} is not {words}")
    return value
