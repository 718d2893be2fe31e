"""What widgets that paint themselves have in common."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Painted(QWidget):
    """Asks for another size when text grows or shrinks, and repaints when it is enabled, disabled or recoloured."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font and the look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
        self.update()
