"""How many applicants have which score: bars in the colours of the bands, the bands' limits and shares beneath."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.services import theme
from app.services.theme import GRID, TextRole
from app.widgets.gauge_face import GaugeBand
from app.widgets.histogram_painting import Bin, HistogramLayout, counts_by_band, paint_histogram
from app.widgets.painted import Painted

NO_SCORES = "The distribution appears with the first scores"
_CHARACTERS, _BARS_IN_LINES = 56, 4


class ScoreHistogram(Painted):
    """Counts of scores over a scale of bands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bands: tuple[GaugeBand, ...] = ()
        self._bins: tuple[Bin, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("Distribution of scores")
        self._describe()

    def set_bands(self, bands: Sequence[GaugeBand]) -> None:
        """Set the bands of the scale, from lowest to highest."""
        self._bands = tuple(bands)
        self._describe()

    def set_bins(self, bins: Sequence[Bin]) -> None:
        """Show counts of scores, from lowest to highest; no bin should lie in two bands. None shows the empty state."""
        self._bins = tuple(bins)
        self._describe()

    def bin_at(self, place: QPoint) -> Bin | None:
        """The bin above a place in the widget."""
        if not self._total():
            return None
        layout = HistogramLayout.of(QRectF(self.rect()), self._bands, self)
        score = layout.score_at(place.x())
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
        """Paint the bars in the colours of now."""
        with QPainter(self) as painter:
            look = theme.current()
            if self._total():
                paint_histogram(painter, QRectF(self.rect()), self._bands, self._bins, look)
            else:
                painter.setPen(look.text_muted)
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, NO_SCORES)

    def _total(self) -> int:
        return sum(counts_by_band(self._bands, self._bins))

    def _describe(self) -> None:
        """Repaint, and say the share of each band in words."""
        counts, total = counts_by_band(self._bands, self._bins), self._total()
        shares = [
            f"{band.rating} {count:,} of {total:,}" for band, count in zip(self._bands, counts, strict=True) if total
        ]
        self.setAccessibleDescription("; ".join(shares) or NO_SCORES)
        self.update()
