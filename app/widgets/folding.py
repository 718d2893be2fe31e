"""Puts widgets side by side where there is room, and beneath each other where there is not."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.services.theme import GRID


class Folding(QWidget):
    """A row that folds into a column when it gets narrower than its widgets need.

    Args:
        widgets: from left to right.
        weights: how they share the room; equally where none are given.
    """

    def __init__(self, *widgets: QWidget, weights: Sequence[int] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets = widgets
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * GRID)
        for widget, weight in zip(widgets, weights or [1] * len(widgets), strict=True):
            self._row.addWidget(widget, weight)

    @property
    def is_folded(self) -> bool:
        """Whether the widgets stand beneath each other."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest widget, which may have been allowed to be narrower than it needs."""
        widest = max(widget.minimumWidth() or widget.minimumSizeHint().width() for widget in self._widgets)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        needed = sum(self._widths()) + self._row.spacing() * (len(self._widgets) - 1)
        beneath = self.width() < needed
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if beneath else QBoxLayout.Direction.LeftToRight)

    def _widths(self) -> list[int]:
        return [widget.minimumSizeHint().width() for widget in self._widgets]
