"""How the figures of a judgement are written."""

from typing import TYPE_CHECKING

from app.widgets.figures import MINUS
from app.widgets.figures import percent as in_window

if TYPE_CHECKING:
    from core.evaluation.estimate import Estimate

NOTHING = "–"
"""What stands where there is no figure."""


def number(value: float | None, places: int = 4) -> str:
    """A figure with its decimals."""
    return NOTHING if value is None else f"{value:.{places}f}".replace("-", MINUS)


def percent(value: float | None, places: int = 1) -> str:
    """A share in per cent: ``8.3 %``."""
    return NOTHING if value is None else in_window(value, places)


def interval(one: "Estimate", places: int = 4, *, in_percent: bool = False) -> str:
    """The 95 % interval: ``0.9847–0.9965``, or ``6.1–11.0 %``; empty where it cannot be told."""
    if one.low is None or one.high is None:
        return ""
    scale = 100 if in_percent else 1
    low, high = (f"{scale * limit:.{places}f}".replace("-", MINUS) for limit in (one.low, one.high))
    between = " to " if MINUS in low + high else "–"
    return f"{low}{between}{high}{' %' if in_percent else ''}"


def estimate(one: "Estimate", places: int = 4) -> str:
    """A figure with its interval in brackets: ``0.9906 (0.9847–0.9965)``."""
    return _with(number(one.value, places), interval(one, places))


def share(one: "Estimate", places: int = 1) -> str:
    """A share in per cent with its interval in brackets: ``8.3 % (6.1–11.0)``."""
    return _with(percent(one.value, places), interval(one, places, in_percent=True).removesuffix(" %"))


def p_value(value: float | None) -> str:
    """The chance of a test."""
    if value is None:
        return NOTHING
    return "< 0.001" if value < 0.001 else f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def factor_name(name: str) -> str:
    """A factor, or what else is told by its name, as people read it."""
    from core.features import FEATURES

    return FEATURES[name].label if name in FEATURES else name.replace("_", " ").capitalize()


def _with(text: str, between: str) -> str:
    return f"{text} ({between})" if between else text
