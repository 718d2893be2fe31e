"""The calibration of a trained model: log-odds to the probability of default that the bank sees.

Fitted on out-of-fold predictions, whatever resampling moved the log-odds. Random under-sampling leaves most good loans
out, and how high the log-odds of a model lie depends on which it drew, so the final model lies higher or lower than
those of the folds. The loans that it did not draw are as new to it as each row is to the model of its fold: the offset
is moved until both give those loans the same mean PD.
"""

from dataclasses import replace

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from core.errors import DataError
from core.evaluation.calibration import fit_calibration
from core.features import FloatArray
from core.scorecard import Calibration
from core.training.factors import Factors
from core.training.fitting import Fitted, Settings
from core.training.resampling import Target, drawn_rows

_FARTHEST = 100.0
"""Log-odds by which an offset is moved at most; no model comes near."""


def calibration(y: Target, out_of_fold: FloatArray) -> Calibration:
    """Fit the calibration.

    Args:
        y: 1 for a default, shape (n,).
        out_of_fold: log-odds of each row from the model that did not see it, shape (n,).

    Raises:
        DataError: the models call those safer who default more often.
    """
    slope, offset = fit_calibration(y, out_of_fold)
    if slope <= 0:
        raise DataError(
            "The factors of these tables do not tell who defaults: borrowers that a model calls safer default more "
            "often. Check that the default column and the ids belong together."
        )
    return Calibration(slope, offset, base_rate=float(y.mean()), calibrated=True)


def levelled(
    found: Calibration,
    y: Target,
    out_of_fold: FloatArray,
    fitted: Fitted,
    factors: Factors,
    settings: Settings,
    seed: int,
) -> Calibration:
    """The same for the final model: where it did not draw all rows, at the level of those it did not.

    Args:
        found: from ``calibration``.
        y: outcomes of the training rows, shape (n,).
        out_of_fold: their log-odds, as ``calibration`` took them.
        fitted: the final model.
        factors: of the training rows.
        settings: what was fitted.
        seed: of its resampling.
    """
    if settings.resampling != "under":
        return found
    is_left_out = np.ones(len(y), dtype=bool)
    is_left_out[drawn_rows(y, seed)] = False
    if not is_left_out.any():
        return found
    aim = float(expit(found.slope * out_of_fold[is_left_out] + found.offset).mean())
    log_odds = found.slope * fitted.log_odds(factors.take(is_left_out))

    def excess(offset: float) -> float:
        return float(expit(log_odds + offset).mean()) - aim

    return replace(found, offset=float(brentq(excess, found.offset - _FARTHEST, found.offset + _FARTHEST)))
