"""What a person may decide about an export."""

from dataclasses import dataclass

from core.scorecard import CUTOFF

SHEET_ROWS = 1_048_576
"""Rows of a sheet, its header among them."""


@dataclass(frozen=True, slots=True)
class Options:
    """Decisions about one export.

    Attributes:
        defuse: whether texts that a spreadsheet would run are made harmless.
        cutoff: the score from which on loans are approved, for the summary.
        sheet_rows: the most rows of a sheet, its header among them.
    """

    defuse: bool = True
    cutoff: int = CUTOFF
    sheet_rows: int = SHEET_ROWS
