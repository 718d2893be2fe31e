"""An amount groups itself under the fingers, and never becomes another amount by that."""

from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.applicant import grouping
from app.applicant.entries import NumberEntry
from app.applicant.grouping import Line
from app.applicant.money import MoneyEntry
from core import parsing
from core.errors import InputError
from core.schema import field

INCOME = field("income")
EMPTY = Line("", 0, is_ours=True)


def amount(text: str) -> float | None:
    """What the checks read; None where they refuse."""
    try:
        return parsing.parse_number(text, INCOME)
    except InputError:
        return None


def typed(keys: Iterable[str]) -> Line:
    line = EMPTY
    for key in keys:
        line = insert(line, key)
    return line


def insert(line: Line, text: str, selected: int = 0) -> Line:
    """Type or paste at the caret, over so many selected characters behind it."""
    now = line.text[: line.caret] + text + line.text[line.caret + selected :]
    return grouping.after_edit(line, now, line.caret + len(text), selected)


@given(keys=st.text(st.sampled_from("0123456789.,ek lahcr-₹"), max_size=14))
@example(keys="1000.")
@example(keys="1240,500")
def test_what_is_typed_means_what_it_would_mean_without_grouping(keys: str) -> None:
    """Above all a decimal comma: it is refused whether or not a comma stands before it already."""
    assert amount(typed(keys).text) == amount(keys)


EDITS = st.lists(
    st.tuples(st.sampled_from(["digit", "cut", "move"]), st.integers(0, 15), st.sampled_from("0123456789")), max_size=40
)


@given(edits=EDITS)
def test_the_caret_stays_between_the_same_digits(edits: list[tuple[str, int, str]]) -> None:
    """Beside the line stands what an editor without grouping would hold: the digits before the caret and behind it."""
    line, before, behind = EMPTY, "", ""
    for kind, number, digit in edits:
        if kind == "digit":
            line, before = insert(line, digit), before + digit
        elif kind == "cut":
            line, behind = insert(line, "", len(line.text[line.caret :][:number])), behind[_digits(line, number) :]
        else:
            line = line._replace(caret=min(number, len(line.text)))
            digits = before + behind
            count = _count(line.text[: line.caret])
            before, behind = digits[:count], digits[count:]
        assert line.text.replace(",", "") == before + behind
        assert _count(line.text[: line.caret]) == len(before)
        assert amount(line.text) == amount(before + behind)


def _count(text: str) -> int:
    return len(text.replace(",", ""))


def _digits(line: Line, selected: int) -> int:
    return _count(line.text[line.caret : line.caret + selected])


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("999", "999"),
        ("1240000", "12,40,000"),
        ("18600000", "1,86,00,000"),
        ("1240000.50", "12,40,000.50"),
        ("12,40,000", "12,40,000"),
        ("1,240,000", "1,240,000"),
        ("12.4 lakh", "12.4 lakh"),
        ("12400,50", "12400,50"),
        ("12.400,50", "12.400,50"),
        ("0012", "0012"),
        ("-5000", "-5000"),
        ("1e5", "1e5"),
        ("१२४०", "१२४०"),
    ],
)
def test_what_is_seen_while_typing(keys: str, shown: str) -> None:
    assert typed(keys).text == shown


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A window with an input of income and one of another number behind it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(MoneyEntry(INCOME))
    column.addWidget(NumberEntry(field("loan_tenure_months")))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def line(qtbot: QtBot, page: QWidget) -> MoneyEntry:
    """The input, with the focus."""
    (found,) = page.findChildren(MoneyEntry)
    found.setFocus()
    qtbot.waitUntil(found.hasFocus)
    return found


def shown(line: MoneyEntry) -> str:
    """The text with the caret."""
    place = line.cursorPosition()
    return f"{line.text()[:place]}|{line.text()[place:]}"


def place_caret(line: MoneyEntry, text: str) -> None:
    """Show a text with the caret where a bar stands in it."""
    line.put(text.replace("|", ""))
    line.setCursorPosition(text.index("|"))


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("12,40,000|", Qt.Key.Key_5, "1,24,00,005|"),
        ("12|,40,000", Qt.Key.Key_3, "1,23|,40,000"),
        ("|12,40,000", Qt.Key.Key_7, "7|,12,40,000"),
        ("12,|40,000", Qt.Key.Key_Backspace, "1|,40,000"),
        ("12|,40,000", Qt.Key.Key_Delete, "1,2|0,000"),
        ("12,40,000|", Qt.Key.Key_Backspace, "1,24,000|"),
        ("1|,05,000", Qt.Key.Key_Backspace, "|05000"),
        ("12,40,0|00", Qt.Key.Key_Comma, "12400,|00"),
        ("12,4|0,000", Qt.Key.Key_Period, "124.|0000"),
    ],
)
def test_a_key_in_the_middle(line: MoneyEntry, before: str, key: Qt.Key, after: str) -> None:
    place_caret(line, before)
    QTest.keyClick(line, key)
    assert shown(line) == after


