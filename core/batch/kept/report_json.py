"""The report of a kept file as JSON, and back: whatever plain values, tuples, dictionaries and dataclasses it has."""

import json
from dataclasses import asdict, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from core.batch.report import BatchReport


def report_to_json(report: BatchReport) -> str:
    """All of it."""
    return json.dumps(asdict(report), default=str)


def report_from_json(text: str) -> BatchReport:
    """The report of a text that ``report_to_json`` gave; ``ValueError``, ``KeyError`` or ``TypeError`` for another."""
    report = _made(BatchReport, json.loads(text))
    assert isinstance(report, BatchReport)
    return report


def _made(kind: Any, value: Any) -> object:  # noqa: ANN401 - any type, and any value that JSON has
    """A value of JSON as one of a type."""
    origin, inner = get_origin(kind), get_args(kind)
    if value is None or (origin is None and isinstance(value, str | int | float | bool)):
        return Path(str(value)) if kind is Path else value
    if isinstance(kind, UnionType):
        return _made(next(each for each in inner if each is not type(None)), value)
    if origin is dict:
        return {_key(inner[0], name): _made(inner[1], item) for name, item in value.items()}
    if origin is tuple:
        kinds = [inner[0]] * len(value) if inner[-1] is ... else inner
        return tuple(_made(each, item) for each, item in zip(kinds, value, strict=True))
    if isinstance(kind, type) and is_dataclass(kind):
        types = get_type_hints(kind)
        return kind(**{name: _made(types[name], item) for name, item in value.items()})
    raise TypeError(f"{kind} is not read from JSON")


def _key(kind: object, name: str) -> object:
    return int(name) if kind is int else name
