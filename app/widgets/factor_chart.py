"""The chart of one factor: the score an applicant would have at each of its values, with the applicant's place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.widgets.chart_rendering import Chart, Numbers
from app.widgets.figures import rounded_down

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST_ROWS = 13


@dataclass(frozen=True)
class FactorCurve:
    """A factor of one applicant.

    Attributes:
        label: of the factor.
        unit: of its values; empty for categories.
        values: where the curve is drawn, rising; places 0, 1, … for categories, shape (n,).
        names: the categories at those places; empty for numbers.
        scores: the score at each value while all other factors stay as they are, shape (n,).
        at: the applicant's own value.
        value: the same as people read it, with its unit.
        score: the applicant's own score.
        bands: lowest scores of the bands above the lowest.
    """

    label: str
    unit: str
    values: NDArray[np.float64]
    names: tuple[str, ...]
    scores: NDArray[np.float64]
    at: float
    value: str
    score: float
    bands: Sequence[int]


def factor_chart(curve: FactorCurve) -> Chart:
    """The curve as a chart, with its numbers as a table."""
    score, lowest, highest = map(rounded_down, (curve.score, curve.scores.min(), curve.scores.max()))
    words = (
        f"With {curve.label.lower()} {curve.value} the score is {score}. Over all values shown it lies between "
        f"{lowest} and {highest}, all other factors as they are."
    )
    title = f"{curve.label}: the score at each value, all else as it is"
    return Chart(title, words, partial(_draw, curve), _numbers(curve))


def _draw(curve: FactorCurve, figure: "Figure", colours: Mapping[str, str]) -> None:
    axes = figure.add_subplot()
    if curve.names:
        axes.bar(curve.values, curve.scores - 300, bottom=300, width=0.6, color=colours["active"])
        axes.set_xticks(curve.values, curve.names)
    else:
        axes.plot(curve.values, curve.scores, color=colours["active"])
    axes.plot([curve.at], [curve.score], "o", color=colours["candidate"], markersize=9, label="This applicant")
    _draw_bands(axes, curve, colours)
    axes.set(xlabel=f"{curve.label} ({curve.unit})" if curve.unit else curve.label, ylabel="Score")
    figure.legend(loc="outside lower center")


def _draw_bands(axes: "Axes", curve: FactorCurve, colours: Mapping[str, str]) -> None:
    low, high = axes.get_ylim()
    for limit in curve.bands:
        if low < limit < high:
            axes.axhline(limit, color=colours["text_muted"], linewidth=0.75, linestyle=":")


def _numbers(curve: FactorCurve) -> Numbers:
    header = f"{curve.label} ({curve.unit})" if curve.unit else curve.label
    if curve.names:
        rows = [(name, rounded_down(score)) for name, score in zip(curve.names, curve.scores, strict=True)]
    else:
        places = np.linspace(0, len(curve.values) - 1, min(_MOST_ROWS, len(curve.values))).astype(int)
        rows = [(f"{curve.values[place]:.4g}", rounded_down(curve.scores[place])) for place in places]
    return Numbers((header, "Score"), tuple(rows))
