"""The chart of one factor's points in a model, or in two of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from app.widgets.chart_axes import LINES, MARKERS, legend_beneath
from app.widgets.chart_rendering import Chart, Numbers
from app.widgets.figures import signed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_GROUP = 0.7


@dataclass(frozen=True)
class PointsLine:
    """A factor in one model.

    Attributes:
        name: of the model, for people.
        role: its colour and its kind of line: candidate or active.
        values: where the curve bends, rising; or the categories.
        points: how far each value moves the score.
    """

    name: str
    role: str
    values: tuple[float, ...] | tuple[str, ...]
    points: tuple[float, ...]


def points_chart(label: str, unit: str, lines: Sequence[PointsLine], say: Callable[[float], str]) -> Chart:
    """The points of each value of a factor; all models have numbers, or all have categories.

    Args:
        label: the factor's name.
        unit: of its values; empty for categories.
        lines: the candidate first.
        say: how a value is written.
    """
    spans = [f"{line.name} from {signed(min(line.points))} to {signed(max(line.points))}" for line in lines]
    words = f"{label}: points by which the score moves: {'; '.join(spans)}."
    axis = f"{label} ({unit})" if unit else label
    return Chart(
        f"{label}: points of each value", words, partial(_draw, axis, tuple(lines), say), _numbers(axis, lines, say)
    )


def _draw(
    axis: str, lines: Sequence[PointsLine], say: Callable[[float], str], figure: "Figure", colours: Mapping[str, str]
) -> None:
    axes = figure.add_subplot()
    if isinstance(lines[0].values[0], str):
        _draw_bars(axes, lines, colours)
    else:
        for line in reversed(lines):
            axes.plot(
                line.values, line.points, color=colours[line.role], linestyle=LINES[line.role], label=line.name,
                marker=MARKERS[line.role], markersize=4,
            )  # fmt: skip
        axes.xaxis.set_major_formatter(lambda value, _place: say(value))
    axes.axhline(0, color=colours["border"], linewidth=0.75)
    axes.set(xlabel=axis, ylabel="Points of the score")
    legend_beneath(figure, axes)


def _draw_bars(axes: "Axes", lines: Sequence[PointsLine], colours: Mapping[str, str]) -> None:
    names, width = _names(lines), _GROUP / len(lines)
    for place, line in reversed(list(enumerate(lines))):
        at = [names.index(value) + (place - (len(lines) - 1) / 2) * width for value in line.values]
        hatch = "//" if line.role == "active" else ""
        axes.bar(
            at, line.points, 0.9 * width, color=colours[line.role], label=line.name, hatch=hatch,
            edgecolor=colours["surface"],
        )  # fmt: skip
    axes.set_xticks(np.arange(len(names)), [str(name) for name in names])
    axes.grid(visible=False, axis="x")


def _names(lines: Sequence[PointsLine]) -> list[float | str]:
    """All values of all models, those of the first one first; numbers rising."""
    names = list(dict.fromkeys(value for line in lines for value in line.values))
    return names if isinstance(names[0], str) else sorted(names, key=float)


def _numbers(axis: str, lines: Sequence[PointsLine], say: Callable[[float], str]) -> Numbers:
    names = _names(lines)
    columns = [[_points_at(line, value) for value in names] for line in lines]
    told = [value if isinstance(value, str) else say(value) for value in names]
    rows = [(value, *cells) for value, *cells in zip(told, *columns, strict=True)]
    return Numbers((axis, *(f"Points: {line.name}" for line in lines)), tuple(rows))


def _points_at(line: PointsLine, value: float | str) -> str:
    """The points of a value; a category that a model does not know has none."""
    if isinstance(value, str):
        known = dict(zip(line.values, line.points, strict=True))
        return signed(known[value], 1) if value in known else "–"
    return signed(float(np.interp(value, np.array(line.values, dtype=float), line.points)), 1)
