"""What the checks found in some rows: which rows, how grave, and the sentence for a person."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

BoolArray = NDArray[np.bool_]


class Status(StrEnum):
    """Row status, as written to ``row_status``."""

    SCORED = "scored"
    REFER = "refer"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that some rows break.

    Attributes:
        field: the input or factor it is about.
        status: what becomes of the rows.
        scorable: whether the rows can still be scored.
        rows: positions of the rows, shape (k,).
        sentence: the message for a row position.
    """

    field: str
    status: Status
    scorable: bool
    rows: NDArray[np.intp]
    sentence: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in n rows."""

    size: int
    found: tuple[Finding, ...]

    def scorable(self) -> BoolArray:
        """Which rows get a score, shape (n,)."""
        result = np.ones(self.size, dtype=bool)
        for finding in self.found:
            if not finding.scorable:
                result[finding.rows] = False
        return result

    def status(self) -> NDArray[np.intp]:
        """Position of each row's status in ``Status``, shape (n,): the gravest finding decides."""
        result = np.zeros(self.size, dtype=np.intp)
        for grave, status in enumerate(Status):
            for finding in self.found:
                if finding.status is status:
                    result[finding.rows] = np.maximum(result[finding.rows], grave)
        return result

    def problems(self) -> dict[int, list[tuple[str, str]]]:
        """By row: (field, sentence) of each finding, in the order of the rules."""
        result: dict[int, list[tuple[str, str]]] = {}
        for finding in self.found:
            for row in finding.rows.tolist():
                result.setdefault(row, []).append((finding.field, finding.sentence(row)))
        return result
