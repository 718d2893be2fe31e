"""Lines of text that are cut with an ellipsis where there is no room; the whole text shows under the mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.theme import TextRole
from app.widgets.labels import RoleLabel


class ElidedLines(RoleLabel):
    """Takes as many lines as it has, and never more width than there is."""

    _lines: Sequence[str] = ()  # of the class, since the font is set before an object has its own

    def __init__(self, role: TextRole = TextRole.BODY, parent: QWidget | None = None) -> None:
        super().__init__(role=role, parent=parent)
        self.setWordWrap(False)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: Sequence[str], all_lines: Sequence[str] = ()) -> None:
        """Show some lines; ``all_lines``, where there are more, show under the mouse."""
        self._lines = lines
        self.setToolTip("\n".join(all_lines or lines))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Cut the lines anew when text grows or shrinks."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        self.setText("\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, room) for line in self._lines))
