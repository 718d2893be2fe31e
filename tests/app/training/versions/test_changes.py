"""An admin puts another version into use, goes back, deletes one, and is told what cannot be done."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.active_model import ActiveModel
from app.services.author import author
from app.services.desk import Desk
from app.training.reason_dialog import ReasonDialog
from app.widgets.notice import NoticeKind
from core.registry.versions import Registry
from tests.app.fakes import FakeDialogs
from tests.app.training.versions.conftest import Page, shown
from tests.core.factories import linear_scorecard
from tests.core.registry.model_files import altered, harm

LEAVE = "Leave it as it is"
FAILED = "The calibration slope is 1.310 (1.202 to 1.421), beyond the limits 0.9 to 1.1."


def active(desk: Desk) -> str:
    """The version that the next start of the program would use."""
    return desk.model.registry.active().scorecard.version


@pytest.fixture
def blocked(page: Page, desk: Desk) -> Page:
    """The page with v3.0 besides, which does not pass its gates."""
    gates = [{"name": "Calibration slope", "passed": False, "sentence": FAILED}]
    desk.model.registry.save(replace(linear_scorecard(), provenance={"gates": gates}))
    page.refresh("v3.0", "v2.0", "v1.0")
    page.select("v3.0")
    return page


# Using another one


def test_another_version_is_put_into_use(qtbot: QtBot, page: Page, desk: Desk, dialogs: FakeDialogs) -> None:
    page.select("v2.0")
    dialogs.answers.append("Use it")
    with qtbot.waitSignal(desk.model.changed):
        page.do(page.widget.changes.use)
        assert not page.on() & {"Use this version…", "Roll back…", "Delete…", "Import…"}, "one change at a time"
    assert dialogs.asked == ["Score every applicant and file with v2.0 from now on, in place of v1.0?"]
    assert active(desk) == desk.model.scorecard.version == "v2.0"
    assert page.said() == "v2.0 is in use from now on."
    qtbot.waitUntil(lambda: page.cell("v2.0", "Status") == "✓ in use")
    assert "Use this version…" not in page.on()
    assert page.widget.changes.use.toolTip() == "v2.0 is in use already."


def test_whoever_thinks_better_of_it_changes_nothing(page: Page, desk: Desk, dialogs: FakeDialogs) -> None:
    page.select("v2.0")
    dialogs.answers += [LEAVE, "Keep it"]
    for action in (page.widget.changes.use, page.widget.changes.delete):
        page.do(action)
    assert (active(desk), desk.model.scorecard.version) == ("v1.0", "v1.0")
    assert page.names == ["v2.0", "v1.0"]
    assert page.widget.outcome.text == ""


def test_only_one_selected_version_can_be_put_into_use(page: Page) -> None:
    assert page.widget.changes.use.toolTip() == "Select a version first."
    page.select("v1.0", "v2.0")
    assert not page.widget.changes.use.isEnabled()
    page.select("v2.0")
    assert page.widget.changes.use.isEnabled()


def test_a_version_damaged_since_it_was_listed_is_refused_in_words(
    page: Page, desk: Desk, dialogs: FakeDialogs, file_of_v2: Path
) -> None:
    harm(file_of_v2, altered)
    page.select("v2.0")
    dialogs.answers.append("Use it")
    page.do(page.widget.changes.use)
    assert "altered after it was made" in page.said(NoticeKind.ERROR)
    assert (active(desk), desk.model.scorecard.version) == ("v1.0", "v1.0")


def test_a_data_folder_that_cannot_be_written_is_told(page: Page, desk: Desk, dialogs: FakeDialogs, home: Path) -> None:
    (home / "models" / "active.json").mkdir()
    page.select("v2.0")
    dialogs.answers.append("Use it")
    page.do(page.widget.changes.use)
    assert "active.json could not be written" in page.said(NoticeKind.ERROR)
    assert desk.model.scorecard.version == "v1.0"


# One that its gates block


def test_a_version_that_failed_is_used_for_a_written_reason_which_is_kept(
    qtbot: QtBot, blocked: Page, desk: Desk
) -> None:
    blocked.do(blocked.widget.changes.use)
    (dialog,) = blocked.widget.findChildren(ReasonDialog)
    dialog.text.setPlainText("The board decided so.")
    with qtbot.waitSignal(desk.model.changed):
        dialog.use.click()
    assert active(desk) == "v3.0"
    (note,) = desk.model.registry.notes("v3.0")
    assert note.text.endswith("does not pass its gates, because: The board decided so.")
    assert note.author == author()
    qtbot.waitUntil(lambda: "The board decided so." in blocked.cell("v3.0", "Last note"))


def test_a_version_that_failed_is_not_used_without_a_reason(blocked: Page, desk: Desk) -> None:
    blocked.do(blocked.widget.changes.use)
    (dialog,) = blocked.widget.findChildren(ReasonDialog)
    dialog.reject()
    assert active(desk) == "v1.0"
    assert desk.model.registry.notes("v3.0") == ()


# Going back


def use_v2(qtbot: QtBot, page: Page, desk: Desk) -> None:
    """Put v2.0 into use in place of v1.0."""
    desk.model.registry.activate("v2.0")
    desk.model.reload()
    qtbot.waitUntil(page.widget.changes.back.isEnabled)


def test_whoever_does_not_want_to_go_back_stays(qtbot: QtBot, page: Page, desk: Desk, dialogs: FakeDialogs) -> None:
    use_v2(qtbot, page, desk)
    dialogs.answers.append(LEAVE)
    page.do(page.widget.changes.back)
    assert (active(desk), desk.model.scorecard.version) == ("v2.0", "v2.0")


def test_an_admin_goes_back(qtbot: QtBot, page: Page, desk: Desk, dialogs: FakeDialogs) -> None:
    use_v2(qtbot, page, desk)
    dialogs.answers.append("Go back")
    with qtbot.waitSignal(desk.model.changed):
        page.do(page.widget.changes.back)
    assert dialogs.asked == ["Go back from v2.0 to v1.0, which was in use before it? v2.0 stays in the list."]
    assert active(desk) == desk.model.scorecard.version == "v1.0"
    assert page.said() == "v1.0 is in use from now on."


def test_what_is_rolled_back_is_what_the_admin_was_asked_about(
    qtbot: QtBot, page: Page, desk: Desk, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command puts another model into use while the question stands."""
    use_v2(qtbot, page, desk)

    def answer_late(*_question: object) -> str:
        desk.model.registry.activate("v1.0")
        return "Go back"

    monkeypatch.setattr(dialogs, "ask", answer_late)
    page.do(page.widget.changes.back)
    said = "Nothing was rolled back, since v1.0 has meanwhile been put into use in place of v2.0."
    assert page.said(NoticeKind.WARNING) == said
    assert active(desk) == desk.model.scorecard.version == "v1.0"


