"""A search under way: the best so far in words, its course and what it depends on as charts, its trials as a table."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID, TextRole
from app.training.journal import best
from app.training.trials_model import TrialsModel
from app.widgets.chart import ChartView
from app.widgets.folding import Folding
from app.widgets.labels import RoleLabel
from app.widgets.search_charts import Course, importance_chart, loss_chart
from app.widgets.whole_table import WholeTable
from core.training.trial import Trial

_CHART_HELP = "Right-click to copy the chart, save it, or see its numbers."
_CACHE = "matplotlib"
_NARROWEST, _MOST_ROWS = 35, 12
_FIRST = "The first trial is under way."
_UNKNOWN = "What the log loss depends on is known after some trials."
_PARAMETERS = {"knots": "Knots of curves", "regularisation": "Penalty (C)", "resampling": "Resampling"}


class SearchView(QWidget):
    """Follows one search at a time.

    Attributes:
        course: the chart of each trial's log loss.
        importance: the chart of what it depends on.
        trials: the table of trials.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planned = 0
        self._leader, self._before = RoleLabel(), RoleLabel(role=TextRole.SMALL)
        self._before.set_state("muted")
        self.course, self.importance = _chart_view(desk), _chart_view(desk)
        self._model, self.trials = TrialsModel(self), WholeTable(_FIRST, _MOST_ROWS, _NARROWEST)
        self.trials.setAccessibleName("Trials of the search")
        self.trials.show_model(self._model)
        self.trials.horizontalHeader().moveSection(1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self._leader, self._before, Folding(self.course, self.importance), self.trials):
            column.addWidget(widget)

    @property
    def words(self) -> str:
        """What is said beside charts and table."""
        return "\n".join([self._leader.text(), self._before.text()])

    def begin(self, planned: int) -> None:
        """Clear the view for a search of so many trials."""
        self._planned = planned
        self._model.clear()
        self._leader.setText(f"0 of {planned} trials")
        self._before.setText("")
        self._before.hide()
        self.course.show_message(_FIRST)
        self.importance.show_message(_UNKNOWN)

    def show_trials(self, trials: list[Trial]) -> None:
        """Show the trials that have ended."""
        self._model.show(trials)
        self._leader.setText(_leader(trials, self._planned))
        before = sum(trial.resumed for trial in trials)
        self._before.setText(_taken_over(before))
        self._before.setVisible(before > 0)
        self.course.renew_chart(loss_chart(_course(trials, self._planned)))

    def show_shares(self, shares: Mapping[str, float]) -> None:
        """Show how much each parameter decides, by its name."""
        named = {_PARAMETERS.get(name, name): share for name, share in shares.items()}
        self.importance.renew_chart(importance_chart(named))


def _chart_view(desk: Desk) -> ChartView:
    view = ChartView(desk.jobs, desk.dialogs, desk.data_folder / _CACHE)
    view.setToolTip(_CHART_HELP)
    return view


def _course(trials: list[Trial], planned: int) -> Course:
    return Course(
        tuple(trial.number for trial in trials),
        tuple(trial.log_loss for trial in trials),
        tuple(trial.pruned for trial in trials),
        planned,
    )


def _leader(trials: list[Trial], planned: int) -> str:
    ended, leader = f"{len(trials)} of {planned} trials", best(trials)
    if leader is None:
        return ended
    return (
        f"{ended}; best so far: trial {leader.number} ({leader.told}), log loss {leader.log_loss:.5f}, "
        f"AUC {leader.auc:.4f}"
    )


def _taken_over(trials: int) -> str:
    if not trials:
        return ""
    told = "1 trial was" if trials == 1 else f"{trials} trials were"
    return f"{told} taken over from a search of the same data and options that was interrupted."
