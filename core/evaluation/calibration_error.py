"""The expected calibration error (ECE) with how sure it is, by drawing the rows again.

The interval runs from the 2.5 % to the 97.5 % point of the ECE of ``_SAMPLES`` samples of as many rows, drawn from the
rows with replacement, always the same ones, each row staying in its group (percentile bootstrap, Efron & Tibshirani
1993, chapter 13). The ECE is biased upward: that of flawless probabilities is above 0, the more so the fewer rows there
are (Roelofs, Cain, Shlens & Mozer 2022). Drawing again adds as much once more, so that the figure may lie below nearly
all samples; the interval is widened to hold it.
"""

import numpy as np
from numpy.typing import NDArray

from core.evaluation.calibration import expected_calibration_error, groups_by_pd
from core.evaluation.estimate import Estimate
from core.evaluation.inputs import FloatArray, Outcomes, defaulted, probabilities

_SAMPLES = 200
_SEED = 42


def calibration_error(y: Outcomes, pd: FloatArray) -> Estimate:
    """The ECE with its interval; without limits where no sample differs from the rows.

    Args:
        y: outcomes, shape (n,).
        pd: probabilities of default, shape (n,).

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with a PD that is no probability.
    """
    flags = defaulted(y)
    values = probabilities(pd, flags.size)
    found = expected_calibration_error(flags, values)
    low, high = np.quantile(_drawn_again(values - flags, groups_by_pd(values)), (0.025, 0.975)).tolist()
    low, high = min(low, found), max(high, found)
    return Estimate(found, low, high, flags.size) if low < high else Estimate(found, None, None, flags.size)


def _drawn_again(excess: FloatArray, group: NDArray[np.intp]) -> FloatArray:
    """The ECE of each sample, from what each row's PD is above its outcome; the order of rows does not matter."""
    order = np.lexsort((excess, group))
    excess, group = excess[order], group[order]
    random = np.random.default_rng(_SEED)
    samples = (random.integers(0, excess.size, excess.size, dtype=np.int32) for _ in range(_SAMPLES))
    found = [np.abs(np.bincount(group.take(rows), excess.take(rows))).sum() for rows in samples]
    return np.array(found) / excess.size
