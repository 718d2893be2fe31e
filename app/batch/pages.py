"""The rows of a scored file, read a page at a time; the pages read last are kept."""

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.batch.results import Results

PAGE_ROWS = 256
_PAGES = 64


class Pages:
    """Gives any row of a file."""

    def __init__(self, results: "Results") -> None:
        self._results = results
        self._kept: OrderedDict[int, list[tuple[str, ...]]] = OrderedDict()

    def row(self, number: int) -> tuple[str, ...]:
        """The texts of a row.

        Raises:
            FileError: the file was changed or removed since it was written.
        """
        page, place = divmod(number, PAGE_ROWS)
        return self._page(page)[place]

    def _page(self, number: int) -> list[tuple[str, ...]]:
        if number not in self._kept:
            self._kept[number] = self._results.page(number * PAGE_ROWS, PAGE_ROWS)
            if len(self._kept) > _PAGES:
                self._kept.popitem(last=False)
        self._kept.move_to_end(number)
        return self._kept[number]
