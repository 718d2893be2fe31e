"""A small table that needs no scrolling sideways: columns as wide as their texts, some taking what is left."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QHeaderView, QWidget

from app.widgets.bar_cells import BarCells
from app.widgets.figure_model import FigureModel
from app.widgets.table import Table

_FEWEST_ROWS, _BAR_CHARACTERS = 3, 12


class FigureTable(Table):
    """Shows a model of figures.

    Args:
        model: the figures.
        bars: places of the columns of bars, which take the room that is left; without any, the first column does.
        empty_text: what stands in the table while it has no rows.
    """

    def __init__(
        self, model: FigureModel, bars: Sequence[int] = (), empty_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(empty_text, parent)
        self._bars = bars
        self.setModel(model)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in bars or (0,):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in bars:
            self.setItemDelegateForColumn(column, BarCells(self))
        model.modelReset.connect(self.updateGeometry)
        self._fit_icons()

    def minimumSizeHint(self) -> QSize:
        """Room for all columns and a few rows."""
        columns = range(self.horizontalHeader().count())
        width = sum(map(self._needed, columns)) + self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        rows = _FEWEST_ROWS * self.verticalHeader().defaultSectionSize()
        return QSize(width, self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_icons()
            self.updateGeometry()

    def _needed(self, column: int) -> int:
        if column in self._bars:
            return _BAR_CHARACTERS * self.fontMetrics().averageCharWidth()
        return max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))

    def _fit_icons(self) -> None:
        line = self.fontMetrics().height()
        self.setIconSize(QSize(line, line))
