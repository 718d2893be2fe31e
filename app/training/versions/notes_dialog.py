"""What people wrote about a version, and a place to add to it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.services.author import author
from app.services.desk import Desk
from app.services.theme import GRID
from app.training import wording
from app.training.versions.sizing import size_of
from app.widgets.labels import RoleLabel, breakable
from app.widgets.notice import Notice, NoticeKind
from app.widgets.quiet_area import QuietArea
from core.progress import Report
from core.registry.notes import Note
from core.registry.versions import Registry

_NONE = "Nobody has written anything about {version} yet."
_SAFE = "Nothing was written."
_HINT = "Kept with your name and the date; notes are only ever added."


class NotesDialog(QDialog):
    """Reads the notes about a version, and writes another beneath them; goes away for good when it is closed.

    Signals:
        written: there is a new note.

    Attributes:
        written_before: the notes, oldest first, as text.
        text: where another is written.
        add: keeps it; off while nothing is written.
        notice: why it could not be kept.
    """

    written = Signal()

    def __init__(self, desk: Desk, version: str, notes: Sequence[Note], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._version = desk, version
        self.setWindowTitle(f"Notes about {version}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.written_before, self.text, self.notice = RoleLabel(), QLineEdit(), Notice()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.add = self._buttons.addButton("Add the note", QDialogButtonBox.ButtonRole.ActionRole)
        self.add.setDefault(True)
        self._lay_out()
        self._connect()
        self._show(notes)
        self._enable()

    def _lay_out(self) -> None:
        question, hint = QLabel("&Write a note"), RoleLabel(_HINT)
        question.setBuddy(self.text)
        hint.set_state("muted")
        self.written_before.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.written_before.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(QuietArea(self.written_before, "Notes"), 1)
        for widget in (question, self.text, hint, self.notice, self._buttons):
            column.addWidget(widget)
        self.resize(size_of(self, 76, 28))
        self.text.setFocus()

    def _connect(self) -> None:
        self.text.textChanged.connect(self._enable)
        self.add.clicked.connect(self._write)
        self._buttons.rejected.connect(self.reject)

    @Slot()
    def _enable(self) -> None:
        self.add.setEnabled(bool(self.text.text().strip()))

    @Slot()
    def _write(self) -> None:
        self.add.setEnabled(False)
        job = self._desk.jobs.start(partial(_add, self._desk.model.registry, self._version, self.text.text()))
        job.succeeded.connect(self._take)
        job.failed.connect(self._tell)

    @Slot(object)
    def _take(self, notes: Sequence[Note]) -> None:
        self.notice.clear()
        self.text.clear()
        self._show(notes)
        self.written.emit()

    @Slot(object)
    def _tell(self, error: BaseException) -> None:
        self.notice.show_notice(NoticeKind.ERROR, wording.problem(error, _SAFE))
        self._enable()

    def _show(self, notes: Sequence[Note]) -> None:
        words = "\n\n".join(map(_told, notes)) or _NONE.format(version=self._version)
        self.written_before.setText(breakable(words))


def _told(note: Note) -> str:
    by = ", ".join(filter(None, [note.at[:16].replace("T", " "), note.author]))
    return f"{by}\n{note.text}" if by else note.text


def _add(registry: Registry, version: str, text: str, _report: Report) -> tuple[Note, ...]:
    registry.note(version, text, author())
    return registry.notes(version)
