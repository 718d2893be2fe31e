"""An admin rewords the reasons; one that cannot stand in a letter is told where it stands and is not saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.paper import fonts
from app.paper.catalogue_dialog import CatalogueDialog
from app.paper.catalogue_model import CatalogueModel
from app.paper.fonts import PaperFonts
from app.services import theme
from core import catalogue
from core.catalogue import DEFAULTS, FILE_NAME, Catalogue, Language

ENGLISH, HINDI = Language.ENGLISH, Language.HINDI
Button = QDialogButtonBox.StandardButton
NO_REASON = (
    "“Score too low” is no reason: it names a score, a rating or the bank's standards. Name the factor behind it."
)


def opened(qtbot: QtBot, folder: Path) -> CatalogueDialog:
    dialog = CatalogueDialog(folder)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> CatalogueDialog:
    """The dialog where Hindi can be shown or not, whichever the computer can."""
    return opened(qtbot, home)


def cell(dialog: CatalogueDialog, factor: str, language: Language = ENGLISH) -> QModelIndex:
    return dialog.table.model().index(list(DEFAULTS).index(factor), 1 + list(Language).index(language))


def reword(dialog: CatalogueDialog, factor: str, text: str, language: Language = ENGLISH) -> None:
    assert dialog.table.model().setData(cell(dialog, factor, language), text)


def save(dialog: CatalogueDialog) -> None:
    dialog.buttons.button(Button.Save).click()


def test_the_model_keeps_qts_rules() -> None:
    model = CatalogueModel(Catalogue())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_every_factor_has_a_row_with_its_reason_in_each_language(dialog: CatalogueDialog) -> None:
    model = dialog.table.model()
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert rows == [[catalogue.label(name), texts[ENGLISH], texts[HINDI]] for name, texts in DEFAULTS.items()]
    headers = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]
    assert headers == ["Factor", "English", "Hindi"]


def editor(dialog: CatalogueDialog, factor: str) -> QLineEdit:
    """The line that opens in a cell by F2."""
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(cell(dialog, factor))
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    line = dialog.table.findChild(QLineEdit)
    assert line is not None
    return line


def test_a_reason_is_reworded_at_the_keyboard_and_saved(dialog: CatalogueDialog, qtbot: QtBot, home: Path) -> None:
    line = editor(dialog, "income")
    line.setText("Income is small for this loan")
    with qtbot.waitSignal(dialog.table.model().dataChanged):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    save(dialog)
    assert not dialog.isVisible()
    assert catalogue.read(home).text("income", ENGLISH) == "Income is small for this loan"
    assert catalogue.read(home).text("income", HINDI) == DEFAULTS["income"][HINDI]


def test_what_is_still_being_typed_is_saved_too(dialog: CatalogueDialog, qtbot: QtBot, home: Path) -> None:
    qtbot.waitActive(dialog)
    editor(dialog, "income").setText("Income is small for this loan")
    save(dialog)
    assert catalogue.read(home).text("income", ENGLISH) == "Income is small for this loan"


def test_the_factors_themselves_are_not_edited(dialog: CatalogueDialog) -> None:
    factor = dialog.table.model().index(0, 0)
    assert not factor.flags() & Qt.ItemFlag.ItemIsEditable
    assert not dialog.table.model().setData(factor, "Years")
    assert factor.data() == "Age"


def test_cancelling_writes_nothing(dialog: CatalogueDialog, home: Path) -> None:
    reword(dialog, "age", "Years of age")
    dialog.buttons.button(Button.Cancel).click()
    assert not (home / FILE_NAME).exists()


def test_a_sentence_that_is_no_reason_is_marked_and_told_and_not_saved(dialog: CatalogueDialog, home: Path) -> None:
    reword(dialog, "age", "Score too low")
    wrong = cell(dialog, "age")
    assert wrong.data(Qt.ItemDataRole.ForegroundRole) == theme.current().error
    assert wrong.data(Qt.ItemDataRole.ToolTipRole) == NO_REASON
    assert wrong.data(Qt.ItemDataRole.AccessibleDescriptionRole) == NO_REASON
    dialog.table.setCurrentIndex(cell(dialog, "income"))
    save(dialog)
    assert dialog.isVisible()
    assert dialog.table.currentIndex() == wrong
    assert dialog.words.text() == NO_REASON
    assert not (home / FILE_NAME).exists()


def test_a_mended_sentence_is_marked_no_longer(dialog: CatalogueDialog, home: Path) -> None:
    dialog.table.setCurrentIndex(cell(dialog, "age"))
    reword(dialog, "age", "")
    assert dialog.words.text() == "The reason is empty. Type a sentence, or go back to the program's own."
    reword(dialog, "age", "Years of age")
    assert dialog.words.text().startswith("Letters name these sentences")
    assert cell(dialog, "age").data(Qt.ItemDataRole.ForegroundRole) is None
    save(dialog)
    assert catalogue.read(home).text("age", ENGLISH) == "Years of age"


def test_what_is_selected_is_set_back(dialog: CatalogueDialog) -> None:
    for factor in ("age", "income"):
        reword(dialog, factor, "Something else")
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect
    dialog.table.selectionModel().select(cell(dialog, "age"), select)
    dialog.reset_selected.click()
    assert cell(dialog, "age").data() == DEFAULTS["age"][ENGLISH]
    assert cell(dialog, "income").data() == "Something else"


def test_everything_is_set_back(dialog: CatalogueDialog, home: Path) -> None:
    reword(dialog, "age", "")
    reword(dialog, "total_loan_months", "कुछ और", HINDI)
    dialog.reset_all.click()
    save(dialog)
    assert catalogue.read(home) == Catalogue()


def test_what_the_program_does_not_know_outlives_an_edit(qtbot: QtBot, home: Path) -> None:
    catalogue.write(home, Catalogue({**DEFAULTS, "gst_turnover": {"en": "Turnover"}}))
    dialog = opened(qtbot, home)
    reword(dialog, "age", "Years of age")
    save(dialog)
    assert catalogue.read(home).text("gst_turnover", ENGLISH) == "Turnover"


def test_a_damaged_file_is_told_when_the_dialog_opens(qtbot: QtBot, home: Path) -> None:
    (home / FILE_NAME).write_text("{", encoding="utf-8")
    assert f"{home / FILE_NAME} cannot be read as a catalogue of reasons" in opened(qtbot, home).notice.text


def test_that_the_file_cannot_be_written_is_told_and_nothing_typed_is_lost(dialog: CatalogueDialog, home: Path) -> None:
    (home / FILE_NAME).mkdir()
    reword(dialog, "age", "Years of age")
    save(dialog)
    assert dialog.isVisible()
    assert "reasons.json could not be written" in dialog.notice.text
    assert cell(dialog, "age").data() == "Years of age"


def test_hindi_is_kept_but_not_shown_where_no_font_can(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.write(home, Catalogue().with_text("age", HINDI, "उम्र"))
    monkeypatch.setattr(fonts, "system_fonts", lambda: PaperFonts("Any", has_rupee=True, devanagari=""))
    dialog = opened(qtbot, home)
    assert dialog.table.isColumnHidden(2)
    assert dialog.notice.text == str(fonts.no_devanagari())
    reword(dialog, "income", "Earnings")
    save(dialog)
    assert catalogue.read(home).text("age", HINDI) == "उम्र"


def test_hindi_is_shown_where_a_font_can(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch, with_devanagari: PaperFonts
) -> None:
    dialog = opened(qtbot, home)
    assert not dialog.table.isColumnHidden(2)
    assert dialog.notice.text == ""


def test_the_table_and_the_buttons_have_names_and_keys(dialog: CatalogueDialog) -> None:
    assert dialog.table.accessibleName() == "Reasons by factor and language"
    assert (dialog.reset_selected.text(), dialog.reset_all.text()) == ("&Reset the selected", "Reset &all")
    assert dialog.windowTitle() == "Reasons in words"
