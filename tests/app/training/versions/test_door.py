"""An admin goes to the versions from the Retrain tab and back, and drops models onto it."""

from pathlib import Path

import joblib
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.training.tab import TrainingTab
from app.widgets.labels import RoleLabel
from app.widgets.notice import NoticeKind
from tests.app.training.admin import SECONDS, drop
from tests.core.factories import linear_scorecard
from tests.core.registry.model_files import put
from tests.core.registry.notebook_artifacts import model_data


def test_the_page_is_opened_and_left_for_what_was_there_before(tab: TrainingTab) -> None:
    before = tab.pages.currentWidget()
    for _ in range(2):  # pressing it again changes nothing
        tab.summary.open.click()
        assert tab.pages.currentWidget() is tab.versions
    tab.versions.close_.click()
    assert tab.pages.currentWidget() is before
    assert tab.summary.open.hasFocus()


def test_the_tab_tells_which_version_is_in_use(tab: TrainingTab, desk: Desk) -> None:
    def said() -> str:
        return " ".join(label.text() for label in tab.summary.findChildren(RoleLabel))

    assert "v1.0 is in use." in said()
    desk.model.registry.save(linear_scorecard())
    desk.model.registry.activate("v2.0")
    desk.model.reload()
    assert "v2.0 is in use." in said()


def test_a_dropped_model_is_imported_and_dropped_tables_are_chosen(
    qtbot: QtBot, tab: TrainingTab, desk: Desk, portfolio: Path, tmp_path: Path
) -> None:
    joblib.dump(model_data(100), tmp_path / "model_data.joblib")
    drop(tab, tmp_path / "model_data.joblib", portfolio / "loans.csv")
    assert tab.pages.currentWidget() is tab.versions
    assert tab.data.files.edits["loans"].text() == str(portfolio / "loans.csv")
    qtbot.waitUntil(lambda: "Imported as v2.0." in tab.versions.outcome.text, timeout=SECONDS)
    assert not desk.model.registry.load("v2.0").calibration.calibrated


def test_a_dropped_model_leaves_the_tables_as_they_are(qtbot: QtBot, tab: TrainingTab, tmp_path: Path) -> None:
    kind = tab.data.kind.currentData()
    tab.data.kind.setCurrentIndex(tab.data.kind.findData("demo"))
    drop(tab, put(tmp_path, linear_scorecard()))
    qtbot.waitUntil(lambda: "Imported as v2.0." in tab.versions.outcome.text)
    assert (kind, tab.data.kind.currentData()) == ("files", "demo")


def test_models_are_dropped_one_at_a_time(tab: TrainingTab, desk: Desk, tmp_path: Path) -> None:
    drop(tab, *(put(tmp_path / place, linear_scorecard()) for place in ("one", "other")))
    assert tab.versions.outcome.kind is NoticeKind.WARNING
    assert tab.versions.outcome.text.startswith("Nothing was imported, since these are several models.")
    assert [version.name for version in desk.model.registry.versions()] == ["v1.0"]
