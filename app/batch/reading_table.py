"""The table of the columns of a file, in which a person chooses what each is read as."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from app.batch.field_chooser import FieldChooser
from app.batch.reading_model import Place, ReadingModel
from app.services.theme import GRID
from app.widgets.table import Table
from core.schema import Field

if TYPE_CHECKING:
    from core.batch.inspection import Inspection

_LETTERS = {Place.NAME: 26, Place.FIELD: 32}
_WIDEST = 0.3
"""Share of the table's width, which large text would fill with names alone."""
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)


class ReadingTable(Table):
    """Shows a ``ReadingModel``; a click or Enter in a row opens the choice of what it is read as.

    Signals:
        chosen: an ``InspectedColumn`` and the field that it holds from now on.
    """

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The file has no columns yet.", parent)
        self._model, self._chooser = ReadingModel(self), FieldChooser(self)
        self.setModel(self._model)
        self.setAccessibleName("Columns of the file")
        self.setItemDelegateForColumn(Place.FIELD, self._chooser)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._model.chosen.connect(self.chosen)
        self.clicked.connect(self._open)
        self.horizontalHeader().setSectionResizeMode(Place.EXAMPLES, QHeaderView.ResizeMode.Stretch)

    def begin(self) -> None:
        """Start at the top with another file."""
        self.setCurrentIndex(QModelIndex())

    def show_columns(self, inspection: "Inspection", fields: Sequence[Field], unsure: Collection[str]) -> None:
        """Show the columns of a file, and let a person choose among fields; the current row stays where it is."""
        row = self.currentIndex().row()
        name = self._model.column_at(row).name if row >= 0 else ""
        self._chooser.set_fields(fields)
        self._model.show_columns(inspection, unsure)
        self._share_width()
        if self._model.rowCount():
            self.setCurrentIndex(self._model.index(max(self._model.row_of(name) if name else 0, 0), Place.FIELD))

    def choose(self, name: str, field: str) -> None:
        """Say what a column is read as."""
        self._model.setData(self._model.index(self._model.row_of(name), Place.FIELD), field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the choice in the current row."""
        if event.key() in _OPENING and self.currentIndex().isValid():
            self._open(self._model.index(self.currentIndex().row(), Place.FIELD))
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        letter, widest = self.fontMetrics().averageCharWidth(), round(_WIDEST * self.viewport().width())
        for place, letters in _LETTERS.items():
            self.horizontalHeader().resizeSection(place, min(letters * letter + 2 * GRID, widest))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.column() == Place.FIELD:
            self.setCurrentIndex(index)
            self.edit(index)
