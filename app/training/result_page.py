"""Step 4: the candidate beside the model in use, on the same held-out rows."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID, TextRole
from app.training import wording
from app.training.candidate import Candidate
from app.training.column import Column, rule
from app.training.decision_bar import DecisionBar
from app.training.keeper import Keeper
from app.training.measures import Metrics, compare
from app.training.metrics_table import MetricsModel
from app.widgets.chart import ChartView
from app.widgets.confusion import Confusion, ConfusionMatrix
from app.widgets.folding import Folding
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from app.widgets.whole_table import WholeTable

_CHART_HELP = "Right-click to copy the chart, save it, or see its numbers."
_CACHE = "matplotlib"
_NARROWEST = 35
"""Below which width in characters the measures scroll sideways."""


class ResultPage(QWidget):
    """Shows one candidate.

    Signals:
        closed: the candidate is decided upon and may go from view.

    Attributes:
        roc: its ROC curve, and that of the model in use.
        ks: its KS curves.
        table: the measures of both.
        matrices: the confusion matrices, the candidate's first.
        notice: what makes the comparison unfair.
        decision: what becomes of the candidate.
    """

    closed = Signal()

    def __init__(self, desk: Desk, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._candidate: Candidate | None = None
        self._headline, self._verdict = RoleLabel(role=TextRole.HEADING), RoleLabel()
        self._made_of, self._notes = RoleLabel(role=TextRole.SMALL), RoleLabel(role=TextRole.SMALL)
        self._made_of.set_state("muted")
        self.notice, self.decision = Notice(), DecisionBar(desk, keeper)
        self.roc, self.ks = self._chart_view(), self._chart_view()
        self._model = MetricsModel(self)
        self.table = WholeTable(narrowest=_NARROWEST)
        self.table.setAccessibleName("Measures on held-out loans")
        self.table.show_model(self._model)
        self.matrices = (ConfusionMatrix(), ConfusionMatrix())
        self._titles = (RoleLabel(), RoleLabel())
        self._lay_out()
        self.decision.closed.connect(self.closed)
        desk.model.changed.connect(self._show_fairness)

    @property
    def words(self) -> str:
        """All that the page says, but for tables and charts."""
        labels = (self._headline, self._verdict, self._made_of, self._notes)
        return "\n".join(label.text() for label in labels)

    def show_candidate(self, candidate: Candidate) -> None:
        """Show a candidate that was just trained."""
        self._candidate, result = candidate, candidate.result
        self._headline.setText(f"4 Result: {wording.headline(candidate)}")
        self._verdict.setText(wording.verdict(candidate))
        self._made_of.setText(wording.made_of(candidate))
        self._notes.setText("\n".join(result.data_notes))
        self.roc.show_chart(candidate.roc)
        self.ks.show_chart(candidate.ks)
        active = result.active.metrics if result.active else None
        name = result.active.name if result.active else ""
        self._model.show(compare(result.candidate.metrics, active), name)
        self._show_matrix(0, "Candidate", result.candidate.metrics)
        self._show_matrix(1, name, active)
        self.decision.show_candidate(candidate)
        self._show_fairness()

    def _chart_view(self) -> ChartView:
        view = ChartView(self._desk.jobs, self._desk.dialogs, self._desk.data_folder / _CACHE)
        view.setToolTip(_CHART_HELP)
        return view

    def _show_matrix(self, place: int, name: str, metrics: Metrics | None) -> None:
        self._titles[place].setText(f"{name}: flagged and not flagged")
        self.matrices[place].set_counts(_counts(metrics) if metrics else None)
        for widget in (self._titles[place], self.matrices[place]):
            widget.setVisible(metrics is not None)

    @Slot()
    def _show_fairness(self) -> None:
        """Say what makes the comparison unfair, or that its model is no longer in use."""
        if self._candidate is None:
            return
        notes = [self._candidate.result.comparison_note]
        if self._desk.model.scorecard.version not in (self._candidate.rival, self.decision.saved_as):
            notes.append(f"This compares with {self._candidate.rival}, which is not the model in use any more.")
        text = " ".join(filter(None, notes))
        if text:
            self.notice.show_notice(NoticeKind.WARNING, text, closable=False)
        else:
            self.notice.clear()

    def _lay_out(self) -> None:
        body = Column("Result")
        for widget in (self._headline, self._verdict, self._made_of, self.notice):
            body.lines.addWidget(widget)
        body.lines.addWidget(Folding(self.roc, self.ks), 1)
        body.lines.addWidget(Folding(self.table, self._matrices()))
        body.lines.addSpacing(GRID)
        body.lines.addWidget(RoleLabel("What was done with the data", TextRole.HEADING))
        body.lines.addWidget(self._notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(rule())
        column.addWidget(self.decision)

    def _matrices(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for title, matrix in zip(self._titles, self.matrices, strict=True):
            column.addWidget(title)
            column.addWidget(matrix)
        column.addStretch()
        return side


def _counts(metrics: Metrics) -> Confusion:
    """The confusion counts of metrics: flagged is a balanced probability of at least a half."""
    return Confusion(
        caught=int(metrics["true_positive"]),
        missed=int(metrics["false_negative"]),
        false_alarms=int(metrics["false_positive"]),
        passed=int(metrics["true_negative"]),
    )
