"""The chart of how the scores of defaulters and of good borrowers spread, one picture for each model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.widgets.chart_axes import in_percent
from app.widgets.chart_rendering import Chart, Numbers
from app.widgets.figures import rounded_down

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FAINT = 0.35


@dataclass(frozen=True)
class ScoreCounts:
    """Borrowers of one model by their scores.

    Attributes:
        name: of the model, for people.
        edges: of the intervals, rising, one more than there are.
        defaulted: how many defaulters in each.
        paid: how many good borrowers.
    """

    name: str
    edges: NDArray[np.float64]
    defaulted: NDArray[np.int64]
    paid: NDArray[np.int64]


def score_chart(models: Sequence[ScoreCounts]) -> Chart:
    """What share of each outcome has which score."""
    told = "; ".join(
        f"{one.name}: half of the defaulters score below {_middle(one.edges, one.defaulted)}, half of the good "
        f"borrowers below {_middle(one.edges, one.paid)}"
        for one in models
    )
    return Chart("Scores of both outcomes", f"{told}.", partial(_draw, tuple(models)), _numbers(models))


def _draw(models: Sequence[ScoreCounts], figure: "Figure", colours: Mapping[str, str]) -> None:
    for place, one in enumerate(models, start=1):
        axes = figure.add_subplot(len(models), 1, place)
        axes.stairs(
            _shares(one.paid), one.edges, fill=True, alpha=_FAINT, color=colours["favourable"], label="Good borrowers"
        )
        axes.stairs(_shares(one.paid), one.edges, color=colours["favourable"], linewidth=1)
        axes.stairs(_shares(one.defaulted), one.edges, color=colours["adverse"], linewidth=2, label="Defaulters")
        axes.set(xlim=(one.edges[0], one.edges[-1]), ylabel="Share")
        axes.set_title(one.name, loc="left", fontsize="medium")
        in_percent(axes, "y")
    axes.set_xlabel("Score")
    figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center", ncols=2)


def _shares(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    return counts / max(int(counts.sum()), 1)


def _middle(edges: NDArray[np.float64], counts: NDArray[np.int64]) -> str:
    """The upper edge of the interval that holds the middle borrower."""
    place = int(np.searchsorted(counts.cumsum(), counts.sum() / 2))
    return rounded_down(edges[min(place, counts.size - 1) + 1])


def _numbers(models: Sequence[ScoreCounts]) -> Numbers:
    rows = [
        (f"{one.name}: {rounded_down(low)} to {rounded_down(high)}", f"{bad:,}", f"{good:,}")
        for one in models
        for low, high, bad, good in zip(one.edges, one.edges[1:], one.defaulted, one.paid, strict=False)
    ]
    return Numbers(("Score", "Defaulters", "Good borrowers"), tuple(rows))
