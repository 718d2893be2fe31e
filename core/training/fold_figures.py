"""How a trial is judged by the folds it has come to so far."""

import numpy as np
from numpy.typing import NDArray

from core.evaluation.calibration import fit_calibration, log_loss
from core.evaluation.discrimination import auc
from core.features import FloatArray
from core.training.resampling import Target


class FoldFigures:
    """Figures over the out-of-fold rows, which grow fold by fold.

    Attributes:
        log_loss: of the probability of default, calibrated on the same rows.
        auc: mean over the folds.
    """

    def __init__(self, y: Target) -> None:
        self._y = y
        self._log_odds = np.full(len(y), np.nan)
        self._aucs: list[float] = []
        self.log_loss, self.auc = np.nan, np.nan

    def add(self, rows: NDArray[np.intp], log_odds: FloatArray) -> None:
        """Count in the rows that judge one more fold, with what its model said of them."""
        self._log_odds[rows] = log_odds
        self._aucs.append(auc(self._y[rows], log_odds))
        seen = ~np.isnan(self._log_odds)
        y, known = self._y[seen], self._log_odds[seen]
        slope, offset = fit_calibration(y, known)
        self.log_loss = log_loss(y, slope * known + offset)
        self.auc = float(np.mean(self._aucs))
