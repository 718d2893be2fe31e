"""How many applicants have which score, and a cut-off among them that is dragged, or moved by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.services import theme
from app.services.theme import GRID, TextRole
from app.widgets.dragged_line import DraggedLine
from app.widgets.gauge_face import GaugeBand
from app.widgets.histogram_painting import Bin, HistogramLayout, counts_by_band, paint_cutoff, paint_histogram
from app.widgets.speaking import speak

NO_SCORES = "The distribution appears with the first scores"
_CHARACTERS, _BARS_IN_LINES = 56, 4
_PAGE = 10


class ScoreHistogram(DraggedLine):
    """Counts of scores over a scale of bands; its value is the cut-off, the lowest score that passes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bands: tuple[GaugeBand, ...] = ()
        self._bins: tuple[Bin, ...] = ()
        self._outcome = ""
        self.setPageStep(_PAGE)
        self.setAccessibleName("Cut-off in the distribution of scores")
        self.valueChanged.connect(self._repaint)
        self.sliderReleased.connect(self._announce)
        self._describe()

    def set_bands(self, bands: Sequence[GaugeBand]) -> None:
        """Set the bands of the scale, from lowest to highest; the cut-off stays within them."""
        self._bands = tuple(bands)
        if bands:
            self.setRange(bands[0].minimum, bands[-1].maximum)
        self._describe()

    def set_bins(self, bins: Sequence[Bin]) -> None:
        """Show counts of scores, from lowest to highest; no bin should lie in two bands. None shows the empty state."""
        self._bins = tuple(bins)
        self._describe()

    def set_outcome(self, words: str) -> None:
        """Set what comes of the cut-off of now; it is spoken unless the line is just being dragged."""
        self._outcome = words
        self._describe()
        if not self.isSliderDown():
            self._announce()

    def bin_at(self, place: QPoint) -> Bin | None:
        """The bin above a place in the widget."""
        if not self._total():
            return None
        score = self._layout().score_at(place.x())
        return next((one for one in self._bins if one.minimum <= score < one.maximum + 1), None)

    def sizeHint(self) -> QSize:
        """Room for bars of a few lines' height above two lines of text."""
        metrics = QFontMetricsF(theme.font(TextRole.BODY), self)
        return QSize(round(_CHARACTERS * metrics.averageCharWidth()), round(2 * _BARS_IN_LINES * metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """The smallest that can be read."""
        hint = self.sizeHint()
        return QSize(round(hint.width() * 0.7), round(hint.height() * 0.75) + GRID)

    def event(self, event: QEvent) -> bool:
        """Tell the scores and the count of the bar under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self.bin_at(event.pos())
            QToolTip.showText(event.globalPos(), found.spoken if found else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars and the line in the colours of now."""
        with QPainter(self) as painter:
            look = theme.current()
            if self._total():
                paint_histogram(painter, QRectF(self.rect()), self._bands, self._bins, look)
                paint_cutoff(painter, self._layout(), self.value(), look, has_focus=self.hasFocus())
            else:
                painter.setPen(look.text_muted)
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, NO_SCORES)

    def _layout(self) -> HistogramLayout:
        return HistogramLayout.of(QRectF(self.rect()), self._bands, self)

    def _value_at(self, x: float) -> int:
        return round(self._layout().score_at(x))

    def _has_line(self) -> bool:
        return self._total() > 0

    def _is_near(self, x: float) -> bool:
        return self._has_line() and abs(x - self._layout().x(self.value())) <= GRID

    def _total(self) -> int:
        return sum(counts_by_band(self._bands, self._bins))

    def _describe(self) -> None:
        """Repaint, and say in words what comes of the cut-off and the share of each band."""
        counts, total = counts_by_band(self._bands, self._bins), self._total()
        shares = [
            f"{band.rating} {count:,} of {total:,}" for band, count in zip(self._bands, counts, strict=True) if total
        ]
        told = [self._outcome, "; ".join(shares)] if total else [NO_SCORES]
        self.setAccessibleDescription(" ".join(filter(None, told)))
        self.update()

    @Slot()
    def _announce(self) -> None:
        speak(self, self._outcome)

    @Slot()
    def _repaint(self) -> None:
        self.update()
