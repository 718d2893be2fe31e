"""A form tells each field's name, unit, help and error, to eyes, keyboard and screen reader alike."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.editors import ChoiceBox, NumberEdit
from app.widgets.fields import FieldForm, FieldRow
from app.widgets.labels import RoleLabel
from tests.app.room import clipped


@pytest.fixture
def form(qtbot: QtBot) -> FieldForm:
    made = FieldForm()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def income(form: FieldForm) -> FieldRow:
    form.add_group("Applicant")
    form.add_field("&Age", NumberEdit(), "years", "Completed years")
    return form.add_field("&Income", NumberEdit(), "₹ a year", "Yearly income before tax")


def test_a_field_names_itself_with_its_unit_and_help(income: FieldRow) -> None:
    assert income.editor.accessibleName() == "Income, ₹ a year"
    assert income.editor.accessibleDescription() == "Yearly income before tax"
    assert income.editor.toolTip() == "Yearly income before tax"


@pytest.mark.parametrize("say", ["set_error", "set_flag", "set_note"])
def test_a_word_that_is_too_long_for_its_line_goes_on_in_the_next(form: FieldForm, income: FieldRow, say: str) -> None:
    """What was typed may be one word without an end; whatever reads it aloud gets it in one piece."""
    text = f"income '{39 * 'x'}…' is not a number."
    getattr(income, say)(text)
    form.show()
    narrow = form.minimumSizeHint().width()
    form.resize(narrow, form.heightForWidth(narrow))
    assert clipped(form) == []
    assert income.words.width() < income.words.fontMetrics().horizontalAdvance(39 * "x")
    assert text in income.editor.accessibleDescription()


def test_a_field_without_unit_or_help_has_just_its_name(form: FieldForm) -> None:
    row = form.add_field("&Residence", ChoiceBox())

    assert row.editor.accessibleName() == "Residence"
    assert row.editor.accessibleDescription() == ""


def test_the_mnemonic_of_the_label_leads_to_the_editor(income: FieldRow) -> None:
    assert income.label.text() == "&Income"
    assert income.label.buddy() is income.editor


def test_an_error_is_told_in_words_beneath_and_takes_no_room_when_it_is_gone(form: FieldForm, income: FieldRow) -> None:
    low = form.sizeHint().height()
    assert income.words.isHidden()

    income.set_error("Income must be more than 0.")

    assert not income.words.isHidden()
    assert income.words.text() == income.error == "Income must be more than 0."
    assert income.editor.property("state") == "error"
    assert income.editor.accessibleDescription() == "Income must be more than 0. Yearly income before tax"
    assert form.sizeHint().height() > low
    income.set_error("")
    assert form.sizeHint().height() == low
    assert income.editor.property("state") == ""


def test_a_note_waits_behind_an_error(income: FieldRow) -> None:
    income.set_note("No borrower in training earned more.")
    assert income.words.text() == income.note
    assert income.words.property("state") == "muted"

    income.set_error("Income must be more than 0.")
    assert income.words.text() == income.error
    assert income.words.property("state") == "error"

    income.set_error("")
    assert income.words.text() == "No borrower in training earned more."


def test_a_flag_stands_between_an_error_and_a_note(income: FieldRow) -> None:
    income.set_note("Before tax.")
    income.set_flag("No borrower in training earned more.")
    assert income.words.text() == income.flag
    assert income.words.property("state") == "warning"
    assert not income.editor.property("state"), "it is not wrong"

    income.set_error("Income must be more than 0.")
    assert income.words.text() == income.error
    income.set_error("")
    income.set_flag("")
    assert income.words.text() == income.note


def test_what_is_read_in_a_value_changes_without_a_jump(form: FieldForm, income: FieldRow) -> None:
    income.set_reading("")
    height = form.sizeHint().height()

    income.set_reading("12.4 lakh")
    assert form.sizeHint().height() == height
    assert income.reading.text() == "12.4 lakh"
    assert income.editor.accessibleDescription() == "12.4 lakh Yearly income before tax"

    income.set_error("Income must be more than 0.")
    assert income.reading.isHidden(), "the error takes its place"
    assert income.editor.accessibleDescription() == "Income must be more than 0. Yearly income before tax"
    income.set_error("")
    assert not income.reading.isHidden()


def test_a_hidden_row_takes_no_room_at_all(form: FieldForm, income: FieldRow) -> None:
    without = FieldForm(form)
    without.add_group("Applicant")
    without.add_field("&Age", NumberEdit(), "years", "Completed years")
    income.set_reading("12.4 lakh")

    income.set_visible(visible=False)
    assert form.sizeHint().height() == without.sizeHint().height()
    assert income.reading.isHidden()
    income.set_visible(visible=True)
    assert not income.reading.isHidden()


def test_a_row_can_be_hidden_with_its_words(income: FieldRow) -> None:
    income.set_error("Fill in the income.")

    income.set_visible(visible=False)
    assert all(part.isHidden() for part in (income.label, income.editor, income.unit, income.words))
    income.set_error("Fill in the yearly income.")
    assert income.words.isHidden()

    income.set_visible(visible=True)
    assert not any(part.isHidden() for part in (income.label, income.editor, income.unit, income.words))


def test_the_help_of_the_field_with_the_focus_is_told(form: FieldForm, income: FieldRow, qtbot: QtBot) -> None:
    form.show()
    first, second = (row.editor for row in form.rows())
    first.setFocus()

    with qtbot.waitSignal(form.help_changed) as told:
        QTest.keyClick(first, Qt.Key.Key_Tab)

    assert told.args == ["Yearly income before tax"]
    assert second.hasFocus()


def test_the_help_is_told_whichever_part_of_an_editor_has_the_focus(form: FieldForm, qtbot: QtBot) -> None:
    pair = QWidget()
    row = QHBoxLayout(pair)
    for text in ("ratios", "counts"):
        row.addWidget(QRadioButton(text))
    form.add_field("History by", pair, help_text="Ratios, or counts")
    form.show()

    with qtbot.waitSignal(form.help_changed) as told:
        pair.findChildren(QRadioButton)[1].setFocus()

    assert told.args == ["Ratios, or counts"]


def test_groups_have_headings_and_fields_keep_their_order(form: FieldForm, income: FieldRow) -> None:
    form.add_group("Loan")
    amount = form.add_field("Loan a&mount", NumberEdit(), "₹")

    headings = [label.text() for label in form.findChildren(RoleLabel) if label.text()]
    assert headings == ["Applicant", "Loan"]
    assert form.rows()[1:] == [income, amount]


def test_numbers_are_aligned_to_the_right(income: FieldRow) -> None:
    assert isinstance(income.editor, NumberEdit)
    assert income.editor.alignment() & Qt.AlignmentFlag.AlignRight


def test_editors_share_their_left_edge(form: FieldForm, income: FieldRow) -> None:
    longer = form.add_field("Credit utilisation", NumberEdit(), "%")
    form.resize(400, 300)
    form.grab()

    assert {row.editor.x() for row in form.rows()} == {longer.editor.x()}
    assert {row.editor.width() for row in form.rows()} == {longer.editor.width()}


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A window, for a form that is narrower than Qt would let a window be."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def narrow(page: QWidget) -> FieldForm:
    """A form that may put labels above their editors."""
    made = FieldForm(page, may_stack=True)
    made.add_group("Loan")
    made.add_field("A rather long label", NumberEdit(), "₹ a year").set_reading("12.4 lakh")
    made.add_field("Short", NumberEdit(), "%").set_error("That is not a number.")
    page.show()
    return made


def _is_stacked(row: FieldRow) -> bool:
    """Whether the label stands above its editor; else it stands at its left."""
    label, editor = row.label.geometry(), row.editor.geometry()
    if label.bottom() < editor.top():
        beneath = [part.x() for part in (row.reading, row.words) if part.isVisible()]
        assert {label.left(), *beneath} == {editor.left()}
        return True
    assert label.right() < editor.left()
    return False


def _all_are(form: FieldForm, *, is_stacked: bool) -> bool:
    return all(_is_stacked(row) is is_stacked for row in form.rows())


def test_labels_go_above_their_editors_where_the_form_is_narrow(narrow: FieldForm, qtbot: QtBot) -> None:
    for width, is_stacked in ((500, False), (narrow.minimumSizeHint().width(), True), (500, False)):
        narrow.resize(width, 400)
        qtbot.waitUntil(partial(_all_are, narrow, is_stacked=is_stacked))
        (heading,) = [label for label in narrow.findChildren(RoleLabel) if label.text() == "Loan"]
        assert heading.x() == min(row.label.x() for row in narrow.rows())


def test_labels_go_above_their_editors_when_the_text_grows(
    narrow: FieldForm, qtbot: QtBot, twice_the_text: Callable[[], None]
) -> None:
    narrow.resize(2 * narrow.minimumSizeHint().width(), 400)
    qtbot.waitUntil(partial(_all_are, narrow, is_stacked=False))

    twice_the_text()

    qtbot.waitUntil(partial(_all_are, narrow, is_stacked=True))


def _turn_wheel(box: ChoiceBox) -> None:
    down, middle = QPoint(0, -120), QPointF(5, 5)
    none, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    event = QWheelEvent(
        middle, box.mapToGlobal(middle), QPoint(), down, buttons, none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(box, event)


def test_scrolling_the_form_does_not_change_a_choice_that_has_no_focus(form: FieldForm, qtbot: QtBot) -> None:
    box, other = ChoiceBox(), NumberEdit()
    box.addItems(["Owned", "Rented", "Mortgage"])
    form.add_field("Residence", box)
    form.add_field("Age", other)
    form.show()
    other.setFocus()

    _turn_wheel(box)
    assert box.currentText() == "Owned"

    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    _turn_wheel(box)
    assert box.currentText() == "Rented"


def test_words_and_headings_grow_with_the_text(
    form: FieldForm, income: FieldRow, qtbot: QtBot, twice_the_text: Callable[[], None]
) -> None:
    small = income.words.font().pointSizeF()

    twice_the_text()

    qtbot.waitUntil(lambda: income.words.font().pointSizeF() == 2 * small)
    assert isinstance(income.unit, QLabel)
