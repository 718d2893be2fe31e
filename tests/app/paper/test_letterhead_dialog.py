"""The letterhead is typed, checked beside its fields and kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from app.paper import fonts, letterhead
from app.paper.fonts import PaperFonts
from app.paper.letterhead import Letterhead
from app.paper.letterhead_dialog import LetterheadDialog
from app.paper.templates import FOLDER
from app.services.settings import Settings
from core.catalogue import Language
from tests.app.fakes import FakeDialogs
from tests.app.paper.test_letterhead import WITHOUT, picture

Button = QDialogButtonBox.StandardButton


@pytest.fixture
def dialog(qtbot: QtBot, settings: Settings, dialogs: FakeDialogs, home: Path) -> LetterheadDialog:
    made = LetterheadDialog(settings, dialogs, home)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The folders that were opened in the file manager."""
    urls = list[str]()

    def open_url(url: QUrl) -> bool:
        urls.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return iter([urls])


def save(dialog: LetterheadDialog) -> None:
    dialog.buttons.button(Button.Save).click()


def errors(dialog: LetterheadDialog) -> dict[str, str]:
    return {name: row.error for name, row in dialog.rows.items() if row.error}


def test_what_is_typed_is_kept_and_shown_the_next_time(
    dialog: LetterheadDialog, qtbot: QtBot, settings: Settings, dialogs: FakeDialogs, home: Path, tmp_path: Path
) -> None:
    logo = picture(tmp_path / "logo.png")
    dialog.bank.setText(" Example Bank ")
    dialog.address.setPlainText("12 Station Road\n\n Pune 411001 \n")
    dialog.logo.setText(f'"{logo}"')
    dialog.signatory.setText("Branch manager")
    dialog.language.setCurrentIndex(1)
    save(dialog)
    kept = Letterhead("Example Bank", ("12 Station Road", "Pune 411001"), str(logo), "Branch manager", Language.HINDI)
    assert not dialog.isVisible()
    assert letterhead.read(settings) == kept
    again = LetterheadDialog(settings, dialogs, home)
    qtbot.addWidget(again)
    assert again.letterhead() == kept


def test_cancelling_keeps_nothing(dialog: LetterheadDialog, settings: Settings) -> None:
    dialog.bank.setText("Example Bank")
    dialog.buttons.button(Button.Cancel).click()
    assert not dialog.isVisible()
    assert letterhead.read(settings) == Letterhead()


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(dialog: LetterheadDialog, settings: Settings) -> None:
    dialog.address.setPlainText("line\n" * 6)
    dialog.logo.setText("/no/such/logo.png")
    dialog.signatory.setText("x" * 81)
    save(dialog)
    assert dialog.isVisible()
    assert errors(dialog) == {
        "bank": "Type the name of the bank.",
        "address": "At most 5 lines fit.",
        "logo": f"There is no logo /no/such/logo.png; {WITHOUT}",
        "signatory": "At most 80 characters fit a line.",
    }
    assert dialog.focusWidget() is dialog.bank
    assert letterhead.read(settings) == Letterhead()


def test_a_line_of_the_address_that_is_too_long_is_said(dialog: LetterheadDialog) -> None:
    dialog.bank.setText("Example Bank")
    dialog.address.setPlainText("12 Station Road\n" + "x" * 81)
    save(dialog)
    assert errors(dialog) == {"address": "At most 80 characters fit a line."}


@pytest.mark.parametrize("name", ["bank", "address", "logo", "signatory"])
def test_errors_go_while_somebody_mends_them(dialog: LetterheadDialog, name: str) -> None:
    save(dialog)
    assert errors(dialog)
    QTest.keyClicks(dialog.rows[name].editor, "x")
    assert errors(dialog) == {}


def test_all_words_have_room(dialog: LetterheadDialog, qtbot: QtBot) -> None:
    dialog.resize(dialog.minimumSizeHint())
    dialog.logo.setText("/a/long/folder" * 12 + "/logo.png")
    save(dialog)

    def have_room() -> None:
        for row in dialog.rows.values():
            assert row.words.height() >= row.words.heightForWidth(row.words.width())
            below = row.words.mapTo(dialog, row.words.rect().bottomLeft()).y()
            assert below < dialog.buttons.y()

    qtbot.waitUntil(have_room)


def test_a_logo_is_chosen_in_the_systems_dialog(dialog: LetterheadDialog, dialogs: FakeDialogs) -> None:
    dialogs.answers.append(Path("/pictures/logo.png"))
    dialog.choose_logo.click()
    assert dialog.logo.text() == str(Path("/pictures/logo.png"))
    dialogs.answers.append(None)
    dialog.choose_logo.click()
    assert dialog.logo.text() == str(Path("/pictures/logo.png"))


def test_the_templates_are_copied_and_their_folder_is_opened(
    dialog: LetterheadDialog, home: Path, opened: Iterator[list[str]]
) -> None:
    dialog.edit_templates.click()
    assert next(opened) == [str(home / FOLDER)]
    assert (home / FOLDER / "hi" / "decline.html").is_file()


def test_that_the_templates_cannot_be_copied_is_said(
    dialog: LetterheadDialog, home: Path, opened: Iterator[list[str]]
) -> None:
    (home / FOLDER).write_text("", encoding="utf-8")
    dialog.edit_templates.click()
    assert next(opened) == []
    assert "cannot be made" in dialog.notice.text


def test_choosing_hindi_says_at_once_where_there_is_no_font_for_it(
    dialog: LetterheadDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "system_fonts", lambda: PaperFonts("Any", has_rupee=True, devanagari=""))
    dialog.language.setCurrentIndex(1)
    assert dialog.rows["language"].note == str(fonts.no_devanagari())
    dialog.language.setCurrentIndex(0)
    assert dialog.rows["language"].note == "Of assessments and letters, not of this window."


def test_every_input_has_a_name_help_and_a_key(dialog: LetterheadDialog) -> None:
    names = [row.editor.accessibleName() for row in dialog.rows.values()]
    assert names == ["Bank", "Address", "Logo", "Signatory", "Language"]
    assert all(row.help_text in row.editor.accessibleDescription() for row in dialog.rows.values())
    labels = [row.label.text() for row in dialog.rows.values()] + [
        dialog.choose_logo.text(),
        dialog.edit_templates.text(),
    ]
    keys = [text[text.index("&") + 1].lower() for text in labels]
    assert len(set(keys)) == len(keys)


def test_the_tab_key_goes_through_all_inputs(dialog: LetterheadDialog) -> None:
    dialog.bank.setFocus()
    seen = list[QWidget]()
    for _ in range(5):
        focused = dialog.focusWidget()
        assert focused is not None
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == [row.editor for row in dialog.rows.values()]
