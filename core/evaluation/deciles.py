"""The decile table: rows in ten equal groups by PD, riskiest first, with what gathers from group to group.

It is laid out as in the reference's notebook: decile (9 is the riskiest), lowest and highest probability, events and
non-events, their rates, cumulated, their cumulated shares, and the distance of the two, whose largest is about the KS.
"""

from dataclasses import dataclass

import numpy as np

from core.evaluation.estimate import Estimate, share
from core.evaluation.inputs import Flags, FloatArray, Outcomes, defaulted, probabilities

_TEN = 10


@dataclass(frozen=True, slots=True)
class Decile:
    """One group. Shares lie between 0 and 1, where the notebook writes per cent.

    Attributes:
        decile: 9 for the riskiest group, 0 for the safest; fewer where ties leave groups empty.
        minimum: lowest PD.
        maximum: highest PD.
        events: defaults.
        non_events: borrowers who paid.
        event_rate: share of defaults, with its interval.
        cumulative_events: defaults in this group and the riskier ones.
        cumulative_non_events: borrowers who paid, likewise.
        cumulative_event_rate: the first as a share of all defaults.
        cumulative_non_event_rate: the second as a share of all who paid.
        ks: distance of the two shares.
    """

    decile: int
    minimum: float
    maximum: float
    events: int
    non_events: int
    event_rate: Estimate
    cumulative_events: int
    cumulative_non_events: int
    cumulative_event_rate: float
    cumulative_non_event_rate: float
    ks: float

    SHOWN = ("non_event_rate",)

    @property
    def non_event_rate(self) -> float:
        """Share of borrowers who paid."""
        return self.non_events / (self.events + self.non_events)


def deciles(y: Outcomes, pd: FloatArray) -> tuple[Decile, ...]:
    """The table, riskiest group first.

    Groups end at the tenths of all PDs (linear quantiles, each value up to and including its limit), and limits that
    coincide are one, as of ``pandas.qcut(pd, 10, duplicates="drop")``, which the notebook uses.

    Args:
        y: outcomes, shape (n,).
        pd: probabilities of default, shape (n,).

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with a PD that is no probability.
    """
    flags = defaulted(y)
    values = probabilities(pd, flags.size)
    limits = np.unique(np.quantile(values, np.linspace(0.0, 1.0, _TEN + 1)))
    group = np.searchsorted(limits[1:-1], values, side="left")
    found: list[Decile] = []
    for decile in reversed(range(max(limits.size - 1, 1))):
        chosen = group == decile
        if chosen.any():
            found.append(_decile(decile, flags, values, chosen, found[-1:]))
    return tuple(found)


def _decile(decile: int, flags: Flags, values: FloatArray, chosen: Flags, before: list[Decile]) -> Decile:
    rows, events = int(np.count_nonzero(chosen)), int(np.count_nonzero(flags & chosen))
    gathered = events + sum(one.cumulative_events for one in before)
    others = rows - events + sum(one.cumulative_non_events for one in before)
    defaults = int(np.count_nonzero(flags))
    caught, flagged = gathered / defaults, others / (flags.size - defaults)
    return Decile(
        decile=decile,
        minimum=float(values[chosen].min()),
        maximum=float(values[chosen].max()),
        events=events,
        non_events=rows - events,
        event_rate=share(events, rows),
        cumulative_events=gathered,
        cumulative_non_events=others,
        cumulative_event_rate=caught,
        cumulative_non_event_rate=flagged,
        ks=abs(caught - flagged),
    )
