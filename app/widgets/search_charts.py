"""Charts of a search under way: what its trials came to, and which settings decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING

from app.widgets.chart_axes import in_percent
from app.widgets.chart_rendering import Chart, Numbers
from app.widgets.figures import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LOSS, _BEST = "Log loss", "Best so far"
_WHOLE, _PRUNED = "Trial", "Pruned early"
_LEGEND_WIDTH = 30.0
"""What its three entries beside each other need, in sizes of text."""


@dataclass(frozen=True)
class Course:
    """The trials of a search in the order they ended.

    Attributes:
        numbers: of the trials.
        losses: what each came to.
        pruned: whether it was ended early, so that it cannot be the best.
        planned: how many trials there are to be.
    """

    numbers: tuple[int, ...]
    losses: tuple[float, ...]
    pruned: tuple[bool, ...]
    planned: int

    def best(self) -> tuple[float, ...]:
        """The smallest loss up to each trial; infinite before the first whole one."""
        whole = (inf if early else loss for loss, early in zip(self.losses, self.pruned, strict=True))
        return tuple(accumulate(whole, min))


def loss_chart(course: Course) -> Chart:
    """The loss of each trial, and the best up to it as steps; there is at least one trial."""
    ended = f"{len(course.numbers)} of {course.planned} trials"
    least = course.best()[-1]
    words = ended if least == inf else f"{ended}; the smallest log loss so far is {least:.5f}"
    return Chart("Log loss of each trial", f"{words}.", partial(_draw_losses, course), _loss_numbers(course))


def importance_chart(shares: Mapping[str, float]) -> Chart:
    """How much of the differences between trials each setting explains, by its name; the largest first."""
    ordered = sorted(shares.items(), key=_share, reverse=True)
    words = ", ".join(f"{name} {percent(share, 0)}" for name, share in ordered)
    numbers = Numbers(("Setting", "Importance"), tuple((name, percent(share)) for name, share in ordered))
    return Chart("What the log loss depends on", f"{words}.", partial(_draw_shares, ordered), numbers)


def _share(item: tuple[str, float]) -> float:
    return item[1]


def _draw_losses(course: Course, figure: "Figure", colours: Mapping[str, str]) -> None:
    from matplotlib.ticker import MaxNLocator

    axes = figure.add_subplot(xlim=(0.5, course.planned + 0.5))
    _draw_trials(axes, course, _WHOLE, "o", colours["active"])
    _draw_trials(axes, course, _PRUNED, "x", colours["text_muted"])
    steps = [(number, loss) for number, loss in zip(course.numbers, course.best(), strict=True) if loss < inf]
    if steps:
        numbers, least = zip(*steps, strict=True)
        axes.step(numbers, least, where="post", color=colours["candidate"], label=_BEST)
    axes.xaxis.set_major_locator(MaxNLocator("auto", integer=True))
    axes.ticklabel_format(axis="y", style="plain", useOffset=False)
    axes.set(xlabel="Trial", ylabel=_LOSS)
    figure.legend(loc="outside lower center", ncols=3 if _width(figure) > _LEGEND_WIDTH else 1)


def _width(figure: "Figure") -> float:
    """In sizes of text."""
    from matplotlib.font_manager import FontProperties

    return figure.get_figwidth() * 72 / FontProperties().get_size_in_points()


def _draw_trials(axes: "Axes", course: Course, kind: str, marker: str, colour: str) -> None:
    pairs = [
        (number, loss)
        for number, loss, early in zip(course.numbers, course.losses, course.pruned, strict=True)
        if early is (kind == _PRUNED)
    ]
    if pairs:
        numbers, losses = zip(*pairs, strict=True)
        axes.plot(numbers, losses, marker, color=colour, markersize=5, label=kind)


def _draw_shares(shares: Sequence[tuple[str, float]], figure: "Figure", colours: Mapping[str, str]) -> None:
    axes = figure.add_subplot(xlim=(0, 1))
    bars = axes.barh(range(len(shares)), [share for _, share in shares], color=colours["active"], height=0.6)
    axes.bar_label(bars, [percent(share, 0) for _, share in shares], padding=3)
    axes.set_yticks(range(len(shares)), [name for name, _ in shares])
    axes.invert_yaxis()
    axes.grid(visible=False, axis="y")
    in_percent(axes, "x")


def _loss_numbers(course: Course) -> Numbers:
    rows = [
        (str(number), f"{loss:.5f}", "" if least == inf else f"{least:.5f}", _PRUNED if early else "")
        for number, loss, least, early in zip(course.numbers, course.losses, course.best(), course.pruned, strict=True)
    ]
    return Numbers(("Trial", _LOSS, _BEST, ""), tuple(rows))
