"""The sliders of the what-if page in aligned lines; where there is little room each lies beneath its name and value."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from app.services.theme import GRID

_NAME, _SLIDER, _VALUE = range(3)
_SHORTEST = 24
"""The shortest slider beside its name, in characters; a shorter one is hard to set."""

Line = tuple[QLabel, QSlider, QLabel]
"""A name, the slider, and its value in words."""


class SliderGrid(QWidget):
    """Lines of name, slider and value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._is_stacked = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(_SLIDER, 1)

    def show_lines(self, lines: list[Line]) -> None:
        """Take other lines; the old ones are deleted."""
        for widget in (widget for line in self._lines for widget in line):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._lines = lines
        self._place()

    def event(self, event: QEvent) -> bool:
        """Arrange the lines anew when there is more or less room for them, or when they need more or less."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            is_stacked = self.width() < self._needed() + _SHORTEST * self.fontMetrics().averageCharWidth()
            if is_stacked is not self._is_stacked:
                self._is_stacked = is_stacked
                self._place()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """As narrow as names and values beside each other."""
        return QSize(self._needed(), super().minimumSizeHint().height())

    def _needed(self) -> int:
        """The width of all but the sliders."""
        names = max((name.sizeHint().width() for name, _, _ in self._lines), default=0)
        values = max((max(value.sizeHint().width(), value.minimumWidth()) for *_, value in self._lines), default=0)
        return names + values + 2 * self._grid.horizontalSpacing()

    def _place(self) -> None:
        for place, (name, slider, value) in enumerate(self._lines):
            line = 2 * place
            self._grid.addWidget(name, line, _NAME)
            self._grid.addWidget(value, line, _VALUE)
            if self._is_stacked:
                self._grid.addWidget(slider, line + 1, _NAME, 1, 3)
            else:
                self._grid.addWidget(slider, line, _SLIDER)
