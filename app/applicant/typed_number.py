"""Reads a number that is typed beside the form, and says beside the line what is wrong with it."""

from app.widgets.fields import FieldRow
from core.errors import InputError
from core.parsing import parse_number
from core.schema import Field


def typed_number(item: Field, text: str, row: FieldRow, unit: str = "") -> float | None:
    """The number in a text; None where it is none within the limits of the field, which its row then says.

    Args:
        item: what is typed.
        text: as it was typed.
        row: the line of the form; its error goes when the number is right.
        unit: stands after the limits in the sentence.
    """
    try:
        number = parse_number(text, item)
    except InputError as error:
        row.set_error(str(error).replace(item.name, item.label, 1))
        return None
    if not item.minimum <= number <= item.maximum:
        row.set_error(f"{item.label} lies between {item.minimum:g} and {item.maximum:g}{unit}.")
        return None
    row.set_error("")
    return number
