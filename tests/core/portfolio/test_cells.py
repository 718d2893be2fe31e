"""A cell of a bank's table means what it would mean in the form or in a file of applicants."""

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.batch.cells import read_cells
from core.errors import InputError
from core.features import MISSING, UNKNOWN
from core.parsing import is_nothing, parse_category, parse_number, shorten
from core.portfolio.cells import Mended, read_categories, read_numbers, read_outcomes
from core.portfolio.text_frame import text_column
from core.progress import Cancelled
from core.schema import FIELDS, Field, field
from core.validation import UNREADABLE
from tests.core.portfolio.watching import Watcher

INCOME, AGE, SHARE, PURPOSE = map(field, ("income", "age", "credit_utilization_ratio", "loan_purpose"))
NUMBERS = [item for item in FIELDS if not item.is_category]
CATEGORIES = [item for item in FIELDS if item.is_category]
NUMERALS = st.text(alphabet="0123456789.,eE+-_xXinfaN \t\0lakh₹٣%", max_size=8)
WORDS = st.one_of(st.sampled_from(["Personaal", "home", " Auto ", "Selfemployed", "Owne", "N/A"]), st.text(max_size=9))
NO_VALUES = ["", " ", "NA", "n/a", "#N/A", "NaN", "null", "None", "nil", "-", "--"]


def meant(text: str, item: Field) -> float:
    """What ``core.parsing`` reads."""
    if is_nothing(text):
        return math.nan
    try:
        return parse_number(text, item)
    except InputError:
        return UNREADABLE


# Numbers


@given(st.lists(NUMERALS, min_size=1, max_size=6), st.sampled_from(NUMBERS))
@example(["1,240", "12.400", "0x1F", "5\0", "1_000", "-inf", "1e999", "12.4 lakh"], INCOME)
@example(["12.400", "40 %", "٣", "1.5.2"], SHARE)
def test_numbers_are_read_by_the_rules_of_parsing(texts: list[str], item: Field) -> None:
    found = read_numbers(text_column(texts), item)
    np.testing.assert_allclose(found, [meant(text, item) for text in texts], rtol=1e-15)


@given(st.lists(NUMERALS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=4))
@example(NO_VALUES, NO_VALUES)
@example(["12.400", "1,24,000"], ["Personaal"])
def test_training_reads_a_cell_as_scoring_a_file_does(numerals: list[str], words: list[str]) -> None:
    scored = read_cells(pl.DataFrame({"income": numerals}), lambda: None).columns["income"]
    np.testing.assert_allclose(read_numbers(text_column(numerals), INCOME), scored, rtol=1e-15)
    purposes = read_cells(pl.DataFrame({"loan_purpose": words}), lambda: None).columns["loan_purpose"]
    assert read_categories(text_column(words), PURPOSE)[0].tolist() == purposes.tolist()


def test_a_long_column_of_plain_numbers_is_read_piece_by_piece() -> None:
    """So a cancel is heard, and the window can breathe, however many rows there are."""
    texts, watcher = text_column([str(number) for number in range(12_000)]), Watcher()
    assert read_numbers(texts, AGE, watcher).tolist() == list(range(12_000))
    watcher.assert_rising()
    assert len(watcher.shares) > 2
    with pytest.raises(Cancelled):
        read_numbers(texts, AGE, Watcher(cancel_after=2))


def test_what_is_no_number_is_told_from_what_is_not_there() -> None:
    found = read_numbers(text_column(["thirty", None, "  ", "NA", "30"]), AGE)
    assert found[0] == UNREADABLE
    assert np.isnan(found[1:4]).all()
    assert found[4] == 30


# Categories


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(CATEGORIES))
def test_categories_are_read_by_the_rules_of_parsing(words: list[str], item: Field) -> None:
    codes, mended = read_categories(text_column(words), item)
    slips = {slip.text for slip in mended}
    for text, code in zip(words, codes.tolist(), strict=True):
        try:
            value = parse_category(text, item)
        except InputError:
            assert code in {UNKNOWN, MISSING}
        else:
            assert item.categories[code] == value.value
            assert (shorten(text) in slips) == value.mended


def test_a_slip_of_the_pen_is_mended_and_counted_and_anything_else_is_not() -> None:
    texts = text_column(["Personaal", "Auto", "AUTO", None, "Personaal", "Holiday", "n/a"])
    codes, mended = read_categories(texts, PURPOSE)
    personal, auto = PURPOSE.categories.index("Personal"), PURPOSE.categories.index("Auto")
    assert codes.tolist() == [personal, auto, auto, MISSING, personal, UNKNOWN, MISSING]
    assert mended == [Mended("loan_purpose", "Personaal", "Personal", 2)]


def test_a_column_without_a_single_text_has_no_category() -> None:
    codes, mended = read_categories(text_column([None, " "]), PURPOSE)
    assert codes.tolist() == [MISSING] * 2
    assert mended == []


# Outcomes


@pytest.mark.parametrize(
    ("texts", "outcome"),
    [
        (["True", "TRUE", " true ", "1", "1.0", "yes", "Y"], 1),
        (["False", "FALSE", "false", "0", "0.0", "No", "n"], 0),
        (["maybe", "2", "-1", "0.5", "defaulted", "1,0"], UNKNOWN),
        ([*NO_VALUES, None], MISSING),
    ],
)
def test_an_outcome_is_true_or_false_in_any_spelling_or_neither(texts: list[str | None], outcome: int) -> None:
    assert read_outcomes(text_column(texts)).tolist() == [outcome] * len(texts)


# On the way


@pytest.mark.parametrize("item", [AGE, PURPOSE])
def test_reading_many_different_texts_is_told_and_can_be_cancelled(item: Field) -> None:
    texts = text_column(f"text {number}" for number in range(1_200))
    watcher = Watcher()
    read = read_categories if item.is_category else read_numbers
    read(texts, item, watcher)
    watcher.assert_rising()
    assert len(watcher.shares) >= 3  # a category takes about 0.2 ms, and a tenth of a second is to be told
    with pytest.raises(Cancelled):
        read(texts, item, Watcher(cancel_after=2))
