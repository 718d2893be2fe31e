"""The model that applicants are scored with, for every tab: one object that tells when another takes its place."""

from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from core.errors import CreditDeskError
from core.evaluation.uncertainty import Uncertainty
from core.explanation import Explainer, Population
from core.registry.versions import Active, Registry
from core.scorecard import Scorecard
from core.scoring import Scorer

_SETTLED_AFTER_MS = 300
"""A change on the disk is looked at when so long no other followed, and what this window itself did is known."""


class ReadyModel(NamedTuple):
    """A scorecard made ready for everything that is done with one applicant."""

    scorecard: Scorecard
    scorer: Scorer
    explainer: Explainer
    uncertainty: Uncertainty

    @staticmethod
    def of(
        scorecard: Scorecard, population: Population = Population.ALL, texts: Mapping[str, str] | None = None
    ) -> "ReadyModel":
        """Make a scorecard ready; its reasons compare with that population, in these words by factor."""
        explainer = Explainer(scorecard, population, texts)
        return ReadyModel(scorecard, Scorer(scorecard), explainer, Uncertainty(scorecard))


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
    replaced = Signal(str)
    """A command or another window put another model into use, as ``changed`` told before; the version until then."""
    versions_changed = Signal()
    """There may be other versions on the disk."""

    def __init__(
        self, registry: Registry, population: Population = Population.ALL, texts: Mapping[str, str] | None = None
    ) -> None:
        """Open the active model; ``texts`` has a bank's own words for reasons by factor."""
        super().__init__()
        self.registry = registry
        self.population = population
        self._texts = texts
        self._take(registry.active())
        self._pause = QTimer(self, singleShot=True, interval=_SETTLED_AFTER_MS)
        self._pause.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._wait_and_look)

    def watch(self) -> None:
        """Notice from now on what commands and other windows do to the models."""
        with suppress(OSError):  # what cannot be watched is not
            self.registry.folder.mkdir(parents=True, exist_ok=True)
        self._watcher.addPath(str(self.registry.folder))
        self.look()

    @Slot()
    def look(self) -> None:
        """Take over what commands and other windows did to the models."""
        before = self.scorecard.version
        with suppress(CreditDeskError):  # where none can be used, the one at hand still can
            active = self.registry.active()
            if (active.scorecard.version, active.notice) != (before, self.notice):
                self._take(active)
                self.changed.emit()
        if self.scorecard.version != before:
            self.replaced.emit(before)
        self.versions_changed.emit()

    def reload(self) -> None:
        """Read from the registry which model is active now, after an activation or a roll-back."""
        self._take(self.registry.active())
        self.changed.emit()

    def compare_with(self, population: Population) -> None:
        """Let reasons compare applicants with others."""
        self.population = population
        self._make_ready()
        self.changed.emit()

    def reword(self, texts: Mapping[str, str]) -> None:
        """Let reasons be told in other words."""
        self._texts = texts
        self._make_ready()
        self.changed.emit()

    def _make_ready(self) -> None:
        self.ready = ReadyModel.of(self.scorecard, self.population, self._texts)

    @Slot()
    def _wait_and_look(self) -> None:
        self._pause.start()

    def _take(self, active: Active) -> None:
        self.scorecard: Scorecard = active.scorecard
        self.notice = active.notice
        self._make_ready()
