"""The page of reasons: the principal ones in words, each factor's points as a bar, and the way to its curve."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from app.applicant import wording
from app.applicant.assessment import Assessment
from app.services.active_model import ReadyModel
from app.services.theme import GRID, TextRole
from app.widgets.figures import places_for, rounded_down
from app.widgets.labels import RoleLabel
from app.widgets.reason_bars import ReasonBars
from app.widgets.reason_painting import Reason as Bar
from app.widgets.wrapping import WrappingRow
from core import catalogue
from core.explanation import MOST_REASONS, Population
from core.explanation import Reason as FactorReason

_BARS = 7
_NO_ADVERSE = "Nothing counts against this applicant when compared with {}."
_NEAR = 30
"""Points from the end of the scale within which a score hardly moves."""
_HARDLY_MOVES = " Near {} the score hardly moves, so the bars compare log-odds."
COMPARED_WITH = {
    Population.ALL: "the average borrower",
    Population.ABOVE_CUTOFF: "a borrower just above the cut-off",
}
"""Whom reasons compare with, in words."""


class ReasonsPage(QWidget):
    """Principal reasons and what moves the score.

    Attributes:
        heading: what the reasons beneath are; nobody who is approved has principal ones.

    Signals:
        curve_asked: the name of a factor whose curve somebody wants to see.
        origin_asked: somebody wants to see how the score came about.
    """

    curve_asked = Signal(str)
    origin_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = RoleLabel(role=TextRole.HEADING)
        self.principal = [RoleLabel() for _ in range(MOST_REASONS)]
        self.bars = ReasonBars(_BARS)
        self.summary = RoleLabel(role=TextRole.SMALL)
        self.summary.set_state("muted")
        self.origin = QPushButton("How this score came about…")
        self.curves = QPushButton("Curve of a factor")
        self._menu = QMenu(self.curves)
        self._lay_out()
        self._menu.triggered.connect(self._choose_curve)
        self.origin.clicked.connect(self.origin_asked)

    def show_assessment(self, assessment: Assessment, model: ReadyModel) -> None:
        """Show the reasons of a score; empty bars where there is none."""
        population, reference_score = model.explainer.population, model.explainer.reference_score
        self.bars.set_reasons(_lines(assessment))
        if assessment.scores is None:
            return
        self._show_principal(assessment, COMPARED_WITH[population])
        exact = float(assessment.scores.exact_score[0])
        places = places_for(reason.points for reason in assessment.reasons)
        start, end = (rounded_down(score, max(1, places)) for score in (reference_score, exact))
        self.summary.setText(
            f"{COMPARED_WITH[population].capitalize()} has {start} points; these take it to {end}, "
            f"rounded down to {assessment.credit_score}.{_near_an_end(assessment, exact) if places else ''}"
        )
        self._fill_menu(assessment)

    def _show_principal(self, assessment: Assessment, compared_with: str) -> None:
        words = [f"{place}. {reason.text}" for place, reason in enumerate(assessment.adverse, start=1)]
        self.heading.setText(catalogue.heading(assessment.credit_score or 0))
        words = words or [_NO_ADVERSE.format(compared_with)]
        for place, label in enumerate(self.principal):
            label.setText(words[place] if place < len(words) else "")

    def _fill_menu(self, assessment: Assessment) -> None:
        """Name the factors, strongest first, in the menu of curves."""
        wanted = [reason.factor for reason in _strongest_first(assessment)]
        if [action.data() for action in self._menu.actions()] == wanted:
            return
        self._menu.clear()
        for name in wanted:
            self._menu.addAction(wording.label(name)).setData(name)

    def _lay_out(self) -> None:
        self.curves.setMenu(self._menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.heading)
        for label in self.principal:
            column.addWidget(label)
        column.addSpacing(GRID)
        column.addWidget(RoleLabel("What moves the score", TextRole.HEADING))
        column.addWidget(self.bars)
        column.addWidget(self.summary)
        column.addSpacing(GRID)
        row = WrappingRow()
        row.addWidget(self.origin)
        row.addWidget(self.curves)
        column.addLayout(row)
        column.addStretch()

    @Slot(QAction)
    def _choose_curve(self, action: QAction) -> None:
        self.curve_asked.emit(action.data())


def _near_an_end(assessment: Assessment, exact: float) -> str:
    """Why points are small; nothing in the middle of the scale."""
    scale = assessment.scorecard.scale
    end = next((end for end in (scale.minimum, scale.maximum) if abs(exact - end) < _NEAR), None)
    return "" if end is None else _HARDLY_MOVES.format(end)


def _strongest_first(assessment: Assessment) -> list[FactorReason]:
    return sorted(assessment.reasons, key=lambda reason: -abs(reason.points))


def _lines(assessment: Assessment) -> list[Bar]:
    """The strongest factors and, where there are more, the others together, so that the points add up."""
    ordered = _strongest_first(assessment)
    shown = ordered if len(ordered) <= _BARS else ordered[: _BARS - 1]
    lines = [
        Bar(reason.label, wording.factor_value(reason.factor, assessment.factors[reason.factor][0]), reason.points)
        for reason in shown
    ]
    others = ordered[len(shown) :]
    if others:
        lines.append(Bar(f"{len(others)} other factors", "", sum(reason.points for reason in others), is_rest=True))
    return lines
