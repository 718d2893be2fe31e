"""Where the system's text is doubled, the window still fits the smallest screen, and whatever it says can be read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services import theme
from app.services.desk import Desk
from app.services.opened_row import OpenedRow
from tests.app.batch.conftest import press
from tests.app.room import SMALL_SCREEN, clipped, fits
from tests.core.batch.files import applicants, write_csv

APPLICANT_PAGES = ("reasons", "what_if", "next_band", "affordability", "compare")


@pytest.fixture(params=[theme.Choice.LIGHT, theme.Choice.CONTRAST])
def window(qtbot: QtBot, desk: Desk, twice_the_text: Callable[[], None], request: pytest.FixtureRequest) -> MainWindow:
    """The window on the smallest screen, with text twice as large; dark differs from light in colours alone."""
    theme.notifier().choice = request.param
    theme.notifier().refresh()
    twice_the_text()
    window = MainWindow(desk)
    window.applicant.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(window)
    window.resize(SMALL_SCREEN)
    with qtbot.waitExposed(window):
        window.show()
    return window


def wait_until_whole(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until everything has the room it needs, in a window that is no larger than the screen."""

    def is_whole() -> None:
        assert fits(window, SMALL_SCREEN), window.minimumSizeHint()
        assert window.size() == SMALL_SCREEN
        assert clipped(window) == []

    qtbot.waitUntil(is_whole)


@pytest.mark.parametrize("page", APPLICANT_PAGES)
def test_each_page_about_an_applicant_fits(qtbot: QtBot, window: MainWindow, page: str) -> None:
    window.applicant.form.put(window.applicant.form.state() | {"credit_utilization_ratio": "82"})
    window.applicant.answer.pages.go_to(page)
    wait_until_whole(qtbot, window)


def test_a_page_beneath_the_gauge_comes_into_sight_when_it_is_turned_to(qtbot: QtBot, window: MainWindow) -> None:
    """By its letter, with the next stop of the keyboard on it; the gauge fills the window before."""
    window.activateWindow()
    bar = window.applicant.answer.pages.tabBar()
    assert bar.visibleRegion().boundingRect().height() < bar.height()
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bar.visibleRegion().boundingRect().height() == bar.height())
    assert bar.hasFocus()
    QTest.keyClick(bar, Qt.Key.Key_Tab)
    focus = window.focusWidget()
    assert window.applicant.answer.pages.affordability.isAncestorOf(focus)
    assert not focus.visibleRegion().isEmpty()


def test_a_slider_is_long_enough_to_be_set(qtbot: QtBot, window: MainWindow) -> None:
    pages = window.applicant.answer.pages
    pages.go_to("what_if")
    wait_until_whole(qtbot, window)
    letter = window.fontMetrics().averageCharWidth()
    assert all(slider.width() >= 24 * letter for slider in pages.what_if.sliders.values())


def test_the_most_that_is_said_about_an_applicant_fits(qtbot: QtBot, window: MainWindow) -> None:
    """With mistakes, flags, breaches of the policy, formulae and a way back."""
    window.applicant.clear()
    window.applicant.fill_sample(1)
    odd = {"loan_amount": "58,00,000", "loan_type": "Unsecured", "credit_utilization_ratio": "112"}
    window.applicant.form.put(window.applicant.form.state() | odd)
    window.applicant.answer.pages.go_to("affordability")
    window.applicant.answer.pages.affordability.formulas.setChecked(True)
    wait_until_whole(qtbot, window)
    window.applicant.form.put(window.applicant.form.state() | {"age": "forty", "income": "12.400,50"})
    wait_until_whole(qtbot, window)


def test_an_applicant_of_a_file_fits(qtbot: QtBot, window: MainWindow) -> None:
    window.applicant.form.put(window.applicant.form.state() | {"age": "37"})
    problem = "Age is empty. Fill it in."
    window.applicant.open_row(OpenedRow({"age": ""}, "Row 12 of applicants.csv", "rejected", problem, "v1.0", ""))
    assert window.applicant.row_bar.isVisible()
    assert window.applicant.notice.isVisible()
    wait_until_whole(qtbot, window)


def test_kept_scenarios_scroll_by_themselves(qtbot: QtBot, window: MainWindow) -> None:
    """Four of them are wider than any screen with text of that size."""
    pages = window.applicant.answer.pages
    pages.go_to("compare")
    for age in ("30", "31", "32", "33"):
        window.applicant.form.put(window.applicant.form.state() | {"age": age})
        pages.compare.keep.click()
    only_they = ["sideways: Kept scenarios", "out of sight: Kept scenarios"]
    qtbot.waitUntil(lambda: clipped(window) == only_they)
    assert window.size() == SMALL_SCREEN


@pytest.mark.parametrize("tab", ["batch", "training"])
def test_the_other_tabs_fit(qtbot: QtBot, desk: Desk, window: MainWindow, tab: str) -> None:
    window.go_to(tab)
    qtbot.waitUntil(lambda: not desk.jobs.jobs)
    wait_until_whole(qtbot, window)


def test_a_file_that_is_asked_about_and_a_list_of_files_fit(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    doubtful = write_csv(tmp_path / "a file with a name that is rather long.csv", applicants({"income": "12.400"}))
    plain = [write_csv(tmp_path / f"{number}.csv", applicants({})) for number in range(4)]
    window.go_to("batch")
    with qtbot.waitSignals([window.batch.settled] * 4, timeout=20_000):
        window.batch.flow.take([doubtful, *plain])
    assert window.batch.reading.isVisible()
    wait_until_whole(qtbot, window)
    window.batch.panel.table.selectRow(1)
    window.batch.panel.opened.emit(window.batch.panel.selected)
    assert window.batch.result.isVisible()
    assert fits(window, SMALL_SCREEN)


def test_a_result_has_room_for_its_filter_and_rows_and_the_way_back_fits(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """However little is left of the figures; the page scrolls."""
    path = write_csv(tmp_path / "a file with a name that is rather long.csv", applicants(*[{}] * 20))
    window.go_to("batch")
    with qtbot.waitSignal(window.batch.settled, timeout=20_000):
        window.batch.open_file(path)
    rows = window.batch.result.rows
    wait_until_whole(qtbot, window)
    assert rows.filter.height() >= rows.filter.heightForWidth(rows.filter.width())
    assert rows.table.viewport().height() >= 4 * rows.table.rowHeight(0)
    press(window.batch, "‹ All results")
    assert window.batch.footer.last.isVisible()
    wait_until_whole(qtbot, window)
