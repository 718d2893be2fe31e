"""An admin takes a model in from a file, says what its columns are where that is in doubt, and is told what is not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import joblib
import pandas as pd
import pytest
from pytestqt.qtbot import QtBot

from app.services.author import author
from app.services.desk import Desk
from app.training.versions.mapping_dialog import MappingDialog
from app.widgets.labels import RoleLabel
from app.widgets.notice import NoticeKind
from core.golden import with_golden_rows
from core.registry.notebook import import_artifact
from tests.app.fakes import FakeDialogs
from tests.app.training.versions.conftest import Page
from tests.core.factories import linear_scorecard
from tests.core.registry.model_files import put
from tests.core.registry.notebook_artifacts import model_data

ARTIFACT = sorted((Path(__file__).parents[3] / "core" / "registry" / "artifacts").glob("*.joblib"))[-1]
Change = Callable[[pd.DataFrame], pd.DataFrame]


def renamed(frame: pd.DataFrame) -> pd.DataFrame:
    """As people call them."""
    return frame.rename(columns={"loan_to_income": "lti", "age": "agee"})


def as_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Per cent as shares."""
    return renamed(frame).assign(delinquency_ratio=frame["delinquency_ratio"] / 100)


def notebook(folder: Path, change: Change) -> Path:
    """A model that was trained on columns of other names."""
    path = folder / "model_data.joblib"
    joblib.dump(model_data(100, change), path)
    return path


def asked(qtbot: QtBot, page: Page, path: Path) -> MappingDialog:
    """Take in a model that leaves something in doubt."""
    page.widget.importer.take(path)
    qtbot.waitUntil(lambda: page.widget.findChildren(MappingDialog) != [])
    return page.widget.findChildren(MappingDialog)[-1]


def said(dialog: MappingDialog) -> str:
    return "\n".join(label.text().replace("\u200b", "") for label in dialog.findChildren(RoleLabel))


# What leaves no doubt


