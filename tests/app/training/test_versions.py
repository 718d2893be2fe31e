"""An admin looks at the versions, puts another one into use, goes back, and is told what is wrong with one."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.active_model import ActiveModel
from app.services.desk import Desk
from app.training.tab import TrainingTab
from app.training.versions_panel import VersionsPanel
from app.widgets.notice import NoticeKind
from app.widgets.table import NUMBERS
from core.registry.versions import Registry
from tests.app.fakes import FakeDialogs
from tests.core.factories import linear_scorecard
from tests.core.registry.model_files import altered, harm

LEAVE = "Leave it as it is"


@pytest.fixture
def versions(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> VersionsPanel:
    """The versions, v1.0 in use and v2.0 saved, as they are read."""
    desk.model.registry.save(linear_scorecard())
    tab.versions.refresh()
    wait_for(qtbot, tab.versions, "v2.0", "v1.0")
    return tab.versions


def names(panel: VersionsPanel) -> list[str]:
    model = panel.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def wait_for(qtbot: QtBot, panel: VersionsPanel, *expected: str) -> None:
    """Wait until the list is this, from the top."""
    qtbot.waitUntil(lambda: names(panel) == list(expected))


def cells(panel: VersionsPanel, name: str) -> list[str]:
    """The row of a version."""
    model = panel.table.model()
    return [model.index(names(panel).index(name), column).data() for column in range(model.columnCount())]


def tip(panel: VersionsPanel, name: str) -> str:
    return str(panel.table.model().index(names(panel).index(name), 0).data(Qt.ItemDataRole.ToolTipRole))


def select(panel: VersionsPanel, name: str) -> None:
    panel.table.selectRow(names(panel).index(name))


def active(desk: Desk) -> str:
    """The version that the next start of the program would use."""
    return desk.model.registry.active().scorecard.version


def file_of(home: Path, name: str) -> Path:
    return home / "models" / name / "scorecard.json"


# The list


def test_the_versions_are_listed_newest_first(versions: VersionsPanel) -> None:
    model = versions.table.model()
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert headings == ["Version", "Made", "AUC", "State"]
    assert cells(versions, "v2.0") == ["v2.0", "2026-01-15", "0.9840", ""]
    assert cells(versions, "v1.0") == ["v1.0", "2026-01-15", "0.9840", "✓ in use"]
    assert model.index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole) == NUMBERS


def test_a_version_tells_where_it_came_from(qtbot: QtBot, versions: VersionsPanel, desk: Desk) -> None:
    desk.model.registry.save(replace(linear_scorecard(), provenance={"origin": "imported from old.joblib"}, metrics={}))
    versions.refresh()
    wait_for(qtbot, versions, "v3.0", "v2.0", "v1.0")
    assert tip(versions, "v3.0") == "v3.0: imported from old.joblib"
    assert cells(versions, "v3.0")[2] == "–", "nobody measured it here"
    assert tip(versions, "v2.0") == "v2.0: nobody wrote down where it came from"
    assert tip(versions, "v1.0") == "v1.0: shipped with the program"


def test_a_shipped_model_that_is_not_in_use_is_marked(qtbot: QtBot, versions: VersionsPanel, desk: Desk) -> None:
    desk.model.registry.activate("v2.0")
    desk.model.reload()
    qtbot.waitUntil(lambda: cells(versions, "v1.0")[3] == "shipped")
    assert cells(versions, "v2.0")[3] == "✓ in use"


def test_a_damaged_version_says_what_is_wrong_and_cannot_be_used(
    qtbot: QtBot, versions: VersionsPanel, home: Path
) -> None:
    harm(file_of(home, "v2.0"), altered)
    versions.refresh()
    qtbot.waitUntil(lambda: cells(versions, "v2.0") == ["v2.0", "–", "–", "damaged"])
    select(versions, "v2.0")
    assert "altered after it was made" in tip(versions, "v2.0")
    assert not versions.use.isEnabled()
    assert versions.use.toolTip() == tip(versions, "v2.0")


def test_what_was_saved_meanwhile_is_in_the_list(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> None:
    """Also when the list was being read just then."""
    tab.versions.refresh()
    desk.model.registry.save(linear_scorecard())
    tab.versions.refresh()
    desk.model.registry.save(linear_scorecard())
    tab.versions.refresh()
    wait_for(qtbot, tab.versions, "v3.0", "v2.0", "v1.0")


def test_what_the_command_line_did_is_there_when_the_admin_comes_back(
    qtbot: QtBot, tab: TrainingTab, versions: VersionsPanel, desk: Desk
) -> None:
    tab.hide()
    Registry(desk.data_folder, desk.data_folder.parent / "shipped").save(linear_scorecard())
    tab.show()
    wait_for(qtbot, versions, "v3.0", "v2.0", "v1.0")


def test_a_selected_version_stays_selected(qtbot: QtBot, versions: VersionsPanel, desk: Desk) -> None:
    select(versions, "v2.0")
    desk.model.registry.save(linear_scorecard())
    versions.refresh()
    wait_for(qtbot, versions, "v3.0", "v2.0", "v1.0")
    assert [index.row() for index in versions.table.selectionModel().selectedRows()] == [1]
    assert versions.use.isEnabled()


def test_a_version_that_is_gone_is_selected_no_more(qtbot: QtBot, versions: VersionsPanel, home: Path) -> None:
    select(versions, "v2.0")
    file_of(home, "v2.0").unlink()
    file_of(home, "v2.0").parent.rmdir()
    versions.refresh()
    wait_for(qtbot, versions, "v1.0")
    assert not versions.use.isEnabled()


@pytest.mark.logs("failed unexpectedly")
def test_a_list_that_cannot_be_read_is_told(
    qtbot: QtBot, versions: VersionsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_registry: Registry) -> None:
        raise RuntimeError

    monkeypatch.setattr(Registry, "versions", broken)
    versions.refresh()
    qtbot.waitUntil(lambda: "its log tells which" in versions.notice.text)


# Using another one


def test_another_version_is_put_into_use(
    qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs
) -> None:
    select(versions, "v2.0")
    dialogs.answers.append("Use it")
    with qtbot.waitSignal(desk.model.changed):
        versions.use.click()
        assert not versions.use.isEnabled(), "one change at a time"
        assert not versions.back.isEnabled()
    assert dialogs.asked == ["Score every applicant and file with v2.0 from now on, in place of v1.0?"]
    assert active(desk) == desk.model.scorecard.version == "v2.0"
    assert (versions.notice.kind, versions.notice.text) == (NoticeKind.SUCCESS, "v2.0 is in use from now on.")
    qtbot.waitUntil(lambda: cells(versions, "v2.0")[3] == "✓ in use")
    assert not versions.use.isEnabled()
    assert versions.back.isEnabled()


def test_whoever_thinks_better_of_it_changes_nothing(versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs) -> None:
    select(versions, "v2.0")
    dialogs.answers += [LEAVE, LEAVE]
    versions.use.click()
    versions.back.click()
    assert (active(desk), desk.model.scorecard.version) == ("v1.0", "v1.0")
    assert versions.notice.text == ""


def test_the_button_says_why_it_is_off(versions: VersionsPanel) -> None:
    assert not versions.use.isEnabled()
    assert versions.use.toolTip() == "Select a version first."
    select(versions, "v1.0")
    assert not versions.use.isEnabled()
    assert versions.use.toolTip() == "v1.0 is in use already."
    select(versions, "v2.0")
    assert versions.use.isEnabled()
    assert versions.use.toolTip() == ""


def test_an_admin_goes_back(qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs) -> None:
    desk.model.registry.activate("v2.0")
    desk.model.reload()
    dialogs.answers.append("Go back")
    with qtbot.waitSignal(desk.model.changed):
        versions.back.click()
    assert dialogs.asked == ["Go back to the model that was in use before v2.0? v2.0 stays in the list."]
    assert active(desk) == desk.model.scorecard.version == "v1.0"
    assert versions.notice.text == "v1.0 is in use from now on."


def test_what_is_rolled_back_is_what_the_admin_was_asked_about(
    versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command puts another model into use while the question stands."""
    desk.model.registry.activate("v2.0")
    desk.model.reload()

    def answer_late(*_question: object) -> str:
        desk.model.registry.activate("v1.0")
        return "Go back"

    monkeypatch.setattr(dialogs, "ask", answer_late)
    versions.back.click()
    said = "Nothing was rolled back, since v1.0 has meanwhile been put into use in place of v2.0."
    assert (versions.notice.kind, versions.notice.text) == (NoticeKind.WARNING, said)
    assert active(desk) == desk.model.scorecard.version == "v1.0"
    assert versions.back.isEnabled()


