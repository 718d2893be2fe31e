"""A notice that offers to do something about what it says."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.widgets.notice import Notice, NoticeKind


class Offer(Notice):
    """Keeps what its button does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: Callable[[], object] | None = None
        self.action_requested.connect(self._act)

    def tell(self, kind: NoticeKind, words: str, label: str = "", action: Callable[[], object] | None = None) -> None:
        """Say something, and offer to do something about it."""
        self._offered = action
        self.show_notice(kind, words, label)

    @Slot()
    def _act(self) -> None:
        if self._offered is not None:
            self._offered()
