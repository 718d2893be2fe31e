"""The line of the Retrain tab that tells which version is in use, and leads to the page of versions."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.services.desk import Desk
from app.services.theme import GRID
from app.widgets.labels import RoleLabel

_NARROWEST = 33


class VersionsSummary(QWidget):
    """A sentence and a button.

    Attributes:
        open: leads to the page of versions.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words, self.open = RoleLabel(), QPushButton("Versions…")
        self.open.setToolTip("List all versions: compare, use, roll back, note, import, export.")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._words, 1)
        row.addWidget(self.open)
        desk.model.changed.connect(self._tell)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Wide enough that the forms above, which can be narrower, keep room for their choices."""
        return super().minimumSizeHint().expandedTo(QSize(_NARROWEST * self.fontMetrics().averageCharWidth(), 0))

    @Slot()
    def _tell(self) -> None:
        model = self._desk.model
        stands_in = "" if model.notice is None else ", in place of the one that was chosen"
        self._words.setText(f"{model.scorecard.version} is in use{stands_in}.")
