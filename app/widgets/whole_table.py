"""A table as high as its rows, for a page that scrolls as a whole."""

from heapq import nlargest

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from app.widgets.table import Table

_LONGEST = 5
"""So many cells of a column, those with the longest texts, are measured."""


class WholeTable(Table):
    """Shows all its rows, up to a number from which it scrolls; its first column takes the room that is left.

    One that may become narrower than its columns need, down to so many characters, scrolls sideways then; before that
    its last column is cut short where it is said to give way, down to its header.
    """

    _narrowest: int | None = None
    _gives_way = False

    def __init__(
        self, empty_text: str = "", most_rows: int = 20, narrowest: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(empty_text, parent)
        self._most_rows, self._narrowest = most_rows, narrowest
        self._measured: list[int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if narrowest is None:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        else:
            self.horizontalScrollBar().rangeChanged.connect(self._fit)
        self._set_narrowest()

    def let_last_give_way(self) -> None:
        """Cut the last column short, with an ellipsis, before the table scrolls sideways."""
        self._gives_way = True
        self._fit()

    def show_model(self, model: QAbstractItemModel) -> None:
        """Show a model, and follow the number of its rows."""
        self.setModel(model)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            changed.connect(self._measure_anew)
        self._measure_anew()

    def sizeHint(self) -> QSize:
        """Room for the rows and the header; two rows' room for the words of an empty table."""
        shown = min(max(self._rows(), 2), self._most_rows)
        height = self.horizontalHeader().sizeHint().height() + shown * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar()
        height += bar.sizeHint().height() if bar.maximum() else 0
        return QSize(self._width(), height + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """As high as the size hint; of one that never scrolls sideways, the first column may be cut short."""
        size = self.sizeHint()
        return QSize(size.width() - (self._widths[0] - self._least if self._widths else 0), size.height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_narrowest()
            self._measure_anew()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit what has changed out of sight."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column the room that the others leave, if there is any."""
        super().resizeEvent(event)
        self._fit()

    def _rows(self) -> int:
        model: QAbstractItemModel | None = self.model()  # Qt's own types forget that it may be missing
        return model.rowCount() if model is not None else 0

    def _width(self) -> int:
        return sum(self._widths) + 2 * self.frameWidth()

    def _needed(self, column: int) -> int:
        """The widest of the header and the cells with the longest texts; to ask for each cell takes too long."""
        model, header = self.model(), self.horizontalHeader()
        texts = ((len(str(model.index(row, column).data() or "")), row) for row in range(self._rows()))
        rows = [row for _, row in nlargest(_LONGEST, texts)]
        widths = [self.sizeHintForIndex(model.index(row, column)).width() for row in rows]
        return max(header.sectionSizeHint(column), *widths, 0)

    @property
    def _least(self) -> int:
        """How narrow the first column may become."""
        return self._widths[0] if self._narrowest is not None else self.horizontalHeader().sectionSizeHint(0)

    def _set_narrowest(self) -> None:
        if self._narrowest is not None:
            self.setMinimumWidth(self._narrowest * self.fontMetrics().averageCharWidth())

    @property
    def _widths(self) -> list[int]:
        """What each column needs, found out once: layouts ask so often that it would take seconds."""
        if self._measured is None:
            self._measured = [self._needed(column) for column in range(self.horizontalHeader().count())]
        return self._measured

    @Slot()
    def _measure_anew(self) -> None:
        self._measured = None
        if self.isVisible():
            self._fit()
        self.updateGeometry()

    @Slot()
    def _fit(self) -> None:
        """Give each column what it needs, and the first one what is left, or as little as may be."""
        widths = list(self._widths)
        if widths:
            if self._gives_way:
                lacking = max(sum(widths) - self.viewport().width(), 0)
                widths[-1] = max(widths[-1] - lacking, self.horizontalHeader().sectionSizeHint(len(widths) - 1))
            left = self.viewport().width() - sum(widths[1:])
            for column, width in enumerate((max(left, self._least), *widths[1:])):
                self.horizontalHeader().resizeSection(column, width)
        self.updateGeometry()
