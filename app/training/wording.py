"""How the tab says things: problems, how long something takes."""

from core.errors import CreditDeskError

NOTHING_CHANGED = "The model in use has not changed."
SELECT_FIRST = "Select a version first."
_UNEXPECTED = "This stopped for a reason the program did not expect; its log tells which. Try again."


def problem(error: BaseException, safe: str = NOTHING_CHANGED) -> str:
    """What went wrong, what to do, and what is safe."""
    return f"{error if isinstance(error, CreditDeskError) else _UNEXPECTED} {safe}"


def time_left(fraction: float, seconds: float) -> str:
    """How long it still takes at the pace so far; empty as long as that cannot be told."""
    if fraction < 0.1 or seconds < 2:
        return ""
    return left(seconds * (1 - fraction) / fraction)


def left(seconds: float) -> str:
    """How long it still takes, as far as an estimate can be trusted."""
    return "a few seconds left" if seconds < 10 else f"about {duration(seconds)} left"


def duration(seconds: float) -> str:
    """A time span in the unit that fits: ``8 s``, ``40 s``, ``3 min``."""
    if seconds < 10:
        return f"{round(seconds)} s"
    if seconds < 90:
        return f"{10 * round(seconds / 10)} s"
    return f"{round(seconds / 60)} min"