def told_after(qtbot: QtBot, versions: VersionsPanel) -> str:
    """The failure that is told next."""
    qtbot.waitUntil(lambda: versions.notice.text != "")
    assert versions.notice.kind is NoticeKind.ERROR
    return versions.notice.text


def test_nothing_to_go_back_to_is_said_in_place(
    qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs
) -> None:
    dialogs.answers.append("Go back")
    versions.back.click()
    said = told_after(qtbot, versions)
    assert said.startswith("There is no earlier model to go back to.")
    assert said.endswith("The model in use has not changed.")
    assert versions.back.isEnabled()


def test_a_version_damaged_since_it_was_listed_is_refused_in_words(
    qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs, home: Path
) -> None:
    harm(file_of(home, "v2.0"), altered)
    select(versions, "v2.0")
    dialogs.answers.append("Use it")
    versions.use.click()
    assert "altered after it was made" in told_after(qtbot, versions)
    assert (active(desk), desk.model.scorecard.version) == ("v1.0", "v1.0")


def test_a_data_folder_that_cannot_be_written_is_told(
    qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs, home: Path
) -> None:
    (home / "models" / "active.json").mkdir()
    select(versions, "v2.0")
    dialogs.answers.append("Use it")
    versions.use.click()
    assert "active.json could not be written" in told_after(qtbot, versions)
    assert desk.model.scorecard.version == "v1.0"


