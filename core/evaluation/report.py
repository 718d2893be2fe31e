"""The metrics that are kept with a model and shown for it."""

import numpy as np
from scipy import special

from core.evaluation import calibration, discrimination
from core.evaluation.inputs import FloatArray, Outcomes, defaulted, numbers, probabilities


def metrics(y: Outcomes, log_odds_calibrated: FloatArray, balanced: FloatArray) -> dict[str, float]:
    """Measure a model on rows it was not fitted on.

    Accuracy, precision, recall, F1 and the confusion counts take a balanced probability of at least ½ for a
    predicted default, the reference's ``default_prediction``. ``auc_low`` and ``auc_high`` are DeLong's 95 % limits.
    ``calibration_intercept`` is the offset at slope 1 and ``calibration_slope`` the slope with a free offset: 0 and 1
    for a perfectly calibrated model.

    Args:
        y: outcomes, shape (n,).
        log_odds_calibrated: logit(PD), shape (n,).
        balanced: balanced probabilities, shape (n,).

    Returns:
        Finite floats, and counts as ints, ready for JSON.

    Raises:
        DataError: empty, of unequal length, with fewer than two rows of an outcome, or with a prediction that is
            not a number.
    """
    flags = defaulted(y)
    log_odds = numbers(log_odds_calibrated, flags.size)
    default_probability = special.expit(log_odds)
    return (
        _discrimination(flags, log_odds)
        | _calibration(flags, log_odds, default_probability)
        | _confusion(flags, probabilities(balanced, flags.size))
        | {
            "mean_pd": float(default_probability.mean()),
            "default_rate": float(flags.mean()),
            "rows": flags.size,
            "defaults": int(np.count_nonzero(flags)),
        }
    )


def _discrimination(y: Outcomes, log_odds: FloatArray) -> dict[str, float]:
    interval = discrimination.auc_interval(y, log_odds)
    return {
        "auc": interval.auc,
        "auc_low": interval.low,
        "auc_high": interval.high,
        "gini": 2.0 * interval.auc - 1.0,
        "ks": discrimination.ks(y, log_odds).value,
        "pr_auc": discrimination.average_precision(y, log_odds),
    }


def _calibration(y: Outcomes, log_odds: FloatArray, default_probability: FloatArray) -> dict[str, float]:
    return {
        "brier": calibration.brier(y, default_probability),
        "log_loss": calibration.log_loss(y, log_odds),
        "ece": calibration.expected_calibration_error(y, default_probability),
        "calibration_slope": calibration.fit_calibration(y, log_odds).slope,
        "calibration_intercept": calibration.calibration_in_the_large(y, log_odds),
    }


def _confusion(y: Outcomes, balanced: FloatArray) -> dict[str, float]:
    table = discrimination.confusion(y, balanced >= 0.5)
    return {
        "accuracy": table.accuracy,
        "precision": table.precision,
        "recall": table.recall,
        "f1": table.f1,
        "true_positive": table.true_positive,
        "false_positive": table.false_positive,
        "true_negative": table.true_negative,
        "false_negative": table.false_negative,
    }
