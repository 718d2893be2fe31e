"""Where each column that training uses is found among the three tables, or a sentence that says what is missing."""

import difflib

from core.batch.column_names import likenesses
from core.errors import DataError
from core.portfolio.columns import CHECKED, HISTORY_COUNTS, HISTORY_RATIOS, HOME, ID, REQUIRED, TARGET
from core.portfolio.sources import Tables
from core.schema import FIELDS

_LIKENESS = 0.75
Places = dict[str, str]
"""By column, the table it is taken from; cust_id and default are taken from loans."""


def find_places(tables: Tables) -> Places:
    """Find every column that is used; a column that two tables have is taken from the one it belongs to.

    Raises:
        DataError: a column without which no model can be trained is missing.
    """
    _check_keys(tables)
    frames = tables.frames()
    places = {ID: "loans", TARGET: "loans"}
    for column in (*(field.name for field in FIELDS), *CHECKED):
        home = _home(column)
        holders = [table for table in (home, *frames) if column in frames[table]]
        if holders:
            places[column] = holders[0]
    missing = _missing(places)
    if missing:
        named = ", ".join(_told(column, tables, places) for column in missing)
        raise DataError(f"Training needs columns that are missing: {named}. Add them, or rename the column meant.")
    return places


def absent(places: Places) -> tuple[str, ...]:
    """Inputs of the schema that no table has, except a history that is given in the other way."""
    either = HISTORY_COUNTS if _complete(HISTORY_COUNTS, places) else HISTORY_RATIOS
    other_way = set(HISTORY_COUNTS + HISTORY_RATIOS) - set(either)
    return tuple(field.name for field in FIELDS if field.name not in places and field.name not in other_way)


def _check_keys(tables: Tables) -> None:
    for table, frame in tables.frames().items():
        if ID not in frame:
            like = _alike(ID, list(frame.columns))
            raise DataError(
                f"{tables.sources[table]} has no column {ID}, by which the tables are joined. {_advice(like)}"
            )
    if TARGET not in tables.loans:
        _refuse_without_target(tables)


def _refuse_without_target(tables: Tables) -> None:
    loans = tables.sources["loans"]
    for table, frame in tables.frames().items():
        if TARGET in frame:
            where = tables.sources[table]
            raise DataError(f"{loans} has no column {TARGET}, but {where} has. Check that the tables are not mixed up.")
    like = _alike(TARGET, list(tables.loans.columns))
    raise DataError(f"{loans} has no column {TARGET}, which says whether a loan was not paid back. {_advice(like)}")


def _advice(like: str | None) -> str:
    return f"Perhaps '{like}' is meant: rename it." if like else "Add it, or rename the column that holds it."


def _home(column: str) -> str:
    return next(table for table, columns in HOME.items() if column in columns)


def _complete(names: tuple[str, ...], places: Places) -> bool:
    return all(name in places for name in names)


def _missing(places: Places) -> list[str]:
    missing = [column for column in REQUIRED if column not in places]
    if not _complete(HISTORY_COUNTS, places) and not _complete(HISTORY_RATIOS, places):
        missing += [column for column in HISTORY_COUNTS if column not in places]
    return missing


def _told(column: str, tables: Tables, places: Places) -> str:
    """A missing column, where it belongs, and which column there or elsewhere is probably meant."""
    expected = tables.sources[_home(column)]
    for table in (_home(column), *tables.frames()):
        free = [name for name in tables.frames()[table].columns if places.get(name) != table and name != ID]
        like = likenesses([column], free).get(column)
        if like:
            return f"{column} (expected in {expected}; perhaps '{like}' in {tables.sources[table]})"
    return f"{column} (expected in {expected})"


def _alike(column: str, others: list[str]) -> str | None:
    return next(iter(difflib.get_close_matches(column, others, n=1, cutoff=_LIKENESS)), None)
