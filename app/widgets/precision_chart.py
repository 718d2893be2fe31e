"""The chart of precision at each level of recall, of one model or of two on the same borrowers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.widgets.chart_axes import LINES, in_percent, legend_beneath
from app.widgets.chart_rendering import Chart, Numbers
from app.widgets.figures import percent

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_RECALLS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
_AXES = ("Recall: defaulters flagged", "Precision")


@dataclass(frozen=True)
class PrecisionCurve:
    """The precision–recall curve of one model.

    Attributes:
        name: of the model, for people.
        role: its colour and its kind of line: candidate or active.
        recall: falling from 1.
        precision: at the same places.
        area: mean precision over all levels of recall.
    """

    name: str
    role: str
    recall: NDArray[np.float64]
    precision: NDArray[np.float64]
    area: float


def precision_chart(curves: Sequence[PrecisionCurve], default_rate: float) -> Chart:
    """Precision–recall curves, with the line of a model that guesses."""
    areas = ", ".join(f"{curve.name} {curve.area:.4f}" for curve in curves)
    words = f"PR AUC: {areas}. A model that guesses has a precision of {percent(default_rate)}, the default rate."
    title = "Precision–recall curve"
    return Chart(title, words, partial(_draw, tuple(curves), default_rate), _numbers(curves))


def _draw(curves: Sequence[PrecisionCurve], default_rate: float, figure: "Figure", colours: Mapping[str, str]) -> None:
    axes = figure.add_subplot(xlim=(-0.005, 1.005), ylim=(0, 1.02))
    axes.axhline(default_rate, color=colours["text_muted"], linestyle=":", linewidth=1, label="Guessing")
    for curve in reversed(curves):
        axes.plot(
            curve.recall, curve.precision, color=colours[curve.role], linestyle=LINES[curve.role],
            label=f"{curve.name}, PR AUC {curve.area:.4f}",
        )  # fmt: skip
    axes.set(xlabel=_AXES[0], ylabel=_AXES[1])
    in_percent(axes, "both")
    legend_beneath(figure, axes)


def _numbers(curves: Sequence[PrecisionCurve]) -> Numbers:
    found = [np.interp(_RECALLS, curve.recall[::-1], curve.precision[::-1]) for curve in curves]
    rows = [(percent(recall, 0), *(percent(line[row]) for line in found)) for row, recall in enumerate(_RECALLS)]
    areas = ("PR AUC", *(f"{curve.area:.4f}" for curve in curves))
    return Numbers(("Recall", *(f"Precision: {curve.name}" for curve in curves)), (*rows, areas))
