"""The table of a scored file: columns that are sorted, moved, resized and hidden; rows that are opened."""

from PySide6.QtCore import QItemSelectionModel, QPoint, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from app.batch.column_memory import ColumnMemory
from app.batch.rows_model import RowsModel
from app.services.theme import GRID
from app.widgets.table import Table
from core.batch.kept.wish import Sort

_COPIED_AT_ONCE = 5_000
_FEWEST_ROWS = 4
_ORDER = Qt.SortOrder
_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_NO_ARROW = "QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }"
"""Qt draws it over the heading of a narrow column; the model says in the heading which way the rows go."""
_ALL, _AS_FIRST = "Show all columns", "Widths and order as at first"


class RowTable(Table):
    """Shows a ``RowsModel``.

    Signals:
        sort_wished: another order is wanted.
        row_opened: the place of a row that somebody wants to see as a whole.
    """

    sort_wished = Signal()
    row_opened = Signal(int)

    def __init__(self, memory: ColumnMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._memory, self._names = memory, list[str]()
        self.copy_limit = _COPIED_AT_ONCE  # each page may have to be read first
        self.setAccessibleName("Rows of the scored file")
        self.verticalHeader().show()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsMovable(True)
        header.setStyleSheet(_NO_ARROW)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, _ORDER.AscendingOrder)
        self.setSortingEnabled(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._connect()

    def minimumSizeHint(self) -> QSize:
        """Room for its heading and some rows."""
        row, bar = self.verticalHeader().defaultSectionSize(), self.horizontalScrollBar().sizeHint().height()
        height = self.horizontalHeader().sizeHint().height() + _FEWEST_ROWS * row + bar + 2 * self.frameWidth()
        return QSize(super().minimumSizeHint().width(), height)

    @property
    def place(self) -> int | None:
        """The row where somebody is; None while the keyboard only stands at the first one, which Qt does not select."""
        current = self.currentIndex()
        return current.row() if current.isValid() and self.selectionModel().isSelected(current) else None

    @property
    def sort(self) -> Sort | None:
        """The order that the header shows."""
        header, model = self.horizontalHeader(), self.model()
        section = header.sortIndicatorSection()
        if not isinstance(model, RowsModel) or not 0 <= section < len(model.columns):
            return None
        return Sort(model.columns[section].place, header.sortIndicatorOrder() is _ORDER.DescendingOrder)

    def show_sort(self, sort: Sort | None) -> None:
        """Let the header show an order."""
        model, header = self.model(), self.horizontalHeader()
        with QSignalBlocker(header):
            if sort is None or not isinstance(model, RowsModel):
                header.setSortIndicator(-1, _ORDER.AscendingOrder)
            else:
                section = next(at for at, column in enumerate(model.columns) if column.place == sort.column)
                header.setSortIndicator(section, _ORDER.DescendingOrder if sort.descending else _ORDER.AscendingOrder)
        header.viewport().update()

    def show_rows(self, model: RowsModel | None) -> None:
        """Show the rows of another file from their beginning, or of none."""
        old = self.model()
        self._names = []  # what is set up now is nobody's wish
        self.setModel(model)
        if isinstance(old, RowsModel):
            old.deleteLater()
        if model is not None:
            self._arrange(model)
            self.scrollToTop()
            self.horizontalScrollBar().setValue(0)

    def go_to(self, place: int) -> None:
        """Lead to a row."""
        column = max(self.columnAt(0), 0)
        index = self.model().index(place, column)
        self.selectionModel().setCurrentIndex(index, _ROW)
        self.scrollTo(index, self.ScrollHint.EnsureVisible)

    def column_menu(self) -> QMenu:
        """What can be done with columns."""
        menu, header, model = QMenu(self), self.horizontalHeader(), self.model()
        assert isinstance(model, RowsModel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for visual in range(header.count()):
            section = header.logicalIndex(visual)
            action = menu.addAction(model.columns[section].heading.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(section))
            action.setData(section)
        menu.addSeparator()
        menu.addAction(_ALL)
        menu.addAction(_AS_FIRST)
        menu.triggered.connect(self._choose)
        return menu

    def _connect(self) -> None:
        header = self.horizontalHeader()
        header.sortIndicatorChanged.connect(self.sort_wished)
        header.customContextMenuRequested.connect(self._ask_columns)
        header.sectionMoved.connect(self._remember)
        header.sectionResized.connect(self._remember)
        self.doubleClicked.connect(self._open_current)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self, self._open_current)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _arrange(self, model: RowsModel) -> None:
        """Give the columns the widths and places that they were given before, or those they are meant to have."""
        header, names = self.horizontalHeader(), [column.name for column in model.columns]
        state = self._memory.state(names)
        with QSignalBlocker(header):
            if state.isEmpty() or not header.restoreState(state) or header.count() != len(names):
                self._as_at_first(model)
        self.show_sort(None)
        self._names = names

    def _as_at_first(self, model: RowsModel) -> None:
        letter, header = self.fontMetrics().averageCharWidth(), self.horizontalHeader()
        for place, column in enumerate(model.columns):
            header.showSection(place)
            header.moveSection(header.visualIndex(place), place)
            header.resizeSection(place, column.width * letter + 2 * GRID)

    @Slot()
    def _remember(self) -> None:
        if self._names:
            self._memory.put(self._names, self.horizontalHeader().saveState())

    @Slot()
    def _open_current(self) -> None:
        if self.currentIndex().isValid():
            self.setCurrentIndex(self.currentIndex())  # selects it, so that somebody is there
            self.row_opened.emit(self.currentIndex().row())

    @Slot(QPoint)
    def _ask_columns(self, where: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(where))

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        """Hide or show a column, but never the last one."""
        header, section, model = self.horizontalHeader(), action.data(), self.model()
        if section is not None and (action.isChecked() or header.hiddenSectionCount() < header.count() - 1):
            header.setSectionHidden(section, not action.isChecked())
        elif action.text() == _ALL:
            for each in range(header.count()):
                header.showSection(each)
        elif action.text() == _AS_FIRST and isinstance(model, RowsModel):
            self._as_at_first(model)
        self._remember()
