"""What comes of declining everybody whose PD is above a cut-off, at any cut-off, and which one costs least."""

from dataclasses import dataclass

import numpy as np

from core.errors import InputError
from core.evaluation.discrimination import Confusion
from core.evaluation.estimate import Estimate, share
from core.evaluation.inputs import FloatArray, Outcomes, defaulted, probabilities


@dataclass(frozen=True, slots=True)
class CutOff:
    """Borrowers by what a cut-off does with them and what they did.

    Attributes:
        cut_off: borrowers with a PD above it are declined.
        confusion: counts, with the declined as predicted defaults.
    """

    cut_off: float
    confusion: Confusion

    SHOWN = ("declined", "precision", "recall", "specificity", "default_rate_of_approved")

    @property
    def declined(self) -> Estimate:
        """Share of all borrowers that is declined."""
        found = self.confusion
        part = found.true_positive + found.false_positive
        return share(part, part + found.true_negative + found.false_negative)

    @property
    def precision(self) -> Estimate:
        """Share of defaults among the declined."""
        return share(self.confusion.true_positive, self.confusion.true_positive + self.confusion.false_positive)

    @property
    def recall(self) -> Estimate:
        """Share of the defaults that is declined."""
        return share(self.confusion.true_positive, self.confusion.true_positive + self.confusion.false_negative)

    @property
    def specificity(self) -> Estimate:
        """Share of the borrowers who paid that is approved."""
        return share(self.confusion.true_negative, self.confusion.true_negative + self.confusion.false_positive)

    @property
    def default_rate_of_approved(self) -> Estimate:
        """Share of defaults among the approved."""
        return share(self.confusion.false_negative, self.confusion.false_negative + self.confusion.true_negative)

    def cost(self, false_positive: float, false_negative: float) -> float:
        """What the wrong decisions cost, given what declining a payer and approving a defaulter costs."""
        return false_positive * self.confusion.false_positive + false_negative * self.confusion.false_negative


class CutOffs:
    """Outcomes and PDs made ready for trying cut-offs: build once, then each takes no time however many rows.

    Args:
        y: outcomes, shape (n,).
        pd: probabilities of default, shape (n,).

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with a PD that is no probability.
    """

    def __init__(self, y: Outcomes, pd: FloatArray) -> None:
        flags = defaulted(y)
        values = probabilities(pd, flags.size)
        self._defaulted, self._paid = np.sort(values[flags]), np.sort(values[~flags])

    def at(self, cut_off: float) -> CutOff:
        """What comes of one cut-off."""
        missed, passed = (int(np.searchsorted(line, cut_off, side="right")) for line in (self._defaulted, self._paid))
        return CutOff(cut_off, Confusion(self._defaulted.size - missed, self._paid.size - passed, passed, missed))

    def cheapest(self, false_positive: float, false_negative: float) -> CutOff:
        """What comes of the cut-off that costs least where PDs are right, as of ``best_cut_off``."""
        return self.at(best_cut_off(false_positive, false_negative))


def best_cut_off(false_positive: float, false_negative: float) -> float:
    """The PD above which declining costs less than approving: c_FP / (c_FP + c_FN) (Elkan 2001).

    Args:
        false_positive: cost of declining somebody who would have paid; positive.
        false_negative: cost of approving somebody who defaults; positive.

    Raises:
        InputError: a cost is not a positive number.
    """
    if not (0.0 < false_positive < np.inf and 0.0 < false_negative < np.inf):
        raise InputError("A cost must be a positive number. Give what a declined payer and an approved defaulter cost.")
    # Divided once, so that two costs too large to be added give a cut-off too.
    return 1.0 / (1.0 + false_negative / false_positive)
