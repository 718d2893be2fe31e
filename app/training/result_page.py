"""Step 4: the candidate beside the model in use, on the same held-out rows."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID, TextRole
from app.training import candidate_words
from app.training.candidate import Candidate
from app.training.column import rule
from app.training.decision_bar import DecisionBar
from app.training.judging.pages import JudgementPages
from app.training.keeper import Keeper
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice


class ResultPage(QWidget):
    """Shows one candidate.

    Signals:
        closed: the candidate is decided upon and may go from view.

    Attributes:
        pages: all that was found of it.
        decision: what becomes of the candidate.
    """

    closed = Signal()

    def __init__(self, desk: Desk, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._candidate: Candidate | None = None
        self._headline = RoleLabel(role=TextRole.HEADING)
        self._headline.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        self.pages, self.decision = JudgementPages(desk), DecisionBar(desk, keeper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._headline, rule(), self.pages, rule(), self.decision):
            column.addWidget(widget, 1 if widget is self.pages else 0)
        self.decision.closed.connect(self.closed)
        desk.model.changed.connect(self._show_fairness)

    @property
    def words(self) -> str:
        """What stands above the pages and on the first one, but for its tables."""
        return "\n\n".join([self._headline.text(), self.pages.overview.words])

    @property
    def notice(self) -> Notice:
        """What makes the comparison unfair."""
        return self.pages.overview.notice

    def show_candidate(self, candidate: Candidate) -> None:
        """Show a candidate that was just trained."""
        self._candidate = candidate
        self._headline.setText(f"4 Result: {candidate_words.headline(candidate)}")
        self.pages.show_evidence(candidate_words.evidence(candidate))
        self.decision.show_candidate(candidate)
        self._show_fairness()

    @Slot()
    def _show_fairness(self) -> None:
        """Say what makes the comparison unfair, or that its model is no longer in use."""
        if self._candidate is None:
            return
        notes = [self._candidate.result.comparison_note]
        if self._desk.model.scorecard.version not in (self._candidate.rival, self.decision.saved_as):
            notes.append(f"This compares with {self._candidate.rival}, which is not the model in use any more.")
        self.pages.overview.warn(" ".join(filter(None, notes)))
