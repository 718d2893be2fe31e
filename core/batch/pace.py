"""How fast rows are scored, for the report of the progress."""

import time
from threading import Lock

from core.batch.tick import Tick

_SIGNIFICANT = 2


class Pace:
    """Counts seconds of work; those that pass while somebody is told, who may be pausing it, are none.

    Threads that work on the same thing may share it: one tells at a time, and the others wait with it.
    """

    def __init__(self) -> None:
        self._worked, self._since = 0.0, time.perf_counter()
        self._telling = Lock()

    def tell(self, tick: Tick) -> None:
        """Call ``tick`` without counting how long it takes."""
        with self._telling:
            self._worked = self._seconds()
            try:
                tick()
            finally:
                self._since = time.perf_counter()

    def words(self, rows: int) -> str:
        """How many rows are scored, and how many a second."""
        if not rows:
            return "Scoring"
        rate = float(f"{rows / max(self._seconds(), 1e-9):.{_SIGNIFICANT}g}")
        return f"Scored {rows:,} rows, {rate:,.0f} a second"

    def _seconds(self) -> float:
        return self._worked + time.perf_counter() - self._since
