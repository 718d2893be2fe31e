"""Ratings and notices are told apart by their shapes, whatever their colours."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.widgets.shapes import paint_shape, shape_icon

BLACK, WHITE = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)


def _painted(role: str) -> QImage:
    image = QImage(32, 32, QImage.Format.Format_Grayscale8)
    image.fill(WHITE)
    painter = QPainter(image)
    paint_shape(painter, QRectF(image.rect()), role, BLACK, WHITE)
    painter.end()
    return image


def _difference(one: QImage, other: QImage) -> float:
    places = [(x, y) for x in range(32) for y in range(32)]
    return sum(abs(one.pixelColor(*at).value() - other.pixelColor(*at).value()) for at in places) / 255


@pytest.mark.parametrize("roles", [("poor", "average", "good", "excellent"), ("error", "warning", "success", "info")])
def test_each_shape_differs_from_the_others_without_colour(roles: tuple[str, ...]) -> None:
    for one, other in combinations(roles, 2):
        assert _difference(_painted(one), _painted(other)) > 50, f"{one} looks like {other}"


def test_a_role_without_a_shape_is_refused() -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    with QPainter(image) as painter, pytest.raises(KeyError):
        paint_shape(painter, QRectF(image.rect()), "unheard of", BLACK, WHITE)


def test_an_icon_is_there_for_fine_screens_too(qapp: QApplication) -> None:
    icon = shape_icon("good", BLACK, WHITE)

    assert icon.pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)
