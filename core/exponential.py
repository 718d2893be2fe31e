"""e to a power, the same to the last bit wherever it is computed; numpy leaves it to the processor and the system.

Multiplied, divided and added is alike everywhere, as IEEE 754 says, and nothing else is done here. The fraction is that
of S. L. Moshier's Cephes library, ``exp.c``: e^r = 1 + 2 r P(r²) / (Q(r²) − r P(r²)) for |r| ≤ ln 2 / 2.
"""

import math
from typing import TypeVar

import numpy as np

from core.features import FloatArray

_Number = TypeVar("_Number", float, FloatArray)

_FAR = 800.0
"""Beyond it, a power of e is 0 or infinite."""
_TWOS_IN_E = 1.4426950408889634
_LN_2, _LN_2_REST = 0.693145751953125, 1.42860682030941723212e-6
"""ln 2 in two parts; the first has so few digits that whole multiples of it are exact."""
_P = (1.26177193074810590878e-4, 3.02994407707441961300e-2, 9.99999999999999999910e-1)
_Q = (3.00198505138664455042e-6, 2.52448340349684104192e-3, 2.27265548208155028766e-1, 2.00000000000000000009)
_FEW = 8
"""Numbers that Python has done with before numpy has begun: one applicant's."""


def exponential(powers: FloatArray) -> FloatArray:
    """e^x to within two units of the last place; NaN stays NaN."""
    if powers.size <= _FEW:
        return np.array([_of_one(power) for power in powers.ravel().tolist()]).reshape(powers.shape)
    return _of_many(powers)


@np.errstate(invalid="ignore", over="ignore", under="ignore")  # NaN as a whole number is anything; NaN is left of it
def _of_many(powers: FloatArray) -> FloatArray:
    held = np.clip(powers, -_FAR, _FAR)
    twos = np.rint(held * _TWOS_IN_E)
    result: FloatArray = np.ldexp(_rest(held, twos), twos.astype(np.int32))
    return result


def _of_one(power: float) -> float:
    if math.isnan(power):
        return power
    held = min(max(power, -_FAR), _FAR)
    twos = round(held * _TWOS_IN_E)
    try:
        return math.ldexp(_rest(held, float(twos)), twos)
    except OverflowError:
        return math.inf


def _rest(power: _Number, twos: _Number) -> _Number:
    """e^x / 2^k, with k as near to x / ln 2 as can be."""
    rest = power - twos * _LN_2 - twos * _LN_2_REST
    square = rest * rest
    odd = rest * ((_P[0] * square + _P[1]) * square + _P[2])
    even = ((_Q[0] * square + _Q[1]) * square + _Q[2]) * square + _Q[3]
    return 1.0 + 2.0 * (odd / (even - odd))
