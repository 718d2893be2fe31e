"""Charts that judge models: what is drawn, what is said and what stands in the table agree."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from app.services import theme
from app.services.colours import LIGHT
from app.widgets.calibration_chart import Groups, calibration_chart
from app.widgets.chart_rendering import Chart
from app.widgets.points_chart import PointsLine, points_chart
from app.widgets.precision_chart import PrecisionCurve, precision_chart
from app.widgets.score_chart import ScoreCounts, score_chart
from core.grouping import in_short

COLOURS = theme.names(LIGHT)
RECALL = np.array([1.0, 0.5, 0.0])
CANDIDATE = PrecisionCurve("Candidate", "candidate", RECALL, np.array([0.1, 0.6, 1.0]), 0.61234)
ACTIVE = PrecisionCurve("v1.0", "active", RECALL, np.array([0.1, 0.5, 0.8]), 0.5)
RATE = np.array([0.0, 0.02, 0.3])
GROUPS = Groups("Candidate", "candidate", np.array([0.0004, 0.02, 0.5]), RATE, RATE / 2, RATE + 0.02, "0.97")


def drawn(chart: Chart) -> Figure:
    figure = Figure()
    chart.draw(figure, COLOURS)
    figure.draw_without_rendering()
    return figure


def test_a_legend_takes_as_few_rows_as_there_is_room_for() -> None:
    heights = []
    for inches in (12.0, 3.0):
        figure = Figure(figsize=(inches, 4.0), layout="constrained")
        precision_chart([CANDIDATE, ACTIVE], 0.1).draw(figure, COLOURS)
        figure.draw_without_rendering()
        (legend,) = figure.legends
        assert [text.get_text().split(",")[0] for text in legend.get_texts()] == ["Candidate", "v1.0", "Guessing"]
        heights.append(legend.get_window_extent().height)
    assert heights[0] < heights[1] / 2


def rows(chart: Chart) -> tuple[tuple[str, ...], ...]:
    assert chart.numbers is not None
    assert all(len(row) == len(chart.numbers.headers) for row in chart.numbers.rows)
    return chart.numbers.rows


def test_precision_is_told_beside_that_of_guessing() -> None:
    chart = precision_chart([CANDIDATE, ACTIVE], 0.1)
    lines = {line.get_label(): (to_hex(line.get_color()), line.get_linestyle()) for line in drawn(chart).axes[0].lines}
    assert lines == {
        "Guessing": (COLOURS["text_muted"], ":"),
        "Candidate, PR AUC 0.6123": (COLOURS["candidate"], "-"),
        "v1.0, PR AUC 0.5000": (COLOURS["active"], "--"),
    }
    assert chart.description.startswith("PR AUC: Candidate 0.6123, v1.0 0.5000. A model that guesses has")
    assert ("50 %", "60.0 %", "50.0 %") in rows(chart)
    assert rows(chart)[-1] == ("PR AUC", "0.6123", "0.5000")


def test_a_calibration_has_each_group_with_its_interval_also_one_without_a_default() -> None:
    chart = calibration_chart([GROUPS])
    (axes,) = drawn(chart).axes
    (points,) = [line for line in axes.lines if line.get_marker() == "o"]
    assert np.array_equal(points.get_xydata(), np.column_stack([GROUPS.mean_pd, GROUPS.rate]))
    assert chart.description == ("Candidate slope 0.97, the PD lies within the 95 % interval in 2 of 3 groups.")
    assert rows(chart)[0] == ("Candidate, group 1", "0.04 %", "0.00 %", "0.00 %", "2.00 %")


def test_scores_of_two_models_stand_above_each_other_on_the_same_scale() -> None:
    edges = np.array([300.0, 500.0, 700.0, 900.0])
    counts = ScoreCounts("Candidate", edges, np.array([8, 1, 1]), np.array([10, 30, 60]))
    chart = score_chart([counts, ScoreCounts("v1.0", edges, np.array([5, 5, 0]), np.array([0, 0, 100]))])
    above, beneath = drawn(chart).axes
    assert above.get_xlim() == beneath.get_xlim() == (300.0, 900.0)
    shares = [patch.get_data().values.tolist() for patch in above.patches[::2]]  # type: ignore[attr-defined]  # they are StepPatches
    assert shares == [[0.1, 0.3, 0.6], [0.8, 0.1, 0.1]], "with an outline between them"
    assert (
        "Candidate: half of the defaulters score below 500, half of the good borrowers below 900" in chart.description
    )
    assert rows(chart)[0] == ("Candidate: 300 to 500", "8", "10")


@pytest.mark.parametrize("count", [1, 2])
def test_a_curve_of_points_is_drawn_for_each_model(count: int) -> None:
    lines = [
        PointsLine("Candidate", "candidate", (20.0, 40.0, 60.0), (-12.3, 0.0, 8.0)),
        PointsLine("v1.0", "active", (20.0, 60.0), (-10.0, 10.0)),
    ][:count]
    chart = points_chart("Age", "years", lines, in_short)
    assert [line.get_label() for line in drawn(chart).axes[0].lines][:count] == ["v1.0", "Candidate"][2 - count :]
    assert chart.description.startswith("Age: points by which the score moves: Candidate from −12 to +8")
    assert rows(chart)[1] == ("40", "0", "0")[: count + 1], "between its knots a curve is straight"


def test_amounts_on_an_axis_are_said_in_lakh_and_crore() -> None:
    """And not as 1e7, which nobody says."""
    lines = [PointsLine("Candidate", "candidate", (50_000.0, 660_000.0, 2e7), (-5.0, 0.0, 2.0))]
    chart = points_chart("Annual income", "₹ a year", lines, in_short)
    (axes,) = drawn(chart).axes
    told = [label.get_text() for label in axes.get_xticklabels()]
    assert {"50 lakh", "1 crore"} <= set(told)
    assert [row[0] for row in rows(chart)] == ["50 thousand", "6.6 lakh", "2 crore"]
    assert not axes.xaxis.get_offset_text().get_text()


def test_a_category_that_only_one_model_knows_has_points_in_it_alone() -> None:
    lines = [
        PointsLine("Candidate", "candidate", ("Owned", "Rented", "Mortgage"), (5.0, -2.0, 1.0)),
        PointsLine("v1.0", "active", ("Owned", "Rented"), (4.0, -1.0)),
    ]
    chart = points_chart("Residence", "", lines, in_short)
    (axes,) = drawn(chart).axes
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Owned", "Rented", "Mortgage"]
    assert rows(chart) == (("Owned", "+5.0", "+4.0"), ("Rented", "−2.0", "−1.0"), ("Mortgage", "+1.0", "–"))
