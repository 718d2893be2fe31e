"""How numbers are written for people: in lakh/crore grouping, and amounts as people say them."""

import re

_PLACES = re.compile(r"(\d)(?=(\d\d)+\d$)")
MINUS = "−"
"""The sign of a negative number in print."""
_SIZES = ((1e7, "crore"), (1e5, "lakh"), (1e3, "thousand"))


def grouped(number: str) -> str:
    """A number in digits with commas in it: ``12,40,000``, ``-1,000.5``; one with an exponent as it is."""
    whole, point, decimals = number.partition(".")
    return number if "e" in number else _PLACES.sub(r"\1,", whole) + point + decimals


def counted(count: int, thing: str) -> str:
    """How many there are of a thing: ``1 row``, ``2,400 rows``."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def rounded(number: float, decimals: int) -> str:
    """A number with as many decimals as it needs, at most so many."""
    text = f"{number:.{decimals}f}"
    return grouped(text.rstrip("0").rstrip(".") if "." in text else text)


def in_words(amount: float) -> str:
    """An amount of a thousand or more as people say it: 12.4 lakh, 1.86 crore; nothing for a smaller one."""
    if amount < _SIZES[-1][0]:
        return ""
    counts = ((round(amount / size, 2), word) for size, word in _SIZES)
    return next(f"{rounded(count, 2)} {word}" for count, word in counts if count >= 1)


def in_short(number: float) -> str:
    """A number in three digits, as people say it: ``49.9``, ``0.25``, ``650``, ``12.4 lakh``."""
    return in_words(number) or rounded(float(f"{number:.3g}"), 3)
