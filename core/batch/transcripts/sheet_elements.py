"""Finds the rows of a sheet among its elements, in whatever way they are written."""

from core.batch.transcripts.rows import MOST_COLUMNS, TRUE, Rows
from core.batch.transcripts.words import Words
from core.batch.transcripts.xml import Attributes

_DIGITS = "0123456789"


class SheetElements(Words):
    """Hears the elements of a sheet.

    Args:
        rows: gets the rows.

    Attributes:
        is_between_rows: whether the next thing may be a row.
    """

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows
        self._cells: dict[int, bytes] = {}
        self._column, self._is_hidden = -1, False
        self._kind, self._style, self._has_formula = "n", "", False
        self.is_between_rows = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "v":
            self._listens = True
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._rows.begin(attributes.get("r"))
            self._column, self._is_hidden = -1, attributes.get("hidden") in TRUE
            self.is_between_rows = False
        elif name == "sheetData":
            self.is_between_rows = True
        elif name == "col" and attributes.get("hidden") in TRUE:
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self._rows.notes.hidden_columns.update(range(max(first - 1, 0), min(last, MOST_COLUMNS)))
        elif name == "mergeCell":
            self._rows.notes.merged += 1
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "c":
            self._end_cell()
        elif name == "row":
            self._rows.end(self._cells, hidden=self._is_hidden)
            self._cells = {}
            self.is_between_rows = True
        elif name == "sheetData":
            self.is_between_rows = False
        else:
            super().end(name)

    def _begin_cell(self, attributes: Attributes) -> None:
        self.take()
        place = attributes.get("r")
        if place is None:
            self._column = self._rows.checked_column(self._column + 1)
        else:
            self._column = self._rows.column(place.rstrip(_DIGITS))
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._has_formula = False

    def _end_cell(self) -> None:
        meaning = self._rows.result if self._has_formula else self._rows.cell
        cell = meaning(self._kind, self._style, self.take())
        if cell:
            self._cells[self._column] = cell
