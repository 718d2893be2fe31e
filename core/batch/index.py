"""Where rows stand in a scored file, so that any of them can be read at once."""

from dataclasses import dataclass

ROWS_PER_MARK = 256
"""Rows between two noted positions."""


@dataclass(frozen=True, slots=True)
class RowIndex:
    """Positions of rows in a file that stays as it was written.

    Attributes:
        columns: names of all columns.
        separator: what stands between cells.
        rows: how many there are, without the header.
        marks: where every ``ROWS_PER_MARK``-th row begins, in bytes.
        size: bytes of the file.
        modified: when the file was last written, in nanoseconds of the system's clock.
    """

    columns: tuple[str, ...]
    separator: str
    rows: int
    marks: tuple[int, ...]
    size: int
    modified: int
