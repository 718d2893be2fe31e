"""The chi-square distribution in its closed form; importing scipy for it would take longer than scoring a file."""

import math

_HALVINGS = 60


def upper_tail(value: float, freedom: int) -> float:
    """The chance that a chi-square variable is larger than a value (Abramowitz & Stegun 1964, 26.4.4, 26.4.5, 26.4.8).

    Args:
        value: not negative.
        freedom: degrees of freedom, at least 1.
    """
    half = value / 2.0
    odd = freedom % 2
    tail = math.erfc(math.sqrt(half)) if odd else 0.0
    for step in range(odd, freedom, 2):
        tail += math.exp(-half) * half ** (step / 2) / math.gamma(step / 2 + 1)
    return tail


def upper_point(chance: float, freedom: int) -> float:
    """The value that a chi-square variable passes with a chance between 0 and 1, such as 3.84 for 0.05 and 1."""
    low, high = 0.0, 1.0
    while upper_tail(high, freedom) > chance:
        high *= 2.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        low, high = (middle, high) if upper_tail(middle, freedom) > chance else (low, middle)
    return high
