"""Signs and widths of figures."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.widgets.figures import percent, places_for, rounded_down, signed, use_equal_widths


@pytest.mark.parametrize(
    ("points", "text"), [(-61.4, "−61"), (23.5, "+24"), (0.0, "0"), (-0.4, "0"), (0.4, "0"), (-1000.0, "−1000")]
)
def test_points_carry_their_sign(points: float, text: str) -> None:
    assert signed(points) == text


@pytest.mark.parametrize(
    ("points", "texts"),
    [
        ([-61.4, 0.4], ["−61", "0"]),
        ([1.0, -0.6], ["+1", "−1"]),
        ([0.44, -0.21, 0.04], ["+0.4", "−0.2", "0"]),
        ([0.096, -0.012], ["+0.10", "−0.01"]),
        ([0.001, 0.0], ["0", "0"]),
        ([], []),
    ],
)
def test_points_that_are_all_below_one_carry_as_many_decimals_as_the_largest_needs(
    points: list[float], texts: list[str]
) -> None:
    places = places_for(points)
    assert [signed(each, places) for each in points] == texts


@pytest.mark.parametrize(
    ("score", "places", "text"),
    [(700.53, 0, "700"), (649.99, 0, "649"), (649.97, 1, "649.9"), (700.0, 0, "700"), (700.0, 1, "700.0")],
)
def test_scores_are_rounded_down(score: float, places: int, text: str) -> None:
    """Else a score would be said to reach a band that it does not reach."""
    assert rounded_down(score, places) == text


def test_equal_widths_do_not_freeze_the_size_of_text(qtbot: QtBot, twice_the_text: Callable[[], None]) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    use_equal_widths(label)
    before = label.font().pointSizeF()

    twice_the_text()

    assert label.font().pointSizeF() == 2 * before
    assert label.font().isFeatureSet(QFont.Tag("tnum"))


@pytest.mark.parametrize(
    ("share", "places", "written"), [(0.955, 1, "95.5 %"), (0.0, 0, "0 %"), (1.0, 0, "100 %"), (-0.0123, 2, "−1.23 %")]
)
def test_shares_are_written_in_per_cent_with_a_space_before_the_sign(share: float, places: int, written: str) -> None:
    assert percent(share, places) == written
