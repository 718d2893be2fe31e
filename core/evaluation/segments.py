"""How good a model is in each part of the portfolio, such as each purpose of a loan or each month."""

from dataclasses import dataclass

import numpy as np

from core.evaluation.discrimination import auc, auc_interval
from core.evaluation.estimate import Estimate, mean, share
from core.evaluation.groups import Grouping
from core.evaluation.inputs import Flags, FloatArray, Outcomes, defaulted, numbers
from core.scoring import logistic


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the portfolio.

    Attributes:
        label: its name.
        rows: borrowers in it.
        defaults: how many of them defaulted.
        default_rate: with Wilson's interval.
        mean_pd: mean probability of default, with its interval.
        auc: with DeLong's interval; without a value where all had the same outcome.
    """

    label: str
    rows: int
    defaults: int
    default_rate: Estimate
    mean_pd: Estimate
    auc: Estimate


def segments(y: Outcomes, log_odds: FloatArray, grouping: Grouping) -> tuple[Segment, ...]:
    """The parts that have rows, in the order of the grouping.

    Args:
        y: outcomes, shape (n,).
        log_odds: logit(PD), shape (n,).
        grouping: of the same rows.

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with log-odds that are not numbers.
    """
    flags = defaulted(y)
    values = numbers(log_odds, flags.size)
    return tuple(_segment(label, flags[chosen], values[chosen]) for label, chosen in grouping.groups())


def _segment(label: str, flags: Flags, log_odds: FloatArray) -> Segment:
    defaults = int(np.count_nonzero(flags))
    rate, mean_pd = share(defaults, flags.size), mean(logistic(log_odds), 0.0, 1.0)
    return Segment(label, flags.size, defaults, rate, mean_pd, auc_estimate(flags, log_odds))


def auc_estimate(flags: Flags, log_odds: FloatArray) -> Estimate:
    """AUC with DeLong's interval; no interval with a single row of an outcome, no value without any."""
    fewest = min(int(np.count_nonzero(flags)), int(np.count_nonzero(~flags)))
    if not fewest:
        return Estimate(None, None, None, flags.size)
    if fewest == 1:
        return Estimate(auc(flags, log_odds), None, None, flags.size)
    found = auc_interval(flags, log_odds)
    return Estimate(found.auc, found.low, found.high, flags.size)
