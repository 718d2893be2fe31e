"""Chooses the rows of a scored file in jobs, the newest wish first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.batch.pages import Pages
from app.batch.rows_work import choosing
from app.services.jobs import Job, JobRunner
from core.batch.kept.wish import Wish

if TYPE_CHECKING:
    from core.batch.kept.view import Chooser


class RowChooser(QObject):
    """One wish at a time; a new one takes the place of that under way.

    Signals:
        found: the ``Pages`` of the rows.
        failed: why they could not be found.
        stopped: somebody cancelled.
    """

    found = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._chooser: Chooser | None = None

    def take(self, pages: Pages | None) -> None:
        """Choose among the rows of this file from now on."""
        self._give_up()
        self._chooser = None if pages is None else _chooser(pages)

    def choose(self, wish: Wish) -> None:
        """Choose rows."""
        self._give_up()
        if self._chooser is not None:
            self._job = self._jobs.start(choosing(self._chooser, wish), name="Finding rows")
            self._job.succeeded.connect(self._pass_on)
            self._job.failed.connect(self._tell_failed)
            self._job.cancelled.connect(self._tell_stopped)

    def _give_up(self) -> None:
        """Forget a search that is under way."""
        if self._job is not None:
            self._job.disconnect(self)
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _pass_on(self, pages: Pages) -> None:
        self._job = None
        self.found.emit(pages)

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self._job = None
        self.failed.emit(error)

    @Slot()
    def _tell_stopped(self) -> None:
        self._job = None
        self.stopped.emit()


def _chooser(pages: Pages) -> "Chooser":
    from core.batch.kept.view import Chooser  # loaded by whatever read the pages

    return Chooser(pages.view.kept)
