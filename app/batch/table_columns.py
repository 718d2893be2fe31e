"""How the columns of a scored file stand in the table: in which order, under which heading, how wide, how shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core import schema
from core.explanation import MOST_REASONS


class _Kind(NamedTuple):
    heading: str
    width: int
    is_number: bool = False


_ADDED = {
    "credit_score": _Kind("Score", 8, is_number=True),
    "rating": _Kind("Rating", 14),
    "decision": _Kind("Decision", 14),
    "default_probability": _Kind("PD", 12, is_number=True),
    "row_status": _Kind("Status", 11),
    "row_problem": _Kind("What to look at", 52),
    **{f"reason_{rank}": _Kind(f"Reason {rank}", 34) for rank in range(1, MOST_REASONS + 1)},
    "balanced_probability": _Kind("Balanced probability", 22, is_number=True),
    "default_prediction": _Kind("Default predicted", 18, is_number=True),
}
"""What scoring adds, as people look for it."""
_LAST = ("balanced_probability", "default_prediction")
_PROBABILITIES = ("default_probability", "balanced_probability")
_WIDTH = 17


@dataclass(frozen=True)
class TableColumn:
    """One column of the table.

    Attributes:
        place: its position in the file.
        name: its name in the file.
        heading: what stands above it.
        width: in characters.
        is_number: whether it is aligned as numbers are.
        shown: gives what people read for the text in the file.
    """

    place: int
    name: str
    heading: str
    width: int
    is_number: bool
    shown: Callable[[str], str]


def table_columns(names: Sequence[str], fields: Mapping[str, int]) -> tuple[TableColumn, ...]:
    """The column that names the applicant, what scoring added, then the rest as in the file.

    Args:
        names: of all columns of the scored file.
        fields: position of the column by the name of the field that it holds.
    """
    held = {place: schema.field(name) for name, place in fields.items()}
    given = [_given(place, name, held.get(place)) for place, name in enumerate(names) if name not in _ADDED]
    added = {name: _added(names.index(name), name) for name in _ADDED if name in names}
    who = next((column for column in given if column.place not in held), given[0])
    first = [column for name, column in added.items() if name not in _LAST]
    last = [added[name] for name in _LAST if name in added]
    return (who, *first, *(column for column in given if column is not who), *last)


def _given(place: int, name: str, item: schema.Field | None) -> TableColumn:
    is_number = item is not None and not item.is_category
    return TableColumn(place, name, name, max(_WIDTH, len(name) + 4), is_number, str)


def _added(place: int, name: str) -> TableColumn:
    return TableColumn(place, name, *_ADDED[name], percent if name in _PROBABILITIES else str)


def percent(text: str) -> str:
    """A probability in per cent with two decimals; never 0 or 100, which nobody can promise."""
    if not text:
        return ""
    share = 100 * float(text)
    if share < 0.005:
        return "< 0.01 %"
    return "> 99.99 %" if share >= 99.995 else f"{share:.2f} %"
