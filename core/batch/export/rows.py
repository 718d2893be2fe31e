"""Which rows of a scored file are exported, with which of its columns, read some at a time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core.batch.own_columns import WHAT_TO_MEND
from core.batch.problem_groups import NO_APPLICANT
from core.batch.tick import Tick
from core.findings import Status

CHUNK_ROWS = 4_096
_FIRST_ADDED, _STATUS, _PROBLEM = "default_probability", "row_status", "row_problem"
Numbers = range | NDArray[np.integer]


class Rows(Protocol):
    """Rows to export.

    Attributes:
        columns: names of the columns, the source's first.
        given: how many of them are the source's.
        fields: the name of the field that a column holds, by its position.
    """

    columns: tuple[str, ...]
    given: int
    fields: Mapping[int, str]

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    def frames(self, tick: Tick) -> Iterator[pl.DataFrame]:
        """The rows in their order as texts, some at a time; columns are named by their positions from "0" on."""
        ...


class _Scored(Protocol):
    """A scored file whose rows can be read in their order."""

    @property
    def columns(self) -> tuple[str, ...]: ...

    @property
    def fields(self) -> Mapping[str, int]: ...

    def __len__(self) -> int: ...

    def frame(self, rows: range, /) -> pl.DataFrame: ...


class _Kept(_Scored, Protocol):
    """A scored file whose rows can be read in any order."""

    def frame(self, rows: Numbers, /) -> pl.DataFrame: ...


class EveryRow:
    """All rows of a scored file."""

    def __init__(self, scored: _Scored) -> None:
        self.columns, self.given = scored.columns, _given(scored)
        self.fields = _fields(scored)
        self._scored = scored

    def __len__(self) -> int:
        return len(self._scored)

    def frames(self, tick: Tick) -> Iterator[pl.DataFrame]:
        """See ``Rows``."""
        for start in range(0, len(self), CHUNK_ROWS):
            tick()
            yield self._scored.frame(range(start, min(start + CHUNK_ROWS, len(self))))


class ChosenRows:
    """Some rows of a scored file, by their numbers from 0, in any order."""

    def __init__(self, kept: _Kept, numbers: Numbers) -> None:
        self.columns, self.given = kept.columns, _given(kept)
        self.fields = _fields(kept)
        self._kept, self._numbers = kept, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def frames(self, tick: Tick) -> Iterator[pl.DataFrame]:
        """See ``Rows``."""
        for start in range(0, len(self), CHUNK_ROWS):
            tick()
            yield self._kept.frame(self._numbers[start : start + CHUNK_ROWS])


class ProblemRows:
    """The rows that a person must look at or that were rejected, to be sent back: as they came, each with its problem.

    Rows that hold no applicant are not among them, for nobody can mend these. What was wrong with rows when they were
    sent back before is left out.

    Args:
        scored: the scored file.
        size: how many such rows it has.
    """

    def __init__(self, scored: _Scored, size: int) -> None:
        given = _given(scored)
        places = [place for place, name in enumerate(scored.columns[:given]) if name.strip() != WHAT_TO_MEND]
        self.given = len(places)
        self.columns = (*(scored.columns[place] for place in places), WHAT_TO_MEND)
        self._every, self._size = EveryRow(scored), size
        fields = _fields(scored)
        self.fields: Mapping[int, str] = {at: fields[place] for at, place in enumerate(places) if place in fields}
        self._status = str(scored.columns.index(_STATUS, given))
        problem = scored.columns.index(_PROBLEM, given)
        self._problem, kept = str(problem), (*places, problem)
        self._kept = [pl.col(str(place)).alias(str(at)) for at, place in enumerate(kept)]

    def __len__(self) -> int:
        return self._size

    def frames(self, tick: Tick) -> Iterator[pl.DataFrame]:
        """See ``Rows``."""
        for frame in self._every.frames(tick):
            wanted = pl.col(self._status) != str(Status.SCORED), ~pl.col(self._problem).str.starts_with(NO_APPLICANT)
            yield frame.filter(*wanted).select(self._kept)


def as_frame(texts: Sequence[str]) -> pl.DataFrame:
    """A row of texts, such as the names of columns, as rows are read."""
    return pl.DataFrame({str(place): [text] for place, text in enumerate(texts)})


def _fields(scored: _Scored) -> Mapping[int, str]:
    return {place: field for field, place in scored.fields.items()}


def _given(scored: _Scored) -> int:
    """How many columns the source had; none of them has the name of one that scoring adds."""
    return scored.columns.index(_FIRST_ADDED)
