"""The table of the program: calm rows, figures that line up, copying of what is selected, words when it is empty."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.services import theme
from app.services.theme import GRID
from app.widgets.figures import use_equal_widths
from app.widgets.selected_cells import as_text, selected_pieces, texts_of

NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
"""The alignment that a model gives for cells with numbers, and for the header above them."""
WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
"""The alignment that a model gives for cells with words."""

COPY_LIMIT = 50_000
"""The most cells that are copied at once unless a table says otherwise; more would hold up the window."""


class Table(QTableView):
    """A read-only table; Ctrl+C copies the selected rows and columns as tab-separated text.

    Signals:
        copied: so many rows were copied.
        copy_deferred: these pieces are too large to be copied at once; who connects to it copies them.

    Attributes:
        copy_limit: the most cells that are copied at once.
    """

    copied = Signal(int)
    copy_deferred = Signal(list)

    def __init__(self, empty_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty_text = empty_text
        self._unused: QItemSelectionModel | None = None
        self.copy_limit = COPY_LIMIT
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        use_equal_widths(self)
        self._set_up_headers()

    @property
    def empty_text(self) -> str:
        """What stands in the table while it has no rows."""
        return self._empty_text

    def set_empty_text(self, text: str) -> None:
        """Set what stands in the table while it has no rows: what to do to get some."""
        self._empty_text = text
        self.viewport().update()

    def setSelectionModel(self, selection: QItemSelectionModel) -> None:
        """Keep the selection from the header, which would ask each row of each column whether it is selected."""
        super().setSelectionModel(selection)
        header = self.horizontalHeader()
        replaced = self._unused
        self._unused = QItemSelectionModel(selection.model(), header)
        header.setSelectionModel(self._unused)
        if replaced is not None:
            replaced.deleteLater()

    def selectAll(self) -> None:
        """Select every cell as one range; a million single indexes would stop the window for seconds."""
        model = self._shown()
        if model is not None and model.rowCount() and model.columnCount():
            corner = model.index(model.rowCount() - 1, model.columnCount() - 1)
            everything = QItemSelection(model.index(0, 0), corner)
            self.selectionModel().select(everything, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def copy(self) -> None:
        """Put the selected cells on the clipboard, row by row as they are seen, with tabs between columns."""
        pieces = selected_pieces(self) if self._shown() is not None else []
        if sum(piece.cells for piece in pieces) > self.copy_limit:
            self.copy_deferred.emit(pieces)
        elif pieces:
            QGuiApplication.clipboard().setText(as_text(texts_of(self, pieces)))
            self.copied.emit(sum(piece.rows for piece in pieces))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on the system's keys for it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Look for no row that begins with a typed letter; reading a million of them would stop the window."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, or the words that stand in for them."""
        super().paintEvent(event)
        model = self._shown()
        if self._empty_text and (model is None or not model.rowCount()):
            with QPainter(self.viewport()) as painter:
                painter.setPen(theme.current().text_muted)
                room = self.viewport().rect().adjusted(2 * GRID, 2 * GRID, -2 * GRID, -2 * GRID)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the rows as high as their text needs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_row_height()

    def _shown(self) -> QAbstractItemModel | None:
        """The model, which Qt's own types forget may be missing."""
        return self.model()

    def _set_up_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setDefaultAlignment(WORDS)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.hide()
        self._set_row_height()

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + GRID)
