"""Before a training an admin sees what the data hold, and goes on or back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training import tab as tab_module
from app.training.candidate import Candidate
from app.training.journal import Journal
from app.training.portfolio.report_page import DataReportPage
from app.training.source import ReadTables, Source
from app.training.tab import TrainingTab
from app.widgets.notice import NoticeKind
from core.errors import DataError
from core.portfolio.data_report import DataReport
from core.portfolio.data_report_lines import lines
from core.progress import Report
from core.scorecard import Scorecard
from core.training.options import TrainingOptions
from tests.app.fakes import FakeDialogs
from tests.app.training.admin import choose_kind, trainings
from tests.app.training.portfolio.conftest import SECONDS, reading

Look = Callable[[], None]


def rows(table: QTableView) -> list[list[str]]:
    """The texts of a table as they are seen."""
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def found(tab: TrainingTab) -> DataReport:
    """The report on show."""
    assert tab.check.report.looked is not None
    return tab.check.report.looked.report


class Trainings:
    """Takes down on what is trained, and brings a candidate at once, or else fails."""

    def __init__(self) -> None:
        self.candidate: Candidate | None = None
        self.sources: list[Source] = []

    def __call__(
        self, source: Source, options: TrainingOptions, active: Scorecard, journal: Journal, report: Report, **_: object
    ) -> Candidate:
        self.sources.append(source)
        if self.candidate is None:
            raise DataError("There is no candidate.")
        return self.candidate


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> Trainings:
    """What trainings were started on."""
    trained = Trainings()
    monkeypatch.setattr(tab_module, "train_candidate", trained)
    return trained


def test_retrain_shows_the_report_first_and_trains_nothing(tab: TrainingTab, desk: Desk, look: Look) -> None:
    look()
    assert tab.pages.currentWidget() is tab.check.report
    assert tab.check.report.go_on.hasFocus(), "Enter goes on"
    report = found(tab)
    said = tab.check.report.overview.headline.text()
    assert f"{report.cleaning.used} of 300 loans can be used" in said
    assert "Nothing is trained yet." in said
    assert not trainings(desk)


def test_going_on_trains_on_the_very_tables_that_were_read(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, look: Look, trained: Trainings
) -> None:
    """So that nobody signs a report about other rows, and a slow database is read once."""
    look()
    looked = tab.check.report.looked
    assert looked is not None
    tab.check.report.go_on.click()
    (job,) = trainings(desk)
    assert tab.pages.currentWidget() is tab.running
    with qtbot.waitSignal(job.finished, timeout=SECONDS):
        pass
    (source,) = trained.sources
    assert isinstance(source, ReadTables)
    assert source.tables is looked.tables
    assert tab.check.report.looked is None, "the tables are let go"


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_going_back_changes_nothing(tab: TrainingTab, desk: Desk, look: Look, way: str) -> None:
    look()
    if way == "button":
        tab.check.report.back.click()
    else:
        QTest.keyClick(tab.check.report.go_on, Qt.Key.Key_Escape)
    assert tab.pages.currentWidget() not in tab.check.pages()
    assert tab.check.report.looked is None
    assert tab.retrain.hasFocus()
    assert not desk.jobs.jobs


def test_going_back_leads_to_a_candidate_that_waits(
    qtbot: QtBot, tab: TrainingTab, dialogs: FakeDialogs, look: Look, trained: Trainings, candidate: Candidate
) -> None:
    """Looking at data costs no candidate; only another training asks what becomes of it."""
    trained.candidate = candidate
    look()
    with qtbot.waitSignal(tab.pages.currentChanged):
        tab.check.report.go_on.click()
    qtbot.waitUntil(lambda: tab.pages.currentWidget() is tab.result)
    look()
    tab.check.report.back.click()
    assert tab.pages.currentWidget() is tab.result
    look()
    dialogs.answers.append("Keep looking")
    tab.check.report.go_on.click()
    assert len(trained.sources) == 1
    assert tab.pages.currentWidget() is tab.check.report
    tab.result.decision.drop()


def test_reading_can_be_cancelled(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> None:
    job = reading(tab, desk)
    assert tab.pages.currentWidget() is tab.check.looking
    with qtbot.waitSignal(job.finished, timeout=SECONDS):
        QTest.keyClick(tab.check.looking.cancel, Qt.Key.Key_Escape)
    assert "The reading of the tables was cancelled." in tab.notice.text
    assert tab.pages.currentWidget() not in tab.check.pages()


def test_tables_that_cannot_be_used_are_told_in_place(tab: TrainingTab, look: Look, tmp_path: Path) -> None:
    (tmp_path / "loans.csv").write_bytes(b"PK\x03\x04")
    tab.data.take([tmp_path / "loans.csv"])
    look()
    assert tab.notice.kind is NoticeKind.ERROR
    assert "loans.csv is not a CSV file but an Excel workbook" in tab.notice.text
    assert tab.notice.text.endswith("The model in use has not changed.")


def test_an_admin_may_go_without_the_report_and_that_is_remembered(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, trained: Trainings
) -> None:
    tab.data.check.setChecked(False)
    tab.retrain.click()
    with qtbot.waitSignal(trainings(desk)[0].finished):
        pass
    assert trained.sources == [tab.data.source()]
    again = TrainingTab(desk)
    qtbot.addWidget(again)
    assert not again.data.check.isChecked()


def test_a_report_about_other_data_than_are_chosen_cannot_be_trained_on(tab: TrainingTab, look: Look) -> None:
    look()
    report = tab.check.report
    choose_kind(tab, "demo")
    assert "Other data are chosen now." in report.notice.text
    assert not report.go_on.isEnabled()
    choose_kind(tab, "files")
    assert report.go_on.isEnabled(), "and these are chosen again"
    assert report.notice.text == ""


# What it tells


def test_all_of_the_report_is_on_its_pages(tab: TrainingTab, look: Look) -> None:
    look()
    report, page = found(tab), tab.check.report
    assert page.overview.warnings.text == "\n".join(f"• {sentence}" for sentence in report.warnings())
    assert [row[0] for row in rows(page.overview.tables.table)] == ["customers.csv", "loans.csv", "bureau.csv"]
    for row in rows(page.overview.tables.table):
        read, *became = map(int, row[1:])
        assert sum(became) == read == 300, "each row is somewhere"
    written = [f"{one.text} → {one.value}" for one in report.cleaning.mended]
    assert [row[1] for row in rows(page.overview.mended.table)] == written
    assert sum(int(row[1]) for row in rows(page.overview.excluded.table)) == 300 - report.cleaning.used
    assert [row[:2] for row in rows(page.overview.outcomes.table)] == [["False", "paid back"], ["True", "a default"]]
    columns = {(row[0], row[1]): row[2:] for row in rows(page.columns.box.table)}
    assert columns["gender", "customers"] == ["0", "2", "barred", "it is a protected attribute"]
    assert len(columns) == len(report.columns)
    assert [row[0] for row in rows(page.months.box.table)] == [month.month for month in report.months]
    assert len(rows(page.factors.factors.table)) == len(report.information)
    assert len(rows(page.sameness.box.table)) == len(report.collinearity.names)
    (same,) = report.same_loans  # in the demo all personal loans, and no others, are unsecured
    assert page.sameness.categories.text == same.sentence


def test_selecting_a_factor_shows_its_bins_as_table_and_chart(tab: TrainingTab, look: Look) -> None:
    look()
    report, page = found(tab), tab.check.report.factors
    page.factors.table.selectRow(2)
    chosen = report.information[2]
    assert [row[0] for row in rows(page.bins.table)] == [each.label for each in chosen.bins]
    assert page.chart.chart is not None
    assert page.chart.chart.numbers is not None
    assert [list(row) for row in page.chart.chart.numbers.rows] == rows(page.bins.table)


def test_tables_are_sorted_by_what_their_cells_mean(tab: TrainingTab, look: Look) -> None:
    """Not by their texts, for which 300 comes before 53; and a factor is still told from another."""
    look()
    columns = tab.check.report.columns.box.table
    columns.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    different = [int(row[3]) for row in rows(columns)]
    assert different == sorted(different)
    report, page = found(tab), tab.check.report.factors
    page.factors.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    page.factors.table.selectRow(0)
    assert rows(page.bins.table)[0][0] == report.information[-1].bins[0].label


def test_the_report_is_copied_and_saved_as_text(
    qtbot: QtBot, tab: TrainingTab, dialogs: FakeDialogs, look: Look, tmp_path: Path
) -> None:
    look()
    whole = "\n".join(lines(found(tab))) + "\n"
    tab.check.report.copy.click()
    assert QGuiApplication.clipboard().text() == whole
    target = tmp_path / "report.txt"
    dialogs.answers.append(target)
    tab.check.report.save.click()
    qtbot.waitUntil(lambda: f"Written to {target}" in tab.check.report.notice.text)
    assert target.read_text(encoding="utf-8") == whole


def test_a_report_that_cannot_be_written_says_so(
    qtbot: QtBot, tab: TrainingTab, dialogs: FakeDialogs, look: Look, tmp_path: Path
) -> None:
    look()
    dialogs.answers += [None, tmp_path / "nowhere" / "report.txt"]
    tab.check.report.save.click()
    tab.check.report.save.click()
    qtbot.waitUntil(lambda: tab.check.report.notice.kind is NoticeKind.ERROR)
    assert "What was there before is as it was." in tab.check.report.notice.text


def test_all_tables_are_sound_models_and_have_names(tab: TrainingTab, look: Look) -> None:
    look()
    for table in tab.check.report.findChildren(QTableView):
        QAbstractItemModelTester(table.model(), QAbstractItemModelTester.FailureReportingMode.Warning)
        assert table.accessibleName()


def test_a_table_without_rows_says_what_that_means(qtbot: QtBot, tab: TrainingTab, look: Look, tmp_path: Path) -> None:
    """Rather than to show a heading above nothing: here loans without a date."""
    text = (tab.data.files.edits["loans"].text()).strip()
    other = tmp_path / "loans.csv"
    other.write_text(Path(text).read_text(encoding="utf-8").replace("disbursal_date", "when"), encoding="utf-8")
    tab.data.take([other])
    look()
    page: DataReportPage = tab.check.report
    page.pages.setCurrentWidget(page.months)
    assert not page.months.box.table.isVisible()
    assert not page.months.chart.isVisible()
    assert page.months.box.table.model().rowCount(QModelIndex()) == 0
    labels = [one for one in page.months.box.findChildren(QWidget) if one.isVisible()]
    assert any("no rates by month" in getattr(one, "text", str)() for one in labels)


def test_the_keyboard_reaches_all_of_the_report_by_name(tab: TrainingTab, look: Look) -> None:
    look()
    page = tab.check.report
    for place in range(page.pages.count()):
        page.pages.setCurrentIndex(place)
        page.go_on.setFocus()
        reached = []
        for _ in range(60):
            reached.append(tab.focusWidget())
            QTest.keyClick(tab.focusWidget(), Qt.Key.Key_Tab)
        shown = [table for table in page.findChildren(QTableView) if table.isVisible()]
        assert {page.pages.tabBar(), page.back, page.copy, page.save, *shown} <= set(reached), page.pages.tabText(place)
        names = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in set(reached)]
        assert all(names), [type(one).__name__ for one, name in zip(set(reached), names, strict=True) if not name]


# Day and month


@pytest.fixture
def doubtful(tab: TrainingTab, small: Path, tmp_path: Path) -> TrainingTab:
    """The tab with tables that do not show whether day or month comes first."""
    folder = Path(shutil.copytree(small, tmp_path / "doubtful"))
    loans = pd.read_csv(folder / "loans.csv", dtype=str)
    loans.assign(disbursal_date="01-02-2024").to_csv(folder / "loans.csv", index=False)
    tab.data.take([folder])
    return tab


def _read_other_way(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> None:
    QTest.keyClick(tab.check.report.months.order, Qt.Key.Key_Space)
    (job,) = [job for job in desk.jobs.jobs if job.name == "Reading the data"]
    with qtbot.waitSignal(job.finished, timeout=SECONDS):
        pass


def test_dates_in_doubt_are_read_the_other_way_and_trained_on_so(
    qtbot: QtBot, doubtful: TrainingTab, desk: Desk, look: Look, trained: Trainings
) -> None:
    look()
    page = doubtful.check.report
    page.pages.setCurrentWidget(page.months)
    seen = [rows(page.months.box.table)[0][0]]
    for _ in range(2):
        _read_other_way(qtbot, doubtful, desk)
        assert doubtful.pages.currentWidget() is page
        assert page.months.order.hasFocus()
        seen.append(rows(page.months.box.table)[0][0])
    assert seen == ["2024-02", "2024-01", "2024-02"]
    assert "--date-order" not in page.text
    page.go_on.click()
    (job,) = trainings(desk)
    with qtbot.waitSignal(job.finished, timeout=SECONDS):
        pass
    (source,) = trained.sources
    assert isinstance(source, ReadTables)
    assert source.tables.date_order == "day"


def test_a_reading_the_other_way_that_is_cancelled_leaves_the_report(
    qtbot: QtBot, doubtful: TrainingTab, desk: Desk, look: Look
) -> None:
    look()
    doubtful.check.report.months.order.click()
    (job,) = desk.jobs.jobs
    with qtbot.waitSignal(job.finished, timeout=SECONDS):
        doubtful.check.looking.cancel.click()
    assert doubtful.pages.currentWidget() is doubtful.check.report
    assert [month.month for month in found(doubtful).months] == ["2024-02"]


def test_dates_that_show_their_order_are_not_asked_about(tab: TrainingTab, look: Look) -> None:
    look()
    assert tab.check.report.months.order.isHidden()
