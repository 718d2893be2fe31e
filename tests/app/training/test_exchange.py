"""An admin takes a model in from a file and a version out into a folder."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.author import author
from app.services.desk import Desk
from app.training.tab import TrainingTab
from app.training.versions_panel import VersionsPanel
from app.widgets.notice import NoticeKind
from core.registry.notebook import import_artifact
from core.registry.versions import Registry
from core.scorecard_json import to_json
from tests.app.fakes import FakeDialogs
from tests.app.training.admin import SECONDS
from tests.core.factories import linear_scorecard
from tests.core.registry.model_files import altered, harm, put

ARTIFACTS = Path(__file__).parents[2] / "core" / "registry" / "artifacts"


@pytest.fixture
def versions(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> VersionsPanel:
    """The versions: v1.0 with curves in use, v2.0 of straight lines saved."""
    desk.model.registry.save(linear_scorecard())
    tab.versions.refresh()
    qtbot.waitUntil(lambda: names(tab.versions) == ["v2.0", "v1.0"])
    return tab.versions


def names(panel: VersionsPanel) -> list[str]:
    model = panel.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def told(qtbot: QtBot, panel: VersionsPanel, kind: NoticeKind) -> str:
    """What is said next."""
    qtbot.waitUntil(lambda: panel.notice.text != "", timeout=SECONDS)
    assert panel.notice.kind is kind
    return panel.notice.text


def take_in(panel: VersionsPanel, dialogs: FakeDialogs, path: Path | None) -> None:
    dialogs.answers.append(path)
    panel.exchange.bring.click()


def take_out(panel: VersionsPanel, dialogs: FakeDialogs, name: str, folder: Path | None) -> None:
    panel.table.selectRow(names(panel).index(name))
    dialogs.answers.append(folder)
    panel.exchange.take.click()


# In


def test_a_scorecard_of_another_computer_is_taken_in(
    qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    there = replace(linear_scorecard(), version="v9.0")
    take_in(versions, dialogs, put(tmp_path, there))
    assert told(qtbot, versions, NoticeKind.SUCCESS) == "Imported as v3.0. The model in use has not changed."
    qtbot.waitUntil(lambda: names(versions) == ["v3.0", "v2.0", "v1.0"])
    told_by = {**there.provenance, "author": author()}
    assert desk.model.registry.load("v3.0") == replace(there, version="v3.0", provenance=told_by)
    assert desk.model.registry.active().scorecard.version == desk.model.scorecard.version == "v1.0"


@pytest.mark.parametrize("artifact", sorted(ARTIFACTS.glob("*.joblib")), ids=lambda path: path.stem)
def test_a_model_of_the_notebook_is_taken_in_and_used(
    qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs, artifact: Path
) -> None:
    take_in(versions, dialogs, artifact)
    assert "It is uncalibrated: its PD is the balanced probability." in told(qtbot, versions, NoticeKind.SUCCESS)
    qtbot.waitUntil(lambda: names(versions) == ["v3.0", "v2.0", "v1.0"])
    versions.table.selectRow(0)
    dialogs.answers.append("Use it")
    with qtbot.waitSignal(desk.model.changed):
        versions.use.click()
    assert desk.model.scorecard.version == "v3.0"
    assert not desk.model.scorecard.calibration.calibrated


def test_whoever_closes_the_dialogs_changes_nothing(versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs) -> None:
    take_in(versions, dialogs, None)
    take_out(versions, dialogs, "v2.0", None)
    assert dialogs.asked == ["Choose a model", "Choose the folder to export v2.0 to"]
    assert versions.notice.text == ""
    assert names(versions) == ["v2.0", "v1.0"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cannot be imported"),
        (b"cust_id,age\n1,2\n", "cannot be imported"),
        (b'{"name": "package"}', "not a Credit Desk scorecard"),
        (None, "There is no file"),
    ],
    ids=["empty", "a table", "another document", "gone"],
)
def test_a_file_that_is_no_model_is_refused_in_words(
    qtbot: QtBot,
    versions: VersionsPanel,
    desk: Desk,
    dialogs: FakeDialogs,
    tmp_path: Path,
    content: bytes | None,
    said: str,
) -> None:
    path = tmp_path / "model.joblib"
    if content is not None:
        path.write_bytes(content)
    take_in(versions, dialogs, path)
    words = told(qtbot, versions, NoticeKind.ERROR)
    assert said in words
    assert str(path) in words
    assert words.endswith("The model in use has not changed.")
    assert [version.name for version in desk.model.registry.versions()] == ["v1.0", "v2.0"]
    assert versions.exchange.bring.isEnabled()


def test_a_full_disk_is_told(
    qtbot: QtBot, versions: VersionsPanel, dialogs: FakeDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, linear_scorecard())

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    take_in(versions, dialogs, path)
    assert "No space left on device" in told(qtbot, versions, NoticeKind.ERROR)


def test_one_model_is_taken_in_at_a_time(
    qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    take_in(versions, dialogs, put(tmp_path, linear_scorecard()))
    for button in (versions.exchange.bring, versions.back, versions.use):
        assert not button.isEnabled()
    versions.exchange.bring.click()
    told(qtbot, versions, NoticeKind.SUCCESS)
    assert [version.name for version in desk.model.registry.versions()] == ["v1.0", "v2.0", "v3.0"]


# Out


def test_a_version_of_straight_lines_goes_out_with_what_the_notebook_loads(
    qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    folder = tmp_path / "for the notebook"
    take_out(versions, dialogs, "v2.0", folder)
    said = told(qtbot, versions, NoticeKind.SUCCESS)
    for name in ("scorecard.json", "model_comparison.csv", "model_data.joblib", "preprocessor.joblib"):
        assert (folder / name).is_file()
        assert name in said
    assert import_artifact(folder / "scorecard.json") == desk.model.registry.load("v2.0")
    assert not import_artifact(folder / "model_data.joblib").calibration.calibrated


def test_what_the_notebook_must_know_of_a_model_is_told(
    qtbot: QtBot, versions: VersionsPanel, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    take_out(versions, dialogs, "v1.0", tmp_path / "out")
    said = told(qtbot, versions, NoticeKind.SUCCESS)
    assert said.startswith(f"Exported v1.0 to {tmp_path / 'out'}: scorecard.json, model_comparison.csv, metrics.json,")
    assert "The model has curves, so model_data.joblib holds a pipeline, for scikit-learn 1.5 or newer;" in said


def test_a_folder_with_another_models_files_is_refused_and_untouched(
    qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    desk.model.registry.save(replace(linear_scorecard(), metrics={}))
    versions.refresh()
    qtbot.waitUntil(lambda: names(versions)[0] == "v3.0")
    (tmp_path / "metrics.json").write_bytes(b"of v7.0")
    (tmp_path / "scorecard.json").write_text(to_json(linear_scorecard()), encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    take_out(versions, dialogs, "v3.0", tmp_path)
    assert "has a metrics.json of another model" in told(qtbot, versions, NoticeKind.ERROR)
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_folder_that_cannot_be_written_is_told(
    qtbot: QtBot, versions: VersionsPanel, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    take_out(versions, dialogs, "v1.0", tmp_path / "file")
    said = told(qtbot, versions, NoticeKind.ERROR)
    assert str(tmp_path / "file") in said
    assert said.endswith("Nothing was exported.")


def test_the_export_button_says_why_it_is_off(qtbot: QtBot, versions: VersionsPanel, desk: Desk, home: Path) -> None:
    take = versions.exchange.take
    assert not take.isEnabled()
    assert take.toolTip() == "Select a version first."
    versions.table.selectRow(0)
    assert take.isEnabled()
    harm(home / "models" / "v2.0" / "scorecard.json", altered)
    versions.refresh()
    qtbot.waitUntil(lambda: not take.isEnabled())
    assert "altered after it was made" in take.toolTip()


def test_one_version_is_exported_at_a_time(
    qtbot: QtBot, versions: VersionsPanel, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    take_out(versions, dialogs, "v1.0", tmp_path / "out")
    assert not versions.exchange.take.isEnabled()
    versions.exchange.take.click()
    told(qtbot, versions, NoticeKind.SUCCESS)
    qtbot.waitUntil(versions.exchange.take.isEnabled)


def test_what_was_exported_is_a_version_elsewhere(
    qtbot: QtBot, versions: VersionsPanel, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    take_out(versions, dialogs, "v1.0", tmp_path / "out")
    told(qtbot, versions, NoticeKind.SUCCESS)
    elsewhere = Registry(tmp_path / "other", tmp_path / "nothing shipped")
    saved = elsewhere.save(import_artifact(tmp_path / "out" / "scorecard.json"))
    assert replace(saved, version="v1.0") == desk.model.registry.load("v1.0")
