"""What came of the last thing that was done with a version, and a way to open what was written."""

from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.training import wording
from app.widgets.notice import Notice, NoticeKind

_OPEN = "Open it"
_NOT_OPENED = "{path} could not be opened: no program here takes it, or it is gone."


class Outcome(Notice):
    """A notice; one about a file or folder has a button that opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self.action_requested.connect(self._open)

    @Slot(str, str)
    def tell(self, kind: str, words: str) -> None:
        """Say what came of it."""
        self.show_notice(kind, words)

    @Slot(object)
    def tell_failed(self, error: BaseException) -> None:
        """Say what went wrong."""
        self.show_notice(NoticeKind.ERROR, wording.problem(error))

    @Slot(Path, str)
    def tell_written(self, path: Path, words: str) -> None:
        """Say what was written, and where."""
        self._path = path
        self.show_notice(NoticeKind.SUCCESS, words, _OPEN)

    @Slot()
    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path))):
            self.show_notice(NoticeKind.ERROR, _NOT_OPENED.format(path=self._path))
