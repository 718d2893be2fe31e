"""An inline banner that says what happened, with an icon shape, an action and a way to put it away."""

from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services import theme
from app.services.colours import Theme
from app.services.theme import GRID
from app.widgets.shapes import paint_shape
from app.widgets.speaking import speak
from app.widgets.wrapping import WrappingRow

_RADIUS = GRID / 2
_ICON_IN_LINES = 1.2
_NARROWEST = 28
"""The narrowest text beside buttons, in characters."""


class NoticeKind(StrEnum):
    """What a notice is about; each has its own icon shape and colour."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


class _Inside(QWidget):
    """What a notice holds: the text, and its buttons beside it or beneath it.

    Attributes:
        text: what is said.
        action: the first button.
        other: the second button.
        close_: puts the notice away.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action, self.other, self.close_ = QPushButton(), QPushButton(), QToolButton()
        self.close_.setText("×")
        self.close_.setToolTip("Dismiss")
        self.close_.setAutoRaise(True)
        self.close_.setAccessibleName("Dismiss")
        self._buttons, self._row = QWidget(), QHBoxLayout(self)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def show_buttons(self, action: str, other: str, *, closable: bool) -> None:
        """Label the buttons; those without a label are hidden."""
        for button, label in ((self.action, action), (self.other, other)):
            button.setText(label)
            button.setVisible(bool(label))
        self._buttons.setVisible(bool(action or other))
        self.close_.setVisible(closable)
        self._body.invalidate()

    def event(self, event: QEvent) -> bool:
        """Put the buttons where there is room for them."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fold()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can be read, with the buttons beneath the text."""
        size = super().minimumSizeHint()
        if not (self._is_folded or self._buttons.isHidden()):
            widths = (self.text.minimumSizeHint().width(), self._buttons.minimumSizeHint().width())
            size.setWidth(size.width() - min(widths) - GRID)
        return size

    def _lay_out(self) -> None:
        buttons = WrappingRow()
        self._buttons.setLayout(buttons)
        for button in (self.action, self.other):
            buttons.addWidget(button)
        for layout in (self._body, self._row):
            layout.setSpacing(GRID)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(self.text, 1)
        self._body.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._body, 1)
        self._row.addWidget(self.close_, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def _is_folded(self) -> bool:
        return self._body.direction() is QBoxLayout.Direction.TopToBottom

    def _fold(self) -> None:
        """Put the buttons beneath the text when that would be narrower than can be read, else beside it."""
        beside = self._buttons.sizeHint().width() + self.close_.sizeHint().width() + 2 * GRID
        narrowest = _NARROWEST * self.fontMetrics().averageCharWidth()
        is_narrow = self.width() - beside < narrowest and not self._buttons.isHidden()
        if is_narrow is not self._is_folded:
            direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
            self._body.setDirection(direction)
            side = Qt.AlignmentFlag(0) if is_narrow else Qt.AlignmentFlag.AlignVCenter
            self._body.setAlignment(self._buttons, side)


class Notice(QFrame):
    """One message at a time, beside what it is about; hidden while it has nothing to say.

    Its buttons stand beside the text, or beneath it where the text would become too narrow to be read. What it holds is
    built for the first message, since many notices never have any.
    """

    action_requested = Signal()
    other_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._said = NoticeKind.INFO, ""
        self._around = QVBoxLayout(self)
        self.hide()

    @property
    def kind(self) -> NoticeKind:
        """What the notice is about."""
        return self._kind

    @property
    def text(self) -> str:
        """What the notice says; empty while it is hidden."""
        return self._said

    def show_notice(
        self, kind: NoticeKind | str, text: str, action: str = "", *, other: str = "", closable: bool = True
    ) -> None:
        """Say a text; ``action`` and ``other`` are labels of buttons, which emit the signals of their names."""
        self._kind, self._said = NoticeKind(kind), text
        self._inside.text.setText(text)
        self._leave_room()
        self._inside.show_buttons(action, other, closable=closable)
        self._inside.updateGeometry()  # at once, where the new height would become known by an event
        self.setAccessibleName(f"{self._kind.capitalize()}: {text}")
        self.show()
        self.update()
        self._alert()

    @Slot()
    def clear(self) -> None:
        """Take the notice away."""
        self._said = ""
        self.setAccessibleName("")
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the surface of the kind and draw its shape at the left."""
        look = theme.current()
        colour, surface = _colours(self._kind, look)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, look.line))
            painter.setBrush(surface)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
            paint_shape(painter, self._icon_square(), self._kind, colour, surface)

    def changeEvent(self, event: QEvent) -> None:
        """Let the shape grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._said:
            self._leave_room()

    @cached_property
    def _inside(self) -> _Inside:
        inside = _Inside()
        inside.action.clicked.connect(self.action_requested)
        inside.other.clicked.connect(self.other_requested)
        inside.close_.clicked.connect(self._dismiss)
        self._around.addWidget(inside)
        return inside

    def _icon_square(self) -> QRectF:
        """Beside the middle of the first line of text."""
        text, side = self._inside.text, self._icon_side()
        line, lines = text.fontMetrics().height(), text.contentsRect().height()
        text_height = min(text.heightForWidth(text.width()), lines)
        top = text.mapTo(self, QPoint()).y()
        return QRectF(1.5 * GRID, top + (lines - text_height) / 2 + (line - side) / 2, side, side)

    def _icon_side(self) -> int:
        return round(_ICON_IN_LINES * self.fontMetrics().height())

    def _leave_room(self) -> None:
        """Keep the text clear of the shape."""
        self._around.setContentsMargins(round(2.5 * GRID) + self._icon_side(), GRID, GRID, GRID)

    @Slot()
    def _dismiss(self) -> None:
        self.clear()
        self.dismissed.emit()

    def _alert(self) -> None:
        """Let assistive technology speak the notice at once, as a page's role "alert" would."""
        speak(self, self.accessibleName(), is_alert=True)


def _colours(kind: NoticeKind, look: Theme) -> tuple[QColor, QColor]:
    """The colour of the edge and the shape, and that of the surface."""
    if kind is NoticeKind.INFO:
        return look.accent, look.surface_raised
    return getattr(look, kind), getattr(look, f"{kind}_surface")
