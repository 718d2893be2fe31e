"""The Batch tab: a file of applicants is dropped or chosen, scored in a job, and shown row by row."""

from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.batch.progress import ProgressPage
from app.batch.result_page import ResultPage
from app.batch.start_page import StartPage
from app.batch.work import Scored, copying, scoring
from app.services import paths
from app.services.desk import Desk
from app.services.jobs import Job
from app.services.theme import GRID
from app.widgets.notice import Notice, NoticeKind
from core.batch.naming import scored_name
from core.errors import CreditDeskError

_ASK, _PURPOSE, _KEY = "batch/ask_where", "applicants", "batch"
_FILTERS = ("Applicants (*.csv *.txt *.tsv)", "All files (*)")
_CSV = ("CSV file (*.csv)",)
_REPLACE, _ELSEWHERE, _STOP = "Replace it", "Save elsewhere…", "Do nothing"
_BUSY = "A file is being scored. Wait until it is done, or cancel it; then choose this one again."
_FAILED = "The file could not be scored because something went wrong in the program; the log tells what."
_AGAIN = "Score again"


class BatchTab(QWidget):
    """One file after another.

    Attributes:
        start: where a file is asked for.
        progress: shown while one is scored.
        result: its figures and rows.
        notice: what went wrong, or what to know.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self.start, self.progress, self.result, self.notice = StartPage(), ProgressPage(), ResultPage(), Notice()
        self._pages = QStackedWidget()
        self._buttons = QWidget()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self.start.ask_where.setChecked(desk.settings.flag(_ASK))
        self._take_model()
        self._show(self.start)

    @Slot()
    def choose_file(self) -> None:
        """Ask for a file and score it."""
        if self._is_busy():
            return
        source = self._desk.dialogs.open_file(_PURPOSE, "Score a file of applicants", _FILTERS)
        if source is not None:
            self.open_file(source)

    def open_file(self, source: Path) -> None:
        """Score a file; its result goes beside it, or where the user wants it."""
        if self._is_busy():
            return
        target = self._target(source)
        if target is not None:
            self._score(source, target)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files anywhere on the tab."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Score the dropped file."""
        event.acceptProposedAction()
        self._take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _lay_out(self) -> None:
        for page in (self.start, self.progress, self.result):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._buttons)
        column.addWidget(self.notice)
        column.addWidget(self._pages, 1)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for text, slot in (
            ("Score another &file…", self.choose_file),
            ("&Open the scored file", self._open_scored),
            ("Open its f&older", self._open_folder),
            ("Save a co&py…", self._save_copy),
        ):
            button = QPushButton(text)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch()

    def _connect(self) -> None:
        self.start.drop_zone.choose_requested.connect(self.choose_file)
        self.start.drop_zone.files_chosen.connect(self._take_files)
        self.start.sample.clicked.connect(self._save_sample)
        self.start.ask_where.toggled.connect(self._remember_choice)
        self.progress.cancel_requested.connect(self._cancel)
        self.result.broken.connect(self._tell_broken)
        self.notice.action_requested.connect(self._score_again)
        self._desk.model.changed.connect(self._take_model)

    def _is_busy(self) -> bool:
        if self._job is not None:
            self.notice.show_notice(NoticeKind.INFO, _BUSY)
        return self._job is not None

    @Slot(list)
    def _take_files(self, files: list[Path]) -> None:
        if len(files) != 1:
            self.notice.show_notice(NoticeKind.WARNING, "One file at a time: drop a single CSV file.")
            return
        self.open_file(files[0])

    def _target(self, source: Path) -> Path | None:
        """Where the result goes; None when the user thinks better of it."""
        target = scored_name(source)
        if self.start.ask_where.isChecked():
            return self._elsewhere(target)
        if not target.exists():
            return target
        question = f"{target.name} is there already, in {target.parent}. It may be an earlier result."
        answer = self._desk.dialogs.ask("Replace the earlier file?", question, (_REPLACE, _ELSEWHERE, _STOP))
        if answer == _ELSEWHERE:
            return self._elsewhere(target)
        return target if answer == _REPLACE else None

    def _elsewhere(self, suggested: Path) -> Path | None:
        return self._desk.dialogs.save_file("results", "Write the scored file", _CSV, suggested)

    def _score(self, source: Path, target: Path) -> None:
        self.notice.clear()
        task = scoring(source, target, self._desk.model.scorecard)
        self._job = self._desk.jobs.start(task, name=f"Scoring {source.name}", key=_KEY)
        self._job.succeeded.connect(self._show_result)
        self._job.failed.connect(self._tell_failed)
        self._job.cancelled.connect(self._tell_cancelled)
        self.progress.follow(self._job)
        self._show(self.progress)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._buttons.setVisible(page is self.result)

    @Slot(object)
    def _show_result(self, scored: Scored) -> None:
        self._job = None
        self.result.show_result(scored, self._desk.model.scorecard)
        self._show(self.result)
        self._tell_model()

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self._job = None
        self._show(self.result if self.result.scored else self.start)
        words = str(error) if isinstance(error, CreditDeskError) else _FAILED
        self.notice.show_notice(NoticeKind.ERROR, words)

    @Slot()
    def _tell_cancelled(self) -> None:
        self._job = None
        self._show(self.result if self.result.scored else self.start)
        self.notice.show_notice(NoticeKind.INFO, "Scoring was stopped. No file was written or changed.")

    @Slot(str)
    def _tell_broken(self, words: str) -> None:
        self.notice.show_notice(NoticeKind.ERROR, words, _AGAIN)

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _score_again(self) -> None:
        if self.result.scored is not None and not self._is_busy():
            report = self.result.scored.report
            self._score(report.source, report.target)

    @Slot()
    def _take_model(self) -> None:
        self.start.tell_columns(self._desk.model.scorecard)
        self._tell_model()

    def _tell_model(self) -> None:
        """Say when the rows on show were scored by another model than the active one."""
        scored, version = self.result.scored, self._desk.model.scorecard.version
        if scored is not None and scored.report.model != version:
            words = f"These rows were scored with model {scored.report.model}; {version} is in use now."
            self.notice.show_notice(NoticeKind.WARNING, words, _AGAIN)

    @Slot(bool)
    def _remember_choice(self, asks: bool) -> None:  # noqa: FBT001 - as the signal gives it
        self._desk.settings.put(_ASK, asks)

    @Slot()
    def _save_sample(self) -> None:
        self._copy(paths.resources_folder() / "sample_applicants.csv")

    @Slot()
    def _save_copy(self) -> None:
        if self.result.scored is not None:
            self._copy(self.result.scored.report.target)

    def _copy(self, source: Path) -> None:
        target = self._desk.dialogs.save_file(_PURPOSE, "Save a copy", _CSV, source.name)
        if target is not None:
            job = self._desk.jobs.start(copying(source, target), name=f"Copying {source.name}")
            job.succeeded.connect(self._tell_copied)
            job.failed.connect(self._tell_not_copied)

    @Slot(object)
    def _tell_copied(self, target: Path) -> None:
        self.notice.show_notice(NoticeKind.SUCCESS, f"Saved as {target}.")

    @Slot(object)
    def _tell_not_copied(self, error: BaseException) -> None:
        self.notice.show_notice(NoticeKind.ERROR, f"The copy was not saved. {error}")

    @Slot()
    def _open_scored(self) -> None:
        if self.result.scored is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.result.scored.report.target)))

    @Slot()
    def _open_folder(self) -> None:
        if self.result.scored is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.result.scored.report.target.parent)))
