"""The model that applicants are scored with, for every tab: one object that tells when another takes its place."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from core.evaluation.uncertainty import Uncertainty
from core.explanation import Explainer, Population
from core.registry.versions import Active, Registry
from core.scorecard import Scorecard
from core.scoring import Scorer


@dataclass(frozen=True)
class ReadyModel:
    """A scorecard made ready for everything that is done with one applicant."""

    scorecard: Scorecard
    scorer: Scorer
    explainer: Explainer
    uncertainty: Uncertainty

    @staticmethod
    def of(scorecard: Scorecard, population: Population = Population.ALL) -> "ReadyModel":
        """Make a scorecard ready; its reasons compare with that population."""
        return ReadyModel(scorecard, Scorer(scorecard), Explainer(scorecard, population), Uncertainty(scorecard))


class ActiveModel(QObject):
    """The active scorecard, ready for scoring; lives in the window's thread.

    Attributes:
        registry: the versions on this machine; its slow calls belong in a job.
        population: whom reasons compare an applicant with.
        scorecard: the active scorecard.
        ready: the same, made ready for scoring and explaining.
        notice: what a person should know, when another model than the chosen one is used; else None.
    """

    changed = Signal()
    """Another model is active, or its reasons compare with others; ``scorecard`` and ``ready`` are new."""

    def __init__(self, registry: Registry, population: Population = Population.ALL) -> None:
        super().__init__()
        self.registry = registry
        self.population = population
        self._take(registry.active())

    def reload(self) -> None:
        """Read from the registry which model is active now, after an activation or a roll-back."""
        self._take(self.registry.active())
        self.changed.emit()

    def compare_with(self, population: Population) -> None:
        """Let reasons compare applicants with others."""
        self.population = population
        self.ready = ReadyModel.of(self.scorecard, population)
        self.changed.emit()

    def _take(self, active: Active) -> None:
        self.scorecard: Scorecard = active.scorecard
        self.notice = active.notice
        self.ready = ReadyModel.of(active.scorecard, self.population)
