"""Rows are put in the order of any column: numbers as numbers, empty cells last, equal rows as they were.

The oracle is Python's own stable sort of the texts in the scored file.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.batch.kept.rows import KeptRows
from core.batch.kept.view import Chooser
from core.batch.kept.wish import Sort, Wish
from tests.core.batch.files import applicants
from tests.core.batch.kept.making import CARD, kept_rows

_TEXTS = st.one_of(
    st.sampled_from(["", "10", "9", "-3.5", "007", "1e3", "ten", "Ten", "TEN", "9a", "n/a", "Zoë", "zoe", "é", "²"]),
    st.text("abAB12 .,-éÉ\n\"'", max_size=12),
)
_AGES = st.sampled_from(["", "30", "45", "100", "19", "forty", "Forty", "n/a", "3e1", "45.0", "old"])
_MONEY = st.sampled_from(["", "500000", "12,40,000", "₹ 3 lakh", "0.5 crore", "2000000.50", "much"])
_Key = tuple[int, float | str]
_BANDS = [band.rating for band in CARD.bands]
_STATUS = ["scored", "refer", "rejected"]


@st.composite
def _rows(draw: st.DrawFn) -> list[dict[str, str]]:
    changes = st.fixed_dictionaries({"cust_id": _TEXTS, "age": _AGES, "income": _MONEY, "note": _TEXTS})
    return [{"note": "", **row} for row in applicants(*draw(st.lists(changes, min_size=1, max_size=12)))]


def _order(kept: KeptRows, name: str, *, descending: bool) -> list[int]:
    view = Chooser(kept).choose(Wish(sort=Sort(kept.columns.index(name), descending)))
    return list(map(int, view.rows))


def _expected(keys: Sequence[_Key], *, descending: bool) -> list[int]:
    """By groups, and within each by the key; equal ones in the order of the file."""
    groups = sorted({group for group, _ in keys})
    found: list[int] = []
    for group in groups:
        rows = [row for row, key in enumerate(keys) if key[0] == group]
        found += sorted(rows, key=lambda row: keys[row], reverse=descending)  # keeps equal ones as they were
    return found


def _of_text(text: str) -> _Key:
    try:
        number = float(text) if text and text.isascii() and not set(text) & set(" \n_") else None
    except ValueError:
        number = None
    if number is not None:
        return 0, number
    return (1, text.lower()) if text else (2, 0)


@settings(max_examples=50)  # each scores a file
@given(rows=_rows(), descending=st.booleans())
def test_any_order_is_that_of_the_texts(rows: list[dict[str, str]], descending: bool) -> None:
    with TemporaryDirectory() as name:
        kept = kept_rows(Path(name), rows)
        page = kept.page(range(len(kept)))
        for column in ("cust_id", "note", "row_problem", "reason_1", "default_probability", "credit_score"):
            place = kept.columns.index(column)
            keys = [_of_text(row[place]) for row in page]
            assert _order(kept, column, descending=descending) == _expected(keys, descending=descending)


@settings(max_examples=50)  # each scores a file
@given(rows=_rows(), descending=st.booleans())
def test_fields_are_in_the_order_of_what_scoring_read(rows: list[dict[str, str]], descending: bool) -> None:
    known = {"12,40,000": 1_240_000.0, "₹ 3 lakh": 300_000.0, "0.5 crore": 5_000_000.0, "3e1": 30.0}
    with TemporaryDirectory() as name:
        kept = kept_rows(Path(name), rows)
        for field in ("age", "income"):
            texts = ["" if row[field] == "n/a" else row[field] for row in rows]
            keys = [(0, known[text]) if text in known else _of_text(text) for text in texts]
            assert _order(kept, field, descending=descending) == _expected(keys, descending=descending)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(("column", "words"), [("rating", _BANDS), ("row_status", _STATUS)])
def test_words_of_scoring_have_their_own_order(tmp_path: Path, column: str, words: list[str], descending: bool) -> None:
    uses = ("5", "90", "40", "95", "150", "", "60")
    kept = kept_rows(tmp_path, applicants(*({"credit_utilization_ratio": use} for use in uses)))
    place = kept.columns.index(column)
    keys = [(0, words.index(row[place])) if row[place] else (2, 0) for row in kept.page(range(len(kept)))]
    assert len({key for _, key in keys}) > 1
    assert _order(kept, column, descending=descending) == _expected(keys, descending=descending)
