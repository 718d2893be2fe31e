"""Shows the judgement that is kept with a version: what was found on held-out loans when it was trained."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID
from app.training.judging.evidence import Evidence
from app.training.judging.pages import JudgementPages
from app.training.versions.sizing import size_of


class JudgementDialog(QDialog):
    """All pages of a judgement beside the window, which goes on; goes away for good when it is closed.

    Attributes:
        pages: of the judgement.
        copy: puts all of them on the clipboard as text.
    """

    def __init__(self, desk: Desk, evidence: Evidence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Judgement of {evidence.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages, buttons = JudgementPages(desk), QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton("&Copy as text", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.pages, 1)
        column.addWidget(buttons)
        self.resize(size_of(self, 140, 50))
        self.pages.show_evidence(evidence)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.pages.text)
