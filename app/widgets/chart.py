"""Shows a chart that is drawn in a job, so that the window never waits for it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFontInfo,
    QFontMetricsF,
    QHideEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services import theme
from app.services.dialogs import Dialogs
from app.services.jobs import JobRunner
from app.services.theme import GRID, TextRole
from app.widgets.chart_actions import ChartActions
from app.widgets.chart_rendering import Chart, Paper, render_image
from app.widgets.painted import Painted

_PAUSE_MS = 60
_RENEWED_WITHIN_MS = 1000
_CHARACTERS, _LINES = 48, 18
_SMALLEST_SHARE = 0.6
_DRAWING = "Drawing…"
_FAILED = "This chart could not be drawn. The log tells why; all other results are as they should be."


class ChartView(Painted):
    """One chart, drawn again when its size, the screen or the look changes; the last picture stays until then.

    Signals:
        rendered: the picture on show is now that of the present chart, size and look.

    Attributes:
        commands: copying, saving and the table of numbers, also in the context menu.
    """

    rendered = Signal()

    def __init__(self, jobs: JobRunner, dialogs: Dialogs, cache_folder: Path, parent: QWidget | None = None) -> None:
        """Make an empty view; ``cache_folder`` is where matplotlib keeps its list of fonts."""
        super().__init__(parent)
        self._jobs, self._cache_folder = jobs, cache_folder
        self._chart: Chart | None = None
        self._drawn: tuple[Chart, Paper] | None = None
        self._under_way: tuple[Chart, Paper] | None = None
        self._image = QImage()
        self._message = ""
        self._subject = self._drawn_subject = object()  # is another when the next chart is about something else
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._renewal = QTimer(self, singleShot=True, interval=_RENEWED_WITHIN_MS)
        for timer in (self._pause, self._renewal):
            timer.timeout.connect(self._draw)
        theme.notifier().changed.connect(self._draw_later)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.commands = ChartActions(self, jobs, dialogs, cache_folder)

    @property
    def chart(self) -> Chart | None:
        """The chart on show, or being drawn."""
        return self._chart

    @property
    def message(self) -> str:
        """The words that stand in place of a picture; empty while there is one."""
        return self._message

    def show_chart(self, chart: Chart) -> None:
        """Draw a chart in the place of the last one."""
        self._set(chart, _DRAWING)
        self._name(chart)
        self._draw()

    def renew_chart(self, chart: Chart) -> None:
        """Draw a later state of the chart on show, whose last picture stays until then; at most once a second."""
        if self._chart is None:
            self.show_chart(chart)
            return
        self._chart = chart
        self._name(chart)
        self.commands.set_chart(chart)
        if not self._renewal.isActive():
            self._renewal.start()

    def show_message(self, message: str) -> None:
        """Show words instead of a chart: what to do to get one."""
        self._set(None, message)
        self.setAccessibleName(message)
        self.setAccessibleDescription("")

    def picture(self) -> QImage:
        """The picture on show, on the ground of the window; null while there is none."""
        if self._image.isNull():
            return QImage()
        picture = QImage(self._image.size(), QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(self._image.devicePixelRatio())
        picture.fill(theme.current().surface)
        with QPainter(picture) as painter:
            painter.drawImage(0, 0, self._image)
        return picture

    def paper(self) -> Paper:
        """What the chart is drawn on now."""
        font = QFontInfo(theme.font(TextRole.BODY))
        colours = theme.names(theme.current())
        ratio, inch = self.devicePixelRatioF(), float(self.logicalDpiX())
        return Paper(self.width(), self.height(), ratio, inch, colours, font.family(), font.pointSizeF())

    def sizeHint(self) -> QSize:
        """Room in proportion to the size of text."""
        metrics = QFontMetricsF(theme.font(TextRole.BODY), self)
        return QSize(round(_CHARACTERS * metrics.averageCharWidth()), round(_LINES * metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """The smallest that can be read."""
        return self.sizeHint() * _SMALLEST_SHARE

    def event(self, event: QEvent) -> bool:
        """Draw again for a screen with other pixels."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._draw_later()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw again for another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._draw_later()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again when the size has settled."""
        super().resizeEvent(event)
        self._draw_later()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while the view was hidden, once the page around it has been laid out and painted."""
        super().showEvent(event)
        self._draw_later()

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing that nobody sees."""
        self._pause.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the last picture, fitted while another size is being drawn."""
        look = theme.current()
        with QPainter(self) as painter:
            if self._image.isNull():
                painter.setPen(look.text_muted)
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(self._place(), self._image)
            if self.hasFocus():
                painter.setPen(QPen(look.focus, look.line))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), GRID / 2, GRID / 2)

    def _place(self) -> QRectF:
        """Where the picture lies: on the pixels it was made for, or fitted while another size is being drawn."""
        size = self._image.deviceIndependentSize()
        if size.toSize() == self.size():
            return QRectF(QPointF(), size)
        size.scale(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(), size)
        place.moveCenter(QRectF(self.rect()).center())
        return place

    def _name(self, chart: Chart) -> None:
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.description)

    def _set(self, chart: Chart | None, message: str) -> None:
        self._chart, self._drawn, self._image, self._message = chart, None, QImage(), message
        self._subject = object()
        self._renewal.stop()
        self.commands.set_chart(chart)
        self.update()

    @Slot()
    def _draw_later(self) -> None:
        if self._chart is not None and self.isVisible():
            self._pause.start()

    @Slot()
    def _draw(self) -> None:
        """Start drawing unless that is under way, or the picture is right; one drawing at a time."""
        self._pause.stop()
        if self._chart is None or self._under_way is not None or not self.isVisible():
            return
        wanted = (self._chart, self.paper())
        if self._is_drawn(wanted):
            self.rendered.emit()
            return
        self._under_way, self._drawn_subject = wanted, self._subject
        job = self._jobs.start(partial(_render, *wanted, self._cache_folder))
        job.succeeded.connect(self._show_image)
        job.failed.connect(self._show_failure)
        job.finished.connect(self._go_on)

    def _is_drawn(self, wanted: tuple[Chart, Paper]) -> bool:
        return self._drawn is not None and self._drawn[0] is wanted[0] and self._drawn[1] == wanted[1]

    @Slot(object)
    def _show_image(self, image: QImage) -> None:
        if self._drawn_subject is self._subject:
            self._drawn, self._image, self._message = self._under_way, image, ""
            self.update()

    @Slot(object)
    def _show_failure(self, _error: BaseException) -> None:
        if self._drawn_subject is self._subject:
            self._drawn, self._image, self._message = self._under_way, QImage(), _FAILED
            self.update()

    @Slot()
    def _go_on(self) -> None:
        """Draw again what has changed meanwhile, unless that has its time."""
        self._under_way = None
        if not self._renewal.isActive():
            self._draw()


def _render(chart: Chart, paper: Paper, cache_folder: Path, _report: object) -> QImage:
    return render_image(chart, paper, cache_folder)