def test_a_scorecard_of_another_computer_is_taken_in_and_selected(
    qtbot: QtBot, page: Page, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    there = replace(linear_scorecard(), version="v9.0")
    dialogs.answers.append(put(tmp_path, there))
    page.do(page.widget.importer.bring)
    assert page.said() == "Imported as v3.0. The model in use has not changed."
    page.wait_for("v3.0", "v2.0", "v1.0")
    qtbot.waitUntil(lambda: [version.name for version in page.widget.table.chosen()] == ["v3.0"])
    told_by = {**there.provenance, "author": author()}
    assert desk.model.registry.load("v3.0") == replace(there, version="v3.0", provenance=told_by)
    assert desk.model.registry.active().scorecard.version == desk.model.scorecard.version == "v1.0"


def test_a_model_of_the_notebook_is_taken_in_and_used(
    qtbot: QtBot, page: Page, desk: Desk, dialogs: FakeDialogs
) -> None:
    page.widget.importer.take(ARTIFACT)
    assert "It is uncalibrated: its PD is the balanced probability." in page.said()
    qtbot.waitUntil(lambda: "uncalibrated" in page.cell("v3.0", "Status") if "v3.0" in page.names else False)
    dialogs.answers.append("Use it")
    with qtbot.waitSignal(desk.model.changed):
        page.do(page.widget.changes.use)
    assert desk.model.scorecard.version == "v3.0"
    assert not desk.model.scorecard.calibration.calibrated


# What is only likely


def test_the_likely_meaning_of_a_column_is_asked_about_and_what_is_certain_is_told(
    qtbot: QtBot, page: Page, desk: Desk, tmp_path: Path
) -> None:
    path = notebook(tmp_path, renamed)
    dialog = asked(qtbot, page, path)
    assert [version.name for version in desk.model.registry.versions()] == ["v1.0", "v2.0"], "nothing happens unasked"
    chosen = {column: choice.currentText() for column, choice in dialog.choices.items()}
    assert chosen == {"lti": "Loan to income (loan_to_income)", "agee": "Age (age)"}
    assert "Certain by their names: number_of_open_accounts" in said(dialog) or "loan_tenure_months" in said(dialog)
    dialog.bring.click()
    words = page.said()
    assert words.startswith("Imported as v3.0. The model in use has not changed. Of its columns ")
    assert "lti is loan_to_income" in words
    assert "agee is age" in words
    there = import_artifact(path, {"loan_to_income": "lti", "age": "agee"})
    assert desk.model.registry.load("v3.0").curves == there.curves


def test_another_meaning_than_the_likely_one_can_be_chosen_but_not_for_two_columns(
    qtbot: QtBot, page: Page, desk: Desk, tmp_path: Path
) -> None:
    dialog = asked(qtbot, page, notebook(tmp_path, renamed))
    choices = dialog.choices
    choices["agee"].setCurrentText("Loan to income (loan_to_income)")
    assert not dialog.bring.isEnabled()
    assert [row.error for row in dialog.rows.values()].count("Another column was said to be this one.") == 1
    choices["lti"].setCurrentText("Annual income (income)")
    assert dialog.bring.isEnabled()
    assert [row.error for row in dialog.rows.values()] == ["", ""]
    dialog.bring.click()
    page.said()
    assert desk.model.registry.load("v3.0").provenance["renamed_columns"] == {"loan_to_income": "agee", "income": "lti"}


def test_a_further_question_keeps_the_answers_to_the_first(
    qtbot: QtBot, page: Page, desk: Desk, tmp_path: Path
) -> None:
    path = notebook(tmp_path, as_shares)
    first = asked(qtbot, page, path)
    first.bring.click()
    qtbot.waitUntil(lambda: "delinquency_ratio" in page.widget.findChildren(MappingDialog)[-1].choices)
    second = page.widget.findChildren(MappingDialog)[-1]
    choice = second.choices["delinquency_ratio"]
    offered = [choice.itemText(place) for place in range(choice.count())]
    assert [text.rpartition(", ")[2] for text in offered] == ["as a share: times 100", "as it is"]
    second.bring.click()
    page.said()
    mapping = {"loan_to_income": "lti", "age": "agee", "delinquency_ratio": "100*delinquency_ratio"}
    assert desk.model.registry.load("v3.0").curves == import_artifact(path, mapping).curves


def test_what_only_looks_like_shares_is_taken_as_it_is(qtbot: QtBot, page: Page, desk: Desk, tmp_path: Path) -> None:
    """Borrowers may have been so careful that no per cent was above 1."""
    path = notebook(tmp_path, lambda frame: frame.assign(delinquency_ratio=frame["delinquency_ratio"] / 100))
    dialog = asked(qtbot, page, path)
    dialog.choices["delinquency_ratio"].setCurrentIndex(1)
    dialog.bring.click()
    page.said()
    as_it_is = import_artifact(path, {"delinquency_ratio": "delinquency_ratio"})
    assert desk.model.registry.load("v3.0").curves == as_it_is.curves


def test_nothing_is_remembered_of_a_question_that_was_left(
    qtbot: QtBot, page: Page, desk: Desk, tmp_path: Path
) -> None:
    path = notebook(tmp_path, renamed)
    dialog = asked(qtbot, page, path)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    assert [version.name for version in desk.model.registry.versions()] == ["v1.0", "v2.0"]
    again = asked(qtbot, page, path)
    assert set(again.choices) == {"lti", "agee"}
    again.reject()


def test_an_unknown_column_is_refused_by_its_name(page: Page, tmp_path: Path) -> None:
    page.widget.importer.take(notebook(tmp_path, lambda frame: frame.rename(columns={"age": "shoe_size"})))
    assert "'shoe_size', which this program does not know" in page.said(NoticeKind.ERROR)
    assert page.widget.findChildren(MappingDialog) == []


# What is refused


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "cannot be imported"),
        (b"cust_id,age\n1,2\n", "cannot be imported"),
        (b'{"name": "package"}', "not a Credit Desk scorecard"),
        (b"version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer"),
        (None, "There is no file"),
    ],
    ids=["empty", "a table", "another document", "a pointer", "gone"],
)
def test_a_file_that_is_no_model_is_refused_in_words(
    page: Page, desk: Desk, tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "model.joblib"
    if content is not None:
        path.write_bytes(content)
    page.widget.importer.take(path)
    told = page.said(NoticeKind.ERROR)
    assert words in told
    assert str(path) in told
    assert told.endswith("The model in use has not changed.")
    assert [version.name for version in desk.model.registry.versions()] == ["v1.0", "v2.0"]
    assert page.widget.importer.bring.isEnabled()


def test_a_full_disk_is_told(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, linear_scorecard())

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    page.widget.importer.take(path)
    assert "No space left on device" in page.said(NoticeKind.ERROR)


def test_a_second_model_waits_for_the_first(page: Page, desk: Desk, tmp_path: Path) -> None:
    path = put(tmp_path, with_golden_rows(linear_scorecard()))
    page.widget.importer.take(path)
    assert not page.widget.importer.bring.isEnabled()
    page.widget.importer.take(path)
    assert page.said(NoticeKind.WARNING).startswith("Nothing was imported, since another change")
    page.said()
    assert [version.name for version in desk.model.registry.versions()] == ["v1.0", "v2.0", "v3.0"]


def test_whoever_closes_the_dialog_changes_nothing(page: Page, dialogs: FakeDialogs) -> None:
    dialogs.answers.append(None)
    page.do(page.widget.importer.bring)
    assert page.widget.outcome.text == ""
    assert page.names == ["v2.0", "v1.0"]
