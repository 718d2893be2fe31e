"""A label in one of the theme's text sizes that follows the application's font."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.services import theme
from app.services.theme import TextRole


class RoleLabel(QLabel):
    """Wrapped text in the size of a role; grows when the application's font grows."""

    def __init__(self, text: str = "", role: TextRole = TextRole.BODY, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._role = role
        self.setWordWrap(True)
        self.setFont(theme.font(role))

    def set_state(self, state: str) -> None:
        """Show the text as an error (``"error"``), quietly (``"muted"``) or plainly (``""``)."""
        self.setProperty("muted", state == "muted")
        theme.set_state(self, state)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new size when the application's font changes."""
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.setFont(theme.font(self._role))
        super().changeEvent(event)
