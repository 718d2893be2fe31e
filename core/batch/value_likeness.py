"""Which columns look like an input by what they hold, whatever they are called."""

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from core import schema
from core.batch.column_names import field_of
from core.batch.own_columns import is_own

_MOST_COLUMNS = 500
"""Columns that are looked at; nobody's file of applicants has more."""


def unknown_columns(header: Sequence[str], taken: Iterable[str]) -> dict[str, int]:
    """Positions of columns that could hold anything, by name: whose name is no input's, not taken, and there once."""
    names = [name.strip() for name in header]
    others = {"", *taken}
    return {
        name: place
        for place, name in enumerate(names[:_MOST_COLUMNS])
        if name not in others and names.count(name) == 1 and field_of(name) is None and not is_own(name)
    }


def likely_by_values(wanted: Iterable[str], cells: pl.DataFrame) -> dict[str, str]:
    """For inputs that are categories, by name, the only column all of whose texts are categories of that input alone.

    Args:
        wanted: names of inputs that no column is named for.
        cells: texts of columns by their own name; null or "" where empty.
    """
    categories = {name: _plain(schema.field(name).categories) for name in wanted if schema.field(name).is_category}
    found: dict[str, list[str]] = {}
    for column in cells.iter_columns():
        fitting = list(_fitting(column, categories))
        if len(fitting) == 1:
            found.setdefault(fitting[0], []).append(column.name)
    return {name: columns[0] for name, columns in found.items() if len(columns) == 1}


def _fitting(column: pl.Series, categories: dict[str, frozenset[str]]) -> Iterator[str]:
    texts = _plain(column.drop_nulls().unique().to_list()) - {""}
    return (name for name, known in categories.items() if texts and texts <= known)


def _plain(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text.strip().casefold() for text in texts)
