"""What a bank calls its tables and columns, where that is not what the program calls them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pandas as pd

from core.errors import DataError, InputError
from core.parsing import shorten
from core.portfolio.columns import BARRED, HOME, ID, LOAN_ID

TABLE_NAMES: dict[str, tuple[str, ...]] = {
    "customers": ("customers",),
    "loans": ("loans",),
    "bureau": ("bureau", "bureau_data"),
}
"""By table, what its file (without ending) or database table may be called."""

_COLUMNS = frozenset({ID, LOAN_ID, *BARRED, *(name for names in HOME.values() for name in names)})
_SHOWN = 8
NOT_CHOSEN = " (not chosen)"
"""Follows the name of a column that would have been taken, had not another been chosen for it."""


class DoubleColumnError(DataError):
    """Two columns of one table stand for the same thing; a person can say which one is meant.

    Attributes:
        column: the program's name for both.
        names: the bank's.
        table: where they stand; empty as long as nobody has said.
    """

    def __init__(self, source: str, column: str, names: tuple[str, str]) -> None:
        first, second = names
        super().__init__(f"{source} has two columns for {column}: '{first}' and '{second}'. Keep one of them.")
        self.column, self.names, self.table = column, names, ""


class ChosenColumnError(DataError):
    """A column that a person has chosen is not there.

    Attributes:
        chosen: for what it was chosen, as in ``Naming.columns``.
    """

    def __init__(self, sentence: str, chosen: str) -> None:
        super().__init__(sentence)
        self.chosen = chosen


@contextmanager
def in_table(table: str) -> Iterator[None]:
    """Tell, with a double column that is found inside, which table is being read."""
    try:
        yield
    except DoubleColumnError as error:
        error.table = table
        raise


@dataclass(frozen=True, slots=True)
class Naming:
    """Names that a person has chosen.

    Attributes:
        tables: the bank's name of a file (without ending) or database table, by customers, loans and bureau.
        columns: the bank's name of a column by ours, such as income; with a table before it, as in loans.cust_id, it
            holds for that table alone. An empty name says that no column holds it.
    """

    tables: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for table in self.tables:
            _check_table(table)
        ours = [_parted(name) for name in self.columns]
        for table, name in ours:
            if table:
                _check_table(table)
            if name not in _COLUMNS:
                raise InputError(f"There is no column '{name}' that another could stand for. Give {_list(_COLUMNS)}.")
        names = [name for _, name in ours]
        for name in names:
            if name != ID and names.count(name) > 1:
                raise InputError(f"Two columns were chosen for {name}. Choose one of them.")
        for table in TABLE_NAMES:
            _check_once([theirs for theirs in self.columns_of(table).values() if theirs])

    def table_names(self) -> dict[str, tuple[str, ...]]:
        """By table, the names it may have, in lower case."""
        return {table: self._names(table) for table in TABLE_NAMES}

    def columns_of(self, table: str) -> dict[str, str]:
        """For one table, the bank's names by ours; empty where a column of our name must not be taken from it."""
        found: dict[str, str] = {}
        for chosen, theirs in self.columns.items():
            only, ours = _parted(chosen)
            if only in {"", table}:
                if only or ours not in found:
                    found[ours] = theirs.strip()
            elif ours != ID:
                found[ours] = ""
        return found

    def check(self, frames: Mapping[str, pd.DataFrame], sources: Mapping[str, str]) -> None:
        """See that each column that was chosen was found.

        Args:
            frames: the tables as read, their columns by the program's names.
            sources: by table, what people call it.

        Raises:
            ChosenColumnError: a column is not there.
        """
        for chosen, theirs in self.columns.items():
            only, ours = _parted(chosen)
            tables = [only] if only else list(frames)
            found = [table for table in tables if ours in frames[table]]
            if theirs.strip() and (not found or (ours == ID and found != tables)):
                lacking = next(table for table in tables if table not in found)
                sentence = _not_found(ours, theirs, lacking, frames[lacking], sources[lacking])
                raise ChosenColumnError(sentence, chosen)

    def _names(self, table: str) -> tuple[str, ...]:
        return (self.tables[table].lower(),) if table in self.tables else TABLE_NAMES[table]


def _parted(chosen: str) -> tuple[str, str]:
    table, dot, name = chosen.rpartition(".")
    return (table, name) if dot else ("", chosen)


def _check_once(chosen: Sequence[str]) -> None:
    twice = next((theirs for theirs in chosen if chosen.count(theirs) > 1), None)
    if twice is not None:
        raise InputError(f"The column '{twice}' was chosen for two of ours. Choose it for one of them.")


def _check_table(table: str) -> None:
    if table not in TABLE_NAMES:
        raise InputError(f"There is no table '{table}'. Give {_list(TABLE_NAMES)}.")


def _not_found(ours: str, theirs: str, table: str, frame: pd.DataFrame, source: str) -> str:
    sentence = f"{source} has no column '{theirs}', which was chosen for {ours}. It has {_shown(list(frame.columns))}."
    return f"{sentence} Write {_example(ours, theirs, table)} if it is in one table only." if ours == ID else sentence


def _example(ours: str, theirs: str, table: str) -> str:
    other = next(name for name in TABLE_NAMES if name != table)
    return f"{other}.{ours}={theirs}"


def _list(names: "Sequence[str] | frozenset[str] | dict[str, tuple[str, ...]]") -> str:
    *first, last = sorted(names) if isinstance(names, frozenset) else names
    return f"{', '.join(first)} or {last}"


def _shown(names: Sequence[str]) -> str:
    rest = len(names) - _SHOWN
    told = ", ".join(f"'{shorten(name)}'" for name in names[:_SHOWN])
    return f"{told} and {rest} more" if rest > 0 else told


AS_EXPECTED = Naming()
