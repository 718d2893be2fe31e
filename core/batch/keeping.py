"""What gets the rows of a file beside the scored file itself, as they are scored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from core.batch.chunk import ScoredRows


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a file before its first row.

    Attributes:
        header: names of its columns.
        separator: what stands between the cells of ``ScoredRows.lines``.
        fields: position of the column by the name of the field that it holds.
        texts: the reason that each factor is, in the order of ``Scorecard.factors``.
        reasons: how many reasons a row has room for.
        first_line: the number of the line, from 1, in which the first row stands.
    """

    header: tuple[str, ...]
    separator: str
    fields: Mapping[str, int]
    texts: tuple[str, ...]
    reasons: int
    first_line: int


class Keeper(Protocol):
    """Gets all rows of one file, in order."""

    def begin(self, beginning: Beginning) -> None:
        """Make ready for the first rows."""
        ...

    def keep(self, rows: ScoredRows) -> None:
        """Take the next rows."""
        ...


class NoKeeper:
    """Keeps nothing."""

    def begin(self, beginning: Beginning) -> None:
        """Nothing is needed."""

    def keep(self, rows: ScoredRows) -> None:
        """Nothing is kept."""
