"""The way to the page of versions and back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.training.versions.page import VersionsPage
from app.training.versions.summary import VersionsSummary
from app.widgets.notice import NoticeKind

_MODELS = {".json", ".joblib", ".pkl", ".pickle"}
_ONE = "Nothing was imported, since these are several models. Drop one at a time."


class VersionsDoor(QObject):
    """Opens the page among the other pages, and leads back to the one that was there before."""

    def __init__(self, pages: QStackedWidget, page: VersionsPage, summary: VersionsSummary) -> None:
        super().__init__(pages)
        self._pages, self._page, self._summary = pages, page, summary
        self._before: QWidget | None = None
        pages.addWidget(page)
        summary.open.clicked.connect(self.open)
        page.closed.connect(self._close)

    @Slot()
    def open(self) -> None:
        """Show the page."""
        if self._pages.currentWidget() is not self._page:
            self._before = self._pages.currentWidget()
        self._pages.setCurrentWidget(self._page)
        self._page.table.setFocus()

    def without_models(self, paths: Sequence[Path]) -> list[Path]:
        """Import the model among files that were dropped, on the page of versions; returns the other files."""
        models = [path for path in paths if path.suffix.lower() in _MODELS]
        if models:
            self.open()
        if len(models) == 1:
            self._page.importer.take(models[0])
        elif models:
            self._page.outcome.tell(NoticeKind.WARNING, _ONE)
        return [path for path in paths if path not in models]

    @Slot()
    def _close(self) -> None:
        if self._before is not None:
            self._pages.setCurrentWidget(self._before)
        self._summary.open.setFocus()
