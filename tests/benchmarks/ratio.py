"""One measure with its baseline and its bar, and the table of many."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table.

    Attributes:
        name: what is measured.
        value: what is compared with the bar: a ratio, or a figure of its own.
        bar: the limit.
        at_least: whether the value must reach the bar; otherwise it must stay within.
        detail: the figures behind the value, with their units.
    """

    name: str
    value: float
    bar: float
    detail: str
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the bar is held."""
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    def __str__(self) -> str:
        """The line of the table."""
        sign = "≥" if self.at_least else "≤"
        mark = "holds" if self.holds else "FAILS"
        return f"{self.name:<46} {self.value:>10.3g}  {sign} {self.bar:<8g} {mark}   {self.detail}"


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best_of(times: int, work: Callable[[], object]) -> float:
    """Wall-clock time of the fastest of some calls, which other processes disturbed least."""
    return min(seconds(work) for _ in range(times))
