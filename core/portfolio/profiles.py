"""What each column of the three tables holds: values, gaps, whether it says anything, and what becomes of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from core import parsing
from core.portfolio.cells import Texts
from core.portfolio.columns import BARRED, ID, LOAN_ID, TARGET
from core.portfolio.places import Places
from core.portfolio.sources import Tables
from core.progress import Report, silent
from core.schema import field, is_field

_NEAR_UNIQUE = 0.95
_FEWEST = 20
"""Among fewer values that all differ, chance is a good enough reason."""


class Use(StrEnum):
    """What becomes of a column."""

    KEY = "key"
    OUTCOME = "outcome"
    INPUT = "input"
    BARRED = "barred"
    ELSEWHERE = "taken from another table"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column of a table.

    Attributes:
        table: customers, loans or bureau.
        name: as the program calls it.
        rows: of the table.
        missing: rows without a value, blank or by a word such as N/A.
        distinct: different texts among the values.
        use: what becomes of it.
        reason: why no model may see it, be it barred or a key; else empty.
    """

    table: str
    name: str
    rows: int
    missing: int
    distinct: int
    use: Use
    reason: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it has no value at all."""
        return self.distinct == 0

    @property
    def is_constant(self) -> bool:
        """Whether all its values are the same, so that they tell nobody from another."""
        return self.distinct == 1

    @property
    def is_near_unique(self) -> bool:
        """Whether nearly every row has a text of its own, as names and numbers of files have; keys should."""
        if self.use is Use.KEY or (is_field(self.name) and not field(self.name).is_category):
            return False
        known = self.rows - self.missing
        return known >= _FEWEST and self.distinct >= _NEAR_UNIQUE * known

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "table": self.table, "name": self.name, "rows": self.rows, "missing": self.missing,
            "distinct": self.distinct, "use": str(self.use), "reason": self.reason, "constant": self.is_constant,
            "near_unique": self.is_near_unique,
        }  # fmt: skip


def profile(tables: Tables, places: Places, report: Report = silent) -> tuple[ColumnProfile, ...]:
    """All columns of the three tables, in their order.

    Args:
        tables: as read.
        places: by column, the table it is taken from.
        report: told the column being looked at; may cancel.
    """
    columns = [(table, name) for table, frame in tables.frames().items() for name in frame.columns]
    found = []
    for position, (table, name) in enumerate(columns):
        report(position / len(columns), f"Looking at {name}")
        texts = tables.frames()[table][name]
        found.append(
            ColumnProfile(table, name, len(texts), *_counts(texts), _use(table, name, places), BARRED.get(name, ""))
        )
    return tuple(found)


def _counts(texts: Texts) -> tuple[int, int]:
    """Rows without a value, and different values."""
    positions, different = pd.factorize(texts)
    rows = np.bincount(positions[positions >= 0], minlength=len(different))
    nothing = np.array([parsing.is_nothing(text) for text in different], dtype=bool)
    return len(texts) - int(rows[~nothing].sum()), int((~nothing).sum())


def _use(table: str, name: str, places: Places) -> Use:
    if name == ID or (name == LOAN_ID and table == "loans"):
        return Use.KEY
    if name in BARRED:
        return Use.BARRED
    if name not in places:
        return Use.UNUSED
    if places[name] != table:
        return Use.ELSEWHERE
    return Use.OUTCOME if name == TARGET else Use.INPUT
