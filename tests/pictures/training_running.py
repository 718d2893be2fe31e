"""The states of a training under way on the Retrain tab."""

import time
from collections.abc import Callable
from functools import partial

from app.training.column import Column
from app.training.journal import Journal
from core.progress import Report
from core.training.fitting import Settings
from core.training.options import Resampling, TrainingOptions
from core.training.trial import Trial
from tests.pictures.stage import Stage, settle

_SHOWN_MS = 1_500
_KNOTS = (8, 4, 12, 6, 10, 2, 8, 16, 6, 8, 10, 8)
_LOSSES = (0.0968, 0.0981, 0.0971, 0.0966, 0.0972, 0.1049, 0.0964, 0.0985, 0.0969, 0.0961, 0.0963, 0.0962)
_RESAMPLING: tuple[Resampling, ...] = ("none", "smote", "under")
_SHARES = {"knots": 0.58, "regularisation": 0.31, "resampling": 0.11}
_PLANNED = TrainingOptions(split="out-of-time", held_out=0.2, minutes=15)


class TrainingRunningStates:
    """Brings the window into them: all options, a search that has begun, and one that went on and is well under way.

    Attributes:
        states: what brings the window into a state, by name.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.states: dict[str, Callable[[], None]] = {
            "training_options": self._options,
            "training_search_begun": partial(self._search, 0, _PLANNED),
            "training_search": partial(self._search, len(_LOSSES), _PLANNED),
            "training_search_scrolled": partial(self._search, len(_LOSSES), _PLANNED, is_scrolled=True),
            "training_reference": partial(self._search, 0, TrainingOptions("reference")),
        }

    def _options(self) -> None:
        """All of them, with a first day that is typed as nobody can read it."""
        self._stage.finish()
        window = self._stage.window
        window.go_to("training")
        options = window.training.options
        split = options.choices["split"]
        split.setCurrentIndex(split.findData("out-of-time"))
        options.since.setText("April")
        options.since.editingFinished.emit()
        settle()
        for column in window.training.findChildren(Column):
            if column.isAncestorOf(options):
                column.ensureWidgetVisible(options.counts["trials"])

    def _search(self, trials: int, options: TrainingOptions, *, is_scrolled: bool = False) -> None:
        self._stage.finish()
        window, journal = self._stage.window, Journal()
        window.go_to("training")
        told = [_trial(place) for place in range(trials)]
        job = self._stage.desk.jobs.start(partial(_pretend, journal, told))
        window.training.running.follow(job, journal, options)
        window.training.pages.setCurrentWidget(window.training.running)
        window.training.retrain.setEnabled(False)
        search = window.training.running.search
        while trials and (search.course.picture().isNull() or search.importance.picture().isNull()):
            settle()
        settle(_SHOWN_MS)
        (page,) = window.training.running.findChildren(Column)
        bar = page.verticalScrollBar()
        bar.setValue(bar.maximum() if is_scrolled else 0)


def _trial(place: int) -> Trial:
    settings = Settings(_KNOTS[place], 10 ** (place % 4 - 1), _RESAMPLING[place % 3])
    loss, is_pruned = _LOSSES[place], place in (5, 7)
    return Trial(place + 1, settings, loss, 0.99 - loss / 10, is_pruned, resumed=place < 3, seconds=2 + place / 10)


def _pretend(journal: Journal, trials: list[Trial], report: Report) -> None:
    """Tell what a training would tell, until it is cancelled."""
    heard = journal.listening(report)
    heard(0.2, "Preparing the folds")
    for trial in trials:
        journal.trial_ended(trial)
    if trials:
        journal.importance(_SHARES)
    while True:
        time.sleep(0.02)
        heard(0.2 + 0.02 * len(trials), f"Trial {len(trials) + 1}: Fold 2 of 5")
