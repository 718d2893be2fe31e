"""An officer sees how a file is going to be read, answers what it leaves open, and says which column is which."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QRadioButton
from pytestqt.qtbot import QtBot

from app.batch.reading_model import Place, ReadingModel
from app.batch.reading_page import ReadingPage
from app.widgets.labels import RoleLabel
from app.widgets.notice import NoticeKind
from core.batch.choices import ReadingChoices
from core.batch.inspection import inspect
from core.errors import CreditDeskError
from core.parsing import Decimal, Percent
from core.validation import required_inputs
from tests.core.batch.files import APPLICANT, applicants, write_csv
from tests.core.batch.workbooks import parts_of, sheet, text_row, write_parts
from tests.core.factories import curve_scorecard

CURVES = curve_scorecard()


class Looking:
    """The page over a file, looked at anew whenever the page wishes it.

    Attributes:
        page: the page.
        accepted: by which choices it was accepted.
    """

    def __init__(self, qtbot: QtBot) -> None:
        self.page, self.accepted = ReadingPage(), list[ReadingChoices]()
        self._path = Path()
        qtbot.addWidget(self.page)
        self.page.wished.connect(self._look)
        self.page.accepted.connect(self.accepted.append)
        self.page.resize(1000, 700)
        with qtbot.waitExposed(self.page):
            self.page.show()

    def ask(self, path: Path, choices: ReadingChoices | None = None) -> None:
        self._path = path
        begun = choices or ReadingChoices()
        unanswered = replace(begun, decimal=None, percent=None)
        self.page.ask(inspect(path, CURVES, unanswered), begun, required_inputs(CURVES))

    def _look(self, choices: ReadingChoices) -> None:
        try:
            self.page.show_inspection(inspect(self._path, CURVES, choices))
        except CreditDeskError as error:
            self.page.show_problem(str(error))

    def row(self, name: str) -> tuple[str, str]:
        """What a column is read as, and its values."""
        model = self.page.table.model()
        assert isinstance(model, ReadingModel)
        row = model.row_of(name)
        return model.index(row, Place.FIELD).data(), model.index(row, Place.EXAMPLES).data()

    def answers(self) -> list[str]:
        return [button.text() for button in self.page.findChildren(QRadioButton) if button.isVisible()]

    def press(self, start: str) -> None:
        (found,) = [button for button in self.page.findChildren(QRadioButton) if button.text().startswith(start)]
        found.click()


@pytest.fixture
def looked(qtbot: QtBot) -> Looking:
    return Looking(qtbot)


def written(folder: Path, *changes: dict[str, str], renamed: dict[str, str] | None = None) -> Path:
    names = renamed or {}
    rows = [{names.get(name, name): text for name, text in row.items()} for row in applicants(*changes)]
    return write_csv(folder / "in.csv", rows, ";")


def test_each_column_shows_what_it_is_read_as_and_its_first_values(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {"income": "12,40,000.50"}, {"income": "lots"}, {"income": "NA", "age": "40"}))
    assert looked.row("income") == (
        "Annual income",
        "12,40,000.50 → ₹12,40,000.5 · 12.4 lakh   lots → cannot be read   NA → empty",
    )
    assert looked.row("age") == ("Age", "35 → 35 years   40 → 40 years")
    assert looked.row("loan_type") == ("Loan type", "Secured → Secured")
    assert looked.row("credit_utilization_ratio") == ("Credit utilization", "40 → 40 %")
    assert looked.row("cust_id") == ("Kept, not used", "C1")
    assert looked.page.notice.isHidden()
    assert looked.page.score.isEnabled()


def test_what_a_text_cannot_be_read_for_is_told_under_the_mouse(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {"income": "lots"}, {"income": "1200000.5"}))
    model = looked.page.table.model()
    assert isinstance(model, ReadingModel)
    tip = model.index(model.row_of("income"), Place.EXAMPLES).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.splitlines() == [
        "income 'lots' is not a number. Type digits, with a point before decimals.",
        "1200000.5 → ₹12,00,000.5 · 12 lakh",
    ]


def test_a_missing_column_is_told_in_words_and_chosen_in_the_table(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {}, renamed={"income": "Einkommen", "total_dpd": "x"}))
    assert looked.page.notice.kind is NoticeKind.WARNING
    assert looked.page.notice.text == (
        "No column yet for Annual income, Delinquency ratio and Average days past due (or instead of the history's "
        "ratios, Total days past due). Choose under “Read as” which column holds it."
    )
    assert not looked.page.score.isEnabled()
    looked.page.table.choose("Einkommen", "income")
    assert "No column yet for Delinquency ratio and" in looked.page.notice.text
    looked.page.table.choose("x", "total_dpd")
    assert looked.row("Einkommen") == ("Annual income", "1200000 → ₹12,00,000 · 12 lakh")
    assert looked.page.notice.isHidden()
    looked.page.score.click()
    assert looked.accepted == [ReadingChoices(columns={"income": "Einkommen", "total_dpd": "x"})]


def test_what_only_looks_like_an_input_is_proposed_and_marked(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {}, renamed={"income": "incom p.a."}))
    assert looked.row("incom p.a.")[0] == "Annual income – looks like it"
    assert "“incom p.a.” only looks like the input that it is read as." in looked.page.notice.text
    assert looked.page.score.isEnabled()
    looked.page.table.choose("incom p.a.", "")
    assert looked.row("incom p.a.")[0] == "Kept, not used"
    assert "No column yet for Annual income." in looked.page.notice.text
    looked.page.table.choose("incom p.a.", "income")
    assert looked.row("incom p.a.")[0] == "Annual income"
    assert looked.page.notice.isHidden()


def test_of_several_columns_that_only_look_like_inputs_is_spoken_as_of_several(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {}, renamed={"income": "incom p.a.", "age": "Applicants Age"}))
    assert looked.page.notice.text == (
        "“Applicants Age”, “incom p.a.” only look like the inputs that they are read as. Check them before you score."
    )


def test_commas_that_are_read_as_thousands_without_evidence_are_told(looked: Looking, tmp_path: Path) -> None:
    path = written(tmp_path, {"income": "950,125"})
    told = "Its cells are separated by semicolons. Numbers such as '950,125' in income are read as thousands."
    assert " ".join(inspect(path, CURVES).reading) == told
    looked.ask(path)
    assert told.replace("income", "Annual income") in [label.text() for label in looked.page.findChildren(RoleLabel)]


def test_why_a_column_with_another_period_is_not_proposed_is_told(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {}, renamed={"income": "Income p.m."}))
    assert looked.row("Income p.m.")[0] == "Kept, not used"
    assert looked.page.notice.text == (
        "No column yet for Annual income. Choose under “Read as” which column holds it. 'Income p.m.' is not taken for "
        "Annual income, since its name tells another period or unit: give annual amounts in rupees in a column named "
        "Annual income."
    )
    assert not looked.page.score.isEnabled()


def test_what_holds_the_categories_of_an_input_is_proposed_and_marked(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {}, {"loan_type": "Unsecured"}, renamed={"loan_type": "Secured/Unsecured"}))
    assert looked.row("Secured/Unsecured") == (
        "Loan type – looks like it",
        "Secured → Secured   Unsecured → Unsecured",
    )
    assert looked.page.score.isEnabled()


def test_a_column_with_its_own_name_may_hold_nothing_or_something_else(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {"note": "30"}))
    looked.page.table.choose("age", "")
    assert looked.row("age")[0] == "Kept, not used"
    looked.page.table.choose("note", "age")
    assert (looked.row("note")[0], looked.row("age")[0]) == ("Age", "Kept, not used")
    looked.page.table.choose("age", "age")
    assert (looked.row("note")[0], looked.row("age")[0]) == ("Kept, not used", "Age")
    looked.page.table.choose("age", "")
    assert looked.row("age")[0] == "Kept, not used"
    assert not looked.page.score.isEnabled()


def test_numbers_that_could_be_two_are_asked_about_with_both_readings(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {"income": "12.400", "loan_amount": "9.500"}))
    assert looked.page.notice.text.startswith("Answer what is asked below")
    assert looked.row("income") == ("Annual income", "12.400 → asked above")
    assert looked.answers() == [
        "A point: 12.400 is ₹12.4; 9.500 is ₹9.5",
        "A comma: 12.400 is ₹12,400 · 12.4 thousand; 9.500 is ₹9,500 · 9.5 thousand",
    ]
    assert not looked.page.score.isEnabled()
    looked.press("A comma")
    assert looked.row("income")[1] == "12.400 → ₹12,400 · 12.4 thousand"
    looked.press("A point")
    assert looked.row("income")[1] == "12.400 → ₹12.4"
    looked.page.score.click()
    assert looked.accepted == [ReadingChoices(decimal=Decimal.POINT)]


def test_an_answer_from_before_is_to_be_checked(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {"income": "12.400"}), ReadingChoices(decimal=Decimal.COMMA))
    assert "What is asked below is answered as it was before." in looked.page.notice.text
    assert [button.isChecked() for button in looked.page.findChildren(QRadioButton)] == [False, True]
    assert looked.page.score.isEnabled()
    looked.press("A point")
    assert looked.page.notice.isHidden()
    looked.ask(written(tmp_path, {}), ReadingChoices(decimal=Decimal.COMMA))
    assert looked.page.notice.isHidden()


def test_shares_are_asked_about(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {"credit_utilization_ratio": "0.29"}))
    assert looked.answers() == ["As 45: 0.29 is 0.29 %", "As 0.45: 0.29 is 29 %"]
    looked.press("As 0.45")
    assert looked.row("credit_utilization_ratio")[1] == "0.29 → 29 %"
    looked.page.score.click()
    assert looked.accepted == [ReadingChoices(percent=Percent.SHARE)]


def test_of_two_columns_for_the_same_input_one_is_chosen(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {"amount": "500000"}, renamed={"loan_amount": "loan amt"}))
    assert looked.answers() == ["loan amt", "amount"]
    looked.press("amount")
    assert (looked.row("amount")[0], looked.row("loan amt")[0]) == ("Loan amount", "Kept, not used")
    assert looked.page.score.isEnabled()
    assert looked.answers() == ["loan amt", "amount"]


def test_a_question_that_is_none_any_more_goes_away(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {"income": "12.400", "salary": "1200000"}))
    assert len(looked.answers()) == 2
    looked.page.table.choose("salary", "income")
    assert looked.answers() == []
    assert looked.page.score.isEnabled()


def test_another_file_brings_its_own_questions(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {"income": "12.400"}))
    looked.press("A comma")
    looked.ask(written(tmp_path, {}))
    assert looked.answers() == []
    assert looked.page.choices == ReadingChoices()


def test_what_a_choice_makes_impossible_is_told(looked: Looking, tmp_path: Path) -> None:
    looked.ask(written(tmp_path, {"note": "1", "note ": "2"}))
    looked.page.table.choose("note", "income")
    assert looked.page.notice.kind is NoticeKind.ERROR
    assert "two columns 'note' for income" in looked.page.notice.text
    assert not looked.page.score.isEnabled()


def test_the_sheet_of_a_workbook_can_be_chosen(looked: Looking, tmp_path: Path, qtbot: QtBot) -> None:
    rows = text_row(1, *APPLICANT) + text_row(2, *APPLICANT.values())
    foreign = text_row(1, "Alter") + text_row(2, "35")
    looked.ask(write_parts(tmp_path / "in.xlsx", parts_of(sheet(foreign), sheet(foreign), sheet(rows))))
    box = looked.page.sheets.box
    assert (box.currentText(), looked.page.score.isEnabled()) == ("Third", True)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert "No column yet for Age" in looked.page.notice.text
    QTest.keyClick(box, Qt.Key.Key_Down)
    looked.page.score.click()
    assert looked.accepted == [ReadingChoices(sheet="Third")]


def test_a_sheet_must_be_chosen_where_none_is_known(looked: Looking, tmp_path: Path) -> None:
    foreign = sheet(text_row(1, "Alter") + text_row(2, "35"))
    looked.ask(write_parts(tmp_path / "in.xlsx", parts_of(foreign, foreign)))
    assert looked.page.notice.text == "No sheet names a column that is known. Choose the one with the applicants."
    assert looked.page.sheets.box.currentText() == ""
    assert looked.page.table.model().rowCount() == 0
    assert not looked.page.score.isEnabled()


def chooser(looked: Looking) -> QComboBox:
    """The list that is open in the table."""
    (found,) = [box for box in looked.page.table.findChildren(QComboBox) if box.isVisible()]
    return found


@pytest.mark.parametrize("opened", ["keys", "mouse"])
def test_a_column_is_chosen_by_keys_or_mouse(looked: Looking, tmp_path: Path, qtbot: QtBot, opened: str) -> None:
    looked.ask(written(tmp_path, {}, renamed={"age": "Alter"}))
    table, model = looked.page.table, looked.page.table.model()
    assert isinstance(model, ReadingModel)
    index = model.index(model.row_of("Alter"), Place.FIELD)
    if opened == "keys":
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        while table.currentIndex().row() != index.row():
            QTest.keyClick(table, Qt.Key.Key_Up)
        QTest.keyClick(table, Qt.Key.Key_Return)
    else:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    box = chooser(looked)
    assert [box.itemText(place) for place in range(3)] == ["Kept, not used", "Age", "Annual income"]
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: looked.row("Alter")[0] == "Age")
    assert looked.page.score.isEnabled()


def test_escape_and_its_button_say_that_the_file_is_not_scored(looked: Looking, tmp_path: Path, qtbot: QtBot) -> None:
    looked.ask(written(tmp_path, {}))
    with qtbot.waitSignal(looked.page.cancelled):
        looked.page.cancel.click()
    with qtbot.waitSignal(looked.page.cancelled):
        QTest.keyClick(looked.page.table, Qt.Key.Key_Escape)
    assert looked.accepted == []