def test_an_old_word_goes_when_the_next_change_begins(
    qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs
) -> None:
    dialogs.answers += ["Go back", "Use it"]
    versions.back.click()
    told_after(qtbot, versions)
    select(versions, "v2.0")
    with qtbot.waitSignal(desk.model.changed):
        versions.use.click()
        assert versions.notice.text == ""


# A model that stands in for the one that was chosen


def reopened(qtbot: QtBot, desk: Desk, shipped: Path) -> tuple[Desk, MainWindow]:
    """The window at the next start of the program."""
    again = replace(desk, model=ActiveModel(Registry(desk.data_folder, shipped)))
    window = MainWindow(again)
    window.applicant.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.training.versions.refresh()
    qtbot.waitUntil(lambda: names(window.training.versions) != [])
    return again, window


@pytest.mark.parametrize("text", ["{", '{"active": "v9.0", "previous": []}'], ids=["unreadable", "names none there is"])
def test_a_stand_in_can_be_put_into_use_for_good(
    qtbot: QtBot, desk: Desk, shipped: Path, home: Path, dialogs: FakeDialogs, text: str
) -> None:
    """Until then each start says that another model was meant."""
    (home / "models").mkdir()
    (home / "models" / "active.json").write_text(text, encoding="utf-8")
    again, window = reopened(qtbot, desk, shipped)
    versions = window.training.versions
    select(versions, "v1.0")
    assert versions.use.isEnabled()
    dialogs.answers.append("Use it")
    with qtbot.waitSignal(again.model.changed):
        versions.use.click()
    assert dialogs.asked == [
        "v1.0 only stands in for the model that was chosen. Score every applicant and file with it from now on?"
    ]
    assert again.model.notice is None
    assert Registry(home, shipped).active().notice is None
    assert not versions.use.isEnabled()
