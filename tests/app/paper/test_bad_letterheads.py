"""Whatever is typed into the letterhead: kept and shown again as it was, or refused beside its line."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from app.paper import letterhead
from app.paper.letterhead import Letterhead
from app.paper.letterhead_dialog import LetterheadDialog
from app.services.settings import Settings
from tests.app.fakes import FakeDialogs

SHORT = {
    "emoji": "😀 Bank 💰",
    "Devanagari": "भारत ग्राम बैंक",
    "right to left": "بنك",
    "marks of direction": "\u200fExample\u200e Bank",
    "override of direction": "\u202eBank",
    "spaces that do not break": "\u00a0Example\u00a0Bank\u00a0",
    "markup": "<b>Bank</b> & {{ bank }}",
    "quotes and separators": 'A "B"; C, D = [E] \\n %s @Variant(',
    "control characters": "A\u0000B\u0007C\u001bD",
    "a lone surrogate's place": "A\ufffdB",
    "a number": "1e308",
    "a minus": "-",
}
LONG = {"10,000 letters": "x" * 10_000, "10,000 emoji": "😀" * 10_000, "81 letters": "x" * 81}


@pytest.fixture
def dialog(qtbot: QtBot, settings: Settings, dialogs: FakeDialogs, home: Path) -> LetterheadDialog:
    made = LetterheadDialog(settings, dialogs, home)
    qtbot.addWidget(made)
    made.show()
    made.bank.setText("Example Bank")
    return made


def paste(line: QWidget, text: str) -> None:
    """Paste over a line."""
    line.setFocus()
    QGuiApplication.clipboard().setText(text)
    for key in (Qt.Key.Key_A, Qt.Key.Key_V):
        QTest.keyClick(line, key, Qt.KeyboardModifier.ControlModifier)


def save(dialog: LetterheadDialog) -> None:
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT.keys())
@pytest.mark.parametrize("name", ["bank", "address", "signatory"])
def test_an_odd_text_is_kept_and_is_the_same_after_a_restart(
    dialog: LetterheadDialog, settings: Settings, dialogs: FakeDialogs, home: Path, qtbot: QtBot, name: str, text: str
) -> None:
    paste(getattr(dialog, name), text)
    save(dialog)
    assert not dialog.isVisible()
    settings.save()
    kept = letterhead.read(Settings(home))
    assert kept == letterhead.read(settings)
    again = LetterheadDialog(Settings(home), dialogs, home)
    qtbot.addWidget(again)
    assert again.letterhead() == kept
    save(again)
    assert letterhead.read(settings) == kept


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("name", ["bank", "address", "signatory"])
def test_a_text_that_fits_no_line_is_refused(
    dialog: LetterheadDialog, settings: Settings, name: str, text: str
) -> None:
    paste(getattr(dialog, name), text)
    save(dialog)
    assert dialog.isVisible()
    assert {one: row.error for one, row in dialog.rows.items() if row.error} == {
        name: "At most 80 characters fit a line."
    }
    assert letterhead.read(settings) == Letterhead()


@pytest.mark.parametrize("text", [*SHORT.values(), *LONG.values()], ids=[*SHORT, *LONG])
def test_what_is_no_file_is_no_logo(dialog: LetterheadDialog, settings: Settings, text: str) -> None:
    paste(dialog.logo, text)
    save(dialog)
    assert dialog.isVisible()
    error = dialog.rows["logo"].error
    assert error.startswith("There is no logo ")
    assert len(error) < 300
    assert letterhead.read(settings) == Letterhead()


@pytest.mark.parametrize(("pasted", "kept"), [("Example\nBank", "Example Bank"), ("Example\r\nBank\n", "Example Bank")])
def test_lines_pasted_into_one_line_are_put_side_by_side(
    dialog: LetterheadDialog, settings: Settings, pasted: str, kept: str
) -> None:
    paste(dialog.bank, pasted)
    save(dialog)
    assert letterhead.read(settings).bank == kept


def test_an_address_of_ten_thousand_lines_is_refused(dialog: LetterheadDialog) -> None:
    paste(dialog.address, "12 Station Road\n" * 10_000)
    save(dialog)
    assert dialog.rows["address"].error == "At most 5 lines fit."
