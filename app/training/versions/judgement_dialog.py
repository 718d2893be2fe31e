"""Shows the judgement that is kept with a version: what was found on held-out loans when it was trained."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID
from app.training.judging.evidence import Evidence
from app.training.judging.pages import JudgementPages
from app.training.versions.sizing import size_of
from core.progress import Report
from core.registry.versions import Registry

if TYPE_CHECKING:
    from core.scorecard import Scorecard


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


def kept_evidence(registry: Registry, name: str, _report: Report) -> Evidence | None:
    """What was found of a version; None where nothing is kept. Errors as of ``load`` and ``judgement``."""
    judgement = registry.judgement(name)
    if judgement is None:
        return None
    return Evidence(judgement, name, words=(_made(registry.load(name)),))


def _made(scorecard: "Scorecard") -> str:
    """When it was made, by whom and from what."""
    provenance = scorecard.provenance
    by = f" by {provenance['author']}" if provenance.get("author") else ""
    data = f" on {provenance['origin']}" if provenance.get("origin") else ""
    return f"Made {scorecard.created[:10]}{by}{data}; found when it was trained, beside the model then in use."
