"""The gauge shows a score as a place, a number, a word and a shape, and says it aloud."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.colours import LIGHT
from app.widgets import gauge as gauge_module
from app.widgets.gauge import NO_SCORE, Gauge
from app.widgets.gauge_face import GaugeBand, GaugeFace
from app.widgets.gauge_painting import paint_gauge
from tests.app.widgets.pictures import counts_by_role, picture

BANDS = (
    GaugeBand(300, 499, "Poor", "High Risk", "poor"),
    GaugeBand(500, 649, "Average", "Medium Risk", "average"),
    GaugeBand(650, 749, "Good", "Low Risk", "good"),
    GaugeBand(750, 900, "Excellent", "Approved", "excellent"),
)
ROLES = ("poor", "average", "good", "excellent")


@pytest.fixture
def gauge(qtbot: QtBot) -> Gauge:
    made = Gauge()
    made.set_bands(BANDS)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    return made


def test_says_score_rating_and_decision_to_a_screen_reader(gauge: Gauge) -> None:
    gauge.set_score(742, "Good", "Low Risk")

    assert gauge.accessibleName() == "Credit score 742 of 900, Good, Low Risk"
    assert gauge.accessibleDescription().startswith("Bands: Poor 300 to 499; Average 500 to 649")


def test_before_any_score_it_says_what_to_do(gauge: Gauge) -> None:
    assert gauge.accessibleName() == f"Credit score: none. {NO_SCORE}"
    assert gauge.face.needle is None


def test_without_bands_it_still_says_the_score(qtbot: QtBot) -> None:
    bare = Gauge()
    qtbot.addWidget(bare)

    bare.set_score(700)

    assert bare.accessibleName() == "Credit score 700"
    assert not picture(bare).isNull()


def test_a_reason_for_no_score_takes_the_place_of_the_rating(gauge: Gauge) -> None:
    gauge.set_score(742, "Good", "Low Risk")

    gauge.show_message("Refer: no credit history")

    assert gauge.accessibleName() == "Credit score: none. Refer: no credit history"
    assert gauge.toolTip() == "Refer: no credit history"
    gauge.set_score(None)
    assert gauge.accessibleName() == f"Credit score: none. {NO_SCORE}"


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.rating)
def test_only_the_band_of_the_rating_has_its_full_colour(gauge: Gauge, band: GaugeBand) -> None:
    gauge.set_score((band.minimum + band.maximum) // 2, band.rating, band.decision)

    counts = counts_by_role(gauge, *ROLES)

    assert counts[band.role] > 500, counts
    assert all(number < 20 for role, number in counts.items() if role != band.role), counts


def test_an_empty_or_disabled_gauge_shows_no_band_colour(gauge: Gauge) -> None:
    assert sum(counts_by_role(gauge, *ROLES).values()) == 0

    gauge.set_score(742, "Good", "Low Risk")
    gauge.setEnabled(False)

    assert sum(counts_by_role(gauge, *ROLES).values()) == 0


def test_a_rating_without_a_band_is_shown_in_words_alone(gauge: Gauge) -> None:
    gauge.set_score(742, "Unheard of")

    assert counts_by_role(gauge, *ROLES) == dict.fromkeys(ROLES, 0)
    assert gauge.accessibleName() == "Credit score 742 of 900, Unheard of"


def test_the_needle_glides_to_a_new_score_and_stands_there(gauge: Gauge, qtbot: QtBot) -> None:
    gauge.show()
    gauge.set_score(400, "Poor", "High Risk")
    assert not gauge.is_moving(), "the first score has nowhere to glide from"

    gauge.set_score(800, "Excellent", "Approved")

    assert gauge.is_moving()
    assert gauge.face.score == 800, "the number is right at once"
    qtbot.waitUntil(lambda: not gauge.is_moving())
    assert gauge.face.needle == 800


def test_a_move_that_is_interrupted_goes_on_from_where_the_needle_is(gauge: Gauge, qtbot: QtBot) -> None:
    gauge.show()
    gauge.set_score(300, "Poor")
    gauge.set_score(900, "Excellent")
    qtbot.waitUntil(lambda: (gauge.face.needle or 0) > 300)
    reached = gauge.face.needle

    gauge.set_score(350, "Poor")

    assert gauge.face.needle == reached
    qtbot.waitUntil(lambda: not gauge.is_moving())
    assert gauge.face.needle == 350


def test_losing_the_score_stops_the_needle(gauge: Gauge) -> None:
    gauge.show()
    gauge.set_score(300, "Poor")
    gauge.set_score(900, "Excellent")

    gauge.show_message("Refer")

    assert not gauge.is_moving()
    assert gauge.face.needle is None


def test_the_needle_jumps_when_the_user_wants_less_motion(gauge: Gauge) -> None:
    gauge.show()
    gauge.set_reduced_motion(reduced=True)
    gauge.set_score(400, "Poor")

    gauge.set_score(800, "Excellent")

    assert not gauge.is_moving()
    assert gauge.face.needle == 800


def test_the_needle_jumps_when_the_system_wants_less_motion(gauge: Gauge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gauge_module, "system_reduces_motion", lambda: True)
    gauge.show()
    gauge.set_score(400, "Poor")

    gauge.set_score(800, "Excellent")

    assert gauge.face.needle == 800


def test_a_hidden_gauge_does_not_animate(gauge: Gauge) -> None:
    gauge.set_score(400, "Poor")
    gauge.set_score(800, "Excellent")

    assert not gauge.is_moving()


def test_a_score_is_announced_once_it_stands(gauge: Gauge, monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", staticmethod(lambda event: announced.append(event.message()))
    )

    gauge.show()
    gauge.set_score(742, "Good", "Low Risk")

    assert announced == ["Credit score 742 of 900, Good, Low Risk"]


def test_scores_beyond_the_scale_point_to_its_ends() -> None:
    face = GaugeFace(BANDS)

    assert [face.fraction(score) for score in (0, 300, 600, 900, 1000)] == [0, 0, 0.5, 1, 1]
    assert face.limits() == [300, 500, 650, 750, 900]


def test_it_asks_for_more_room_when_text_grows(gauge: Gauge, twice_the_text: Callable[[], None]) -> None:
    before = gauge.sizeHint()

    twice_the_text()

    after = gauge.sizeHint()
    assert after.width() > 1.8 * before.width()
    assert after.height() > 1.7 * before.height()


@pytest.mark.parametrize("size", [QSize(20, 20), QSize(280, 190), QSize(1000, 60), QSize(60, 1000)])
@pytest.mark.parametrize("score", [None, 742])
def test_any_size_can_be_painted(gauge: Gauge, size: QSize, score: int | None) -> None:
    gauge.set_score(score, "Good", "Low Risk")
    gauge.resize(size)

    assert picture(gauge).size() == size


def test_a_long_message_is_shortened_and_wholly_in_the_tool_tip(gauge: Gauge) -> None:
    message = "There is no history " * 40
    gauge.show_message(message)

    assert gauge.toolTip() == message
    assert not picture(gauge).isNull()


@pytest.mark.parametrize("pixels", [1, 2, 3])
def test_it_is_painted_in_the_pixels_of_the_screen(qtbot: QtBot, pixels: int) -> None:
    """The edge of a band is as sharp on a fine screen: blurred pixels grow with its length, not with its area."""
    image = QImage(QSize(320, 240) * pixels, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(pixels)
    image.fill(LIGHT.window)
    painter = QPainter(image)
    face = GaugeFace(BANDS)._replace(score=580, needle=580.0, rating="Average", decision="Medium Risk")
    paint_gauge(painter, QRectF(0, 0, 320, 240), face, LIGHT)
    painter.end()

    full = LIGHT.average.rgb()
    found = sum(image.pixel(x, y) == full for x in range(image.width()) for y in range(image.height()))
    assert found > 1500 * pixels * pixels


def test_a_font_that_is_set_in_pixels_works_too(gauge: Gauge, qapp: QApplication) -> None:
    font, in_pixels = qapp.font(), qapp.font()
    in_pixels.setPixelSize(14)
    gauge.set_score(742, "Good", "Low Risk")
    try:
        qapp.setFont(in_pixels)
        assert not picture(gauge).isNull()
    finally:
        qapp.setFont(font)
