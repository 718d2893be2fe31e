"""Whether the defaults of each band are no more than its probabilities of default promised.

The p-value is that of the Jeffreys test (European Central Bank, Instructions for reporting the validation results of
internal models, 2019): the chance that the true rate is at most the mean PD, given D defaults among N borrowers and
Jeffreys' prior, p = BetaCDF(PD; D + ½, N − D + ½). A small one says that PDs are too low.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from core.evaluation.estimate import Estimate, share
from core.evaluation.inputs import Flags, FloatArray, Outcomes, defaulted, probabilities
from core.scorecard import Band


class Light(StrEnum):
    """How sure it is that PDs are too low: below 95 %, below 99.9 %, or surer."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


_YELLOW, _RED = 0.95, 0.999


@dataclass(frozen=True, slots=True)
class BandTest:
    """The back-test of one band.

    Attributes:
        band: its rating.
        rows: borrowers in it.
        defaults: how many of them defaulted.
        mean_pd: mean probability of default; None without borrowers.
        default_rate: with Wilson's interval.
        p_value: of the Jeffreys test; None without borrowers.
        light: the traffic light; None without borrowers.
    """

    band: str
    rows: int
    defaults: int
    mean_pd: float | None
    default_rate: Estimate
    p_value: float | None
    light: Light | None


def jeffreys(pd: float, defaults: int, rows: int) -> float:
    """The p-value of the Jeffreys test.

    Args:
        pd: what was promised, between 0 and 1.
        defaults: how many there were, at most ``rows``.
        rows: borrowers, not negative.
    """
    return float(special.betainc(defaults + 0.5, rows - defaults + 0.5, pd))


def light(p_value: float) -> Light:
    """The traffic light of a p-value."""
    sure = 1.0 - p_value
    if sure >= _RED:
        return Light.RED
    return Light.YELLOW if sure >= _YELLOW else Light.GREEN


def back_test(
    y: Outcomes, pd: FloatArray, credit_score: NDArray[np.integer[Any]], bands: Sequence[Band]
) -> tuple[BandTest, ...]:
    """The back-test of each band, from the best to the worst.

    Args:
        y: outcomes, shape (n,).
        pd: probabilities of default, shape (n,).
        credit_score: whole scores, shape (n,).
        bands: lowest first.

    Raises:
        DataError: empty, of unequal length, with one outcome only, or with a PD that is no probability.
    """
    flags = defaulted(y)
    values = probabilities(pd, flags.size)
    places = np.maximum(np.searchsorted([band.minimum for band in bands], credit_score, side="right") - 1, 0)
    found = [_band_test(band.rating, flags, values, places == place) for place, band in enumerate(bands)]
    return tuple(found[::-1])


def _band_test(name: str, flags: Flags, values: FloatArray, chosen: Flags) -> BandTest:
    rows, defaults = int(np.count_nonzero(chosen)), int(np.count_nonzero(flags & chosen))
    rate = share(defaults, rows)
    if not rows:
        return BandTest(name, 0, 0, None, rate, None, None)
    mean_pd = float(values[chosen].mean())
    p_value = jeffreys(mean_pd, defaults, rows)
    return BandTest(name, rows, defaults, mean_pd, rate, p_value, light(p_value))
