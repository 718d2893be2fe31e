"""The files that were given together: where each stands, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.batch.file_queue import FileQueue, FileState, QueuedFile
from app.services.theme import GRID
from app.widgets.labels import RoleLabel
from app.widgets.whole_table import WholeTable

_MOST_ROWS, _NARROWEST, _LEAST = 3, 40, 5 * GRID
_ORDER = (
    FileState.SCORED, FileState.SCORING, FileState.LOOKING, FileState.ASKING, FileState.WAITING, FileState.FAILED,
    FileState.STOPPED,
)  # fmt: skip
_ELSEWHERE = "Save elsewhere…"
_OPENING = {
    FileState.SCORED: "Show result", FileState.ASKING: "Decide…", FileState.LOOKING: "Show progress",
    FileState.SCORING: "Show progress",
}  # fmt: skip
_REMOVABLE = (FileState.WAITING, FileState.ASKING, FileState.FAILED, FileState.STOPPED, FileState.SCORED)


class QueuePanel(QWidget):
    """Hidden unless several files were given.

    Signals:
        opened: a ``QueuedFile`` with which somebody wants to go on.
        removed: a ``QueuedFile`` that somebody takes off the list.
        closed: the list is not needed any more.

    Attributes:
        table: the files.
    """

    opened = Signal(object)
    removed = Signal(object)
    closed = Signal()

    def __init__(self, queue: FileQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue, self._words = queue, RoleLabel()
        self.table = WholeTable("", _MOST_ROWS, _NARROWEST)
        self._open, self._remove, self._close = QPushButton(_OPENING[FileState.SCORED]), QPushButton(), QPushButton()
        self._remove.setText("Take off the list")
        self._close.setText("Close list")
        self._open.setToolTip("Enter, in the list")
        self._remove.setToolTip("Delete, in the list")
        self.table.show_model(queue)
        self.table.horizontalHeader().hide()
        self.table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.table.setMinimumHeight(_LEAST)  # where there is little room it scrolls
        self.table.setAccessibleName("Files to score")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._lay_out()
        self._connect()
        self._refresh()

    @property
    def words(self) -> str:
        """How many files there are, and where they stand."""
        return self._words.text()

    @property
    def selected(self) -> QueuedFile | None:
        """The file that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self._queue.file(rows[0].row()) if rows else None

    def select(self, file: QueuedFile) -> None:
        """Choose a file."""
        self.table.selectRow(list(self._queue).index(file))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._words, 1)
        for button in (self._open, self._remove, self._close):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.table)

    def _connect(self) -> None:
        for changed in (self._queue.dataChanged, self._queue.rowsInserted, self._queue.rowsRemoved):
            changed.connect(self._refresh)
        self.table.selectionModel().selectionChanged.connect(self._refresh)
        self.table.doubleClicked.connect(self._open_selected)
        self._open.clicked.connect(self._open_selected)
        self._remove.clicked.connect(self._remove_selected)
        self._close.clicked.connect(self.closed)
        for key, slot in (
            (Qt.Key.Key_Return, self._open_selected),
            (Qt.Key.Key_Enter, self._open_selected),
            (Qt.Key.Key_Delete, self._remove_selected),
        ):
            QShortcut(QKeySequence(key), self.table, slot).setContext(Qt.ShortcutContext.WidgetShortcut)

    @Slot()
    def _refresh(self) -> None:
        counts = [(self._queue.count(state), state) for state in _ORDER]
        parts = ", ".join(f"{count} {state.lower()}" for count, state in counts if count)
        self._words.setText(f"{len(self._queue)} files: {parts}")
        self.setVisible(len(self._queue) > 1)
        file = self.selected
        label = _label(file)
        self._open.setEnabled(bool(label))
        self._open.setText(label or _OPENING[FileState.SCORED])
        self._remove.setEnabled(file is not None and file.state in _REMOVABLE)
        self._close.setEnabled(all(each.state.is_over for each in self._queue))

    @Slot()
    def _open_selected(self) -> None:
        if _label(self.selected):
            self.opened.emit(self.selected)

    @Slot()
    def _remove_selected(self) -> None:
        if self.selected is not None and self.selected.state in _REMOVABLE:
            self.removed.emit(self.selected)


def _label(file: QueuedFile | None) -> str:
    """What can be done with a file; nothing where there is no file or nothing to do."""
    if file is None:
        return ""
    return _ELSEWHERE if file.may_go_elsewhere else _OPENING.get(file.state, "")
