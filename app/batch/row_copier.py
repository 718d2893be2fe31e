"""Puts many rows on the clipboard: their text is made in a job, since it may take seconds."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.batch.rows_model import RowsModel
from app.batch.rows_work import Copied, texts_of
from app.services.jobs import Job, JobRunner
from app.widgets.selected_cells import Piece

_ALL = "{rows:,} rows are on the clipboard."
_SOME = (
    "The first {rows:,} of the {wanted:,} selected rows are on the clipboard; other programs take no more at once. "
    "Open the scored file to have them all."
)


class RowCopier(QObject):
    """Copies one selection at a time; a new one takes the place of that under way.

    Signals:
        copied: the rows are on the clipboard, in words.
        failed: why they are not.
    """

    copied = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    def copy(self, model: RowsModel, pieces: Sequence[Piece]) -> None:
        """Copy pieces of the rows on show."""
        if self._job is not None:
            self._job.disconnect(self)
            self._job.cancel()
        self._job = self._jobs.start(texts_of(model.pages.view, pieces, model.columns), name="Copying rows")
        self._job.succeeded.connect(self._put)
        self._job.failed.connect(self._tell_failed)
        self._job.cancelled.connect(self._forget)

    @Slot(object)
    def _put(self, copied: Copied) -> None:
        self._job = None
        QGuiApplication.clipboard().setText(copied.text)
        words = _ALL if copied.rows == copied.wanted else _SOME
        self.copied.emit(words.format(rows=copied.rows, wanted=copied.wanted))

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self._job = None
        self.failed.emit(error)

    @Slot()
    def _forget(self) -> None:
        self._job = None
