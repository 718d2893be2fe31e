"""Which sheet of a workbook holds the applicants."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from core.batch.choices import ReadingChoices
from core.batch.column_names import field_of
from core.errors import FileError

HEAD_ROWS = 100
"""Rows at the start of a sheet among which its header is looked for."""
_MOST_NAMED = 10


class Sheet(NamedTuple):
    """A sheet of cells.

    Attributes:
        name: as people see it.
        part: where its cells are in the workbook.
        visible: whether people see it.
    """

    name: str
    part: str
    visible: bool


Head = Callable[[Sheet], list[dict[int, str]]]
"""Gives the cells of the first rows of a sheet."""


class UndecidedSheetError(FileError):
    """Which sheet holds the applicants is for a person to say.

    Attributes:
        sheets: names of those there are.
    """

    def __init__(self, sentence: str, sheets: Sequence[Sheet]) -> None:
        super().__init__(sentence)
        self.sheets = tuple(sheet.name for sheet in sheets)


class Choice(NamedTuple):
    """A sheet, and what there is to say of its choice."""

    sheet: Sheet
    reading: tuple[str, ...]


def choose(sheets: Sequence[Sheet], choices: ReadingChoices, head: Head, file: str) -> Choice:
    """Find the sheet: the one that was chosen, the only one, or the first of those that name most known columns.

    Args:
        sheets: of the workbook.
        choices: may name the sheet, and columns.
        head: reads the first rows of a sheet.
        file: name of the workbook, for messages.

    Raises:
        UndecidedSheetError: the sheet that was chosen does not exist, or none names any column.
        FileError: there is no sheet with cells.
    """
    if not sheets:
        raise FileError(f"{file} has no sheet with cells. Give a workbook with applicants.")
    if choices.sheet is not None:
        chosen = _named(choices.sheet, sheets, file)
        return Choice(chosen, _say(chosen.name, sheets, ()))
    visible = [sheet for sheet in sheets if sheet.visible] or list(sheets)
    if len(visible) == 1:
        return Choice(visible[0], _say(visible[0].name, sheets, ()))
    own_names = {name.casefold() for name in choices.columns.values()}
    known = [_most_known(head(sheet), own_names) for sheet in visible]
    alike = [sheet for sheet, count in zip(visible, known, strict=True) if count == max(known)]
    if max(known) == 0:
        names = _list(sheets)
        raise UndecidedSheetError(
            f"{file} has {len(visible)} sheets, and none names a column that is known. Choose one by --sheet: {names}.",
            visible,
        )
    return Choice(alike[0], _say(alike[0].name, sheets, alike[1:]))


def _named(name: str, sheets: Sequence[Sheet], file: str) -> Sheet:
    for same in (str, str.casefold):
        for sheet in sheets:
            if same(sheet.name) == same(name):
                return sheet
    raise UndecidedSheetError(f"{file} has no sheet '{name}'. Choose one by --sheet: {_list(sheets)}.", sheets)


def _most_known(rows: list[dict[int, str]], own_names: set[str]) -> int:
    """The most names of columns in one row."""
    return max((sum(_is_known(cell, own_names) for cell in row.values()) for row in rows), default=0)


def _is_known(cell: str, own_names: set[str]) -> bool:
    name = cell.strip('" ')
    return field_of(name) is not None or name.casefold() in own_names


def _say(name: str, sheets: Sequence[Sheet], alike: Sequence[Sheet]) -> tuple[str, ...]:
    if len(sheets) == 1:
        return ()
    others = f" Others have such columns too, and were not read: {_list(alike)}." if alike else ""
    return (f"Sheet '{name}' of {len(sheets)}.{others}",)


def _list(sheets: Sequence[Sheet]) -> str:
    names = [f"'{sheet.name}'" for sheet in sheets[:_MOST_NAMED]]
    more = len(sheets) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
