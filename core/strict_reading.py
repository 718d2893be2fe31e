"""Reads JSON values into a model's dataclasses: every part there, none unknown, each of the type it is said to be."""

from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from inspect import get_annotations
from typing import Any, Literal, TypeVar, get_args, get_origin

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
        kind: a dataclass of plain values, and of dictionaries, tuples and dataclasses of them.
        value: as ``json.loads`` gives it.
        place: where it stands in the file, for messages.

    Raises:
        ModelError: a part is missing, unknown or of another type, or the dataclass refuses it.
    """
    types, parts = get_annotations(kind), _plain(dict, value, place)
    odd = sorted(parts.keys() ^ types.keys())
    if odd:
        raise ModelError(
            f"This scorecard is incomplete, or has parts this program does not know ({', '.join(odd)}). "
            "Use the original file, or update the program."
        )
    return kind(**{name: _value(of, parts[name], f"{place} {name}") for name, of in types.items()})


def misfit(problem: str) -> ModelError:
    """The error for parts of which each may be right, but not together."""
    return ModelError(f"The model's parts do not fit together ({problem}). Use the original file.")


def _value(kind: object, value: object, place: str) -> object:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is dict:
        parts = _plain(dict, value, place)
        if _are_plain(inner[1], parts.values()):
            return parts
        return {name: _value(inner[1], item, f"{place} {name}") for name, item in parts.items()}
    if origin is tuple:
        items = _plain(list, value, place)
        if _are_plain(inner[0], items):
            return tuple(items)
        return tuple(_value(inner[0], item, f"{place} {number}") for number, item in enumerate(items, start=1))
    if is_dataclass(kind) and isinstance(kind, type):
        return read(kind, value, place)
    return value if kind is Any else _plain(str if origin is Literal else kind, value, place)


def _are_plain(kind: object, values: Iterable[object]) -> bool:
    """Whether all of many values are right at a glance; whole numbers, which may be too large, are looked at singly."""
    return kind in _PLAIN and set(map(type, values)) <= _PLAIN[kind][0] - {int}


def _plain(kind: object, value: Any, place: str) -> Any:  # noqa: ANN401 - of the type that kind names
    allowed, words = _PLAIN[kind]
    if type(value) not in allowed or (type(value) is int and abs(value) > _MOST_WHOLE):
        raise misfit(f"{place.strip()} is not {words}")
    return value
