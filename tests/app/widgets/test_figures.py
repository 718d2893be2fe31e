"""Signs and widths of figures."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.widgets.figures import signed, use_equal_widths


@pytest.mark.parametrize(
    ("points", "text"), [(-61.4, "−61"), (23.5, "+24"), (0.0, "0"), (-0.4, "0"), (0.4, "0"), (-1000.0, "−1000")]
)
def test_points_carry_their_sign(points: float, text: str) -> None:
    assert signed(points) == text


def test_equal_widths_do_not_freeze_the_size_of_text(qtbot: QtBot, twice_the_text: Callable[[], None]) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    use_equal_widths(label)
    before = label.font().pointSizeF()

    twice_the_text()

    assert label.font().pointSizeF() == 2 * before
    assert label.font().isFeatureSet(QFont.Tag("tnum"))
