"""Reads a number that is typed beside the form, and says beside the line what is wrong with it."""

from app.widgets.fields import FieldRow
from core.errors import InputError
from core.findings import as_typed, say, too_large, too_small
from core.parsing import parse_number
from core.schema import Field, Kind


def typed_number(item: Field, text: str, row: FieldRow) -> float | None:
    """The number in a text; None where it is none within the limits of the field, which its row then says.

    Args:
        item: what is typed.
        text: as it was typed.
        row: the line of the form; its error goes when the number is right.
    """
    if not text.strip():
        row.set_error(f"{item.label} is empty. Type a number from {say(item.minimum)} to {say(item.maximum)}.")
        return None
    try:
        number = parse_number(text, item)
    except InputError as error:
        row.set_error(str(error).replace(item.name, item.label, 1))
        return None
    row.set_error(_outside(item, number, as_typed(number, lambda: text)))
    return None if row.error else number


def _outside(item: Field, number: float, said: str) -> str:
    """That a number is none that its field can hold, in the words of the form; empty where it is not."""
    if item.kind is Kind.INTEGER and number != round(number):
        return f"{item.label} {said} is not a whole number."
    if number < item.minimum:
        return f"{item.label} {said} is {too_small(item)}."
    return f"{item.label} {said} is {too_large(item)}." if number > item.maximum else ""
