"""The model that applicants are scored with, for every tab: one object that tells when another takes its place."""

from PySide6.QtCore import QObject, Signal

from core.explanation import Explainer
from core.registry.versions import Active, Registry
from core.scorecard import Scorecard
from core.scoring import Scorer


class ActiveModel(QObject):
    """The active scorecard, ready for scoring; lives in the window's thread.

    Attributes:
        registry: the versions on this machine; its slow calls belong in a job.
        scorecard: the active scorecard.
        scorer: the same, made ready for scoring.
        explainer: the same, made ready for explaining.
        notice: what a person should know, when another model than the chosen one is used; else None.
    """

    changed = Signal()
    """Another model is active; ``scorecard`` and ``scorer`` are new."""

    def __init__(self, registry: Registry, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.registry = registry
        self._take(registry.active())

    def reload(self) -> None:
        """Read from the registry which model is active now, after an activation or a roll-back."""
        self._take(self.registry.active())
        self.changed.emit()

    def _take(self, active: Active) -> None:
        self.scorecard: Scorecard = active.scorecard
        self.notice = active.notice
        self.scorer = Scorer(active.scorecard)
        self.explainer = Explainer(active.scorecard)
