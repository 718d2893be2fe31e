"""A cell of a file means what the same text means in the form."""

import math

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core import parsing
from core.batch.cells import Mended, read_cells
from core.errors import InputError
from core.features import MISSING, UNKNOWN
from core.progress import Cancelled
from core.schema import FIELDS, Field, field
from core.validation import UNREADABLE

NUMBERS = [item for item in FIELDS if not item.is_category]
TEXTS = st.one_of(
    st.text(alphabet="0123456789.,eE+-_ %₹k१", max_size=8),
    st.floats().map(repr),
    st.integers().map(str),
    st.sampled_from(["1 lakh", "12,40,000", "12.400", "inf", "x", " 5 ", "1e999", "0x1F", "5."]),
)


def meaning(text: str, item: Field) -> float:
    try:
        return parsing.parse_number(text, item)
    except InputError:
        return UNREADABLE


@given(st.lists(TEXTS, min_size=1), st.sampled_from(NUMBERS))
@example(["12.400", "12400", "999.5", "-12.400"], field("income"))
def test_numbers_are_read_by_the_rules_of_the_form(texts: list[str], item: Field) -> None:
    texts = [text for text in texts if text.strip() not in {"", "nan", "-", "--"}]
    read = read_cells(pl.DataFrame({item.name: pl.Series(texts, dtype=pl.String)}), lambda: None)
    assert read.columns[item.name].tolist() == [meaning(text, item) for text in texts]


@pytest.mark.parametrize("nothing", [None, "", "  ", "NA", "n/a", "NaN", "null", "None", "-"])
def test_what_says_nothing_is_missing(nothing: str | None) -> None:
    cells = pl.DataFrame(
        {"age": [nothing, "30"], "loan_type": [nothing, "Secured"]}, schema_overrides={"age": pl.String}
    )
    read = read_cells(cells, lambda: None)
    assert math.isnan(read.columns["age"][0])
    assert read.columns["loan_type"].tolist() == [MISSING, 0]
    assert read.mended == []


def test_categories_are_read_whatever_their_case_and_mended_where_they_can_mean_only_one() -> None:
    texts = ["Home", "home ", "Personaal", "Boat", "Education", "Personaal"]
    read = read_cells(pl.DataFrame({"loan_purpose": texts}), lambda: None)
    assert read.columns["loan_purpose"].tolist() == [0, 0, 2, UNKNOWN, 3, 2]
    assert read.mended == [Mended(row, "loan_purpose", "Personaal", "Personal") for row in (2, 5)]
    assert read.mended[0].sentence == "loan_purpose 'Personaal' was read as Personal."


def test_reading_many_odd_texts_can_be_cancelled() -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_cells(pl.DataFrame({"age": ["thirty"]}), stop)
