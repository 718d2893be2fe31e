"""The looks of cells in a workbook: formats of numbers, and the colours of the window's light look."""

from collections.abc import Sequence
from typing import NamedTuple


class Tint(NamedTuple):
    """A colour of text and the one behind it."""

    text: str
    surface: str


BANDS = {
    "poor": Tint("#b91f36", "#fcebed"),
    "average": Tint("#9c5404", "#fdf1e0"),
    "good": Tint("#424e17", "#f0f3dc"),
    "excellent": Tint("#07713f", "#e3f5ec"),
}
"""Of the ratings, from the worst to the best."""
STATUS = {"refer": Tint("#855000", "#fff4e0"), "rejected": Tint("#b3202c", "#fdeeee")}
"""Of the rows that want attention."""
HEADER = Tint("#1b1f24", "#dfe3e8")

TEXT, QUOTED, SHARE, PLAIN_NUMBER = "text", "quoted", "share", "number"
Look = dict[str, str | bool | int]
"""Properties of a format, as xlsxwriter names them."""
_AS_TEXT: Look = {"num_format": "@"}


def of_number(decimals: int) -> str:
    """The name of the look of numbers with so many decimals."""
    return f"number {decimals}"


def of_rating(rating: str) -> str:
    """The name of the look of a rating."""
    return f"rating {rating}"


def of_status(status: str) -> str:
    """The name of the look of a status."""
    return f"status {status}"


def looks(ratings: Sequence[str], decimals: set[int]) -> dict[str, Look]:
    """All looks of a workbook by name.

    Args:
        ratings: of the model, the worst first.
        decimals: how many its columns of numbers have.
    """
    tints = list(BANDS.values())
    bands = {
        rating: tints[round(place * (len(tints) - 1) / max(len(ratings) - 1, 1))]
        for place, rating in enumerate(ratings)
    }
    return {
        TEXT: _AS_TEXT,
        QUOTED: _AS_TEXT | {"quote_prefix": True},
        SHARE: {"num_format": "0.00%"},
        **{of_number(count): {"num_format": "0." + "0" * count if count else "0"} for count in sorted(decimals)},
        **{of_rating(rating): _tinted(tint) for rating, tint in bands.items()},
        **{of_status(status): _tinted(tint) for status, tint in STATUS.items()},
    }


def _tinted(tint: Tint) -> Look:
    return {"font_color": tint.text, "bg_color": tint.surface}
