"""An admin takes a version out: as a folder for others, its model card, or its validation pack."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from app.paper import pack_document
from app.services.desk import Desk
from app.widgets.notice import NoticeKind
from core.registry.notebook import import_artifact
from core.registry.versions import Registry
from core.scorecard_json import to_json
from tests.app.fakes import FakeDialogs
from tests.app.training.versions.conftest import Page
from tests.core.factories import linear_scorecard
from tests.core.judged import judgement
from tests.core.registry.model_files import altered, harm


def take_out(page: Page, dialogs: FakeDialogs, name: str, folder: Path | None) -> None:
    page.select(name)
    dialogs.answers.append(folder)
    page.do(page.widget.exporter.take)


def save_card(page: Page, dialogs: FakeDialogs, name: str, target: Path | None) -> None:
    page.select(name)
    dialogs.answers.append(target)
    page.do(page.widget.exporter.card)


def open_written(page: Page) -> None:
    """Press the button beside what was written."""
    (button,) = [one for one in page.widget.outcome.findChildren(QPushButton) if one.text() == "Open it"]
    button.click()


# A folder


def test_a_version_of_straight_lines_goes_out_with_what_the_notebook_loads(
    page: Page, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    folder = tmp_path / "for the notebook"
    take_out(page, dialogs, "v2.0", folder)
    said = page.said()
    for name in ("scorecard.json", "model_comparison.csv", "model_data.joblib", "preprocessor.joblib"):
        assert (folder / name).is_file()
        assert name in said
    assert import_artifact(folder / "scorecard.json") == desk.model.registry.load("v2.0")
    assert not import_artifact(folder / "model_data.joblib").calibration.calibrated


def test_what_the_notebook_must_know_of_a_model_is_told(page: Page, dialogs: FakeDialogs, tmp_path: Path) -> None:
    take_out(page, dialogs, "v1.0", tmp_path / "out")
    said = page.said()
    assert said.startswith(f"Exported v1.0 to {tmp_path / 'out'}: scorecard.json, model_comparison.csv, metrics.json,")
    assert "The model has curves, so model_data.joblib holds a pipeline, for scikit-learn 1.5 or newer;" in said


def test_a_folder_with_another_models_files_is_refused_and_untouched(
    page: Page, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    desk.model.registry.save(replace(linear_scorecard(), metrics={}))
    page.refresh("v3.0", "v2.0", "v1.0")
    (tmp_path / "metrics.json").write_bytes(b"of v7.0")
    (tmp_path / "scorecard.json").write_text(to_json(linear_scorecard()), encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    take_out(page, dialogs, "v3.0", tmp_path)
    assert "has a metrics.json of another model" in page.said(NoticeKind.ERROR)
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_folder_that_cannot_be_written_is_told(page: Page, dialogs: FakeDialogs, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    take_out(page, dialogs, "v1.0", tmp_path / "file")
    said = page.said(NoticeKind.ERROR)
    assert str(tmp_path / "file") in said
    assert said.endswith("Nothing was written.")


def test_what_was_exported_is_a_version_elsewhere(page: Page, desk: Desk, dialogs: FakeDialogs, tmp_path: Path) -> None:
    take_out(page, dialogs, "v1.0", tmp_path / "out")
    assert not page.on() & {"Export folder…", "Model card…"}, "one at a time"
    page.said()
    elsewhere = Registry(tmp_path / "other", tmp_path / "nothing shipped")
    saved = elsewhere.save(import_artifact(tmp_path / "out" / "scorecard.json"))
    assert replace(saved, version="v1.0") == desk.model.registry.load("v1.0")
    assert page.on() >= {"Export folder…", "Model card…"}


# A model card


def test_a_model_card_is_written_and_opened(
    page: Page, dialogs: FakeDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = list[QUrl]()

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    target = tmp_path / "card.html"
    save_card(page, dialogs, "v2.0", target)
    assert page.said() == f"The model card of v2.0 was written to {target}."
    assert dialogs.places == ["model_card_v2.0.html"]
    assert "Model card v2.0" in target.read_text(encoding="utf-8")
    open_written(page)
    assert opened == [QUrl.fromLocalFile(str(target))]


def test_a_model_card_is_written_as_pdf(page: Page, dialogs: FakeDialogs, tmp_path: Path) -> None:
    save_card(page, dialogs, "v1.0", tmp_path / "card.pdf")
    page.said()
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")


def test_a_name_that_is_none_of_a_card_is_told(page: Page, dialogs: FakeDialogs, tmp_path: Path) -> None:
    save_card(page, dialogs, "v1.0", tmp_path / "card.docx")
    said = page.said(NoticeKind.ERROR)
    assert "End it in .html or .pdf." in said
    assert said.endswith("Nothing was written.")


def test_what_no_program_opens_is_told(
    page: Page, dialogs: FakeDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    save_card(page, dialogs, "v2.0", tmp_path / "card.html")
    page.said()
    open_written(page)
    assert page.said(NoticeKind.ERROR).startswith(f"{tmp_path / 'card.html'} could not be opened")


# A validation pack


def save_pack(page: Page, dialogs: FakeDialogs, name: str, target: Path | None) -> None:
    page.select(name)
    dialogs.answers.append(target)
    page.do(page.widget.exporter.pack)


@pytest.fixture
def judged(page: Page, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> str:
    """A version with its judgement; its pack has no charts, which take their time."""
    monkeypatch.setattr(pack_document, "charts", lambda _pack: {})
    desk.model.registry.save(linear_scorecard(), judgement=judgement())
    page.refresh("v3.0", "v2.0", "v1.0")
    return "v3.0"


@pytest.mark.parametrize(("suffix", "begins"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_a_validation_pack_is_written_as_its_name_says(
    page: Page, judged: str, dialogs: FakeDialogs, tmp_path: Path, suffix: str, begins: bytes
) -> None:
    target = tmp_path / f"pack.{suffix}"
    save_pack(page, dialogs, judged, target)
    assert page.said() == f"The validation pack of v3.0 was written to {target}."
    assert target.read_bytes().startswith(begins)
    assert dialogs.places == ["validation_pack_v3.0.pdf"]


def test_a_version_that_was_not_judged_here_says_how_to_get_a_pack(
    page: Page, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    save_pack(page, dialogs, "v2.0", tmp_path / "pack.pdf")
    said = page.said(NoticeKind.ERROR)
    assert said.startswith("No judgement is kept with v2.0, so it has no validation pack")
    assert said.endswith("Nothing was written.")
    assert not (tmp_path / "pack.pdf").exists()


def test_an_exported_folder_has_the_judgement_and_the_pack(
    page: Page, judged: str, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    take_out(page, dialogs, judged, tmp_path / "out")
    assert "judgement.json, validation_pack.xlsx, validation_pack.pdf" in page.said()


# Neither


def test_whoever_closes_the_dialogs_writes_nothing(page: Page, dialogs: FakeDialogs) -> None:
    take_out(page, dialogs, "v2.0", None)
    save_card(page, dialogs, "v2.0", None)
    save_pack(page, dialogs, "v2.0", None)
    asked = ["Choose the folder to export v2.0 to", "Save the model card of v2.0", "Save the validation pack of v2.0"]
    assert dialogs.asked == asked
    assert page.widget.outcome.text == ""


def test_nothing_is_written_of_a_damaged_version(page: Page, file_of_v2: Path) -> None:
    assert page.widget.exporter.take.toolTip() == "Select a version first."
    harm(file_of_v2, altered)
    page.select("v2.0")
    page.widget.refresh()
    page.said_of_selection("altered after it was made")
    for action in (page.widget.exporter.take, page.widget.exporter.card, page.widget.exporter.pack):
        assert not action.isEnabled()
        assert "altered after it was made" in action.toolTip()
