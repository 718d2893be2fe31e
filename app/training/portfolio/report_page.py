"""The data report: what the tables hold, before anything is trained on them."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QTabWidget, QToolButton, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID, TextRole
from app.training import wording
from app.training.column import rule
from app.training.portfolio.columns_page import ColumnsPage
from app.training.portfolio.factors_page import FactorsPage
from app.training.portfolio.looking import Looked
from app.training.portfolio.months_page import MonthsPage
from app.training.portfolio.overview import Overview
from app.training.portfolio.sameness_page import SamenessPage
from app.training.source import Demo
from app.widgets.chart import ChartView
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from app.widgets.wrapping import WrappingRow
from core.files import write_text
from core.progress import Report

_PURPOSE, _FILTER, _SUGGESTED = "data_report", "Text file (*.txt)", "data_report.txt"
_CACHE = "matplotlib"
_OTHER = "Other data are chosen now. Press Retrain to look at those."
_NOTHING_WRITTEN = "What was there before is as it was."


class DataReportPage(QWidget):
    """Shows one report, and goes on to the training or back.

    Signals:
        continued: train on the tables of this ``Looked``.
        left: do not.
        names_requested: a person wants to say which columns are meant, of this ``Looked``.
        order_requested: a person says that day and month are to be read the other way, of this ``Looked``.

    Attributes:
        looked: what is on show; None before, and when it was left.
        pages: all pages of the report.
        overview: tables, loans and warnings.
        columns: every column.
        months: rates by month.
        factors: information values.
        sameness: correlation and variance inflation.
        go_on: trains.
        back: does not.
        copy: puts the report on the clipboard as text.
        save: writes it.
        notice: what came of it.
    """

    continued = Signal(object)
    left = Signal()
    names_requested = Signal(object)
    order_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.looked: Looked | None = None
        self.notice, self.pages = Notice(), QTabWidget()
        self.overview, self.columns, self.sameness = Overview(), ColumnsPage(), SamenessPage()
        self.months, self.factors = MonthsPage(self._chart_view()), FactorsPage(self._chart_view())
        self.go_on, self.back = QPushButton("Continue"), QPushButton("Go back")
        self.copy, self.save = QPushButton("Copy"), QPushButton("Save…")
        self.copy.setToolTip("Copy the whole report as text")
        self.save.setToolTip("Save the whole report as a text file")
        self.go_on.setProperty("primary", True)
        self._lay_out()
        self._connect()

    def show_looked(self, looked: Looked) -> None:
        """Show what was found; the tables are kept until somebody goes on or back."""
        self.looked = looked
        for page in (self.overview, self.columns, self.months, self.factors, self.sameness):
            page.show_report(looked.report)
        self.months.show_order(looked.tables.date_order, is_assumed=looked.report.has_assumed_dates)
        self.columns.names.setHidden(isinstance(looked.place, Demo))
        self.pages.setCurrentIndex(0)
        self.tell_fresh(is_fresh=True)

    def tell_fresh(self, *, is_fresh: bool) -> None:
        """Say whether other data are chosen meanwhile; then these cannot be trained on."""
        for button in (self.go_on, self.columns.names, self.months.order):
            button.setEnabled(is_fresh)
        if is_fresh:
            self.notice.clear()
        else:
            self.notice.show_notice(NoticeKind.WARNING, _OTHER, closable=False)

    def forget(self) -> None:
        """Let go of the tables, which may be large."""
        self.looked = None

    @property
    def text(self) -> str:
        """The whole report as text."""
        from core.portfolio.data_report_lines import lines

        return "\n".join(lines(self.looked.report)) + "\n" if self.looked else ""

    def _chart_view(self) -> ChartView:
        return ChartView(self._desk.jobs, self._desk.dialogs, self._desk.data_folder / _CACHE)

    def _lay_out(self) -> None:
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setAccessibleName("Pages of the data report")
        for button in self.pages.tabBar().findChildren(QToolButton):  # the arrow keys scroll as well
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        titles = {"Overview": self.overview, "Columns": self.columns, "Months": self.months, "Factors": self.factors}
        for title, page in {**titles, "Overlap": self.sameness}.items():
            self.pages.addTab(page, title)
        head, foot = QWidget(), QWidget()
        around = QVBoxLayout(head)
        around.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        around.setSpacing(GRID)
        for widget in (RoleLabel("Data report", TextRole.HEADING), self.notice):
            around.addWidget(widget)
        self._fill_foot(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self.pages, 1)
        outer.addWidget(rule())
        outer.addWidget(foot)

    def _fill_foot(self, foot: QWidget) -> None:
        row = WrappingRow()
        for button in (self.go_on, self.back):
            row.addWidget(button)
        row.addStretch()
        for button in (self.copy, self.save):
            row.addWidget(button)
        around = QVBoxLayout(foot)
        around.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        around.addLayout(row)

    def _connect(self) -> None:
        self.go_on.clicked.connect(self._continue)
        self.back.clicked.connect(self._leave)
        self.columns.names.clicked.connect(self._ask_names)
        self.months.order.clicked.connect(self._ask_order)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        escape = QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self, self.back.click)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @Slot()
    def _continue(self) -> None:
        if self.looked is not None:
            self.continued.emit(self.looked)

    @Slot()
    def _leave(self) -> None:
        self.forget()
        self.left.emit()

    @Slot()
    def _ask_names(self) -> None:
        if self.looked is not None:
            self.names_requested.emit(self.looked)

    @Slot()
    def _ask_order(self) -> None:
        if self.looked is not None:
            self.order_requested.emit(self.looked)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.notice.show_notice(NoticeKind.SUCCESS, "The report is copied as text.")

    @Slot()
    def _save(self) -> None:
        target = self._desk.dialogs.save_file(_PURPOSE, "Save the data report", (_FILTER,), _SUGGESTED)
        if target is not None:
            job = self._desk.jobs.start(partial(_write, target, self.text), name=f"Writing {target.name}")
            job.succeeded.connect(self._tell_written)
            job.failed.connect(self._tell_failed)

    @Slot(object)
    def _tell_written(self, target: Path) -> None:
        self.notice.show_notice(NoticeKind.SUCCESS, f"Written to {target}.")

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self.notice.show_notice(NoticeKind.ERROR, wording.problem(error, _NOTHING_WRITTEN))


def _write(target: Path, text: str, _report: Report) -> Path:
    write_text(target, text)
    return target
