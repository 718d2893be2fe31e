"""What sliders have in common whose line is dragged over a picture of a distribution."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

_LEFT = Qt.MouseButton.LeftButton


class DraggedLine(QAbstractSlider):
    """The line goes to the mouse and follows it; keys move it as in any slider, and the wheel is left to the page.

    A subclass says by ``_value_at`` which value is where, and paints.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the line to the mouse."""
        if event.button() is _LEFT and self._has_line():
            self.setSliderDown(True)
            self._drag(event)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the line follow, and show where it can be taken."""
        if self.isSliderDown():
            self._drag(event)
        can_drag = self.isSliderDown() or self._is_near(event.position().x())
        self.setCursor(Qt.CursorShape.SizeHorCursor if can_drag else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Leave the line where it is."""
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, which may scroll."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Ask for another size when text grows or shrinks; repaint in other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
        self.update()

    def _drag(self, event: QMouseEvent) -> None:
        self.setValue(self._value_at(event.position().x()))

    def _value_at(self, x: float) -> int:
        """The value whose line is at a place in the widget."""
        raise NotImplementedError

    def _has_line(self) -> bool:
        """Whether there is anything to drag."""
        return True

    def _is_near(self, _x: float) -> bool:
        """Whether a place is so near to the line that the mouse shows that it can be taken."""
        return False
