"""Changes the models on this machine by jobs, one at a time, and tells the desk which one is active."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.services.author import author
from app.services.desk import Desk
from app.services.jobs import Job
from core.progress import Report
from core.registry.versions import Registry
from core.scorecard import Scorecard

if TYPE_CHECKING:
    from core.evaluation.judgement import Judgement

_KEY = "models"
_AS_NAMED: Mapping[str, str] = MappingProxyType({})


class Keeper(QObject):
    """Saves, takes in, activates, rolls back, deletes; when another model is in use, ``desk.model.changed`` tells so.

    Each call returns its job, for its caller to hear of a failure; none may be made while ``is_busy``.

    Signals:
        saved: there is a new version.
        deleted: there is one less.
        busy_changed: ``is_busy`` is another.
    """

    saved = Signal()
    deleted = Signal()
    busy_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a change is under way."""
        return self._job is not None and self._job.is_active

    def save(self, scorecard: Scorecard, judgement: "Judgement | None" = None) -> Job:
        """Keep a candidate as a version; its job succeeds with the scorecard as it was read back."""
        return self._add(partial(_save, self._desk.model.registry, scorecard, judgement))

    def take_in(self, path: Path, mapping: Mapping[str, str] = _AS_NAMED) -> Job:
        """Keep the model in a file as a version; its job succeeds with the scorecard as it was read back.

        It fails with a ``MappingError`` while somebody must say what a column is; ``mapping`` is the answer.
        """
        return self._add(partial(_take_in, self._desk.model.registry, path, mapping))

    def activate(self, name: str, reason: str = "") -> Job:
        """Put a version into use; its job succeeds with the name. One that its gates block needs a reason."""
        return self._put_into_use(partial(_activate, self._desk.model.registry, name, reason))

    def roll_back(self) -> Job:
        """Put the version that was in use before into use again; its job succeeds with the name."""
        return self._put_into_use(partial(_roll_back, self._desk.model.registry))

    def delete(self, name: str) -> Job:
        """Remove a version that is not in use; its job succeeds with the name."""
        job = self._start(partial(_delete, self._desk.model.registry, name))
        job.succeeded.connect(self.deleted)
        return job

    def _add(self, task: "partial[Scorecard]") -> Job:
        job = self._start(task)
        job.succeeded.connect(self.saved)
        return job

    def _put_into_use(self, task: "partial[str]") -> Job:
        job = self._start(task)
        job.succeeded.connect(self._reload)
        return job

    def _start(self, task: "partial[str] | partial[Scorecard]") -> Job:
        """Start a change; it has no name in the status line, since it is over in a moment and cannot be stopped."""
        job = self._job = self._desk.jobs.start(task, key=_KEY)
        job.finished.connect(self.busy_changed)
        self.busy_changed.emit()
        return job

    @Slot()
    def _reload(self) -> None:
        self._desk.model.reload()


def _save(registry: Registry, scorecard: Scorecard, judgement: "Judgement | None", _report: Report) -> Scorecard:
    return registry.save(scorecard, author(), judgement)


def _take_in(registry: Registry, path: Path, mapping: Mapping[str, str], _report: Report) -> Scorecard:
    from core.registry.notebook import import_artifact

    return registry.save(import_artifact(path, mapping), author())


def _activate(registry: Registry, name: str, reason: str, _report: Report) -> str:
    registry.activate(name, reason, author())
    return name


def _roll_back(registry: Registry, _report: Report) -> str:
    return registry.roll_back()


def _delete(registry: Registry, name: str, _report: Report) -> str:
    registry.delete(name, author())
    return name
