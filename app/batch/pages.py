"""The rows of a view of a scored file, read a page at a time; the pages read last are kept."""

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.batch.kept.view import View

PAGE_ROWS = 128
_PAGES = 64


class Pages:
    """Gives any row of a view.

    Attributes:
        view: which rows there are, and in which order.
    """

    def __init__(self, view: "View") -> None:
        self.view = view
        self._kept: OrderedDict[int, list[tuple[str, ...]]] = OrderedDict()
        self._last: tuple[int, list[tuple[str, ...]]] = -1, []

    def __len__(self) -> int:
        return len(self.view)

    def row(self, place: int) -> tuple[str, ...]:
        """The texts of a row by its place in the view.

        Raises:
            FileError: the rows are gone or damaged.
        """
        page, line = divmod(place, PAGE_ROWS)
        if page != self._last[0]:  # nearly all rows are on the page of the row before
            self._last = page, self._page(page)
        return self._last[1][line]

    def number(self, place: int) -> int:
        """The number of a row in the file, from 0, by its place in the view."""
        return int(self.view.rows[place])

    def line(self, place: int) -> int:
        """The number of a row as a spreadsheet shows it, by its place in the view."""
        return self.view.kept.line(self.number(place))

    def _page(self, number: int) -> list[tuple[str, ...]]:
        if number not in self._kept:
            start = number * PAGE_ROWS
            self._kept[number] = self.view.page(start, start + PAGE_ROWS)
            if len(self._kept) > _PAGES:
                self._kept.popitem(last=False)
        self._kept.move_to_end(number)
        return self._kept[number]
