"""Step 4: the candidate beside the model in use, on the same held-out rows."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID, TextRole
from app.training import candidate_words
from app.training.candidate import Candidate
from app.training.column import rule
from app.training.decision_bar import DecisionBar
from app.training.keeper import Keeper
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice

if TYPE_CHECKING:
    from app.training.judging.pages import JudgementPages

_PLACE = 2
"""Of the pages, beneath the headline and its rule."""


class ResultPage(QWidget):
    """Shows one candidate.

    Signals:
        closed: the candidate is decided upon and may go from view.

    Attributes:
        decision: what becomes of the candidate.
    """

    closed = Signal()

    def __init__(self, desk: Desk, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._candidate: Candidate | None = None
        self._headline = RoleLabel(role=TextRole.HEADING)
        self._headline.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        self.decision, self._column = DecisionBar(desk, keeper), QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (self._headline, rule(), rule(), self.decision):
            self._column.addWidget(widget)
        self.decision.closed.connect(self.closed)
        desk.model.changed.connect(self._show_fairness)

    @cached_property
    def pages(self) -> "JudgementPages":
        """All that was found of it; made with the first candidate, since it takes its time."""
        from app.training.judging.pages import JudgementPages

        pages = JudgementPages(self._desk)
        self._column.insertWidget(_PLACE, pages, 1)
        return pages

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
