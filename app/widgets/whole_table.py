"""A table as high as its rows, for a page that scrolls as a whole."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from app.widgets.table import Table


class WholeTable(Table):
    """Shows all its rows, up to a number from which it scrolls; its first column takes the room that is left.

    One that may become narrower than its columns need, down to so many characters, scrolls sideways then.
    """

    _narrowest: int | None = None

    def __init__(
        self, empty_text: str = "", most_rows: int = 20, narrowest: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(empty_text, parent)
        self._most_rows, self._narrowest = most_rows, narrowest
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if narrowest is None:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        else:
            self.horizontalScrollBar().rangeChanged.connect(self._fit)
        self._set_narrowest()

    def show_model(self, model: QAbstractItemModel) -> None:
        """Show a model, and follow the number of its rows."""
        self.setModel(model)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """Room for the rows and the header; two rows' room for the words of an empty table."""
        shown = min(max(self._rows(), 2), self._most_rows)
        height = self.horizontalHeader().sizeHint().height() + shown * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar()
        height += bar.sizeHint().height() if bar.maximum() else 0
        return QSize(self._width(), height + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """As high as the size hint; only the first column may be cut short."""
        size = self.sizeHint()
        cut = self._needed(0) - self.horizontalHeader().sectionSizeHint(0)
        return QSize(size.width() - max(cut, 0), size.height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_narrowest()
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column the room that the others leave, if there is any."""
        super().resizeEvent(event)
        self._fit()

    def _rows(self) -> int:
        model: QAbstractItemModel | None = self.model()  # Qt's own types forget that it may be missing
        return model.rowCount() if model is not None else 0

    def _width(self) -> int:
        columns = range(self.horizontalHeader().count())
        return sum(self._needed(column) for column in columns) + 2 * self.frameWidth()

    def _needed(self, column: int) -> int:
        return max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))

    def _set_narrowest(self) -> None:
        if self._narrowest is not None:
            self.setMinimumWidth(self._narrowest * self.fontMetrics().averageCharWidth())

    @Slot()
    def _fit(self) -> None:
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        if header.count():
            scrolls = self._narrowest is not None and self.width() < self.minimumSizeHint().width()
            header.setSectionResizeMode(0, mode.ResizeToContents if scrolls else mode.Stretch)
        self.updateGeometry()
