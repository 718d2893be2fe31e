"""A scored file: its name, its figures and its rows."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.batch import figure_words
from app.batch.elided_lines import ElidedLines
from app.batch.memory import Memory
from app.batch.result_buttons import ResultButtons
from app.batch.rows_pane import RowsPane
from app.batch.summary import Summary
from app.batch.work import Scored
from app.services.jobs import JobRunner
from app.services.theme import GRID, TextRole
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from app.widgets.quiet_area import QuietArea

if TYPE_CHECKING:
    from core.batch.kept.view import View

_OLD = "These rows were scored with model {old}; {new} is in use now."
_NOT_OPENED = "No program on this computer opens {path}. Find it there with the file manager."


class ResultPage(QWidget):
    """Shows what became of one file.

    Signals:
        again_requested: the file of this ``Scored`` should be scored again.
        change_requested: somebody wants to decide anew how the file of this ``Scored`` is read.
        leave_requested: other files and results should be seen; this one is no longer on show.

    Attributes:
        scored: the file on show; None before the first.
        buttons: what can be done with it.
        notice: what to know about its rows.
        reading: how it was read, where that is not plain.
        summary: its figures.
        rows: its rows.
    """

    again_requested = Signal(object)
    change_requested = Signal(object)
    leave_requested = Signal()

    def __init__(self, jobs: JobRunner, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self.scored: Scored | None = None
        self._title, self._where = ElidedLines(TextRole.HEADING), ElidedLines(TextRole.SMALL)
        self._where.set_state("muted")
        self.reading, self._change = RoleLabel(role=TextRole.SMALL), QPushButton("&Change…")
        self._change.setToolTip("Decide anew how this file is read")
        self._back = QPushButton("‹ All results")
        self._back.setToolTip("Leave this result; it stays in the list of results")
        self.buttons, self.notice, self.summary = ResultButtons(), Notice(), Summary()
        self.rows, self._splitter = RowsPane(jobs, memory.columns), QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self._connect()
        self._splitter.restoreState(memory.splitter)

    @property
    def view(self) -> "View | None":
        """The rows on show; None where none could be kept."""
        return self.rows.view

    def show_result(self, scored: Scored) -> None:
        """Show a file that was scored."""
        self.scored = scored
        report = scored.report
        self._title.set_lines([report.source.name])
        self._where.set_lines(
            [f"Scored with model {report.model} in {report.seconds:.1f} s, written to {report.target}"]
        )
        self.reading.setText(figure_words.reading(report))
        for part in (self.reading, self._change):
            part.setVisible(bool(report.reading))
        self.summary.show_report(report, scored.scorecard)
        self.rows.show_result(scored)
        self.buttons.offer_rows(offers=self.view is not None)

    def compare(self, version: str) -> None:
        """Say what became of the files since, and whether the model of this version is another one than theirs."""
        if self.scored is None:
            return
        is_old = self.scored.report.model != version
        words = [self.scored.remark] if self.scored.remark and self.scored.pages else []
        if is_old:
            words.append(_OLD.format(old=self.scored.report.model, new=version))
        if words:
            kind = NoticeKind.WARNING if is_old else NoticeKind.INFO
            self.notice.show_notice(kind, " ".join(words), "Score again")
        else:
            self.notice.clear()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._back)
        head.addWidget(self._title, 1)
        head.addWidget(self.buttons, 3)
        how = QHBoxLayout()
        how.setSpacing(GRID)
        how.addWidget(self.reading, 1)
        how.addWidget(self._change)
        self._splitter.addWidget(self.summary)
        self._splitter.addWidget(self.rows)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setCollapsible(1, False)
        page, outer = QWidget(), QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(QuietArea(page))  # for large text in a small window
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self._where)
        column.addLayout(how)
        column.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.notice.action_requested.connect(self._ask_again)
        self._change.clicked.connect(self._ask_to_change)
        self._back.clicked.connect(self._leave)
        self.rows.broken.connect(self._tell_broken)
        self.summary.rows_requested.connect(self.rows.filter.show_problem)
        self._splitter.splitterMoved.connect(self._remember_splitter)
        self.buttons.file_requested.connect(self._open_file)
        self.buttons.folder_requested.connect(self._open_folder)

    @Slot()
    def _leave(self) -> None:
        self.scored = None
        self.leave_requested.emit()

    @Slot()
    def _ask_again(self) -> None:
        self.again_requested.emit(self.scored)

    @Slot()
    def _ask_to_change(self) -> None:
        self.change_requested.emit(self.scored)

    @Slot(str)
    def _tell_broken(self, words: str) -> None:
        self.notice.show_notice(NoticeKind.ERROR, words, "Score again")

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
