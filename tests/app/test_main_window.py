"""One window joins the tabs, names the active model, and asks before it stops work."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTabWidget
from pytestqt.qtbot import QtBot

from app.batch.tab import BatchTab
from app.main_window import USUAL_SIZE, MainWindow
from app.services import paths, theme
from app.services.active_model import ActiveModel
from app.services.desk import Desk
from app.training.tab import TrainingTab
from app.version import VERSION
from core import unfinished
from core.progress import Report
from core.registry.versions import Registry
from tests.app.batch.conftest import SECONDS
from tests.app.fakes import FakeDialogs
from tests.core.factories import linear_scorecard


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    """The window as it opens the first time."""
    return opened(qtbot, desk)


def opened(qtbot: QtBot, desk: Desk) -> MainWindow:
    window = MainWindow(desk)
    window.applicant.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: not desk.jobs.jobs)
    return window


def trigger(window: MainWindow, text: str) -> None:
    """Choose from the menus."""
    (action,) = [one for one in window.findChildren(QAction) if one.text().replace("&", "") == text]
    action.trigger()


def tabs(window: MainWindow) -> QTabWidget:
    found = window.findChild(QTabWidget, "tabs")
    assert found is not None
    return found


def model_name(window: MainWindow) -> str:
    label = tabs(window).cornerWidget()
    assert isinstance(label, QLabel)
    return label.text().strip()


def test_the_form_and_a_notice_have_room_in_the_window_as_it_opens(desk: Desk, qtbot: QtBot) -> None:
    """Also with the history as counts, whose ratios are read beneath them."""
    theme.notifier().refresh()
    window = opened(qtbot, desk)  # whose tabs go with it
    window.resize(USUAL_SIZE)  # the screen of the tests is smaller
    tab = window.applicant
    tab.form.put(tab.form.state() | {"age": "52"})
    tab.fill_sample(1)
    assert tab.notice.isVisible()
    qtbot.waitUntil(lambda: tab.form.height() >= tab.form.minimumSizeHint().height())
    read = tab.form.rows["total_dpd"].reading
    assert read.visibleRegion().boundingRect() == read.rect()


def test_it_opens_no_larger_than_the_screen(window: MainWindow) -> None:
    room = window.screen().availableSize().expandedTo(window.minimumSizeHint())
    assert window.size() == USUAL_SIZE.boundedTo(room)


def test_what_a_killed_run_left_is_removed_once_the_window_is_there(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be half a file of applicants, into whose folder nobody may ever write again."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    of_the_dead = unfinished.new_name().replace(f"-{os.getpid()}-", "-999999999-")
    left = [
        paths.shelf(desk.data_folder) / of_the_dead,
        paths.backups(desk.data_folder) / of_the_dead,
        desk.model.registry.folder / of_the_dead,
        tmp_path / of_the_dead,
    ]
    mine = tmp_path / unfinished.new_name()
    for folder in (*left, mine):
        folder.mkdir(parents=True)
        (folder / "rows.txt").write_text("half", encoding="utf-8")
    opened(qtbot, desk)
    qtbot.waitUntil(lambda: not any(folder.exists() for folder in left), timeout=SECONDS)
    assert (mine / "rows.txt").exists()


def test_it_opens_on_the_applicant_with_the_model_named(window: MainWindow) -> None:
    assert window.applicant.isVisible()
    assert model_name(window) == "Model v1.0 · 2026-01-15"
    assert window.windowTitle() == "Credit Desk"


def test_the_menus_lead_to_the_tabs(window: MainWindow, dialogs: FakeDialogs) -> None:
    dialogs.answers.append(())
    trigger(window, "Score a file…")
    assert window.batch.isVisible()
    trigger(window, "New applicant")
    assert window.applicant.isVisible()
    assert window.applicant.form.is_empty()
    trigger(window, "Sample applicant")
    assert not window.applicant.form.is_empty()


def test_the_edit_menu_takes_steps_back_and_forth(window: MainWindow) -> None:
    typed = window.applicant.form.state()
    trigger(window, "New applicant")
    trigger(window, "Undo emptying the form")
    assert window.applicant.form.state() == typed
    trigger(window, "Redo emptying the form")
    assert window.applicant.form.is_empty()


def test_nothing_is_taken_back_out_of_sight(window: MainWindow) -> None:
    """In another tab the keys of undo belong to its own fields."""
    trigger(window, "New applicant")
    window.go_to("training")
    (edit,) = [one for one in window.menuBar().actions() if one.text() == "&Edit"]
    assert not edit.isEnabled()
    QTest.keyClick(window.training, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.applicant.form.is_empty()
    window.go_to("applicant")
    assert edit.isEnabled()


def test_the_other_tabs_are_built_when_they_are_asked_for(desk: Desk, qtbot: QtBot) -> None:
    window = MainWindow(desk)
    qtbot.addWidget(window)
    assert not window.findChildren(TrainingTab)
    tabs(window).setCurrentIndex(2)
    assert window.findChildren(TrainingTab) == [window.training]


def test_the_other_tabs_are_built_once_the_window_rests(desk: Desk, qtbot: QtBot) -> None:
    window = opened(qtbot, desk)
    qtbot.waitUntil(lambda: bool(window.findChildren(BatchTab)) and bool(window.findChildren(TrainingTab)))
    assert window.applicant.isVisible()


class Work:
    """Slow work that goes on until it is cancelled or the test ends."""

    def __init__(self) -> None:
        self.may_end = Event()

    def __call__(self, report: Report) -> None:
        while not self.may_end.wait(0.01):
            report(0.5, "working")


@pytest.fixture
def work() -> Iterator[Work]:
    """Work that ends with the test at the latest."""
    work = Work()
    yield work
    work.may_end.set()


def test_the_other_tabs_wait_for_work_that_is_going_on(
    desk: Desk, qtbot: QtBot, window: MainWindow, work: Work
) -> None:
    """Building them beside it would hold up the window."""
    job = desk.jobs.start(work, name="Scoring a.csv")
    done = window._idle.timeout
    for _ in range(4):
        with qtbot.waitSignal(done):
            pass
    assert not window.findChildren(TrainingTab)
    with qtbot.waitSignal(job.finished):
        work.may_end.set()
    qtbot.waitUntil(lambda: bool(window.findChildren(TrainingTab)))


def test_another_model_is_named_at_once(desk: Desk, window: MainWindow) -> None:
    registry = desk.model.registry
    registry.activate(registry.save(linear_scorecard()).version)
    desk.model.reload()
    assert model_name(window).startswith("Model v2.0")


def test_a_stand_in_for_a_damaged_model_is_told(qtbot: QtBot, desk: Desk) -> None:
    registry = desk.model.registry
    registry.activate(registry.save(linear_scorecard()).version)
    (desk.data_folder / "models" / "v2.0" / "scorecard.json").write_text("{", encoding="utf-8")
    desk.model.reload()
    window = opened(qtbot, desk)
    assert "v2.0" in window._notice.text
    assert model_name(window).startswith("Model v1.0")


def test_a_model_put_into_use_by_a_command_is_followed_everywhere(
    qtbot: QtBot, desk: Desk, window: MainWindow, shipped: Path
) -> None:
    """The name, the score of the applicant and the list follow, and a notice says why."""
    window.go_to("training")
    command = Registry(desk.data_folder, shipped)
    with qtbot.waitSignal(desk.model.replaced):
        command.activate(command.save(linear_scorecard()).version)
    assert model_name(window).startswith("Model v2.0")
    assert window.applicant.assessment.scorecard.version == "v2.0"
    assert "v2.0 is in use now in place of v1.0: a command or another window" in window._notice.text
    window.training.summary.open.click()
    rows = window.training.versions.table.model()
    qtbot.waitUntil(lambda: rows.index(0, 0).data() == "v2.0")
    assert rows.index(0, 1).data() == "✓ in use"


def test_a_version_saved_by_a_command_comes_into_the_list(
    qtbot: QtBot, desk: Desk, window: MainWindow, shipped: Path
) -> None:
    window.go_to("training")
    window.training.summary.open.click()
    rows = window.training.versions.table.model()
    qtbot.waitUntil(lambda: rows.rowCount() == 1)
    Registry(desk.data_folder, shipped).save(linear_scorecard())
    qtbot.waitUntil(lambda: rows.rowCount() == 2)
    assert window._notice.text == ""


def test_the_look_is_chosen_and_remembered(desk: Desk, window: MainWindow) -> None:
    trigger(window, "Dark")
    assert theme.current().is_dark
    assert desk.settings.text("window/look") == "dark"


def test_it_tells_about_itself_and_opens_its_folder(
    desk: Desk, window: MainWindow, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    trigger(window, "About Credit Desk")
    trigger(window, "Open the data folder")
    assert VERSION in dialogs.told[0]
    assert [Path(url.toLocalFile()) for url in shown] == [desk.data_folder]


def test_size_and_tab_come_back(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    window.resize(1111, 700)
    window.go_to("training")
    window.close()
    again = opened(qtbot, desk)
    assert again.training.isVisible()
    assert again.height() == 700  # the width is held to that of the screen there is in tests


def test_closing_during_work_asks_first(
    qtbot: QtBot, desk: Desk, window: MainWindow, dialogs: FakeDialogs, work: Work
) -> None:
    job = desk.jobs.start(work, name="Scoring a.csv")
    dialogs.answers.append("Keep working")
    window.close()
    assert window.isVisible()
    assert "Scoring a.csv is still running" in dialogs.asked[0]
    dialogs.answers.append("Stop it and close")
    with qtbot.waitSignal(job.cancelled):
        window.close()
    assert not window.isVisible()


def test_nobody_is_asked_about_the_drawing_of_a_chart(desk: Desk, window: MainWindow, work: Work) -> None:
    desk.jobs.start(work)
    window.close()
    assert not window.isVisible()


def test_the_shipped_model_scores_the_sample(qtbot: QtBot, desk: Desk) -> None:
    """What a newcomer sees with the model that comes with the program."""
    shipped = ActiveModel(Registry(desk.data_folder, paths.models_folder()))
    window = opened(qtbot, Desk(desk.data_folder, desk.settings, desk.dialogs, desk.jobs, shipped))
    assert window.applicant.assessment.credit_score is not None
    assert window.applicant.assessment.refer == ()
