"""What charts of models have in common: a kind of line for each model, and shares in per cent."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINES = {"candidate": "-", "active": "--"}
"""The kind of line of each model, so that colour does not speak alone."""
MARKERS = {"candidate": "o", "active": "s"}
"""The same for points."""


def in_percent(axes: "Axes", which: str) -> None:
    """Label the axis ``x`` or ``y``, or ``both``, in per cent of one."""
    from matplotlib.ticker import PercentFormatter

    chosen = {"x": (axes.xaxis,), "y": (axes.yaxis,), "both": (axes.xaxis, axes.yaxis)}[which]
    for axis in chosen:
        axis.set_major_formatter(PercentFormatter(1.0, decimals=0))
