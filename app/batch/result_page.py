"""A scored file: its name, its figures and its rows."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSplitter, QVBoxLayout, QWidget

from app.batch.elided_lines import ElidedLines
from app.batch.memory import Memory
from app.batch.result_buttons import ResultButtons
from app.batch.row_filter import RowFilter
from app.batch.rows_model import RowsModel
from app.batch.summary import Summary
from app.batch.work import Scored
from app.services.jobs import JobRunner
from app.services.theme import GRID, TextRole
from app.widgets.notice import Notice, NoticeKind
from app.widgets.table import COPY_LIMIT, Table

_OLD = "These rows were scored with model {old}; {new} is in use now."
_TOO_MANY = "{rows:,} rows are too many to copy: at most {limit:,} cells at once. Open the scored file instead."
_NOT_OPENED = "No program on this computer opens {path}. Find it there with the file manager."


class ResultPage(QWidget):
    """Shows what became of one file.

    Signals:
        again_requested: the file should be scored again.

    Attributes:
        scored: the file on show; None before the first.
        buttons: what can be done with it.
        notice: what to know about its rows.
        filter: chooses which rows are shown.
        summary: its figures.
        table: its rows.
    """

    again_requested = Signal()

    def __init__(self, jobs: JobRunner, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self.scored: Scored | None = None
        self._title, self._where = ElidedLines(TextRole.HEADING), ElidedLines(TextRole.SMALL)
        self._where.set_state("muted")
        self.buttons, self.notice, self.filter = ResultButtons(), Notice(), RowFilter(jobs)
        self.summary, self.table, self._splitter = Summary(), Table(), QSplitter(Qt.Orientation.Vertical)
        self.table.setAccessibleName("Rows of the scored file")
        self.table.verticalHeader().show()
        self._lay_out()
        self._connect()
        self._splitter.restoreState(memory.splitter)

    def show_result(self, scored: Scored) -> None:
        """Show a file that was scored."""
        self.scored = scored
        report = scored.report
        self._title.set_lines([report.source.name])
        self._where.set_lines(
            [f"Scored with model {report.model} in {report.seconds:.1f} s, written to {report.target}"]
        )
        self.summary.show_report(report, scored.scorecard)
        self.filter.offer(scored)
        old, model = self.table.model(), RowsModel(scored, self)
        model.broken.connect(self._tell_broken, Qt.ConnectionType.QueuedConnection)
        self.table.setModel(model)
        if old is not None:
            old.deleteLater()
        self._set_widths(model)

    def compare(self, version: str) -> None:
        """Say so when the rows were scored with another model than the one of this version."""
        if self.scored is not None and self.scored.report.model != version:
            words = _OLD.format(old=self.scored.report.model, new=version)
            self.notice.show_notice(NoticeKind.WARNING, words, "Score again")
        else:
            self.notice.clear()

    def _lay_out(self) -> None:
        head, below = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.buttons)
        below.addWidget(self._where, 1)
        below.addWidget(self.filter)
        self._splitter.addWidget(self.summary)
        self._splitter.addWidget(self.table)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setCollapsible(1, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addLayout(below)
        column.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.notice.action_requested.connect(self.again_requested)
        self.filter.found.connect(self._show_rows)
        self.filter.failed.connect(self._tell_failed)
        self.table.copy_refused.connect(self._tell_too_many)
        self._splitter.splitterMoved.connect(self._remember_splitter)
        self.buttons.file_requested.connect(self._open_file)
        self.buttons.folder_requested.connect(self._open_folder)

    def _set_widths(self, model: RowsModel) -> None:
        letter = self.table.fontMetrics().averageCharWidth()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, column in enumerate(model.columns):
            header.resizeSection(place, column.width * letter + 2 * GRID)

    @Slot(object)
    def _show_rows(self, found: dict[int, tuple[str, ...]] | None) -> None:
        model = self.table.model()
        if isinstance(model, RowsModel):
            model.show_rows(found)

    @Slot(str)
    def _tell_broken(self, words: str) -> None:
        self.notice.show_notice(NoticeKind.ERROR, words, "Score again")

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self._tell_broken(str(error))

    @Slot(int)
    def _tell_too_many(self, rows: int) -> None:
        self.notice.show_notice(NoticeKind.WARNING, _TOO_MANY.format(rows=rows, limit=COPY_LIMIT))

    @Slot()
    def _remember_splitter(self) -> None:
        self._memory.put_splitter(self._splitter.saveState())

    @Slot()
    def _open_file(self) -> None:
        if self.scored is not None:
            self._open(self.scored.report.target)

    @Slot()
    def _open_folder(self) -> None:
        if self.scored is not None:
            self._open(self.scored.report.target.parent)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.notice.show_notice(NoticeKind.ERROR, _NOT_OPENED.format(path=path))