@pytest.mark.parametrize(
    ("caret", "key", "after"),
    [
        (2, Qt.Key.Key_9, "1,29|,40,000"),
        (2, Qt.Key.Key_Backspace, "1|,40,000"),
        (3, Qt.Key.Key_Backspace, "1|,40,000"),
        (2, Qt.Key.Key_Delete, "1,2|0,000"),
        (0, Qt.Key.Key_7, "7|,12,40,000"),
        (5, Qt.Key.Key_Comma, "1240,|000"),
    ],
)
def test_commas_that_somebody_typed_as_ours_stand_move_with_an_edit_in_the_middle(
    line: MoneyEntry, caret: int, key: Qt.Key, after: str
) -> None:
    QTest.keyClicks(line, "12,40,000")
    line.setCursorPosition(caret)
    QTest.keyClick(line, key)
    assert shown(line) == after


def test_commas_that_somebody_typed_are_ours_once_the_field_was_left(line: MoneyEntry) -> None:
    QTest.keyClicks(line, "12,40,000")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    line.setFocus()
    line.setCursorPosition(9)
    QTest.keyClicks(line, "5")
    assert shown(line) == "1,24,00,005|"
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert shown(line) == "12,40,000|"


def test_a_decimal_comma_may_still_be_taken_back_at_the_end(line: MoneyEntry) -> None:
    QTest.keyClicks(line, "1,240")
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert shown(line) == "1,24|"
    assert amount(line.text()) is None


def test_a_first_digit_that_was_lost_is_typed_again(line: MoneyEntry) -> None:
    place_caret(line, "1|,05,000")
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClicks(line, "2")
    assert shown(line) == "2|,05,000"


def test_typing_over_a_selection(line: MoneyEntry) -> None:
    line.put("12,40,000")
    line.setSelection(0, 6)
    QTest.keyClicks(line, "9")
    assert shown(line) == "9|,000"
    line.selectAll()
    QTest.keyClicks(line, "12,5")
    assert shown(line) == "12,5|", "a decimal comma is not taken for grouping"


@pytest.mark.parametrize(
    ("pasted", "after"),
    [
        ("12,40,000", "12,40,000|"),
        ("1240000", "12,40,000|"),
        ("12.4 lakh", "12,40,000|"),
        ("1,240,000", "12,40,000|"),
        ("₹ 12,40,000/-", "12,40,000|"),
        ("1.86 crore\n", "1,86,00,000|"),
        ("12.400,50", "12.400,50|"),
        ("a million", "a million|"),
        ("1e30", "1e30|"),
    ],
)
@pytest.mark.parametrize("before", ["", "12,50,000", "12,4"])
def test_pasting_over_everything(line: MoneyEntry, before: str, pasted: str, after: str) -> None:
    line.put(before)
    line.selectAll()
    QGuiApplication.clipboard().setText(pasted)
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown(line).strip().replace(" |", "|") == after
    assert line.isModified()


def test_pasting_into_an_amount_guesses_nothing(line: MoneyEntry) -> None:
    place_caret(line, "12,40,000|")
    QGuiApplication.clipboard().setText("0,50")
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown(line) == "12400000,50|"
    assert amount(line.text()) is None


def test_dropping_a_text_is_like_pasting_it(line: MoneyEntry) -> None:
    data = QMimeData()
    data.setText("12.4 lakh")
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    line.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert line.text() == "12,40,000"


@pytest.mark.parametrize(
    ("typed_in", "left"),
    [
        ("12.4 lakh", "12,40,000"),
        ("12.4L", "12,40,000"),
        ("1,240,000", "12,40,000"),
        ("500.50", "500.5"),
        ("12.400,50", "12.400,50"),
        ("12.345678", "12.345678"),
        ("0120", "120"),
    ],
)
def test_an_amount_is_written_out_when_the_field_is_left(line: MoneyEntry, typed_in: str, left: str) -> None:
    QTest.keyClicks(line, typed_in)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == left


def test_each_edit_is_told_once_with_the_text_of_then(line: MoneyEntry) -> None:
    told: list[str] = []
    line.changed.connect(lambda: told.append(line.typed()))
    QTest.keyClicks(line, "12400")
    assert told == ["1", "12", "124", "1,240", "12,400"]
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert told[5:] == []


def test_the_line_takes_back_nothing_by_itself(page: QWidget, line: MoneyEntry) -> None:
    """The form does, a whole field at once: by key and in the menu of the line."""
    for entry, text in zip(page.findChildren(NumberEntry), ("12,400", "36"), strict=True):
        QTest.keyClicks(entry, text)
        for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            QTest.keyClick(entry, key, Qt.KeyboardModifier.ControlModifier)
        assert entry.text() == text
    place = line.rect().center()
    QApplication.sendEvent(line, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, line.mapToGlobal(place)))
    (menu,) = line.findChildren(QMenu)
    offered = [action.text().replace("&", "").split("\t")[0] for action in menu.actions() if action.text()]
    assert offered == ["Cut", "Copy", "Paste", "Delete", "Select All"]
    menu.close()
