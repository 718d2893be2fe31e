"""The Batch tab: a file of applicants is dropped or chosen, scored in a job, and shown row by row."""

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.batch.copier import Copier
from app.batch.exporter import Exporter
from app.batch.figure_saver import FigureSaver
from app.batch.file_flow import FileFlow
from app.batch.footer import Footer
from app.batch.letter_writer import LetterWriter
from app.batch.memory import Memory
from app.batch.offer import Offer
from app.batch.opener import KeptOpener
from app.batch.outcome import Outcome
from app.batch.recent import RecentResults
from app.batch.result_page import ResultPage
from app.batch.start_page import StartPage
from app.batch.work import Scored
from app.services.desk import Desk
from app.services.policy import policy_of
from app.services.theme import GRID
from app.widgets.notice import NoticeKind

_FILTERS = ("Applicants (*.csv *.txt *.tsv *.gz *.zip *.xlsx *.parquet)", "All files (*)")
_BUSY = "A file is being scored. Wait until it is done, or cancel it; then open the result again."
_OPENING = "A result is being opened. Wait until it is there, or cancel it; then choose the file again."
_NOT_HERE = "Drop files that are saved on this computer."


class BatchTab(QWidget):
    """One file after another.

    Signals:
        settled: the scoring of a file, or the opening of a result, has ended, and the tab shows how.
        row_opened: the ``OpenedRow`` that somebody wants to see as an applicant.

    Attributes:
        start: where a file is asked for.
        recent: results that are kept, on the same page.
        flow: leads from files to their results.
        reading: asks how a file is read.
        progress: shown while one is scored.
        panel: several files, and where each stands.
        notice: what went wrong, or what to know.
        outcome: how an export, a copy or the writing of letters has ended.
        footer: where results go, and files to begin with.
    """

    settled = Signal()
    row_opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._memory, self.notice = desk, Memory(desk.settings), Offer()
        self.flow, self._copier = FileFlow(desk, self._memory, self.notice, self), Copier(desk, self)
        self.reading, self.progress, self.panel = self.flow.reading, self.flow.progress, self.flow.panel
        self._opener, self.recent = KeptOpener(desk.jobs, self), RecentResults(desk)
        self.outcome = Outcome()
        self._exporter, self._letters = Exporter(desk, self.outcome, self), LetterWriter(desk, self.outcome, self)
        self._figures = FigureSaver(desk, self.outcome, self)
        self.start, self.footer, self._pages = StartPage(self.recent), Footer(self._memory), QStackedWidget()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._take_model()
        self._show_resting()

    @cached_property
    def result(self) -> ResultPage:
        """Figures and rows of a file, built when there are any, or when nothing else is to be done."""
        result = ResultPage(self._desk.jobs, self._memory)
        self._pages.addWidget(result)
        result.buttons.another_requested.connect(self.choose_file)
        result.buttons.export_requested.connect(self._export)
        result.buttons.letters_requested.connect(self._write_letters)
        result.summary.save_requested.connect(self._save_figures)
        result.summary.take_policy(policy_of(self._desk.settings))
        result.again_requested.connect(self.flow.score_again)
        result.change_requested.connect(self.flow.change)
        result.leave_requested.connect(self._leave)
        result.rows.told.connect(self.outcome.tell)
        result.rows.row_opened.connect(self.row_opened)
        return result

    def get_ready(self) -> None:
        """Build what is not seen yet."""
        self.result  # noqa: B018 - building it is what is asked for

    @Slot()
    def choose_file(self) -> None:
        """Ask for files and score them."""
        self._take_files(self._desk.dialogs.open_files("applicants", "Score files of applicants", _FILTERS))

    def open_file(self, path: Path) -> None:
        """Score a file; its result goes beside it, or where the user wants it."""
        self._take_files([path])

    def take_policy(self) -> None:
        """Expect losses by the policy of now."""
        if self._has_result:
            self.result.summary.take_policy(policy_of(self._desk.settings))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files anywhere on the tab."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Score the dropped files."""
        event.acceptProposedAction()
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self._take_files(files)
        else:
            self.notice.tell(NoticeKind.WARNING, _NOT_HERE)

    def _lay_out(self) -> None:
        for page in (self.start, self.reading, self.progress):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.notice)
        column.addWidget(self.panel)
        column.addWidget(self._pages, 1)
        column.addWidget(self.outcome)  # comes at any time, and would push what is clicked at away from the mouse
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.start.drop_zone.choose_requested.connect(self.choose_file)
        self.start.drop_zone.files_chosen.connect(self._take_files)
        self.footer.last.clicked.connect(self._score_last)
        self.footer.sample.clicked.connect(self._copier.save_sample)
        self.progress.cancel_requested.connect(self._opener.cancel)
        self.recent.open_requested.connect(self._open_kept)
        self.flow.begun.connect(self.outcome.clear)
        self.flow.page_wanted.connect(self._show)
        self.flow.scored.connect(self._show_scored)
        self.flow.resting.connect(self._show_resting)
        self.flow.settled.connect(self._settle)
        self._opener.opened.connect(self._show_kept)
        self._opener.failed.connect(self._tell_not_opened)
        self._opener.stopped.connect(self._tell_stopped)
        self._copier.saved.connect(self._tell_saved)
        self._copier.failed.connect(self._tell_not_saved)
        self._desk.model.changed.connect(self._take_model)

    @Slot(list)
    def _take_files(self, files: Sequence[Path]) -> None:
        if self._opener.is_busy:
            self.notice.tell(NoticeKind.INFO, _OPENING)
        elif files:
            self.flow.take(files)

    @Slot(object, object)
    def _show(self, page: QWidget, focus: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.footer.offer_files(offers=page is self.start)
        if self.isVisible():
            focus.setFocus()

    def _show_resting(self) -> None:
        """Show the last result, or the empty page."""
        if self._scored is not None:
            self._show(self.result, self.result.rows.table)
        else:
            self._show(self.start, self.start.drop_zone)

    @property
    def _has_result(self) -> bool:
        """Whether the page for results is built."""
        return "result" in self.__dict__

    @property
    def _scored(self) -> Scored | None:
        """The result on that page."""
        return self.result.scored if self._has_result else None

    @Slot()
    def _settle(self) -> None:
        QApplication.alert(self)
        self.settled.emit()

    @Slot(object)
    def _show_scored(self, scored: Scored) -> None:
        self.notice.clear()
        self.outcome.clear()
        self.result.show_result(scored)
        self.result.compare(self._desk.model.scorecard.version)
        self._show_resting()

    @Slot(object)
    def _show_kept(self, scored: Scored) -> None:
        self._show_scored(scored)
        self._settle()

    @Slot(str)
    def _tell_not_opened(self, words: str) -> None:
        self.notice.tell(NoticeKind.ERROR, words)
        self._show_resting()
        self._settle()

    @Slot(object)
    def _open_kept(self, folder: Path) -> None:
        """Show a result that is kept."""
        if self.flow.is_busy:
            self.notice.tell(NoticeKind.INFO, _BUSY)
        elif not self._opener.is_busy:
            self.notice.clear()
            self.outcome.clear()
            self.progress.follow(self._opener.start(folder), "Checking that all of it is there")
            self._show(self.progress, self.progress.cancel)

    @Slot()
    def _leave(self) -> None:
        """Go back to where files and results are chosen."""
        self.notice.clear()
        self.flow.show_current()

    @Slot(str)
    def _tell_stopped(self, words: str) -> None:
        self.notice.tell(NoticeKind.INFO, words)
        self._show_resting()
        self._settle()

    @Slot()
    def _score_last(self) -> None:
        if self._memory.source is not None:
            self.open_file(self._memory.source)

    @Slot()
    def _take_model(self) -> None:
        self.start.columns.show_model(self._desk.model.scorecard)
        if self._has_result:
            self.result.compare(self._desk.model.scorecard.version)

    @Slot()
    def _export(self) -> None:
        if self.result.view is not None:
            self._exporter.ask(self.result.view, self, self.result.summary.cutoff)

    @Slot(str)
    def _save_figures(self, text: str) -> None:
        if self.result.scored is not None:
            self._figures.ask(text, self.result.scored.report.source)

    @Slot()
    def _write_letters(self) -> None:
        if self.result.view is not None:
            self._letters.ask(self.result.view, self)

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        if self._scored is not None:
            self.notice.tell(NoticeKind.SUCCESS, f"Saved as {path}.")
        else:
            self.notice.tell(NoticeKind.SUCCESS, f"Saved as {path}.", "Score it", partial(self.open_file, path))

    @Slot(str)
    def _tell_not_saved(self, words: str) -> None:
        self.notice.tell(NoticeKind.ERROR, words)
