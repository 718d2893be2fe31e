"""Texts are put in the order that Python's own stable sort gives, however many different ones there are."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batch.kept.text_order import order_of_texts

_PARTS = st.sampled_from(["", "CUST-0000", "a", "B", "b", "é", "É", "ß", "漢", "𝔘", "zz", "12345678", "0", " "])
_TEXTS = st.lists(st.lists(_PARTS, max_size=5).map("".join), max_size=30)


@pytest.fixture(params=["few", "many"])
def _kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways: by the list of different texts, and by what they begin with."""
    if request.param == "many":
        monkeypatch.setattr("core.batch.kept.text_order._FEW", -1)


def _order(texts: list[str], *, descending: bool) -> list[int]:
    return [int(row) for row in order_of_texts(pl.Series(texts, dtype=pl.String), descending=descending)]


@pytest.mark.usefixtures("_kind")
@given(texts=_TEXTS, descending=st.booleans())
def test_the_order_is_that_of_python(texts: list[str], descending: bool) -> None:
    expected = sorted(range(len(texts)), key=lambda row: texts[row].lower(), reverse=descending)
    assert _order(texts, descending=descending) == expected


@pytest.mark.usefixtures("_kind")
@pytest.mark.parametrize("descending", [False, True])
def test_numbers_behind_a_shared_beginning_are_in_order(descending: bool) -> None:
    texts = [f"CUST-2026-{row * 7919 % 1000:08d}" for row in range(1000)]
    assert _order(texts, descending=descending) == sorted(range(1000), key=lambda row: texts[row], reverse=descending)
