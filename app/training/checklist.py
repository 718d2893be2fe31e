"""The steps of a training beneath each other: those done, the one under way, those to come."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.services.theme import GRID
from app.training.day_edit import said
from app.training.journal import Step
from app.widgets.figures import percent
from app.widgets.labels import RoleLabel
from core.training.options import TrainingOptions

_TEXTS = {
    Step.READ: "Read customers, loans and bureau",
    Step.JOIN: "Join and clean them",
    Step.FOLDS: "Prepare the folds, with {held_out} held out",
    Step.SEARCH: "Search for the best settings",
    Step.CALIBRATE: "Calibrate the probability of default",
    Step.FIT: "Fit the final model",
    Step.JUDGE: "Judge it on the held-out loans",
}
_DONE, _NOW, _LATER = "✓", "▸", "·"


class Checklist(QWidget):
    """Shows how far a training is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = {step: (QLabel(), RoleLabel()) for step in Step}
        self._now: Step | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        for row, (mark, text) in enumerate(self._steps.values()):
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(mark, row, 0)
            grid.addWidget(text, row, 1)

    @property
    def words(self) -> str:
        """The steps with their marks."""
        return "\n".join(f"{mark.text()} {text.text()}" for mark, text in self._steps.values() if not text.isHidden())

    def begin(self, options: TrainingOptions) -> None:
        """Show the steps of a training that has just started."""
        for step, (mark, text) in self._steps.items():
            text.setText(_TEXTS[step].format(held_out=_held_out(options)))
            for widget in (mark, text):
                widget.setVisible(step is not Step.SEARCH or options.preset == "tuned")
        self._now = None
        self.show_step(Step.READ)

    def show_step(self, now: Step) -> None:
        """Show which step is under way."""
        if now is self._now:
            return
        self._now = now
        for step, (mark, text) in self._steps.items():
            mark.setText(_DONE if step < now else _NOW if step is now else _LATER)
            text.setEnabled(step <= now)


def _held_out(options: TrainingOptions) -> str:
    if options.since is not None:
        return f"the loans paid out from {said(options.since)} on"
    return f"{'the newest ' if options.split == 'out-of-time' else ''}{percent(options.held_out, 0)} of the loans"
