"""Texts that a spreadsheet would run instead of show, as one finds in files from outside.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end is taken for a formula by spreadsheets, also
behind blanks and quotation marks (OWASP, "CSV Injection"). An apostrophe before it makes it text. Numbers begin with a
sign too; they cannot run and are left alone in any form that people write them, as is the dash that stands for nothing.
"""

import polars as pl

OPENING = r"""^(?:[\t\r\n]|[\p{Z}\p{C}"'`]*[=+\-@＝＋－＠])"""
"""How a text begins that a spreadsheet may run."""
_UNITS = r"(?:lakhs?|lacs?|crores?|cr|(?-i:L))?\.?\s*(?:%|/-)?"
_NUMBER = rf"(?i)^\s*[+\-]?\s*(?:₹|rs\.?|inr)?\s*[+\-]?(?:\d[\d.,\s]*|\.\d+)(?:e[+\-]?\d+)?\s*{_UNITS}\s*$"
_DASHES = r"^\s*--?\s*$"
_MARK = "'"


def that_run(frame: pl.DataFrame) -> list[str]:
    """The columns with a text that a spreadsheet may run: most have none, and need no closer look."""
    found = frame.select(pl.all().str.contains(OPENING).any())
    return [name for name in found.columns if found[name].item()]


def runs(texts: pl.Expr) -> pl.Expr:
    """Whether a spreadsheet would run each text."""
    return texts.str.contains(OPENING) & ~texts.str.contains(_NUMBER) & ~texts.str.contains(_DASHES)


def defused(frame: pl.DataFrame) -> pl.DataFrame:
    """Texts with an apostrophe before each that a spreadsheet would run."""
    columns = map(pl.col, that_run(frame))
    return frame.with_columns(pl.when(~runs(column)).then(column).otherwise(_MARK + column) for column in columns)
