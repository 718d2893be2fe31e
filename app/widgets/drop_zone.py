"""A large target for files: drop them on it, or press its button."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.services import theme
from app.services.theme import GRID, TextRole
from app.widgets.labels import RoleLabel

_WIDEST_WORDS = 80 * GRID
_FOLDER = "That is a folder. Drop a file."
_NOT_HERE = "That is not a file on this computer. Save it first, then drop the saved file."
_NOT_A_FILE = "That file is no longer there. Drop it again."


class DropZone(QFrame):
    """Emits the files that were dropped, or that the user wants to choose; says in words what it refuses.

    Signals:
        files_chosen: a list of paths that were dropped.
        choose_requested: the button was pressed; the owner asks for a file.
    """

    files_chosen = Signal(list)
    choose_requested = Signal()

    def __init__(self, invitation: str, button: str, hint: str = "", parent: QWidget | None = None) -> None:
        """Make the target; ``hint`` says in small text which files are meant."""
        super().__init__(parent)
        self._hint = hint
        self._is_target = False
        self._title = RoleLabel(invitation, TextRole.HEADING)
        self._words = RoleLabel()
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = QPushButton(button)
        self._button.clicked.connect(self.choose_requested)
        self.setAcceptDrops(True)
        self.setFocusProxy(self._button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(invitation)
        self._lay_out()
        self._say(hint)

    @property
    def words(self) -> str:
        """The small text: the hint, or why the last files were refused."""
        return self._words.text()

    @property
    def is_target(self) -> bool:
        """Whether files that would be taken are held over the target."""
        return self._is_target

    def set_hint(self, hint: str) -> None:
        """Say in small text which files are meant."""
        self._hint = hint
        self._say(hint)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take drags of files; say at once what would be refused."""
        if not event.mimeData().hasUrls():
            event.ignore()
            return
        problem = _problem(event.mimeData().urls())
        self._say(problem or self._hint, is_problem=bool(problem))
        self._highlight(is_target=not problem)
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go back to the invitation."""
        self._say(self._hint)
        self._highlight(is_target=False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit the files, or leave the words that say why not."""
        urls = event.mimeData().urls()
        problem = _problem(urls)
        self._say(problem or self._hint, is_problem=bool(problem))
        self._highlight(is_target=False)
        if problem:
            event.ignore()
            return
        event.acceptProposedAction()
        self.files_chosen.emit([Path(url.toLocalFile()) for url in urls])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed edge; a full edge in the accent colour while files are held over it."""
        look = theme.current()
        style = Qt.PenStyle.SolidLine if self._is_target else Qt.PenStyle.DashLine
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour, width = (look.accent, 2) if self._is_target else (look.border, 1)
            painter.setPen(QPen(colour, width * look.line, style))
            painter.setBrush(look.selection if self._is_target else look.surface)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), GRID, GRID)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addStretch()
        column.addWidget(self._title)
        self._words.setMaximumWidth(_WIDEST_WORDS)
        words = QHBoxLayout()
        words.addWidget(self._words)
        column.addLayout(words)
        column.addSpacing(GRID)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def _say(self, words: str, *, is_problem: bool = False) -> None:
        self._words.setText(words)
        self._words.set_state("error" if is_problem else "muted")
        self._words.setVisible(bool(words))

    def _highlight(self, *, is_target: bool) -> None:
        self._is_target = is_target
        self.update()


def _problem(urls: Sequence[QUrl]) -> str:
    """Why these cannot be taken, in words; empty when they can."""
    if not all(url.isLocalFile() for url in urls):
        return _NOT_HERE
    paths = [Path(url.toLocalFile()) for url in urls]
    if any(path.is_dir() for path in paths):
        return _FOLDER
    return "" if all(path.is_file() for path in paths) else _NOT_A_FILE
