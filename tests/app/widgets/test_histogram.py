"""The histogram counts scores in the colours of their bands and says the shares aloud."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.widgets.histogram import NO_SCORES, ScoreHistogram
from app.widgets.histogram_painting import Bin, counts_by_band
from tests.app.widgets.pictures import counts_by_role, picture
from tests.app.widgets.test_gauge import BANDS, ROLES

BINS = (Bin(300, 399, 10), Bin(400, 499, 30), Bin(500, 649, 0), Bin(650, 749, 20), Bin(750, 900, 40))


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

    assert histogram.accessibleName() == "Distribution of scores"
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
