"""Weights as bars: what is favourable has another colour than what is not, and all of it is told in words."""

from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from app.services import theme
from app.services.colours import LIGHT
from app.widgets.chart_rendering import Numbers
from app.widgets.weights import Weights, weights_chart

COLOURS = theme.names(LIGHT)
WEIGHTS = Weights(("below 7", "7 to below 15", "15 and more"), (1.25, 0.0, -0.5), "Weight of evidence")
NUMBERS = Numbers(("Values", "WoE"), (("below 7", "+1.250"),))


def test_bars_stand_from_the_top_in_colours_that_tell_for_from_against() -> None:
    figure = Figure()
    weights_chart("Utilization", WEIGHTS, NUMBERS).draw(figure, COLOURS)
    (axes,) = figure.axes
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    assert [bar.get_width() for bar in bars] == [1.25, 0.0, -0.5]
    role = [to_hex(bar.get_facecolor()) for bar in bars]
    assert role == [COLOURS["favourable"], COLOURS["favourable"], COLOURS["adverse"]]
    assert axes.yaxis_inverted()
    assert [label.get_text() for label in axes.get_yticklabels()] == list(WEIGHTS.labels)


def test_weights_are_told_in_words_and_keep_their_table() -> None:
    chart = weights_chart("Utilization", WEIGHTS, NUMBERS)
    assert chart.description == "Weight of evidence: below 7: +1.25, 7 to below 15: 0, 15 and more: −0.50."
    assert chart.numbers is NUMBERS
