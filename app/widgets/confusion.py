"""A confusion matrix as four painted cells: what the model said against what happened."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintDevice, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services import theme
from app.services.colours import Theme
from app.services.theme import GRID, TextRole
from app.widgets.figures import percent
from app.widgets.painted import Painted

NO_COUNTS = "The counts appear with the result"
FLAGGED = ("Flagged", "Not flagged")
DECLINED = ("Declined", "Approved")
_CENTRE = Qt.AlignmentFlag.AlignCenter
_BOTTOM = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
_TOP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_CELL_CHARACTERS = 16
_STRONGEST_TINT = 0.30


@dataclass(frozen=True)
class Confusion:
    """Counts of held-out borrowers by what happened and by what the model said.

    Attributes:
        caught: defaulted, and was flagged.
        missed: defaulted, but was not flagged.
        false_alarms: repaid, but was flagged.
        passed: repaid, and was not flagged.
    """

    caught: int
    missed: int
    false_alarms: int
    passed: int

    def rows(self) -> tuple[tuple[str, int, int], tuple[str, int, int]]:
        """What happened, how many were flagged, how many were not."""
        return ("Defaulted", self.caught, self.missed), ("Repaid", self.false_alarms, self.passed)


class ConfusionMatrix(Painted):
    """Rows are what happened, columns what the model said; each cell has its count and its share of the row."""

    def __init__(self, titles: tuple[str, str] = FLAGGED, parent: QWidget | None = None) -> None:
        """Make an empty one; ``titles`` name its columns."""
        super().__init__(parent)
        self._titles = titles
        self._counts: Confusion | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_counts(None)

    def set_counts(self, counts: Confusion | None) -> None:
        """Show the counts; None shows the empty state."""
        self._counts = counts
        self.setAccessibleName("Confusion matrix")
        self.setAccessibleDescription(_spoken(counts, self._titles) if counts else NO_COUNTS)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for two lines in each cell."""
        body = QFontMetricsF(theme.font(TextRole.BODY), self)
        line = body.height()
        width = _stub_width(self) + 2 * _CELL_CHARACTERS * body.averageCharWidth()
        return QSize(round(width), round(line + GRID + 2 * (3 * line + 2 * GRID)))

    def minimumSizeHint(self) -> QSize:
        """As the size hint: nothing in it can give way."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cells in the colours of now."""
        look = theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(theme.font(TextRole.BODY))
            if self._counts is None:
                painter.setPen(look.text_muted)
                painter.drawText(self.rect(), _CENTRE | Qt.TextFlag.TextWordWrap, NO_COUNTS)
            else:
                _paint_matrix(painter, QRectF(self.rect()), self._counts, self._titles, look)


def _paint_matrix(painter: QPainter, rect: QRectF, counts: Confusion, titles: tuple[str, str], look: Theme) -> None:
    stub, header = _stub_width(painter.device()), painter.fontMetrics().height() + GRID
    width, height = (rect.width() - stub) / 2, (rect.height() - header) / 2
    painter.setPen(look.text_muted)
    for column, title in enumerate(titles):
        painter.drawText(QRectF(stub + column * width, 0, width, header), _CENTRE, title)
    for line, (happened, *row) in enumerate(counts.rows()):
        top = header + line * height
        painter.setPen(look.text_muted)
        painter.drawText(QRectF(0, top, stub, height), Qt.AlignmentFlag.AlignVCenter, happened)
        for column, count in enumerate(row):
            cell = QRectF(stub + column * width, top, width, height).adjusted(1, 1, -1, -1)
            _paint_cell(painter, cell, count, sum(row), look.favourable if line == column else look.adverse, look)


def _paint_cell(painter: QPainter, cell: QRectF, count: int, of: int, colour: QColor, look: Theme) -> None:
    """A cell whose tint is as strong as its share of the row; right cells in one colour, wrong ones in the other."""
    share = count / of if of else 0.0
    tint = QColor(colour)
    tint.setAlphaF(_STRONGEST_TINT * share)
    painter.setPen(look.separator)
    painter.setBrush(tint)
    painter.drawRect(cell)
    painter.setPen(look.text)
    painter.setFont(theme.font(TextRole.HEADING))
    middle = cell.center().y()
    painter.drawText(QRectF(cell.left(), cell.top(), cell.width(), middle - cell.top()), _BOTTOM, f"{count:,}")
    painter.setFont(theme.font(TextRole.BODY))
    painter.drawText(QRectF(cell.left(), middle, cell.width(), cell.bottom() - middle), _TOP, percent(share))


def _stub_width(device: QPaintDevice) -> float:
    metrics = QFontMetricsF(theme.font(TextRole.BODY), device)
    return max(metrics.horizontalAdvance(happened) for happened, *_ in Confusion(0, 0, 0, 0).rows()) + 2 * GRID


def _spoken(counts: Confusion, titles: tuple[str, str]) -> str:
    first, second = (title.lower() for title in titles)
    return "; ".join(
        f"{happened}: {flagged:,} {first}, {not_flagged:,} {second}" for happened, flagged, not_flagged in counts.rows()
    )
