"""A notice says one thing beside what it is about, and goes away when it is told to."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.services import theme
from app.widgets.notice import Notice, NoticeKind
from tests.app.room import clipped
from tests.app.widgets.pictures import count, picture


@pytest.fixture
def notice(qtbot: QtBot) -> Notice:
    made = Notice()
    qtbot.addWidget(made)
    made.resize(400, 80)
    return made


def test_it_is_hidden_until_it_has_something_to_say(notice: Notice) -> None:
    assert notice.isHidden()

    notice.show_notice("warning", "3 rows could not be scored.")

    assert notice.isVisible()
    assert notice.kind is NoticeKind.WARNING
    assert notice.text == "3 rows could not be scored."
    assert notice.accessibleName() == "Warning: 3 rows could not be scored."


def test_it_can_be_dismissed(notice: Notice, qtbot: QtBot) -> None:
    notice.show_notice(NoticeKind.INFO, "A sample applicant is shown.")
    close = notice.findChild(QToolButton)
    assert close is not None
    assert close.accessibleName() == "Dismiss"

    with qtbot.waitSignal(notice.dismissed):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)

    assert notice.isHidden()
    assert notice.text == ""


def test_some_notices_stay_until_what_they_say_is_over(notice: Notice, qtbot: QtBot) -> None:
    notice.show_notice(NoticeKind.ERROR, "The model file is damaged.", closable=False)
    close = notice.findChild(QToolButton)
    assert close is not None
    assert close.isHidden()

    with qtbot.assertNotEmitted(notice.dismissed):
        notice.clear()

    assert notice.isHidden()


def test_its_button_asks_for_the_action(notice: Notice, qtbot: QtBot) -> None:
    notice.show_notice(NoticeKind.SUCCESS, "12,000 applicants scored.", "Open folder")
    button = notice.findChild(QPushButton)
    assert button is not None
    assert button.text() == "Open folder"

    with qtbot.waitSignal(notice.action_requested):
        QTest.keyClick(button, Qt.Key.Key_Space)

    notice.show_notice(NoticeKind.SUCCESS, "Done.")
    assert button.isHidden()


def test_it_may_offer_two_actions(notice: Notice, qtbot: QtBot) -> None:
    notice.show_notice(NoticeKind.SUCCESS, "12,000 applicants scored.", "Open file", other="Open folder")
    first, second = notice.findChildren(QPushButton)
    assert (first.text(), second.text()) == ("Open file", "Open folder")

    with qtbot.assertNotEmitted(notice.action_requested), qtbot.waitSignal(notice.other_requested):
        second.click()

    notice.show_notice(NoticeKind.SUCCESS, "Done.", "Open file")
    assert second.isHidden()


@pytest.mark.parametrize("kind", NoticeKind)
def test_each_kind_has_its_colours(notice: Notice, kind: NoticeKind) -> None:
    notice.show_notice(kind, "Something happened.")

    look = theme.current()
    surface = look.surface_raised if kind is NoticeKind.INFO else getattr(look, f"{kind}_surface")
    assert count(picture(notice), surface) > 5000


def test_markup_in_a_file_name_is_shown_as_it_is(notice: Notice) -> None:
    notice.show_notice(NoticeKind.ERROR, "<b>a.csv</b> is empty.")

    assert notice.text == "<b>a.csv</b> is empty."


def test_it_alerts_assistive_technology(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[QAccessible.Event] = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(lambda event: events.append(event.type())))

    notice.show_notice(NoticeKind.ERROR, "The model file is damaged.")

    assert events == [QAccessible.Event.Alert, QAccessible.Event.Announcement]


def test_long_text_wraps_and_makes_the_notice_higher(notice: Notice) -> None:
    notice.show_notice(NoticeKind.INFO, "Short.")
    low = notice.heightForWidth(300)

    notice.show_notice(NoticeKind.INFO, "A long sentence about what happened. " * 5)

    assert notice.heightForWidth(300) > low


class Offering:
    """A notice of a width, with two buttons."""

    def __init__(self, qtbot: QtBot, width: int) -> None:
        self.notice = Notice()
        qtbot.addWidget(self.notice)
        self.notice.show_notice(NoticeKind.INFO, "A sentence that needs some room.", "Do this", other="Do that")
        self.notice.resize(width, 200)

    @property
    def text(self) -> QRect:
        (found,) = [one for one in self.notice.findChildren(QLabel) if one.text() == self.notice.text]
        return found.geometry()

    @property
    def buttons(self) -> list[QRect]:
        found = [button for button in self.notice.findChildren(QPushButton) if button.isVisible()]
        return [QRect(button.mapTo(self.notice, QPoint()), button.size()) for button in found]


def test_with_room_buttons_stand_beside_the_text(qtbot: QtBot) -> None:
    offering = Offering(qtbot, 600)
    qtbot.waitUntil(lambda: all(button.left() > offering.text.right() for button in offering.buttons))
    assert clipped(offering.notice) == []


@pytest.mark.parametrize("width", [320, 200])
def test_in_a_narrow_place_buttons_stand_beneath_the_text(qtbot: QtBot, width: int) -> None:
    offering = Offering(qtbot, width)
    qtbot.waitUntil(lambda: all(button.top() > offering.text.bottom() for button in offering.buttons))
    assert len(offering.buttons) == 2
    assert offering.text.width() > 0.6 * width
    assert clipped(offering.notice) == []


def test_it_asks_for_no_more_room_than_it_has_to(qtbot: QtBot) -> None:
    """The buttons can go beneath the text, and beneath each other."""
    notice = Notice()
    qtbot.addWidget(notice)
    notice.show_notice(
        NoticeKind.INFO, "A sentence that needs some room.", "Do this and that", other="Do the other thing"
    )
    notice.resize(800, 100)
    widest = max(button.sizeHint().width() for button in notice.findChildren(QPushButton))
    assert notice.minimumSizeHint().width() < widest + 100
