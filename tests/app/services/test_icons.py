"""Each rating has an icon that is told by its form."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.services import icons, theme

RATINGS = tuple(icons.BAND_ICONS)

pytestmark = pytest.mark.usefixtures("qapp")


def outline(rating: str, size: int) -> set[tuple[int, int]]:
    """The pixels that the icon covers."""
    image = icons.band_pixmap(rating, size).toImage()
    return {(x, y) for x in range(size) for y in range(size) if image.pixelColor(x, y).alpha() > 127}


def test_the_four_ratings_have_four_forms() -> None:
    assert RATINGS == ("Poor", "Average", "Good", "Excellent")
    assert len(set(icons.BAND_ICONS.values())) == 4


@pytest.mark.parametrize(("one", "other"), [pair for pair in combinations(RATINGS, 2) if pair != ("Poor", "Good")])
def test_outlines_differ_even_without_colour_in_the_size_of_a_table_cell(one: str, other: str) -> None:
    """The disc and the octagon are alike in outline at 16 pixels; their marks differ."""
    covered_once = outline(one, 16) ^ outline(other, 16)
    assert len(covered_once) > 0.1 * 16 * 16


def test_disc_and_octagon_carry_different_marks() -> None:
    look = theme.current()

    def mark(rating: str) -> set[tuple[int, int]]:
        image = icons.band_pixmap(rating, 16).toImage()
        fill = look.band(rating).lightness()
        return {(x, y) for x, y in outline(rating, 16) if abs(image.pixelColor(x, y).lightness() - fill) > 60}

    assert len(mark("Poor") ^ mark("Good")) >= 10


@pytest.mark.parametrize("rating", RATINGS)
def test_the_icon_has_the_colour_of_its_band(rating: str) -> None:
    image = icons.band_pixmap(rating, 64).toImage()
    colours = {image.pixelColor(x, y).name() for x, y in outline(rating, 64)}
    assert theme.current().band(rating).name() in colours


@pytest.mark.parametrize("pixel_ratio", [1.0, 1.5, 2.0, 3.0])
def test_pixmaps_are_drawn_for_the_pixels_of_the_screen(pixel_ratio: float) -> None:
    pixmap = icons.band_pixmap("Good", 16, pixel_ratio)
    assert pixmap.width() == 16 * pixel_ratio
    assert pixmap.deviceIndependentSize().width() == 16


def test_an_icon_is_sharp_on_every_screen() -> None:
    icon = icons.band_icon("Good", 16)
    assert {size.width() for size in icon.availableSizes()} == {16, 32, 48}


def test_the_icon_is_painted_in_the_middle_of_what_it_is_given() -> None:
    image = QImage(60, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    icons.paint_band(painter, "Good", QRectF(0, 0, 60, 20))
    assert painter.transform().isIdentity(), "the painter is given back as it was"
    painter.end()
    covered = {x for x in range(60) for y in range(20) if image.pixelColor(x, y).alpha()}
    assert min(covered) >= 20
    assert max(covered) < 40


def test_the_icon_follows_the_look(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Choice.LIGHT)
    light = icons.band_pixmap("Poor", 16).toImage()
    theme.apply(qapp, theme.Choice.DARK)
    assert icons.band_pixmap("Poor", 16).toImage() != light


def test_a_word_that_is_no_rating_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        icons.band_icon("Splendid")
