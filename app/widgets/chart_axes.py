"""What charts of models have in common: a kind of line for each model, shares in per cent, a legend that fits."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LINES = {"candidate": "-", "active": "--"}
"""The kind of line of each model, so that colour does not speak alone."""
MARKERS = {"candidate": "o", "active": "s"}
"""The same for points."""


_HANDLE = 6
_LETTER = 0.6
"""Letters that the line before a word takes, and how wide a letter is in its size."""


def in_percent(axes: "Axes", which: str) -> None:
    """Label the axis ``x`` or ``y``, or ``both``, in per cent of one."""
    from matplotlib.ticker import PercentFormatter

    chosen = {"x": (axes.xaxis,), "y": (axes.yaxis,), "both": (axes.xaxis, axes.yaxis)}[which]
    for axis in chosen:
        axis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))


def legend_beneath(figure: "Figure", axes: "Axes") -> None:
    """Name what was drawn beneath the axes, what was drawn last first, in as few rows as there is room for."""
    from matplotlib import rcParams
    from matplotlib.font_manager import FontProperties

    handles, labels = axes.get_legend_handles_labels()
    letter = _LETTER * FontProperties(size=rcParams["legend.fontsize"]).get_size_in_points()
    room = max(int(72 * figure.get_figwidth() / (letter * (max(map(len, labels)) + _HANDLE))), 1)
    rows = math.ceil(len(labels) / room)
    columns = math.ceil(len(labels) / rows)
    figure.legend(handles[::-1], labels[::-1], loc="outside lower center", ncols=columns)
