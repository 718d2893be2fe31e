"""Reasons are told strongest first, to the left what lowers the score and to the right what raises it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.services import theme
from app.widgets.reason_bars import NO_REASONS, ReasonBars
from app.widgets.reason_painting import Reason
from tests.app.widgets.pictures import count, counts_by_role, picture

UTILISATION = Reason("Credit utilisation", "82 %", -61.4)
DELINQUENCY = Reason("Delinquency ratio", "12.5 %", -40.0)
INCOME = Reason("Loan to income", "1.9", 23.2)


@pytest.fixture
def bars(qtbot: QtBot) -> ReasonBars:
    made = ReasonBars(limit=4)
    qtbot.addWidget(made)
    made.resize(500, made.sizeHint().height())
    return made


def test_the_strongest_reasons_come_first_and_only_so_many(bars: ReasonBars) -> None:
    bars.set_limit(2)

    bars.set_reasons([INCOME, DELINQUENCY, UTILISATION])

    assert bars.shown() == (UTILISATION, DELINQUENCY)


def test_a_screen_reader_hears_each_line_with_a_true_minus(bars: ReasonBars) -> None:
    bars.set_reasons([UTILISATION, INCOME])

    assert bars.accessibleName() == "Reasons for the score"
    assert bars.accessibleDescription() == ("Credit utilisation: 82 %, −61 points; Loan to income: 1.9, +23 points")


def test_the_empty_state_says_what_will_come(bars: ReasonBars) -> None:
    assert bars.accessibleDescription() == NO_REASONS
    bars.set_reasons([INCOME])
    bars.set_reasons([])

    bars.set_message("Refer: no credit history")

    assert bars.accessibleDescription() == "Refer: no credit history"
    assert counts_by_role(bars, "adverse", "favourable") == {"adverse": 0, "favourable": 0}


def test_adverse_bars_lie_left_of_the_axis_and_favourable_ones_right(bars: ReasonBars) -> None:
    bars.set_reasons([Reason("Lowers", "1", -50), Reason("Raises", "1", 50)])
    image, look = picture(bars), theme.current()
    columns = {
        role: [
            x for x in range(image.width())
            if any(image.pixel(x, y) == getattr(look, role).rgb() for y in range(image.height()))
        ]
        for role in ("adverse", "favourable")
    }  # fmt: skip

    assert max(columns["adverse"]) <= min(columns["favourable"])
    assert len(columns["adverse"]) == pytest.approx(len(columns["favourable"]), abs=2)


def test_bars_are_as_long_as_their_points(bars: ReasonBars) -> None:
    bars.set_reasons([Reason("Strong", "1", -80)])
    strong = count(picture(bars), theme.current().adverse)

    bars.set_reasons([Reason("Strong", "1", 80), Reason("Weak", "1", -20)])
    weak = count(picture(bars), theme.current().adverse)

    assert weak == pytest.approx(strong / 4, rel=0.1)


def test_no_points_at_all_can_be_shown(bars: ReasonBars) -> None:
    bars.set_reasons([Reason("Age", "34 years", 0.002), Reason("Residence", "Owned", 0.0)])

    assert bars.accessibleDescription() == "Age: 34 years, 0 points; Residence: Owned, 0 points"
    assert not picture(bars).isNull()


def test_points_that_are_all_below_one_are_told_with_decimals(bars: ReasonBars) -> None:
    """The rest of the factors together may have more; it does not make the others vanish."""
    rest = Reason("5 other factors", "", 1.2, is_rest=True)
    age = Reason("Age", "34 years", -0.24)
    bars.set_reasons([age, rest])

    assert bars.accessibleDescription() == "Age: 34 years, −0.2 points; 5 other factors, +1.2 points"


def test_a_line_tells_itself_wholly_in_a_tool_tip(bars: ReasonBars) -> None:
    long = Reason("Average days past due per delinquent month", "4.2 days", -17)
    bars.set_reasons([long])
    bars.show()
    place = QPoint(20, bars.height() // 4)

    assert bars.reason_at(place) == long
    assert bars.reason_at(QPoint(20, bars.height() - 1)) is None
    QApplication.sendEvent(bars, QHelpEvent(QEvent.Type.ToolTip, place, bars.mapToGlobal(place)))
    assert QToolTip.text() == "Average days past due per delinquent month: 4.2 days, −17 points"
    QToolTip.hideText()


def test_it_keeps_room_for_its_lines_whether_they_are_there_or_not(bars: ReasonBars) -> None:
    before = bars.sizeHint()
    bars.set_reasons([UTILISATION])

    assert bars.sizeHint() == before
    bars.set_limit(8)
    assert bars.sizeHint().height() > before.height()
    assert bars.minimumSizeHint().width() < bars.sizeHint().width()


@pytest.mark.parametrize("size", [QSize(10, 10), QSize(2000, 40)])
def test_any_size_can_be_painted(bars: ReasonBars, size: QSize) -> None:
    bars.set_reasons([UTILISATION, INCOME])
    bars.resize(size)

    assert picture(bars).size() == size
