"""The histogram counts scores in the colours of their bands; its cut-off is moved by mouse and keys, and told aloud."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.services import theme
from app.widgets import histogram as histogram_module
from app.widgets.histogram import NO_SCORES, ScoreHistogram
from app.widgets.histogram_painting import Bin, counts_by_band
from tests.app.widgets.pictures import count, counts_by_role, picture
from tests.app.widgets.test_gauge import BANDS, ROLES

BINS = (Bin(300, 399, 10), Bin(400, 499, 30), Bin(500, 649, 0), Bin(650, 749, 20), Bin(750, 900, 40))


_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def histogram(qtbot: QtBot) -> ScoreHistogram:
    made = ScoreHistogram()
    made.set_bands(BANDS)
    qtbot.addWidget(made)
    made.resize(400, 200)
    return made


def test_scores_are_counted_by_band() -> None:
    assert counts_by_band(BANDS, BINS) == [40, 0, 20, 40]


def test_the_shares_are_said_in_words(histogram: ScoreHistogram) -> None:
    histogram.set_bins(BINS)

    assert histogram.accessibleName() == "Cut-off in the distribution of scores"
    assert histogram.accessibleDescription() == (
        "Poor 40 of 100; Average 0 of 100; Good 20 of 100; Excellent 40 of 100"
    )


def test_bars_have_the_colours_of_their_bands(histogram: ScoreHistogram) -> None:
    histogram.set_bins(BINS)

    counts = counts_by_role(histogram, *ROLES)

    assert counts["excellent"] > counts["poor"] > counts["good"] > 500
    assert counts["average"] < 200, "no score there: nothing but the shape beside its share"


@pytest.mark.parametrize("bins", [(), (Bin(300, 499, 0),)])
def test_without_scores_it_says_what_will_come(histogram: ScoreHistogram, bins: tuple[Bin, ...]) -> None:
    histogram.set_bins(bins)

    assert histogram.accessibleDescription() == NO_SCORES
    assert sum(counts_by_role(histogram, *ROLES).values()) == 0
    assert histogram.bin_at(QPoint(50, 50)) is None


def test_a_bar_tells_its_scores_and_count_in_a_tool_tip(histogram: ScoreHistogram) -> None:
    histogram.set_bins(BINS)
    histogram.show()
    place = QPoint(histogram.width() - 40, 100)

    assert histogram.bin_at(place) == BINS[-1]
    assert histogram.bin_at(QPoint(histogram.width() + 50, 100)) is None
    QApplication.sendEvent(histogram, QHelpEvent(QEvent.Type.ToolTip, place, histogram.mapToGlobal(place)))
    assert QToolTip.text() == "750–900: 40"
    QToolTip.hideText()


@pytest.mark.parametrize("size", [QSize(30, 30), QSize(1500, 90)])
def test_any_size_can_be_painted(histogram: ScoreHistogram, size: QSize) -> None:
    histogram.set_bins(BINS)
    histogram.resize(size)

    assert picture(histogram).size() == size


def test_it_asks_for_more_room_when_text_grows(histogram: ScoreHistogram, twice_the_text: Callable[[], None]) -> None:
    before = histogram.sizeHint()
    assert histogram.minimumSizeHint().width() < before.width()

    twice_the_text()

    assert histogram.sizeHint().height() > 1.5 * before.height()


# The cut-off


@pytest.fixture
def on_show(qtbot: QtBot, histogram: ScoreHistogram) -> ScoreHistogram:
    """A histogram with scores and a cut-off of 650, on the screen."""
    histogram.set_bins(BINS)
    histogram.setValue(650)
    with qtbot.waitExposed(histogram):
        histogram.show()
    return histogram


def place_of(histogram: ScoreHistogram, score: int) -> QPoint:
    """Where a score stands, found by what the histogram says about its bins, which begin at 300 and end at 900."""
    left = next(x for x in range(histogram.width()) if histogram.bin_at(QPoint(x, 50)) is not None)
    right = next(x for x in reversed(range(histogram.width())) if histogram.bin_at(QPoint(x, 50)) is not None)
    return QPoint(round(left + (right - left) * (score - 300) / 600), 50)


def test_the_cutoff_is_dragged(on_show: ScoreHistogram) -> None:
    told: list[int] = []
    on_show.valueChanged.connect(told.append)
    QTest.mousePress(on_show, _LEFT, pos=place_of(on_show, 650))
    QTest.mouseMove(on_show, place_of(on_show, 700))
    QTest.mouseMove(on_show, place_of(on_show, 760))
    QTest.mouseRelease(on_show, _LEFT, pos=place_of(on_show, 760))
    assert on_show.value() == pytest.approx(760, abs=3)
    assert len(told) >= 2
    QTest.mouseMove(on_show, place_of(on_show, 400))
    assert on_show.value() == pytest.approx(760, abs=3), "released, it follows the mouse no more"


def test_a_click_brings_the_cutoff_there(on_show: ScoreHistogram) -> None:
    QTest.mouseClick(on_show, _LEFT, pos=place_of(on_show, 420))
    assert on_show.value() == pytest.approx(420, abs=3)


def test_another_button_leaves_it_alone(on_show: ScoreHistogram) -> None:
    QTest.mouseClick(on_show, Qt.MouseButton.RightButton, pos=place_of(on_show, 420))
    assert on_show.value() == 650


def test_it_stays_on_the_scale(on_show: ScoreHistogram) -> None:
    QTest.mousePress(on_show, _LEFT, pos=place_of(on_show, 890))
    QTest.mouseMove(on_show, QPoint(5_000, 50))
    assert on_show.value() == 900
    QTest.mouseMove(on_show, QPoint(-5_000, 50))
    QTest.mouseRelease(on_show, _LEFT)
    assert on_show.value() == 300


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_Right, 651),
        (Qt.Key.Key_Up, 651),
        (Qt.Key.Key_Left, 649),
        (Qt.Key.Key_Down, 649),
        (Qt.Key.Key_PageUp, 660),
        (Qt.Key.Key_PageDown, 640),
        (Qt.Key.Key_Home, 300),
        (Qt.Key.Key_End, 900),
    ],
)
def test_it_is_moved_by_keys(on_show: ScoreHistogram, key: Qt.Key, value: int) -> None:
    on_show.setFocus()
    QTest.keyClick(on_show, key)
    assert on_show.value() == value


def test_the_wheel_is_left_to_the_page(on_show: ScoreHistogram) -> None:
    place, none = QPointF(50, 50), Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, none,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(on_show, event)
    assert not event.isAccepted()
    assert on_show.value() == 650


def test_a_screen_reader_finds_a_slider_with_its_value(on_show: ScoreHistogram) -> None:
    found = QAccessible.queryAccessibleInterface(on_show)
    assert found.role() is QAccessible.Role.Slider
    value = found.valueInterface()
    assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (650, 300, 900)


def test_what_comes_of_it_is_spoken_but_not_at_every_step_of_the_mouse(
    on_show: ScoreHistogram, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(histogram_module, "speak", lambda _widget, text: spoken.append(text))
    on_show.valueChanged.connect(lambda value: on_show.set_outcome(f"Cut-off {value}"))
    on_show.setFocus()
    QTest.keyClick(on_show, Qt.Key.Key_Right)
    assert spoken == ["Cut-off 651"]
    assert on_show.accessibleDescription().startswith("Cut-off 651 Poor 40 of 100")
    QTest.mousePress(on_show, _LEFT, pos=place_of(on_show, 500))
    QTest.mouseMove(on_show, place_of(on_show, 550))
    assert spoken == ["Cut-off 651"]
    QTest.mouseRelease(on_show, _LEFT)
    assert spoken[1:] == [f"Cut-off {on_show.value()}"]


def test_the_line_and_its_flag_move_and_what_is_below_fades(on_show: ScoreHistogram) -> None:
    before, accent = counts_by_role(on_show, "poor", "excellent"), theme.current().accent
    on_show.setValue(300)
    at_the_start = counts_by_role(on_show, "poor", "excellent")
    assert before["poor"] < at_the_start["poor"] / 4, "below the cut-off bars are faint"
    assert before["excellent"] == at_the_start["excellent"]
    image = picture(on_show)
    assert count(image.copy(0, 0, on_show.width() // 4, on_show.height()), accent) > 100
    assert count(image.copy(on_show.width() // 2, 0, on_show.width() // 2, on_show.height()), accent) == 0


def test_without_scores_nothing_can_be_cut_off(histogram: ScoreHistogram) -> None:
    histogram.setValue(650)
    QTest.mouseClick(histogram, _LEFT, pos=QPoint(40, 50))
    assert histogram.value() == 650
    assert count(picture(histogram), theme.current().accent) == 0
