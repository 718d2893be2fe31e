"""Which rows of a kept file somebody wants to see, and in which order; no library is needed to say so."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Sort:
    """Which way the rows go.

    Attributes:
        column: position in ``KeptRows.columns``.
        descending: whether the largest comes first.
    """

    column: int
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """Which rows are wanted, and in which order; what is empty or None leaves all.

    Attributes:
        ratings: their ratings; "" stands for rows without one.
        statuses: their status.
        lowest: the least score.
        highest: the greatest score.
        text: what stands in the row, in whatever case.
        problem: a regular expression for ``row_problem``.
        sort: the order; None is that of the file.
    """

    ratings: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    text: str = ""
    problem: str = ""
    sort: Sort | None = None

    @property
    def is_everything(self) -> bool:
        """Whether all rows are wanted."""
        return replace(self, sort=None) == Wish()
