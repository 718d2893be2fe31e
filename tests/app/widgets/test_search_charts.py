"""Charts of a search: every trial is drawn, the best so far never gets worse, and words and numbers agree with it."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from app.services import theme
from app.services.colours import LIGHT
from app.widgets.chart_rendering import Chart
from app.widgets.search_charts import Course, importance_chart, loss_chart

COLOURS = theme.names(LIGHT)
COURSE = Course((1, 2, 3, 4), (0.101, 0.130, 0.098, 0.099), (False, True, False, False), planned=30)

TRIALS = st.lists(st.tuples(st.floats(0.01, 1), st.booleans()), min_size=1, max_size=20)


def _figure(chart: Chart) -> Figure:
    figure = Figure()
    chart.draw(figure, COLOURS)
    return figure


def _lines(chart: Chart) -> dict[object, list[tuple[float, float]]]:
    lines = _figure(chart).axes[0].get_lines()
    return {line.get_label(): [(float(x), float(y)) for x, y in np.array(line.get_xydata())] for line in lines}


def test_trials_are_drawn_by_their_kind_with_the_best_so_far_as_steps() -> None:
    assert _lines(loss_chart(COURSE)) == {
        "Trial": [(1, 0.101), (3, 0.098), (4, 0.099)],
        "Pruned early": [(2, 0.130)],
        "Best so far": [(1, 0.101), (2, 0.101), (3, 0.098), (4, 0.098)],
    }
    (line,) = [one for one in _figure(loss_chart(COURSE)).axes[0].get_lines() if one.get_label() == "Best so far"]
    assert line.get_drawstyle() == "steps-post"


@pytest.mark.parametrize("inches", [2.5, 4, 8])
def test_the_legend_fits_however_narrow_the_chart_is(inches: float) -> None:
    """A window as small as may be with text of twice the size leaves it 2.5 inches of usual text."""
    figure = Figure((inches, 4), layout="constrained")
    loss_chart(COURSE).draw(figure, COLOURS)
    figure.draw_without_rendering()
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["Trial", "Pruned early", "Best so far"]
    place = legend.get_window_extent()
    assert 0 <= place.x0 < place.x1 <= figure.bbox.width


def test_there_is_room_for_the_trials_to_come() -> None:
    """So that a look at the chart tells how far the search is."""
    assert _figure(loss_chart(COURSE)).axes[0].get_xlim() == (0.5, 30.5)


def test_trials_are_told_in_words_and_numbers() -> None:
    chart = loss_chart(COURSE)
    assert chart.description == "4 of 30 trials; the smallest log loss so far is 0.09800."
    assert chart.numbers is not None
    assert chart.numbers.headers == ("Trial", "Log loss", "Best so far", "")
    assert chart.numbers.rows[1:3] == (
        ("2", "0.13000", "0.10100", "Pruned early"),
        ("3", "0.09800", "0.09800", ""),
    )


def test_a_trial_that_was_pruned_is_never_the_best() -> None:
    chart = loss_chart(Course((1,), (0.05,), (True,), planned=2))
    assert chart.description == "1 of 2 trials."
    assert chart.numbers is not None
    assert chart.numbers.rows == (("1", "0.05000", "", "Pruned early"),)
    assert set(_lines(chart)) == {"Pruned early"}


@given(TRIALS)
def test_the_best_so_far_is_the_least_of_the_whole_trials_up_to_there(trials: list[tuple[float, bool]]) -> None:
    losses, pruned = zip(*trials, strict=True)
    found = Course(tuple(range(1, len(trials) + 1)), losses, pruned, len(trials)).best()
    for place, least in enumerate(found):
        whole = [loss for loss, early in trials[: place + 1] if not early]
        assert least == min(whole, default=inf)


def test_the_log_loss_is_read_from_its_axis_as_it_is() -> None:
    """Losses lie close together, and an axis of differences to some offset cannot be read at a glance."""
    figure = _figure(loss_chart(Course((1, 2), (0.095123, 0.095124), (False, False), 2)))
    figure.draw_without_rendering()
    assert figure.axes[0].yaxis.get_offset_text().get_text() == ""


def test_the_setting_that_decides_most_comes_first() -> None:
    chart = importance_chart({"Resampling": 0.1, "Knots": 0.65, "C": 0.25})
    assert chart.description == "Knots 65 %, C 25 %, Resampling 10 %."
    assert chart.numbers is not None
    assert chart.numbers.rows == (("Knots", "65.0 %"), ("C", "25.0 %"), ("Resampling", "10.0 %"))
    axes = _figure(chart).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Knots", "C", "Resampling"]
    assert axes.yaxis_inverted(), "from the top"
    assert [bar.get_extents().width for bar in axes.patches] == pytest.approx(
        [share * axes.bbox.width for share in (0.65, 0.25, 0.1)]
    )
