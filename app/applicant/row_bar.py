"""Says which row of a scored file the form was filled from, and leads to the next one or back to the file."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.applicant.from_row import words_of
from app.widgets.notice import Notice, NoticeKind

if TYPE_CHECKING:
    from app.services.opened_row import OpenedRow

_KINDS = {"refer": NoticeKind.WARNING, "rejected": NoticeKind.ERROR}
_NEXT, _BACK = "Next to look at", "Back to the file"
_NO_MORE = {1: "No row to look at comes after it.", -1: "No row to look at comes before it."}


class RowBar(Notice):
    """Hidden while the form holds nothing of a file.

    Signals:
        step_requested: the next row to look at is wanted (1), or the one before (−1).
        back_requested: the file is wanted.
    """

    step_requested = Signal(int)
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: OpenedRow | None = None
        self.action_requested.connect(self._next)
        self.other_requested.connect(self.back_requested)
        QShortcut(QKeySequence("F8"), self, self._next)  # no shortcut of a hidden widget works
        QShortcut(QKeySequence("Shift+F8"), self, self._before)

    def show_row(self, row: "OpenedRow") -> None:
        """Say which row was opened."""
        self._opened = row
        self.show_notice(_KINDS.get(row.status, NoticeKind.INFO), words_of(row), _NEXT, other=_BACK)

    def tell_end(self, step: int) -> None:
        """Say that there is no further row."""
        if self._opened is not None:
            self.show_notice(NoticeKind.INFO, f"{words_of(self._opened)} {_NO_MORE[step]}", other=_BACK)

    @Slot()
    def _next(self) -> None:
        self.step_requested.emit(1)

    @Slot()
    def _before(self) -> None:
        self.step_requested.emit(-1)
