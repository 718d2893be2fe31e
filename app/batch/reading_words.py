"""Says how a file is read: inputs by their labels, numbers as people write them."""

import re
from typing import TYPE_CHECKING

from core import grouping, schema
from core.parsing import shorten
from core.schema import FIELDS, Field, Kind

if TYPE_CHECKING:
    from core.batch.choices import ReadingChoices
    from core.batch.inspection import Example

KEPT = "Kept, not used"
_QUOTED = "'[^']*'"
_NAMES = re.compile("|".join([_QUOTED, *(rf"\b{item.name}\b" for item in FIELDS)]))
_MOST_DECIMALS = 10


def label(field: str) -> str:
    """What people read for an input; for none, that its column is kept."""
    return schema.field(field).label if field else KEPT


def with_labels(sentence: str) -> str:
    """A sentence with labels in place of the names of inputs, but for what is quoted from a file."""
    return _NAMES.sub(lambda found: label(found[0]) if schema.is_field(found[0]) else found[0], sentence)


def decided_words(choices: "ReadingChoices") -> str:
    """Which sheet and which columns somebody chose: ``sheet “May”; “Salary” is Annual income``."""
    sheet = [f"sheet “{choices.sheet}”"] if choices.sheet else []
    columns = [_column_words(field, column) for field, column in choices.columns.items()]
    return "; ".join([*sheet, *columns])


def _column_words(field: str, column: str) -> str:
    return f"“{shorten(column)}” is {label(field)}" if column else f"no column is {label(field)}"


def value_words(item: Field, value: float | str) -> str:
    """A value as it was read: ``₹12,40,000.50 · 12.4 lakh``, ``45 %``, ``Owned``."""
    if isinstance(value, str):
        return value
    number = grouping.rounded(value, _MOST_DECIMALS)
    if item.kind is not Kind.MONEY:
        return f"{number} {item.unit}".rstrip()
    words = grouping.in_words(value)
    return f"₹{number} · {words}" if words else f"₹{number}"


def example_words(field: str, example: "Example", *, asked: bool = False) -> str:
    """A text of the file and what it is read as; of a column that is kept, the text alone.

    Args:
        field: the input that its column holds; empty for none.
        example: the text.
        asked: whether something has still to be said of the column.
    """
    text = _on_one_line(example.text)
    if not field:
        return text
    if example.value is not None:
        return f"{text} → {value_words(schema.field(field), example.value)}"
    problem = "asked above" if asked else "cannot be read"
    return f"{text} → {problem if example.problem else 'empty'}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split()) or "blank"
