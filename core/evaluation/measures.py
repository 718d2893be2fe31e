"""The measures of a model on rows it was not fitted on, each with its 95 % interval."""

import numpy as np
from scipy import special

from core.evaluation.calibration_error import calibration_error
from core.evaluation.calibration_estimate import calibration_estimate
from core.evaluation.discrimination import Confusion, auc_interval, average_precision, confusion, ks
from core.evaluation.estimate import Estimate, mean, share
from core.evaluation.inputs import Flags, FloatArray, Outcomes, defaulted, numbers, probabilities
from core.evaluation.proportion import NORMAL_95, wilson_interval


def measures(y: Outcomes, log_odds: FloatArray, balanced: FloatArray) -> dict[str, Estimate]:
    """The figures of ``core.evaluation.report.metrics`` by the same names, with how sure they are.

    Args:
        y: outcomes, shape (n,).
        log_odds: logit(PD), shape (n,).
        balanced: balanced probabilities; ½ and more is a predicted default; shape (n,).

    Raises:
        DataError: empty, of unequal length, with fewer than two rows of an outcome, or with a prediction that is
            not a number.
    """
    flags = defaulted(y)
    values = numbers(log_odds, flags.size)
    pd: FloatArray = special.expit(values)
    slope, intercept = calibration_estimate(flags, values)
    return {
        **_discrimination(flags, values),
        "brier": mean((pd - flags) ** 2, 0.0, 1.0),
        "log_loss": mean(np.logaddexp(0.0, np.where(flags, -values, values)), 0.0),
        "ece": calibration_error(flags, pd),
        "calibration_slope": slope,
        "calibration_intercept": intercept,
        **_confusion(confusion(flags, probabilities(balanced, flags.size) >= 0.5)),
        "mean_pd": mean(pd, 0.0, 1.0),
        "default_rate": share(int(np.count_nonzero(flags)), flags.size),
    }


def newcombe_difference(part: int, whole: int, other_part: int, other_whole: int) -> Estimate:
    """The difference of two independent shares with Newcombe's hybrid score interval (1998, method 10)."""
    parts, wholes = np.array([part, other_part]), np.array([whole, other_whole])
    (first, second), (low, high) = parts / wholes, wilson_interval(parts, wholes)
    difference = float(first - second)
    down = float(np.hypot(first - low[0], high[1] - second))
    up = float(np.hypot(high[0] - first, second - low[1]))
    return Estimate(difference, difference - down, difference + up, whole + other_whole)


def _discrimination(flags: Flags, log_odds: FloatArray) -> dict[str, Estimate]:
    found = auc_interval(flags, log_odds)
    return {
        "auc": Estimate(found.auc, found.low, found.high, flags.size),
        "gini": Estimate(2.0 * found.auc - 1.0, 2.0 * found.low - 1.0, 2.0 * found.high - 1.0, flags.size),
        "ks": _ks(flags, log_odds),
        "pr_auc": _pr_auc(flags, log_odds),
    }


def _ks(flags: Flags, log_odds: FloatArray) -> Estimate:
    """KS with the interval of the difference of the two shares at its threshold."""
    found = ks(flags, log_odds)
    flagged = log_odds >= found.threshold
    caught, others = int(np.count_nonzero(flagged & flags)), int(np.count_nonzero(flagged & ~flags))
    defaults = int(np.count_nonzero(flags))
    signed = newcombe_difference(caught, defaults, others, flags.size - defaults)
    if signed.value is not None and signed.value < 0.0:  # the scores rank the wrong way round
        signed = newcombe_difference(others, flags.size - defaults, caught, defaults)
    return Estimate(found.value, signed.low, signed.high, flags.size)


def _pr_auc(flags: Flags, log_odds: FloatArray) -> Estimate:
    """Average precision with its logit interval (Boyd, Eng & Page 2013)."""
    value = average_precision(flags, log_odds)
    if not 0.0 < value < 1.0:
        return Estimate(value, None, None, flags.size)
    middle = float(special.logit(value))
    reach = NORMAL_95 / float(np.sqrt(np.count_nonzero(flags) * value * (1.0 - value)))
    low, high = special.expit([middle - reach, middle + reach]).tolist()
    return Estimate(value, low, high, flags.size)


def _confusion(table: Confusion) -> dict[str, Estimate]:
    hit, alarms, missed = table.true_positive, table.false_positive, table.false_negative
    right = hit + table.true_negative
    return {
        "accuracy": share(right, right + alarms + missed),
        "precision": share(hit, hit + alarms),
        "recall": share(hit, hit + missed),
        "f1": _f1(share(hit, hit + alarms + missed)),
    }


def _f1(jaccard: Estimate) -> Estimate:
    """F1 from the share of hits among all that were flagged or defaulted, J: F1 = 2J / (1 + J), rising in J."""
    if jaccard.value is None or jaccard.low is None or jaccard.high is None:
        return jaccard
    value, low, high = (2.0 * share / (1.0 + share) for share in (jaccard.value, jaccard.low, jaccard.high))
    return Estimate(value, low, high, jaccard.rows)
