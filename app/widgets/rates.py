"""A chart of rates along an axis, each with its limits, beside the rate of all."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.widgets.chart_rendering import Chart, Numbers
from app.widgets.figures import percent

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST_LABELS = 8


@dataclass(frozen=True)
class Rate:
    """The rate of one group.

    Attributes:
        label: of the group.
        rows: in it.
        hits: of them.
        low: lower limit of the rate, from 0 to 1.
        high: upper limit.
    """

    label: str
    rows: int
    hits: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The rate itself."""
        return self.hits / self.rows


@dataclass(frozen=True)
class RateWords:
    """What a chart of rates says.

    Attributes:
        title: of the chart.
        group: what a group is, as Month.
        rows: what is counted, as Loans.
        hits: which of them, as Defaults.
    """

    title: str
    group: str
    rows: str
    hits: str


def rates_chart(rates: tuple[Rate, ...], words: RateWords) -> Chart:
    """Rates in their order, of at least one group, with 95 % limits."""
    overall = sum(rate.hits for rate in rates) / sum(rate.rows for rate in rates)
    lowest, highest = min(rates, key=_value), max(rates, key=_value)
    description = (
        f"{words.hits}: {percent(overall)} overall; lowest {percent(lowest.value)} ({lowest.label}), "
        f"highest {percent(highest.value)} ({highest.label})."
    )
    return Chart(words.title, description, partial(_draw, rates, overall, words), numbers_of(rates, words))


def numbers_of(rates: tuple[Rate, ...], words: RateWords) -> Numbers:
    """The same as a table."""
    rows = tuple(
        (
            each.label,
            f"{each.rows:,}",
            f"{each.hits:,}",
            *(percent(one, 2) for one in (each.value, each.low, each.high)),
        )
        for each in rates
    )
    return Numbers((words.group, words.rows, words.hits, "Rate", "From (95 %)", "To (95 %)"), rows)


def _value(rate: Rate) -> float:
    return rate.value


def _draw(
    rates: tuple[Rate, ...], overall: float, words: RateWords, figure: "Figure", colours: Mapping[str, str]
) -> None:
    from matplotlib.ticker import PercentFormatter

    axes = figure.add_subplot()
    places, values = range(len(rates)), [rate.value for rate in rates]
    below = [rate.value - rate.low for rate in rates]
    above = [rate.high - rate.value for rate in rates]
    axes.axhline(overall, color=colours["text_muted"], linestyle=":", linewidth=1, label=f"All, {percent(overall)}")
    axes.errorbar(places, values, [below, above], fmt="o-", color=colours["candidate"], markersize=4, elinewidth=1)
    step = -(-len(rates) // _MOST_LABELS)
    axes.set_xticks(places[::step], [rate.label for rate in rates[::step]])
    axes.set(xlabel=words.group, ylabel=words.hits, ylim=(0, None))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.legend(loc="best")
