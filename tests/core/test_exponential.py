"""A power of e is right, and the same to the last bit on every system and processor, alone and among others."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exponential import exponential
from core.scoring import logistic

FINITE = st.floats(-708, 709)
MANY = 100
"""Rows that are computed side by side; a few are computed one by one."""


def among_many(value: float) -> float:
    return float(exponential(np.full(MANY, value))[-1])


def alone(value: float) -> float:
    return float(exponential(np.array([value]))[0])


@given(FINITE)
def test_it_is_that_of_the_decimal_specification(value: float) -> None:
    """Mike Cowlishaw's General Decimal Arithmetic, with forty digits."""
    with localcontext(prec=40):
        exact = Decimal(value).exp()
        assert abs(Decimal(alone(value)) - exact) <= 2 * Decimal(math.ulp(float(exact)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-7.9, "0x1.84c0b61a85918p-12"), (-7.4, "0x1.4078f4f2fa2a2p-11"), (-7.99, "0x1.634b14e8b7f30p-12"),
        (1.0, "0x1.5bf0a8b14576ap+1"), (0.0, "0x1.0000000000000p+0"),
    ],
)  # fmt: skip
def test_it_has_these_bits_everywhere(value: float, expected: str) -> None:
    """Of the first four, glibc has another last bit, and other systems may have still others."""
    assert alone(value).hex() == expected
    assert among_many(value).hex() == expected


def test_a_probability_has_these_bits_everywhere() -> None:
    """A file that is scored on Windows and on Linux is the same byte for byte."""
    chances = logistic(np.array([-7.97, -7.9, -7.66, -7.42]))
    expected = [0.00034555953322509364, 0.0003706061406263966, 0.0004710853847628091, 0.0005987903807693179]
    assert chances.tolist() == expected


@given(st.floats())
def test_it_is_the_same_alone_and_among_others(value: float) -> None:
    assert np.array(alone(value)).tobytes() == np.array(among_many(value)).tobytes()


@given(FINITE)
def test_a_larger_power_is_never_smaller_than_rounding_makes_it(value: float) -> None:
    """Powers that differ in their last digits alone may come to the same, or swap a last digit of theirs."""
    found = exponential(np.array([value + step * math.ulp(value) for step in range(MANY)]))
    assert (np.diff(found) >= -2 * np.spacing(found[1:])).all()


@pytest.mark.parametrize("rows", [1, MANY])
def test_at_its_limits_it_is_nothing_or_infinite(rows: int) -> None:
    ends = [exponential(np.full(rows, value))[-1] for value in (-math.inf, -1e308, -800.0, 800.0, 1e308, math.inf)]
    assert ends == [0.0, 0.0, 0.0, math.inf, math.inf, math.inf]


@pytest.mark.parametrize("shape", [(0,), (2, 1), (2, 0), (2, MANY)])
def test_it_keeps_the_shape(shape: tuple[int, ...]) -> None:
    assert exponential(np.ones(shape)).shape == shape
    assert exponential(np.ones(shape)).dtype == np.float64
