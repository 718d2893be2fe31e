"""How slow work reports and is cancelled: one callback, which raises ``Cancelled`` to stop the work."""

from collections.abc import Callable

Report = Callable[[float, str], None]
"""Called with the share done (0 to 1) and a short message for people; may raise ``Cancelled``."""


class Cancelled(BaseException):
    """The user stopped the work.

    Not an ``Exception``: libraries that catch ``Exception`` would swallow it and return a wrong result.
    """


def silent(fraction: float, message: str) -> None:
    """A report that goes nowhere, for callers who do not watch."""


def part_of(report: Report, start: float, end: float) -> Report:
    """Give a sub-step the share from ``start`` to ``end`` of its caller's progress."""

    def report_part(fraction: float, message: str) -> None:
        report(start + (end - start) * min(max(fraction, 0.0), 1.0), message)

    return report_part
