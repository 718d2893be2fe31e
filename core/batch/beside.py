"""Work in a thread beside the program's own: the next rows are read, and the last ones written, while rows are scored.

Numpy, polars and the disk let other threads go on while they work, so both cores of a small computer are busy.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

Item = TypeVar("Item")


def ahead(threads: Executor, items: Iterable[Item]) -> Iterator[Item]:
    """Each of the items, while the next one is made in another thread; raises what making them raises."""
    source = iter(items)
    upcoming = threads.submit(next, source, None)
    while (item := upcoming.result()) is not None:
        upcoming = threads.submit(next, source, None)
        yield item


class Behind:
    """Does one thing after the other in another thread, never more than one at a time."""

    def __init__(self, threads: Executor) -> None:
        self._threads = threads
        self._doing: Future[None] | None = None

    def do(self, work: Callable[[], None]) -> None:
        """Begin some work when that before is done; raises what that raised."""
        self.wait()
        self._doing = self._threads.submit(work)

    def wait(self) -> None:
        """Wait until all is done; raises what the last work raised."""
        if self._doing is not None:
            self._doing.result()
