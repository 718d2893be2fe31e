"""Who would be approved by one model and not by the other: what changes for applicants when the model changes."""

from dataclasses import dataclass

import numpy as np

from core.evaluation.estimate import Estimate, share
from core.evaluation.inputs import Flags, FloatArray, Outcomes, defaulted, probabilities


@dataclass(frozen=True, slots=True)
class Swapped:
    """Borrowers whom the two models treat in one of the four ways.

    Attributes:
        rows: how many.
        defaults: how many of them defaulted.
        default_rate: with Wilson's interval.
        candidate_pd: their mean PD by the candidate; None where there is nobody.
        active_pd: the same by the active model.
    """

    rows: int
    defaults: int
    default_rate: Estimate
    candidate_pd: float | None
    active_pd: float | None


@dataclass(frozen=True, slots=True)
class SwapSet:
    """All borrowers by what the two models decide.

    Attributes:
        both_approve: no change.
        newly_approved: by the candidate alone.
        no_longer_approved: by the active model alone.
        both_decline: no change.
    """

    both_approve: Swapped
    newly_approved: Swapped
    no_longer_approved: Swapped
    both_decline: Swapped

    SHOWN = ("candidate_approval_rate", "active_approval_rate")

    @property
    def rows(self) -> int:
        """All borrowers."""
        changed = self.newly_approved.rows + self.no_longer_approved.rows
        return changed + self.both_approve.rows + self.both_decline.rows

    @property
    def candidate_approval_rate(self) -> Estimate:
        """Share of borrowers that the candidate approves."""
        return share(self.both_approve.rows + self.newly_approved.rows, self.rows)

    @property
    def active_approval_rate(self) -> Estimate:
        """Share of borrowers that the active model approves."""
        return share(self.both_approve.rows + self.no_longer_approved.rows, self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """What a model decides about rows: who is approved, and each one's PD, both of shape (n,)."""

    approved: Flags
    pd: FloatArray


def swap_set(y: Outcomes, candidate: Decided, active: Decided) -> SwapSet:
    """Sort borrowers by what the two models decide.

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with a PD that is no probability.
    """
    flags = defaulted(y)
    for model in (candidate, active):
        probabilities(model.pd, flags.size)
    now, before = candidate.approved, active.approved
    ways = (now & before, now & ~before, ~now & before, ~now & ~before)
    return SwapSet(*(_swapped(flags, candidate, active, chosen) for chosen in ways))


def _swapped(flags: Flags, candidate: Decided, active: Decided, chosen: Flags) -> Swapped:
    rows, defaults = int(np.count_nonzero(chosen)), int(np.count_nonzero(flags & chosen))
    means = [float(model.pd[chosen].mean()) if rows else None for model in (candidate, active)]
    return Swapped(rows, defaults, share(defaults, rows), *means)
