"""Charts that compare models: ROC curves and Kolmogorov–Smirnov curves."""

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

Line = NDArray[np.float64]
"""The places of a line, from left to right."""

_LINES = {"candidate": "-", "active": "--"}
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
    """

    name: str
    scores: Line
    defaulters: Line
    good: Line


def roc_chart(curves: Sequence[RocCurve], title: str = "ROC: who is caught at what cost") -> Chart:
    """ROC curves of models on the same borrowers, with the line of a model that guesses."""
    areas = ", ".join(f"{curve.name} {curve.auc:.4f}" for curve in curves)
    return Chart(title, f"Area under the ROC curve: {areas}.", partial(_draw_roc, tuple(curves)), _roc_numbers(curves))


def ks_chart(curves: KsCurves, title: str = "KS: how far apart the groups are") -> Chart:
    """The two cumulative curves of a model and the largest gap between them."""
    gaps = curves.defaulters - curves.good
    at = int(np.argmax(gaps))
    score, gap = curves.scores[at], gaps[at]
    where = f"{gap:.1%}, at score {rounded_down(score)}"
    words = f"{curves.name}: the largest gap between defaulters and good borrowers is {where}."
    return Chart(title, words, partial(_draw_ks, curves, at), _ks_numbers(curves))


def _draw_roc(curves: Sequence[RocCurve], figure: "Figure", colours: Mapping[str, str]) -> None:
    axes = figure.add_subplot(aspect="equal", xlim=(-0.005, 1.005), ylim=(-0.005, 1.005))
    axes.plot((0, 1), (0, 1), color=colours["text_muted"], linestyle=":", linewidth=1, label="Guessing, AUC 0.5")
    for curve in reversed(curves):
        axes.plot(
            curve.false_positive_rate, curve.true_positive_rate, color=colours[curve.role],
            linestyle=_LINES[curve.role], label=f"{curve.name}, AUC {curve.auc:.4f}",
        )  # fmt: skip
    axes.set(xlabel=_ROC_AXES[0], ylabel=_ROC_AXES[1])
    _in_percent(axes, "both")
    handles, labels = axes.get_legend_handles_labels()
    axes.legend(handles[::-1], labels[::-1], loc="lower right")


def _draw_ks(curves: KsCurves, at: int, figure: "Figure", colours: Mapping[str, str]) -> None:
    axes = figure.add_subplot(ylim=(0, 1.02))
    scores, defaulters, good = curves.scores, curves.defaulters, curves.good
    axes.plot(scores, defaulters, color=colours["adverse"], label="Defaulters")
    axes.plot(scores, good, color=colours["favourable"], linestyle="--", label="Good borrowers")
    axes.vlines(scores[at], good[at], defaulters[at], color=colours["text"], linewidth=1)
    middle = (scores[at], (good[at] + defaulters[at]) / 2)
    axes.annotate(f"KS {defaulters[at] - good[at]:.1%}", middle, (6, 0), textcoords="offset points", va="center")
    axes.set(xlabel="Score", ylabel="Share at or below", xlim=(scores[0], scores[-1]))
    _in_percent(axes, "y")
    figure.legend(loc="outside lower center", ncols=2)


def _in_percent(axes: "Axes", which: str) -> None:
    from matplotlib.ticker import PercentFormatter

    for axis in (axes.xaxis, axes.yaxis) if which == "both" else (axes.yaxis,):
        axis.set_major_formatter(PercentFormatter(1.0, decimals=0))


def _roc_numbers(curves: Sequence[RocCurve]) -> Numbers:
    caught = [np.interp(_SHARES, curve.false_positive_rate, curve.true_positive_rate) for curve in curves]
    rows = [(f"{share:.0%}", *(f"{line[row]:.1%}" for line in caught)) for row, share in enumerate(_SHARES)]
    areas = ("AUC", *(f"{curve.auc:.4f}" for curve in curves))
    headers = (_ROC_AXES[0], *(f"{_ROC_AXES[1]}: {curve.name}" for curve in curves))
    return Numbers(headers, (*rows, areas))


def _ks_numbers(curves: KsCurves) -> Numbers:
    steps = np.linspace(curves.scores[0], curves.scores[-1], _STEPS)
    shares = [np.interp(steps, curves.scores, line) for line in (curves.defaulters, curves.good)]
    rows = [
        (rounded_down(score), f"{bad:.1%}", f"{good:.1%}", f"{bad - good:.1%}")
        for score, bad, good in zip(steps, *shares, strict=True)
    ]
    return Numbers(("Score", "Defaulters at or below", "Good borrowers at or below", "Gap"), tuple(rows))
