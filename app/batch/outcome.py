"""Says what was written, and opens it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.widgets.notice import Notice, NoticeKind

_NOT_OPENED = "No program on this computer opens {path}. Find it there with the file manager."
_OPEN, _FOLDER = "Open it", "Open folder"


class Outcome(Notice):
    """How the writing of a file, or of some, has ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self.action_requested.connect(self._open)
        self.other_requested.connect(self._open_folder)

    def tell_written(self, words: str, path: Path, notices: Sequence[str] = ()) -> None:
        """Say that a file, or a folder of files, was written; ``notices`` are what it had to go without."""
        self._path = path
        kind = NoticeKind.WARNING if notices else NoticeKind.SUCCESS
        is_folder = path.is_dir()
        self.show_notice(kind, " ".join((words, *notices)), "" if is_folder else _OPEN, other=_FOLDER)

    @Slot(str)
    def tell_failed(self, words: str) -> None:
        """Say why nothing was written."""
        self.show_notice(NoticeKind.ERROR, words)

    @Slot(str)
    def tell(self, words: str) -> None:
        """Say something that is no mishap."""
        self.show_notice(NoticeKind.INFO, words)

    @Slot()
    def _open(self) -> None:
        self._open_path(self._path)

    @Slot()
    def _open_folder(self) -> None:
        self._open_path(self._path if self._path.is_dir() else self._path.parent)

    def _open_path(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.tell_failed(_NOT_OPENED.format(path=path))
