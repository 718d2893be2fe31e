"""The reasons behind a score: one line per factor with its points as a bar to the left or to the right."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.services import theme
from app.widgets.painted import Painted
from app.widgets.reason_painting import Reason, ReasonLayout, paint_reasons, places_of

NO_REASONS = "The reasons appear with the score"
"""What the chart says while it is empty, unless it is given other words."""

_PREFERRED_CHARACTERS, _SMALLEST_CHARACTERS = 64, 40


class ReasonBars(Painted):
    """Diverging bars, strongest factor first: what lowers the score to the left, what raises it to the right."""

    def __init__(self, limit: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self._reasons: tuple[Reason, ...] = ()
        self._message = NO_REASONS
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._describe()

    def set_reasons(self, reasons: Sequence[Reason]) -> None:
        """Show the strongest of these factors; none at all shows the empty state."""
        self._reasons = tuple(sorted(reasons, key=lambda reason: (reason.is_rest, -abs(reason.points))))
        self._describe()

    def set_message(self, message: str) -> None:
        """Set what the empty chart says."""
        self._message = message
        self._describe()

    def set_limit(self, limit: int) -> None:
        """Set the largest number of lines; the widget keeps room for that many."""
        self._limit = limit
        self._describe()
        self.updateGeometry()

    def shown(self) -> tuple[Reason, ...]:
        """The reasons on show, strongest first."""
        return self._reasons[: self._limit]

    def reason_at(self, place: QPoint) -> Reason | None:
        """The reason whose line is at a place in the widget."""
        layout = ReasonLayout.of(QRectF(self.rect()), self.shown(), self)
        rows = zip(layout.rows(len(self.shown())), self.shown(), strict=True)
        return next((reason for row, reason in rows if row.contains(place)), None)

    def sizeHint(self) -> QSize:
        """Room for the largest number of lines."""
        return self._size(_PREFERRED_CHARACTERS)

    def minimumSizeHint(self) -> QSize:
        """The narrowest that leaves room for labels and bars."""
        return self._size(_SMALLEST_CHARACTERS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines in the colours of now."""
        with QPainter(self) as painter:
            paint_reasons(painter, QRectF(self.rect()), self.shown(), self._message, theme.current())

    def event(self, event: QEvent) -> bool:
        """Show the whole line of a reason, whose label may be shortened, as a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            reason = self.reason_at(event.pos())
            QToolTip.showText(event.globalPos(), reason.spoken(places_of(self.shown())) if reason else "", self)
            return True
        return super().event(event)

    def _size(self, characters: int) -> QSize:
        return ReasonLayout.size(characters, self._limit, self).toSize()

    def _describe(self) -> None:
        """Repaint, and say the reasons in words; Qt tells assistive technology when these change."""
        self.setAccessibleName("Reasons for the score")
        places = places_of(self.shown())
        self.setAccessibleDescription("; ".join(one.spoken(places) for one in self.shown()) or self._message)
        self.update()
