"""Which column of a bank's tables holds what training can use, and what a person has to say about that."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.batch.column_names import likenesses
from core.portfolio.columns import BARRED, CHECKED, HISTORY_COUNTS, HISTORY_RATIOS, HOME, ID, REQUIRED, TARGET
from core.portfolio.naming import NOT_CHOSEN, DoubleColumnError
from core.portfolio.sources import Tables
from core.schema import FIELDS, is_field

_LIKENESS = 0.75
_LOOKED_AT, _SHOWN = 100, 3
"""Rows from the top among which examples are looked for, and how many are shown."""
_Columns = dict[str, list[str]]
"""By table, the bank's names of columns."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A column of a bank, by its table and the bank's own name for it."""

    table: str
    name: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column that training needs or can use.

    Attributes:
        column: its name in the program.
        table: where it belongs.
        found: the column that holds it.
        guess: where none does, the one that only looks like it; a person must confirm that.
        options: all columns that could hold it, those of its own table first.
        is_chosen: whether a person has said which one, or that none does.
    """

    column: str
    table: str
    found: Holder | None
    guess: Holder | None
    options: tuple[Holder, ...]
    is_chosen: bool

    @property
    def key(self) -> str:
        """Tells it from all others: cust_id is wanted in each table."""
        return f"{self.table}.{ID}" if self.column == ID else self.column

    @property
    def proposal(self) -> Holder | None:
        """What is to be taken unless a person says otherwise."""
        return self.found or self.guess


Choices = Mapping[str, Holder | None]
"""By ``Wanted.key``, the column that holds it; None where none does."""


@dataclass(frozen=True, slots=True)
class Asking:
    """All columns that training can use, of three tables.

    Attributes:
        wanted: what is missing first.
        examples: the first values of each column that could be meant.
    """

    wanted: tuple[Wanted, ...]
    examples: Mapping[Holder, tuple[str, ...]]

    @property
    def is_open(self) -> bool:
        """Whether a person has to say something before training: a column is missing, or only looks like it."""
        found = {one.key: one.found for one in self.wanted}
        return bool(self.missing(found)) or any(one.guess and not one.is_chosen for one in self.wanted)

    def proposals(self) -> dict[str, Holder | None]:
        """What is found, and what looks like it."""
        return {one.key: one.proposal for one in self.wanted}

    def missing(self, choices: Choices) -> tuple[str, ...]:
        """Keys of columns without which nothing can be trained and that no choice gives.

        Of the bureau history, which can be given as counts or as ratios, the counts are told.
        """
        needed = [one.key for one in self.wanted if one.column in {ID, *REQUIRED}]
        if not any(all(choices.get(name) for name in way) for way in (HISTORY_COUNTS, HISTORY_RATIOS)):
            needed += [one.key for one in self.wanted if one.column in HISTORY_COUNTS]
        return tuple(key for key in needed if not choices.get(key))

    def names(self, choices: Choices) -> dict[str, str]:
        """The choices as ``Naming.columns`` takes them; what is found by itself needs none."""
        entries = (_entry(one, choices.get(one.key)) for one in self.wanted)
        return dict(entry for entry in entries if entry is not None)


def ask(tables: Tables) -> Asking:
    """See which columns three tables have; whatever was said when they were read stands.

    An outcome in another table than loans is no question: there the tables are mixed up, as ``find_places`` tells.
    """
    wanted = list(_all_wanted(tables))
    if TARGET not in tables.loans and any(TARGET in frame for frame in tables.frames().values()):
        wanted = []
    first = [one for one in wanted if one.found is None and _is_pressing(one)]
    then = [one for one in wanted if one.found is None and not _is_pressing(one)]
    found = [one for one in wanted if one.found is not None]
    return Asking((*first, *then, *found), _examples(tables, wanted))


def which(double: DoubleColumnError) -> Asking:
    """The one question which of two columns is meant; the reading of their table stopped there."""
    options = tuple(Holder(double.table, name) for name in double.names)
    return Asking((Wanted(double.column, double.table, None, None, options, is_chosen=True),), {})


def _is_pressing(one: Wanted) -> bool:
    return one.guess is not None or one.column in {ID, *REQUIRED, *HISTORY_COUNTS}


def _all_wanted(tables: Tables) -> Iterator[Wanted]:
    free, left = _free(tables), _free(tables)
    for table in tables.frames():
        yield _wanted(tables, ID, (table,), free, left)
    yield _wanted(tables, TARGET, ("loans",), free, left)
    for column in (*(field.name for field in FIELDS), *CHECKED):
        home = next(table for table, columns in HOME.items() if column in columns)
        order = (home, *(table for table in tables.frames() if table != home))
        yield _wanted(tables, column, order, free, left)


def _wanted(tables: Tables, column: str, order: Sequence[str], free: _Columns, left: _Columns) -> Wanted:
    """One column, looked for in tables by their order; a guess is taken from what is left to guess."""
    held = next((holder for holder in order if column in tables.frames()[holder]), None)
    found = Holder(held, _theirs(tables, column, held)) if held else None
    options = [Holder(holder, name) for holder in order for name in free[holder]]
    is_chosen = column in tables.mapped or any(f"{holder}.{column}" in tables.mapped for holder in order)
    guess = None if found or is_chosen else _guess(column, order, left)
    return Wanted(column, order[0], found, guess, tuple([found, *options] if found else options), is_chosen)


def _examples(tables: Tables, wanted: Sequence[Wanted]) -> dict[Holder, tuple[str, ...]]:
    ours = {one.found: one.column for one in wanted if one.found is not None}
    holders = {option for one in wanted for option in one.options}
    frames = tables.frames()
    found = {}
    for holder in holders:
        names = (ours.get(holder, holder.name), holder.name + NOT_CHOSEN)
        column = next(name for name in names if name in frames[holder.table])
        found[holder] = tuple(frames[holder.table][column].head(_LOOKED_AT).dropna().unique()[:_SHOWN])
    return found


def _theirs(tables: Tables, column: str, table: str) -> str:
    """The bank's name of a column that was found; ours where it was found by its own name."""
    return tables.mapped.get(f"{table}.{column}") or tables.mapped.get(column) or column


def _free(tables: Tables) -> _Columns:
    """By table, the bank's names of columns that stand for nothing yet and may be known before a loan is granted."""
    known = {ID, TARGET, *BARRED, *CHECKED, *(field.name for field in FIELDS)}
    return {
        table: [name.removesuffix(NOT_CHOSEN) for name in frame.columns if name not in known]
        for table, frame in tables.frames().items()
    }


def _guess(column: str, order: Sequence[str], left: _Columns) -> Holder | None:
    for table in order:
        if is_field(column):
            like = likenesses([column], left[table]).get(column)
        else:
            like = next(iter(difflib.get_close_matches(column, left[table], n=1, cutoff=_LIKENESS)), None)
        if like:
            left[table].remove(like)  # a column is proposed once
            return Holder(table, like)
    return None


def _entry(one: Wanted, choice: Holder | None) -> tuple[str, str] | None:
    if choice is None:
        has_answer = one.found is not None or one.guess is not None or one.is_chosen
        return (one.column, "") if has_answer and one.column != ID else None
    is_by_itself = choice == one.found and not one.is_chosen
    return None if is_by_itself else (f"{choice.table}.{one.column}", choice.name)
