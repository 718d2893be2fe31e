"""Bars between the steps of a scale tell their share, in paint and in words."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.services import theme
from app.widgets.stepped_bars import NO_COUNTS, SteppedBars
from tests.app.widgets.pictures import count, picture

STEPS, COUNTS = ("1 %", "10 %"), (50, 30, 20)


@pytest.fixture
def bars(qtbot: QtBot) -> SteppedBars:
    made = SteppedBars("Distribution of PD")
    qtbot.addWidget(made)
    made.resize(300, 150)
    return made


def test_every_bar_is_said_in_words(bars: SteppedBars) -> None:
    bars.set_counts(STEPS, COUNTS)
    assert bars.accessibleName() == "Distribution of PD"
    assert bars.accessibleDescription() == (
        "below 1 %: 50 (50.0 %); 1 % to 10 %: 30 (30.0 %); 10 % and more: 20 (20.0 %)"
    )


def test_the_heights_are_in_proportion_to_the_counts(bars: SteppedBars) -> None:
    bars.set_counts(STEPS, COUNTS)
    image, third = picture(bars), bars.width() // 3
    painted = [count(image.copy(place * third, 0, third, bars.height()), theme.current().active) for place in range(3)]
    assert painted[1] / painted[0] == pytest.approx(0.6, abs=0.05)
    assert painted[2] / painted[0] == pytest.approx(0.4, abs=0.05)


def test_a_single_row_among_many_is_seen(bars: SteppedBars) -> None:
    bars.set_counts(STEPS, (1_000_000, 0, 1))
    image, third = picture(bars), bars.width() // 3
    painted = [count(image.copy(place * third, 0, third, bars.height()), theme.current().active) for place in range(3)]
    assert painted[1] == 0
    assert painted[2] > 20


def test_the_bar_under_the_mouse_is_told(bars: SteppedBars) -> None:
    bars.set_counts(STEPS, COUNTS)
    assert bars.spoken_at(QPoint(150, 50)) == "1 % to 10 %: 30 (30.0 %)"
    assert bars.spoken_at(QPoint(900, 50)) == ""
    bars.show()
    place = QPoint(20, 50)
    QApplication.sendEvent(bars, QHelpEvent(QEvent.Type.ToolTip, place, bars.mapToGlobal(place)))
    assert QToolTip.text() == "below 1 %: 50 (50.0 %)"
    QToolTip.hideText()


@pytest.mark.parametrize("counts", [(), (0, 0, 0)])
def test_without_counts_it_says_what_will_come(bars: SteppedBars, counts: tuple[int, ...]) -> None:
    bars.set_counts(STEPS if counts else (), counts)
    assert bars.accessibleDescription() == NO_COUNTS
    assert bars.spoken_at(QPoint(20, 20)) == ""
    assert count(picture(bars), theme.current().active) == 0


@pytest.mark.parametrize("size", [QSize(30, 30), QSize(1500, 90)])
def test_any_size_can_be_painted(bars: SteppedBars, size: QSize) -> None:
    bars.set_counts(STEPS, COUNTS)
    bars.resize(size)
    assert picture(bars).size() == size


def test_it_asks_for_more_room_when_text_grows(bars: SteppedBars, twice_the_text: Callable[[], None]) -> None:
    bars.set_counts(STEPS, COUNTS)
    before = bars.minimumSizeHint()
    twice_the_text()
    assert bars.minimumSizeHint().width() > 1.5 * before.width()
