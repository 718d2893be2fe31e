"""What is selected in a table as it is seen: from the top, in the columns that are shown, from left to right."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QItemSelectionRange
from PySide6.QtWidgets import QTableView


class Piece(NamedTuple):
    """Rows one below the other in which the same columns are selected.

    Attributes:
        top: the first row.
        below: the row behind the last one.
        columns: as the model counts them, in the order on the screen.
    """

    top: int
    below: int
    columns: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.below - self.top

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return self.rows * len(self.columns)


def selected_pieces(table: QTableView) -> list[Piece]:
    """All that is selected; takes as long as there are ranges, however many rows each has."""
    edges: defaultdict[int, list[QItemSelectionRange]] = defaultdict(list)
    for one in table.selectionModel().selection().toList():
        edges[one.top()].append(one)
        edges[one.bottom() + 1].append(one)
    pieces, active = [], dict[int, QItemSelectionRange]()
    for top, below in pairwise(sorted(edges)):
        for one in edges[top]:
            if one.top() == top:
                active[id(one)] = one
            else:
                del active[id(one)]
        columns = _shown(table, active.values())
        if columns:
            pieces.append(Piece(top, below, columns))
    return pieces


def as_text(rows: Iterable[Iterable[str]]) -> str:
    """Rows as spreadsheets take them from the clipboard: tabs between cells, and marks around a cell of two lines."""
    text = io.StringIO()
    csv.writer(text, "excel-tab", lineterminator="\n").writerows(rows)
    return text.getvalue().removesuffix("\n")


def _shown(table: QTableView, ranges: Iterable[QItemSelectionRange]) -> tuple[int, ...]:
    header = table.horizontalHeader()
    columns = {column for one in ranges for column in range(one.left(), one.right() + 1)}
    return tuple(sorted((c for c in columns if not header.isSectionHidden(c)), key=header.visualIndex))


def texts_of(table: QTableView, pieces: Iterable[Piece]) -> Iterator[list[str]]:
    """The texts of each row, from the model."""
    model = table.model()
    for piece in pieces:
        for row in range(piece.top, piece.below):
            yield [_text(model.data(model.index(row, column))) for column in piece.columns]


def _text(value: object) -> str:
    return "" if value is None else str(value)
