"""A label in one of the theme's text sizes that follows the application's font."""

import re

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from app.services import theme
from app.services.theme import TextRole

_LONG_WORD = re.compile(r"\S{25,}")
_BREAK = "\u200b"
"""Is not seen, and lets a line end there."""


class RoleLabel(QLabel):
    """Wrapped plain text in the size of a role; grows when the application's font grows."""

    def __init__(self, text: str = "", role: TextRole = TextRole.BODY, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._role = role
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)  # the name of a file or a column may look like markup
        self._follow()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.fontChanged.connect(self._follow)  # a widget with a font of its own gets no event about it

    def set_state(self, state: str) -> None:
        """Show the text as an error (``"error"``), a ``"warning"``, quietly (``"muted"``) or plainly (``""``)."""
        self.setProperty("muted", state == "muted")
        theme.set_state(self, state)

    @Slot()
    def _follow(self) -> None:
        """Take the size that the role has in the application's font of now."""
        self.setFont(theme.font(self._role))


class TwoLineLabel(RoleLabel):
    """Keeps room for two lines, so that nothing around it moves when its text changes."""

    def heightForWidth(self, width: int) -> int:
        """Two lines at least."""
        return max(super().heightForWidth(width), 2 * self.fontMetrics().lineSpacing())


def breakable(text: str) -> str:
    """A text whose very long words go on in the next line where they would be cut off; it looks the same."""
    return _LONG_WORD.sub(lambda word: _BREAK.join(re.findall(r".{1,8}", word[0])), text)
