"""The confusion matrix shows four counts, each as a share of what happened."""

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from app.widgets.confusion import NO_COUNTS, Confusion, ConfusionMatrix
from tests.app.widgets.pictures import picture


@pytest.fixture
def matrix(qtbot: QtBot) -> ConfusionMatrix:
    made = ConfusionMatrix()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    return made


def test_it_says_each_count_in_words(matrix: ConfusionMatrix) -> None:
    matrix.set_counts(Confusion(caught=1031, missed=43, false_alarms=903, passed=10523))

    assert matrix.accessibleName() == "Confusion matrix"
    assert matrix.accessibleDescription() == (
        "Defaulted: 1,031 flagged, 43 not flagged; Repaid: 903 flagged, 10,523 not flagged"
    )


def test_before_a_result_it_says_what_will_come(matrix: ConfusionMatrix) -> None:
    assert matrix.accessibleDescription() == NO_COUNTS
    empty = picture(matrix)

    matrix.set_counts(Confusion(1, 2, 3, 4))
    assert picture(matrix) != empty
    matrix.set_counts(None)
    assert picture(matrix) == empty


def test_a_stronger_share_has_a_stronger_tint(matrix: ConfusionMatrix) -> None:
    matrix.set_counts(Confusion(caught=90, missed=10, false_alarms=50, passed=50))
    image = picture(matrix)
    width, height = image.width(), image.height()

    def lightness(x: float, y: float) -> int:
        return image.pixelColor(round(x * width), round(y * height)).lightness()

    caught, missed = lightness(0.35, 0.28), lightness(0.95, 0.28)
    assert caught < missed


@pytest.mark.parametrize("counts", [Confusion(0, 0, 0, 0), Confusion(0, 0, 0, 5), Confusion(10**9, 0, 0, 10**9)])
def test_any_counts_can_be_painted(matrix: ConfusionMatrix, counts: Confusion) -> None:
    matrix.set_counts(counts)

    assert picture(matrix).size() == matrix.sizeHint()
    assert matrix.minimumSizeHint() == matrix.sizeHint()


def test_a_tiny_place_is_no_problem(matrix: ConfusionMatrix) -> None:
    matrix.set_counts(Confusion(1, 2, 3, 4))
    matrix.resize(10, 10)

    assert picture(matrix).size() == QSize(10, 10)
