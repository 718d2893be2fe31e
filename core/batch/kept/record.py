"""One row of a kept file as a record of numbers: what scoring found, the numbers it read, where its line stands."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.batch.chunk import ScoredRows

Records = NDArray[np.void]


def record_type(fields: Sequence[str], reasons: int) -> "np.dtype[np.void]":
    """The parts of a record; −1 stands for no band or reason, NaN for no number, infinity for a text that is none."""
    return np.dtype(
        [
            ("start", "<u8"),
            ("size", "<u4"),
            ("default_probability", "<f8"),
            ("balanced_probability", "<f8"),
            ("credit_score", "<i4"),
            ("band", "i1"),
            ("status", "i1"),
            ("reasons", "i1", (reasons,)),
            *((name, "<f8") for name in fields),
        ]
    )


def records_of(rows: ScoredRows, kind: "np.dtype[np.void]", start: int, sizes: NDArray[np.uint32]) -> Records:
    """The records of some rows.

    Args:
        rows: what became of them.
        kind: of ``record_type``, for fields that are among their inputs.
        start: where the line of the first row stands in bytes.
        sizes: bytes of each line, with its line end.
    """
    records = np.zeros(rows.size, kind)
    records["start"] = start + np.cumsum(sizes, dtype=np.uint64) - sizes
    records["size"] = sizes
    for name in ("default_probability", "balanced_probability"):
        records[name] = np.where(rows.valid, getattr(rows.scores, name), np.nan)
    records["credit_score"] = np.where(rows.valid, rows.scores.credit_score, 0)
    records["band"] = np.where(rows.valid, rows.scores.band, -1)
    records["status"] = rows.status
    records["reasons"] = rows.reasons.T
    for name in kind.fields or ():
        if name in rows.inputs:
            records[name] = rows.inputs[name]
    return records