def test_where_there_is_nothing_to_go_back_to_the_way_is_closed(qtbot: QtBot, page: Page, desk: Desk) -> None:
    assert not page.widget.changes.back.isEnabled()
    assert page.widget.changes.back.toolTip() == "No version was in use before this one."
    use_v2(qtbot, page, desk)
    assert page.widget.changes.back.toolTip() == "Put v1.0, which was in use before this one, into use again."


def test_a_version_that_is_gone_since_the_list_was_read_is_told(
    qtbot: QtBot, page: Page, desk: Desk, dialogs: FakeDialogs, shipped: Path
) -> None:
    use_v2(qtbot, page, desk)
    harm(shipped / "v1.0" / "scorecard.json", altered)
    dialogs.answers.append("Go back")
    page.do(page.widget.changes.back)
    said = page.said(NoticeKind.ERROR)
    assert said.startswith("There is no earlier model to go back to.")
    assert said.endswith("The model in use has not changed.")


def test_an_old_word_goes_when_the_next_change_begins(
    qtbot: QtBot, page: Page, desk: Desk, dialogs: FakeDialogs
) -> None:
    page.widget.outcome.tell(NoticeKind.INFO, "Of before.")
    page.select("v2.0")
    dialogs.answers.append("Use it")
    with qtbot.waitSignal(desk.model.changed):
        page.do(page.widget.changes.use)
        assert page.widget.outcome.text == ""


