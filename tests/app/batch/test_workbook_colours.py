"""A workbook has the colours of the window, which core does not know."""

import pytest

from app.services.colours import LIGHT
from core.batch.export import looks
from core.batch.export.looks import Tint


def tint(role: str) -> Tint:
    return Tint(getattr(LIGHT, role).name(), getattr(LIGHT, f"{role}_surface").name())


@pytest.mark.parametrize("role", looks.BANDS)
def test_ratings_are_coloured_as_in_the_window(role: str) -> None:
    assert looks.BANDS[role] == tint(role)


def test_rows_that_want_attention_are_coloured_as_in_the_window() -> None:
    assert looks.STATUS["refer"] == tint("warning")
    assert looks.STATUS["rejected"] == tint("error")
