"""How defaulters and good borrowers spread over the PD, and a cut-off among them that is dragged, or moved by keys."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.services import theme
from app.services.theme import TextRole
from app.widgets.cut_off_painting import BINS, HIGHEST, LOWEST, Layout, Spread, log_odds, paint_cut_off, paint_spread
from app.widgets.dragged_line import DraggedLine
from app.widgets.speaking import speak

_STEPS = 100
"""Steps of the slider in one unit of log-odds."""
_STEP, _PAGE = 5, 50
_CHARACTERS, _LINES = 56, 9


@dataclass(frozen=True)
class Mark:
    """A place on the scale with a word beneath it."""

    pd: float
    word: str


class CutOffScale(DraggedLine):
    """A slider over PDs on a scale of log-odds, since most PDs are small.

    Signals:
        moved: somebody took the cut-off to this PD.
    """

    moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spread: Spread | None = None
        self._mark: Mark | None = None
        self._outcome = ""
        self._is_set = False
        self.setRange(round(LOWEST * _STEPS), round(HIGHEST * _STEPS))
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.setAccessibleName("Cut-off among the probabilities of default")
        self.valueChanged.connect(self._tell)
        self.sliderReleased.connect(self._announce)

    @property
    def pd(self) -> float:
        """The cut-off where the slider stands."""
        return 1.0 / (1.0 + math.exp(-self.value() / _STEPS))

    def set_pd(self, pd: float) -> None:
        """Stand as near to a PD as there is a step; ``moved`` is not emitted."""
        self._is_set = True
        self.setValue(round(log_odds(pd) * _STEPS))
        self._is_set = False
        self.update()

    def set_spread(self, spread: Spread | None) -> None:
        """Show how many loans of each outcome there are in ``BINS`` equal intervals of log-odds."""
        self._spread = spread
        self.update()

    def set_mark(self, mark: Mark | None) -> None:
        """Mark a place, such as the best cut-off."""
        self._mark = mark
        self.update()

    def set_outcome(self, words: str) -> None:
        """Set what comes of the cut-off of now; it is spoken unless the line is just being dragged."""
        self._outcome = words
        self.setAccessibleDescription(words)
        if not self.isSliderDown():
            self._announce()

    def sizeHint(self) -> QSize:
        """Room for bars of some lines' height above two lines of text."""
        metrics = QFontMetricsF(theme.font(TextRole.BODY), self)
        return QSize(round(_CHARACTERS * metrics.averageCharWidth()), round(_LINES * metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """The smallest that can be read."""
        hint = self.sizeHint()
        return QSize(hint.width() // 2, hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars, the line and the mark in the colours of now."""
        layout, look = self._layout(), theme.current()
        with QPainter(self) as painter:
            painter.setFont(theme.font(TextRole.SMALL))
            if self._spread is not None:
                paint_spread(painter, layout, self._spread, look)
            mark = (self._mark.pd, self._mark.word) if self._mark else None
            paint_cut_off(painter, layout, self.pd, mark, look, has_focus=self.hasFocus())

    def _layout(self) -> Layout:
        return Layout.of(QRectF(self.rect()), QFontMetricsF(theme.font(TextRole.SMALL), self))

    def _value_at(self, x: float) -> int:
        return round(self._layout().log_odds_at(x) * _STEPS)

    @Slot()
    def _tell(self) -> None:
        self.update()
        if not self._is_set:
            self.moved.emit(self.pd)

    @Slot()
    def _announce(self) -> None:
        speak(self, self._outcome)


__all__ = ["BINS", "HIGHEST", "LOWEST", "CutOffScale", "Mark", "Spread"]
