"""The chart of a calibration: what was observed in groups by predicted probability of default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.widgets.chart_axes import MARKERS, legend_beneath
from app.widgets.chart_rendering import Chart, Numbers
from app.widgets.figures import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LINEAR = 0.001
"""Below it the scale is linear, so that a group without a default has a place."""
_TICKS = (0.0, 0.001, 0.01, 0.1, 1.0)


@dataclass(frozen=True)
class Groups:
    """Borrowers of one model in groups by their PD.

    Attributes:
        name: of the model, for people.
        role: its colour and its kind of point: candidate or active.
        mean_pd: of each group, rising.
        rate: share of defaults in each.
        low: lower limit of the rate's 95 % interval.
        high: upper limit.
        slope: of the calibration, as it is told.
    """

    name: str
    role: str
    mean_pd: NDArray[np.float64]
    rate: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    slope: str


def calibration_chart(models: Sequence[Groups]) -> Chart:
    """Groups of models on the same borrowers, with the line on which PDs are right."""
    told = "; ".join(
        f"{one.name} slope {one.slope}, the PD lies within the 95 % interval in {_held(one)} of {one.rate.size} groups"
        for one in models
    )
    title = "Calibration plot"
    return Chart(title, f"{told}.", partial(_draw, tuple(models)), _numbers(models))


def _draw(models: Sequence[Groups], figure: "Figure", colours: Mapping[str, str]) -> None:
    axes = figure.add_subplot()
    line = np.append(0.0, np.geomspace(_LINEAR, 1.0, 50))
    axes.plot(line, line, color=colours["text_muted"], linestyle=":", linewidth=1, label="PD is right")
    for one in reversed(models):
        reach = np.vstack([one.rate - one.low, one.high - one.rate])
        axes.errorbar(
            one.mean_pd, one.rate, reach, color=colours[one.role], linestyle="none",
            elinewidth=1, capsize=3, marker=MARKERS[one.role], markersize=5, label=f"{one.name}, slope {one.slope}",
        )  # fmt: skip
    _scale(axes)
    axes.set(xlabel="Mean PD of a tenth of the loans", ylabel="Observed rate, 95 %")
    legend_beneath(figure, axes)


def _scale(axes: "Axes") -> None:
    """Powers of ten, since most groups are safe ones that would lie on each other."""
    from matplotlib.ticker import NullLocator

    axes.set_xscale("symlog", linthresh=_LINEAR)
    axes.set_yscale("symlog", linthresh=_LINEAR)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_ticks(_TICKS, [f"{100 * tick:g} %" for tick in _TICKS])
        axis.set_minor_locator(NullLocator())
    axes.set(xlim=(0, 1.2), ylim=(0, 1.2))


def _held(one: Groups) -> int:
    return int(np.count_nonzero((one.low <= one.mean_pd) & (one.mean_pd <= one.high)))


def _numbers(models: Sequence[Groups]) -> Numbers:
    rows = [
        (f"{one.name}, group {place}", *(percent(value, 2) for value in values))
        for one in models
        for place, values in enumerate(zip(one.mean_pd, one.rate, one.low, one.high, strict=True), start=1)
    ]
    return Numbers(("Group, safest first", "Mean PD", "Observed", "95 % from", "95 % to"), tuple(rows))
