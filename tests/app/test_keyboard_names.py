"""Whatever the keyboard reaches has a name for a screen reader, and no two things on show share an Alt letter."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.applicant.history import KEY, Way
from app.applicant.samples import SAMPLES
from app.main_window import MainWindow
from app.services import paths
from app.services.desk import Desk
from tests.core.batch.files import APPLICANT, applicants, write_csv
from tests.core.batch.workbooks import parts_of, sheet, text_row, write_parts

APPLICANT_PAGES = ("reasons", "what_if", "next_band", "affordability", "compare")
PLACES = (*APPLICANT_PAGES, "batch", "training")


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    """The window as it opens the first time."""
    window = MainWindow(desk)
    window.applicant.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def go(qtbot: QtBot, desk: Desk, window: MainWindow) -> Callable[[str], None]:
    """Brings a page of the applicant or another tab to the front, and waits for it."""

    def go_to(place: str) -> None:
        if place in APPLICANT_PAGES:
            window.applicant.answer.pages.go_to(place)
        else:
            window.go_to(place)
        qtbot.waitUntil(lambda: not desk.jobs.jobs)

    return go_to


def name(widget: QWidget) -> str:
    """What a screen reader says it is."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def reached(window: QWidget) -> list[QWidget]:
    """What the tabulator stops at."""
    widgets = [one for one in window.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    return [one for one in widgets if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]


def letters(window: MainWindow) -> list[str]:
    """The Alt letters of everything on show: menus, tabs, buttons and fields."""
    labels = [one.text() for one in window.findChildren(QLabel) if one.isVisible() and one.buddy() is not None]
    buttons = [one.text() for one in window.findChildren(QAbstractButton) if one.isVisible()]
    bars = [one for one in window.findChildren(QTabBar) if one.isVisible()]
    tabs = [bar.tabText(place) for bar in bars for place in range(bar.count())]
    menus = [one.text() for one in window.menuBar().actions()]
    texts = [text.replace("&&", "") for text in (*labels, *buttons, *tabs, *menus)]
    return sorted(text[text.index("&") + 1].lower() for text in texts if "&" in text)


def field_labels(window: MainWindow) -> list[str]:
    """The labels of the fields of the form that are on show, with their letters, from the top."""
    return [row.label.text() for row in window.applicant.form.rows.values() if row.label.isVisible()]


@pytest.mark.parametrize("place", PLACES)
def test_whatever_the_tabulator_stops_at_has_a_name(window: MainWindow, go: Callable[[str], None], place: str) -> None:
    go(place)
    stops = reached(window)
    assert len(stops) > 3
    assert [type(one).__name__ for one in stops if not name(one)] == []


def test_what_comes_with_a_scored_file_has_a_name_too(
    qtbot: QtBot, window: MainWindow, go: Callable[[str], None], tmp_path: Path
) -> None:
    source = tmp_path / "applicants.csv"
    source.write_bytes((paths.resources_folder() / "sample_applicants.csv").read_bytes())
    go("batch")
    with qtbot.waitSignal(window.batch.settled, timeout=20_000):
        window.batch.open_file(source)
    assert window.batch.result.isVisible()
    assert [type(one).__name__ for one in reached(window) if not name(one)] == []


def test_nor_is_anything_without_a_name_or_a_letter_of_its_own_where_files_are_asked_about(
    qtbot: QtBot, window: MainWindow, go: Callable[[str], None], tmp_path: Path
) -> None:
    rows = [text_row(1, *APPLICANT), text_row(2, *{**APPLICANT, "income": "12.400"}.values())]
    book = write_parts(tmp_path / "book.xlsx", parts_of(sheet("".join(rows)), sheet(rows[0])))
    other = write_csv(tmp_path / "other.csv", applicants({"income": "9.500"}))
    go("batch")
    with qtbot.waitSignals([window.batch.flow.intake.asking] * 2, timeout=20_000):
        window.batch.flow.take([book, other])
    assert window.batch.reading.isVisible()
    assert window.batch.panel.isVisible()
    assert [type(one).__name__ for one in reached(window) if not name(one)] == []
    for row in (0, 1):
        window.batch.panel.table.selectRow(row)
        found = letters(window)
        assert len(set(found)) == len(found)


@pytest.mark.parametrize("place", PLACES)
def test_no_two_things_on_show_share_an_alt_letter(window: MainWindow, go: Callable[[str], None], place: str) -> None:
    go(place)
    found = letters(window)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("page", APPLICANT_PAGES)
def test_nor_do_they_in_the_other_way_to_give_the_history(
    window: MainWindow, go: Callable[[str], None], page: str, way: Way
) -> None:
    window.applicant.form.put(SAMPLES[0] | {KEY: way})
    go(page)
    found = letters(window)
    assert len(set(found)) == len(found) >= 21, "menus, tabs, buttons and fields"
    assert [label for label in field_labels(window) if "&" not in label] == []


def test_a_field_keeps_its_letter_when_the_history_is_given_otherwise(window: MainWindow) -> None:
    form = window.applicant.form
    form.put(SAMPLES[0] | {KEY: Way.RATIOS})
    by_ratios = field_labels(window)
    form.put(form.state() | {KEY: Way.COUNTS})
    by_counts = field_labels(window)
    assert by_ratios[:9] == by_counts[:9]
    assert len(by_counts) == 12, "with three counts"


def test_every_button_above_the_form_has_an_alt_letter_and_every_page_a_number(window: MainWindow) -> None:
    bars = [one for one in window.findChildren(QTabBar) if one.isVisible()]
    assert [bar.accessibleName() for bar in bars if not bar.accessibleName()] == []
    pages = window.applicant.answer.pages
    assert [pages.tabToolTip(place) for place in range(pages.count())] == [f"Alt+{number}" for number in range(1, 6)]
    texts = ("New", "Sample", "Copy as text", "Papers…")
    buttons = {one.text().replace("&", ""): one.text() for one in window.findChildren(QAbstractButton)}
    assert all("&" in buttons[text] for text in texts)


def test_menus_have_no_two_entries_with_the_same_letter(window: MainWindow) -> None:
    def check(actions: list[QAction]) -> None:
        texts = [one.text() for one in actions if one.isVisible() and "&" in one.text()]
        found = [text[text.index("&") + 1].lower() for text in texts]
        assert len(set(found)) == len(found), texts
        for menu in (one.menu() for one in actions):
            if isinstance(menu, QMenu):
                check(menu.actions())

    check(window.menuBar().actions())
