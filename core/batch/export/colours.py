"""The colours of a workbook: those of the window's light look, which core does not know."""

from typing import NamedTuple


class Tint(NamedTuple):
    """A colour of text and the one behind it."""

    text: str
    surface: str


BANDS = (Tint("#a32035", "#fbe9ec"), Tint("#8a5200", "#fdf1dd"))
