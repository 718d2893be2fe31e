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
from core.parsing import Convention, Decimal, Percent
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
CONVENTIONS = st.builds(Convention, st.sampled_from([None, *Decimal]), st.booleans(), st.sampled_from([None, *Percent]))
WRITTEN = st.one_of(
    TEXTS,
    st.tuples(
        st.floats(-1e9, 1e9),
        st.sampled_from(
            ["{:,.0f}", "{:,.1f}", "{:,.3f}", "{:.3f}", "{:.2f}%", "({:,.0f})", "₹ {:,.2f}", "Rs.{:.2f}/-"]
        ),
    ).map(lambda pair: pair[1].format(pair[0])),
    st.sampled_from(["12,40,000", "0,400", "0.45", "1", "2", "45%", "0.45%", " 0.45 %", "1.000", "1,000", "35.0", "-"]),
)


def meaning(text: str, item: Field, convention: Convention | None = None) -> float:
    try:
        return parsing.parse_number(text, item, convention)
    except InputError:
        return UNREADABLE


@given(st.lists(TEXTS, min_size=1), st.sampled_from(NUMBERS))
@example(["12.400", "12400", "999.5", "-12.400"], field("income"))
def test_numbers_are_read_by_the_rules_of_the_form(texts: list[str], item: Field) -> None:
    texts = [text for text in texts if text.strip() not in {"", "nan", "-", "--"}]
    read = read_cells(pl.DataFrame({item.name: pl.Series(texts, dtype=pl.String)}), lambda: None)
    assert read.columns[item.name].tolist() == [meaning(text, item) for text in texts]


@given(st.lists(WRITTEN, min_size=1), st.sampled_from(NUMBERS), CONVENTIONS, st.booleans())
@example(["12.400", "12,400", "12,400.50", "12.400,50"], field("income"), Convention(Decimal.COMMA), False)
@example(["0.45", "45%", "2", "0.5%"], field("credit_utilization_ratio"), Convention(), False)
@example(["1.000", "12.0", "1,000"], field("total_dpd"), Convention(), False)
@example(["1.250", "3.650", "3.651", "4.500"], field("avg_dpd_per_delinquency"), Convention(), False)
def test_numbers_of_a_column_are_read_by_its_convention(
    texts: list[str], item: Field, convention: Convention, mirrored: bool
) -> None:
    if mirrored:
        texts = [text.translate(str.maketrans(",.", ".,")) for text in texts]
    texts = [text for text in texts if not parsing.is_nothing(text)]
    cells = pl.DataFrame({item.name: pl.Series(texts, dtype=pl.String)})
    read = read_cells(cells, lambda: None, {item.name: convention})
    assert read.columns[item.name].tolist() == [meaning(text, item, convention) for text in texts]


@pytest.mark.parametrize("nothing", [None, "", "  ", "NA", "n/a", "NaN", "null", "None", "-"])
def test_what_says_nothing_is_missing(nothing: str | None) -> None:
    cells = pl.DataFrame(
        {"age": [nothing, "30"], "loan_type": [nothing, "Secured"]}, schema_overrides={"age": pl.String}
    )
    read = read_cells(cells, lambda: None)
    assert math.isnan(read.columns["age"][0])
    assert read.columns["loan_type"].tolist() == [MISSING, 0]
    assert read.mended == []


@pytest.mark.parametrize("name", ["age", "income", "credit_utilization_ratio"])
def test_what_says_nothing_is_missing_whatever_the_convention(name: str) -> None:
    cells = pl.DataFrame({name: [None, "", " NA ", "30"]})
    for convention in (Convention(), Convention(Decimal.COMMA, certain=True, percent=Percent.PERCENT)):
        read = read_cells(cells, lambda: None, {name: convention}).columns[name].tolist()
        assert [math.isnan(number) for number in read] == [True, True, True, False]


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
