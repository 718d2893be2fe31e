"""Charts that compare models: ROC curves and Kolmogorov–Smirnov curves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.widgets.chart_axes import LINES, in_percent, legend_beneath
from app.widgets.chart_rendering import Chart, Numbers
from app.widgets.figures import percent, rounded_down

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Line = NDArray[np.float64]
"""The places of a line, from left to right."""

_SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_STEPS = 13
_ROC_AXES = ("Good borrowers flagged", "Defaulters caught")


@dataclass(frozen=True)
class RocCurve:
    """The ROC curve of one model.

    Attributes:
        name: of the model, for people.
        role: its colour and its kind of line: candidate or active.
        false_positive_rate: shares of good borrowers flagged, from 0 to 1, rising.
        true_positive_rate: shares of defaulters caught at the same places.
        auc: the area under the curve.
    """

    name: str
    role: str
    false_positive_rate: Line
    true_positive_rate: Line
    auc: float


@dataclass(frozen=True)
class KsCurves:
    """How defaulters and good borrowers of one model gather from the lowest score to the highest.

    Attributes:
        name: of the model, for people.
        scores: rising.
        defaulters: share of all defaulters at or below each score.
        good: share of all good borrowers at or below each score.
        role: its kind of line: candidate or active.
    """

    name: str
    scores: Line
    defaulters: Line
    good: Line
    role: str = "candidate"

    @property
    def place(self) -> int:
        """Where the gap between the two is largest."""
        return int(np.argmax(self.defaulters - self.good))

    @property
    def gap(self) -> float:
        """The largest gap, the KS."""
        return float(self.defaulters[self.place] - self.good[self.place])


def roc_chart(curves: Sequence[RocCurve], title: str = "ROC: who is caught at what cost") -> Chart:
    """ROC curves of models on the same borrowers, with the line of a model that guesses."""
    areas = ", ".join(f"{curve.name} {curve.auc:.4f}" for curve in curves)
    return Chart(title, f"Area under the ROC curve: {areas}.", partial(_draw_roc, tuple(curves)), _roc_numbers(curves))


def ks_chart(*curves: KsCurves, title: str = "KS: how far apart the groups are") -> Chart:
    """The two cumulative curves of each model and the largest gap between them."""
    told = "; ".join(f"{one.name} {percent(one.gap)}, at score {rounded_down(one.scores[one.place])}" for one in curves)
    words = f"The largest gap between defaulters and good borrowers: {told}."
    return Chart(title, words, partial(_draw_ks, curves), _ks_numbers(curves))


def _draw_roc(curves: Sequence[RocCurve], figure: "Figure", colours: Mapping[str, str]) -> None:
    axes = figure.add_subplot(aspect="equal", xlim=(-0.005, 1.005), ylim=(-0.005, 1.005))
    axes.plot((0, 1), (0, 1), color=colours["text_muted"], linestyle=":", linewidth=1, label="Guessing, AUC 0.5")
    for curve in reversed(curves):
        axes.plot(
            curve.false_positive_rate, curve.true_positive_rate, color=colours[curve.role],
            linestyle=LINES[curve.role], label=f"{curve.name}, AUC {curve.auc:.4f}",
        )  # fmt: skip
    axes.set(xlabel=_ROC_AXES[0], ylabel=_ROC_AXES[1])
    in_percent(axes, "both")
    handles, labels = axes.get_legend_handles_labels()
    axes.legend(handles[::-1], labels[::-1], loc="lower right")


def _draw_ks(curves: Sequence[KsCurves], figure: "Figure", colours: Mapping[str, str]) -> None:
    axes = figure.add_subplot(ylim=(0, 1.02))
    for one in reversed(curves):
        _draw_gap(axes, one, colours)
    ends = min(one.scores[0] for one in curves), max(one.scores[-1] for one in curves)
    axes.set(xlabel="Score", ylabel="Share at or below", xlim=ends)
    in_percent(axes, "y")
    legend_beneath(figure, axes)


def _draw_gap(axes: "Axes", one: KsCurves, colours: Mapping[str, str]) -> None:
    line, score, low = LINES[one.role], one.scores[one.place], one.good[one.place]
    axes.plot(one.scores, one.good, color=colours["favourable"], linestyle=line, label=f"{one.name}: good borrowers")
    axes.plot(one.scores, one.defaulters, color=colours["adverse"], linestyle=line, label=f"{one.name}: defaulters")
    axes.vlines(score, low, low + one.gap, color=colours[one.role], linestyle=line, linewidth=1)
    if one.role == "candidate":  # both would lie on each other; the other one stands in the description and the numbers
        middle = (score, low + one.gap / 2)
        axes.annotate(f"KS {percent(one.gap)}", middle, (6, 0), textcoords="offset points", va="center")


def _roc_numbers(curves: Sequence[RocCurve]) -> Numbers:
    caught = [np.interp(_SHARES, curve.false_positive_rate, curve.true_positive_rate) for curve in curves]
    rows = [(percent(share, 0), *(percent(line[row]) for line in caught)) for row, share in enumerate(_SHARES)]
    areas = ("AUC", *(f"{curve.auc:.4f}" for curve in curves))
    headers = (_ROC_AXES[0], *(f"{_ROC_AXES[1]}: {curve.name}" for curve in curves))
    return Numbers(headers, (*rows, areas))


def _ks_numbers(curves: Sequence[KsCurves]) -> Numbers:
    ends = min(one.scores[0] for one in curves), max(one.scores[-1] for one in curves)
    steps = np.linspace(*ends, _STEPS)
    columns = [_gaps(one, steps) for one in curves]
    rows = [(rounded_down(score), *sum(cells, ())) for score, *cells in zip(steps, *columns, strict=True)]
    titles = ("defaulters at or below", "good borrowers at or below", "gap")
    return Numbers(("Score", *(f"{one.name}: {title}" for one in curves for title in titles)), tuple(rows))


def _gaps(one: KsCurves, steps: Line) -> list[tuple[str, ...]]:
    shares = [np.interp(steps, one.scores, line) for line in (one.defaulters, one.good)]
    return [(percent(bad), percent(good), percent(bad - good)) for bad, good in zip(*shares, strict=True)]
