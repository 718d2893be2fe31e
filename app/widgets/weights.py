"""A chart of signed weights, one bar to a line: what speaks for, and what against."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.widgets.chart_rendering import Chart, Numbers
from app.widgets.figures import signed

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Weights:
    """Bars from the top.

    Attributes:
        labels: of the bars.
        values: above 0 for what is favourable.
        axis: what the values are.
    """

    labels: tuple[str, ...]
    values: tuple[float, ...]
    axis: str


def weights_chart(title: str, weights: Weights, numbers: Numbers) -> Chart:
    """Weights with the table that they are from."""
    told = ", ".join(
        f"{label}: {signed(value, 2)}" for label, value in zip(weights.labels, weights.values, strict=True)
    )
    return Chart(title, f"{weights.axis}: {told}.", partial(_draw, weights), numbers)


def _draw(weights: Weights, figure: "Figure", colours: Mapping[str, str]) -> None:
    axes = figure.add_subplot()
    bars = [colours["favourable" if value >= 0 else "adverse"] for value in weights.values]
    places = range(len(weights.labels))
    axes.barh(places, weights.values, color=bars, height=0.7)
    axes.axvline(0, color=colours["text"], linewidth=1)
    axes.set_yticks(places, weights.labels)
    axes.invert_yaxis()
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(weights.axis)
