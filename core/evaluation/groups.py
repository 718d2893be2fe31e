"""Rows in groups by what they have in common, such as the purpose of the loan."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation.inputs import Flags

UNKNOWN = "not given"
"""The name of the group of rows of which it is not known to which they belong."""


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """One way to group rows.

    Attributes:
        name: what the rows are grouped by.
        labels: of the groups.
        codes: positions in ``labels``, negative where unknown, shape (n,).
    """

    name: str
    labels: tuple[str, ...]
    codes: NDArray[np.integer[Any]]

    def groups(self) -> Iterator[tuple[str, Flags]]:
        """Each group that has rows, with where they are; those of which nothing is known come last."""
        for code, label in enumerate(self.labels):
            chosen = self.codes == code
            if chosen.any():
                yield label, chosen
        if (self.codes < 0).any():
            yield UNKNOWN, self.codes < 0
