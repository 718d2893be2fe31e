"""Text as the XML of a workbook holds it."""

import polars as pl

SPECIAL = r"[&<>\x00-\x08\x0b-\x1f\x{fffe}\x{ffff}]|_x"
"""What has to be written in another way."""
EDGES = r"^\s|\s$"
"""Blanks that are lost unless it is said that they count."""
MOST_LETTERS = 7
"""What a letter may become."""
_CONTROLS = [chr(code) for code in (*range(0x09), *range(0x0B, 0x20), 0xFFFE, 0xFFFF)]
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_x": "_x005F_x"} | {
    letter: f"_x{ord(letter):04X}_" for letter in _CONTROLS
}
"""As Office Open XML writes what XML cannot, and what looks like it (ECMA-376, part 1, 22.4.2.4)."""


def escaped(texts: pl.Expr) -> pl.Expr:
    """Texts as they stand in XML."""
    return texts.str.replace_many(_ESCAPES)
