"""A cut-off among probabilities of default: moved by keys and mouse, set without being told of it, painted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.widgets.cut_off_painting import HIGHEST, LOWEST, log_odds
from app.widgets.cut_off_scale import BINS, CutOffScale, Mark, Spread
from tests.app.widgets.pictures import picture

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def scale(qtbot: QtBot) -> CutOffScale:
    scale = CutOffScale()
    qtbot.addWidget(scale)
    scale.resize(600, 200)
    scale.set_pd(0.1)
    return scale


def test_what_is_set_is_not_told_as_moved(qtbot: QtBot, scale: CutOffScale) -> None:
    with qtbot.assertNotEmitted(scale.moved):
        scale.set_pd(0.3)
    assert scale.pd == pytest.approx(0.3, rel=0.01)


@pytest.mark.parametrize(
    ("key", "way"), [(Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, -1), (Qt.Key.Key_PageUp, 1), (Qt.Key.Key_PageDown, -1)]
)
def test_keys_move_it(qtbot: QtBot, scale: CutOffScale, key: Qt.Key, way: int) -> None:
    with qtbot.waitSignal(scale.moved) as told:
        QTest.keyClick(scale, key)
    assert told.args == [scale.pd]
    assert (scale.pd > 0.1) is (way > 0)


def test_it_is_dragged_to_where_the_mouse_is_and_left_there(qtbot: QtBot, scale: CutOffScale) -> None:
    middle, right = (QPoint(round(share * scale.width()), 80) for share in (0.5, 0.8))
    QTest.mousePress(scale, LEFT, PLAIN, middle)
    assert log_odds(scale.pd) == pytest.approx((LOWEST + HIGHEST) / 2, abs=0.1)
    QTest.mouseMove(scale, right)
    dragged = scale.pd
    assert dragged > 0.3
    QTest.mouseRelease(scale, LEFT, PLAIN, right)
    QTest.mouseMove(scale, middle)
    assert scale.pd == dragged


def test_bars_the_line_and_the_mark_are_seen(scale: CutOffScale) -> None:
    bare = picture(scale)
    scale.set_spread(Spread([0] * (BINS - 1) + [9], [9] + [0] * (BINS - 1)))
    with_bars = picture(scale)
    scale.set_mark(Mark(0.25, "best 25.0 %"))
    marked = picture(scale)
    scale.set_pd(0.5)
    assert len({bytes(one.constBits()) for one in (bare, with_bars, marked, picture(scale))}) == 4


def test_what_comes_of_it_is_said(scale: CutOffScale) -> None:
    scale.set_outcome("Cut-off 10.0 %: 83.1 % approved, of whom 0.1 % default.")
    assert scale.accessibleDescription() == "Cut-off 10.0 %: 83.1 % approved, of whom 0.1 % default."


@given(st.floats(0.0, 1.0))
def test_every_probability_has_a_place_on_the_scale(pd: float) -> None:
    assert LOWEST <= log_odds(pd) <= HIGHEST