# A model that stands in for the one that was chosen


@pytest.mark.parametrize("text", ["{", '{"active": "v9.0", "previous": []}'], ids=["unreadable", "names none there is"])
def test_a_stand_in_can_be_put_into_use_for_good(
    qtbot: QtBot, desk: Desk, shipped: Path, home: Path, dialogs: FakeDialogs, text: str
) -> None:
    """Until then each start says that another model was meant."""
    (home / "models").mkdir()
    (home / "models" / "active.json").write_text(text, encoding="utf-8")
    again = desk._replace(model=ActiveModel(Registry(home, shipped)))
    page = shown(qtbot, again)
    page.wait_for("v1.0")
    page.select("v1.0")
    dialogs.answers.append("Use it")
    with qtbot.waitSignal(again.model.changed):
        page.do(page.widget.changes.use)
    assert dialogs.asked == [
        "v1.0 only stands in for the model that was chosen. Score every applicant and file with it from now on?"
    ]
    assert again.model.notice is None
    assert Registry(home, shipped).active().notice is None
    assert not page.widget.changes.use.isEnabled()
    again.model.deleteLater()


# Deleting one


def test_a_version_that_nobody_needs_is_deleted(page: Page, desk: Desk, dialogs: FakeDialogs) -> None:
    page.select("v2.0")
    dialogs.answers.append("Delete it")
    page.do(page.widget.changes.delete)
    assert page.said() == "v2.0 was deleted. The model in use has not changed."
    page.wait_for("v1.0")
    asked = "Delete v2.0 for good? Files scored with it stay as they are, and so do the notes about it."
    assert dialogs.asked == [asked]
    assert [note.text for note in desk.model.registry.notes("v2.0")] == ["Deleted."]


def test_whoever_deletes_a_version_that_was_used_is_told_what_that_means(
    qtbot: QtBot, page: Page, desk: Desk, dialogs: FakeDialogs
) -> None:
    desk.model.registry.activate("v2.0")
    desk.model.registry.activate("v1.0")
    page.widget.refresh()
    qtbot.waitUntil(lambda: page.cell("v2.0", "Status") == "used before")
    page.select("v2.0")
    dialogs.answers.append("Keep it")
    page.do(page.widget.changes.delete)
    assert dialogs.asked[0].endswith("It was in use before; going back will pass over it.")


def test_the_version_in_use_and_a_shipped_one_cannot_be_deleted(qtbot: QtBot, page: Page, desk: Desk) -> None:
    page.select("v1.0")
    assert page.widget.changes.delete.toolTip() == "v1.0 is in use. Put another version into use before it is deleted."
    desk.model.registry.activate("v2.0")
    desk.model.reload()
    qtbot.waitUntil(lambda: page.cell("v1.0", "Status") == "used before")
    assert page.widget.changes.delete.toolTip() == "v1.0 came with the program, which only reads it."
    assert not page.widget.changes.delete.isEnabled()


def test_a_version_put_into_use_since_it_was_listed_is_not_deleted(
    page: Page, desk: Desk, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer_late(*_question: object) -> str:
        desk.model.registry.activate("v2.0")
        return "Delete it"

    monkeypatch.setattr(dialogs, "ask", answer_late)
    page.select("v2.0")
    page.do(page.widget.changes.delete)
    assert page.said(NoticeKind.ERROR).startswith("v2.0 is in use and was not deleted.")
    assert active(desk) == "v2.0"
