"""How decisions about a file change when somebody says what a column holds."""

from dataclasses import replace
from typing import TYPE_CHECKING

from core.batch.choices import ReadingChoices
from core.batch.column_names import field_of
from core.parsing import Decimal, Percent

if TYPE_CHECKING:
    from core.batch.inspection import InspectedColumn


def mapped(choices: ReadingChoices, column: "InspectedColumn", field: str) -> ReadingChoices:
    """The decisions when a column holds another input from now on; ``""`` for none."""
    columns = dict(choices.columns)
    if column.field:
        known = field_of(column.name)
        if known is not None and known.name == column.field:
            columns[column.field] = ""  # or else it would be found by its name again
        else:
            columns.pop(column.field, None)
    if field:
        columns[field] = column.name
    return replace(choices, columns=columns)


def answer(choices: ReadingChoices, key: str, value: str) -> ReadingChoices:
    """The decisions with an answer to a question of ``app.batch.reading_questions``."""
    if key == "decimal":
        return replace(choices, decimal=Decimal(value))
    if key == "percent":
        return replace(choices, percent=Percent(value))
    return replace(choices, columns={**choices.columns, key: value})


def of_sheet(choices: ReadingChoices, sheet: str) -> ReadingChoices:
    """The decisions for another sheet of the workbook, whose columns are others."""
    return replace(choices, sheet=sheet, columns={}, decimal=None, percent=None)
