"""An officer who has no mouse goes the whole way: types an applicant, tries things out, saves a paper, starts anew."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QSlider, QWidget
from pytestqt.qtbot import QtBot

from app.applicant.samples import SAMPLES
from app.main_window import MainWindow
from app.services.desk import Desk
from tests.app.fakes import FakeDialogs

_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_FAR = 60
"""No stop of the keyboard is further away than this."""


class Keyboard:
    """All that the officer has: keys go to whatever has the focus."""

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def name(self) -> str:
        """What a screen reader says has the focus."""
        spoken = QAccessible.queryAccessibleInterface(self.focus).text(QAccessible.Text.Name)
        return self.focus.accessibleName() or spoken

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.focus, key, held)

    def write(self, *texts: str) -> None:
        """Fill one field after another; Enter goes to the next one."""
        for text in texts:
            QTest.keyClicks(self.focus, text)
            self.press(Qt.Key.Key_Return)

    def go_to(self, name: str) -> None:
        """Press the tabulator until that has the focus."""
        passed = []
        while self.name != name:
            passed.append(self.name)
            assert len(passed) < _FAR, f"{name} is not among {passed}"
            self.press(Qt.Key.Key_Tab)


@pytest.fixture
def keys() -> Keyboard:
    return Keyboard()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, keys: Keyboard) -> MainWindow:
    """The window with the good sample, but for its use of credit, typed by keys into an empty form."""
    window = MainWindow(desk)
    window.applicant.answer.gauge.set_reduced_motion(reduced=True)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    keys.press(Qt.Key.Key_N, _ALT)
    qtbot.waitUntil(lambda: keys.name == "Age, years")
    keys.write("41", "1860000", "O", "58 lakh", "36", "H", "S", "", "88", "2", "18", "5")
    return window


def test_an_applicant_is_typed(window: MainWindow) -> None:
    typed = window.applicant.form.texts()
    sample = SAMPLES[0] | {"credit_utilization_ratio": "88"}
    assert {name: text.replace(",", "") for name, text in typed.items()} == {
        name: sample[name].replace(",", "") for name in typed
    }
    assert window.applicant.answer.gauge.face.score == window.applicant.assessment.credit_score is not None


def test_something_is_tried_out_applied_and_taken_back(qtbot: QtBot, window: MainWindow, keys: Keyboard) -> None:
    face = window.applicant.answer.gauge.face
    before = window.applicant.form.texts()["loan_amount"]
    keys.press(Qt.Key.Key_2, _ALT)
    qtbot.waitUntil(lambda: all(one.isVisible() for one in window.applicant.answer.pages.what_if.sliders.values()))
    keys.go_to("Loan amount")
    keys.press(Qt.Key.Key_Left, times=3)
    tried = window.applicant.answer.gauge.face
    assert tried.ghost == face.score
    assert (tried.score or 0) > (face.score or 0)
    keys.go_to("Apply to form")
    keys.press(Qt.Key.Key_Space)
    assert window.applicant.assessment.credit_score == tried.score
    assert window.applicant.form.texts()["loan_amount"] != before
    keys.press(Qt.Key.Key_Z, _CTRL)
    assert window.applicant.form.texts()["loan_amount"] == before


def test_a_way_to_the_next_band_is_tried(window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_3, _ALT)
    keys.go_to("Band to reach")
    page = window.applicant.answer.pages.next_band
    keys.go_to(f"Try: {page.sentences()[0]}")
    keys.press(Qt.Key.Key_Space)
    assert window.applicant.answer.pages.what_if.isVisible()
    assert window.applicant.answer.gauge.face.rating == page.target.currentText()


def test_terms_are_typed_and_scenarios_compared(window: MainWindow, keys: Keyboard) -> None:
    pages = window.applicant.answer.pages
    keys.press(Qt.Key.Key_4, _ALT)
    keys.go_to("Interest rate, %")
    before = pages.affordability.figures["instalment"].value
    keys.press(Qt.Key.Key_A, _CTRL)
    QTest.keyClicks(keys.focus, "9")
    assert pages.affordability.figures["instalment"].value < before
    keys.press(Qt.Key.Key_5, _ALT)
    keys.go_to("Keep this scenario")
    keys.press(Qt.Key.Key_Space)
    assert len(pages.compare.scenarios) == 1
    keys.go_to("Remove scenario 1")
    keys.press(Qt.Key.Key_Space)
    assert pages.compare.scenarios == []


@pytest.mark.parametrize("number", "12345")
def test_the_keyboard_goes_through_a_page_as_it_is_read(
    qtbot: QtBot, window: MainWindow, keys: Keyboard, number: str
) -> None:
    """From the top, each line from the left."""
    pages = window.applicant.answer.pages
    keys.press(Qt.Key(ord(number)), _ALT)
    page = pages.currentWidget()
    qtbot.waitUntil(lambda: all(one.isVisible() for one in page.findChildren(QSlider)))
    keys.press(Qt.Key.Key_Tab)
    stops = []
    while page.isAncestorOf(keys.focus):
        stops.append(QRect(keys.focus.mapTo(page, QPoint()), keys.focus.size()))
        keys.press(Qt.Key.Key_Tab)
    assert stops
    assert all(one.bottom() <= other.top() or one.right() <= other.left() for one, other in pairwise(stops))


def test_a_paper_is_saved(
    qtbot: QtBot, window: MainWindow, keys: Keyboard, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    target = tmp_path / "assessment.pdf"
    dialogs.answers.append(target)
    keys.press(Qt.Key.Key_P, _ALT)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QDialog))
    keys.go_to("Name of the applicant")
    QTest.keyClicks(keys.focus, "Asha Devi")
    keys.press(Qt.Key.Key_Return)
    assert target.read_bytes().startswith(b"%PDF")
    keys.press(Qt.Key.Key_Escape)
    dialogs_shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog))
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in dialogs_shown))


def test_the_next_applicant_begins_and_the_last_one_comes_back(
    qtbot: QtBot, window: MainWindow, keys: Keyboard
) -> None:
    typed = window.applicant.form.texts()
    keys.press(Qt.Key.Key_N, _CTRL)
    qtbot.waitUntil(window.applicant.form.is_empty)
    assert keys.name == "Age, years"
    keys.press(Qt.Key.Key_Z, _CTRL)
    assert window.applicant.form.texts() == typed


def test_the_other_tabs_and_the_menus_are_reached(qtbot: QtBot, window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_B, _ALT)
    assert window.batch.isVisible()
    keys.press(Qt.Key.Key_R, _ALT)
    assert window.training.isVisible()
    keys.press(Qt.Key.Key_O, _ALT)
    assert keys.name == "Factors", "nothing that is out of sight takes its letter"
    keys.press(Qt.Key.Key_A, _ALT)
    assert window.applicant.isVisible()
    keys.press(Qt.Key.Key_V, _ALT)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Look" in menu.actions()[0].text().replace("&", "")
    QTest.keyClick(menu, Qt.Key.Key_Escape)
