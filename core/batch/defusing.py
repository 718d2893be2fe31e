"""Texts that a spreadsheet would run instead of show, as one finds in files from outside.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end is taken for a formula by spreadsheets, also
behind blanks and quotation marks (OWASP, "CSV Injection"). An apostrophe before it makes it text. Numbers begin with a
sign too; they cannot run and are left alone in any form that people write them, as is the dash that stands for nothing.
So is a text that has its apostrophe already.
"""

import re

import polars as pl

OPENING = r"""^(?:[\t\r\n]|[\p{Z}\p{C}"'`]*[=+\-@＝＋－＠])"""
"""How a text begins that a spreadsheet may run."""
_UNITS = r"(?:lakhs?|lacs?|crores?|cr|(?-i:L))?\.?\s*(?:%|/-)?"
_NUMBER = rf"(?i)^\s*[+\-]?\s*(?:₹|rs\.?|inr)?\s*[+\-]?(?:\d[\d.,\s]*|\.\d+)(?:e[+\-]?\d+)?\s*{_UNITS}\s*$"
_DASHES = r"^\s*--?\s*$"
_MARK = "'"
_MAY_RUN = re.compile(r"(?!--?\Z|[+\-][0-9][0-9.,]*\Z)(?:[\t\r\n]|[\W_]*?[=+\-@＝＋－＠])")
"""How most texts do not begin that cannot run: they need no closer look."""


def that_run(frame: pl.DataFrame) -> list[str]:
    """The columns with a text that a spreadsheet may run: most have none, and need no closer look."""
    found = frame.select(pl.all().str.contains(OPENING).any())
    return [name for name in found.columns if found[name].item()]


def runs(texts: pl.Expr) -> pl.Expr:
    """Whether a spreadsheet would run each text."""
    opens = texts.str.contains(OPENING) & ~texts.str.starts_with(_MARK)
    return opens & ~texts.str.contains(_NUMBER) & ~texts.str.contains(_DASHES)


def would_run(text: str) -> bool:
    """The same of one text."""
    return bool(_MAY_RUN.match(text)) and bool(pl.select(runs(pl.lit(text))).item())


def marked(texts: pl.Expr) -> pl.Expr:
    """Texts with an apostrophe before each that a spreadsheet would run."""
    return pl.when(~runs(texts)).then(texts).otherwise(_MARK + texts)


def marked_text(text: str) -> str:
    """The same of one text."""
    return _MARK + text if would_run(text) else text


def marked_words(cells: int) -> str:
    """What to say of cells whose texts got an apostrophe while their file was read."""
    return (
        f"Cells whose text a spreadsheet would run, such as '=1+1': {cells:,}; an apostrophe marks each as text, "
        "unless that is turned off."
    )


def defused(frame: pl.DataFrame) -> pl.DataFrame:
    """The same of all texts of a table."""
    return frame.with_columns(marked(pl.col(name)) for name in that_run(frame))
