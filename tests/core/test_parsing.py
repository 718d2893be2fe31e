"""What people type and what cells hold is read when it can mean one thing, and refused in words when it cannot."""

import itertools
import math
import sys
from contextlib import suppress
from decimal import Decimal
from string import ascii_lowercase

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.errors import InputError
from core.parsing import Category, is_nothing, parse_category, parse_number, shorten
from core.schema import FIELDS, Field, Kind, field

INCOME, AGE, SHARE, YEARS = map(field, ("income", "age", "credit_utilization_ratio", "years_at_current_address"))
PURPOSE, TYPE = map(field, ("loan_purpose", "loan_type"))
NUMBERS = [item for item in FIELDS if not item.is_category]
CATEGORIES = [item for item in FIELDS if item.is_category]
SCRIPTS = ("०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "௦௧௨௩௪௫௬௭௮௯", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")
"""Devanagari, Bengali, Tamil, Arabic, Persian and full-width digits."""
WHOLE = st.integers(0, 10**15)


def indian(number: int) -> str:
    """Groups of two digits, the last of three: 12,40,000."""
    digits = str(number)
    head, tail = digits[:-3], digits[-3:]
    groups = [head[max(end - 2, 0) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(groups), tail])


def foreign(number: float, decimals: int) -> str:
    """As in much of Europe, with points between groups and a comma before decimals: 12.400,50."""
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def answer(text: str, item: Field) -> float | str:
    """What a text gives: a number, or a sentence."""
    try:
        return parse_number(text, item)
    except InputError as error:
        return str(error)


def refused(text: str, item: Field) -> str:
    with pytest.raises(InputError) as raised:
        parse_number(text, item)
    return str(raised.value)


# Numbers


@given(WHOLE, st.sampled_from(NUMBERS))
def test_whole_numbers_are_read_in_every_field(number: int, item: Field) -> None:
    assert parse_number(str(number), item) == number


@given(WHOLE, st.sampled_from([INCOME, AGE]))
@example(1240000, INCOME)
def test_indian_and_international_grouping_mean_the_same(number: int, item: Field) -> None:
    assert parse_number(indian(number), item) == number
    assert parse_number(f"{number:,}", item) == number


def test_the_helper_groups_as_people_do_in_india() -> None:
    assert [indian(number) for number in (5, 999, 1000, 1240000, 123456789)] == [
        "5", "999", "1,000", "12,40,000", "12,34,56,789",
    ]  # fmt: skip


@given(WHOLE, st.integers(0, 99))
def test_paise_may_follow_a_grouped_amount(rupees: int, paise: int) -> None:
    amount = float(f"{rupees}.{paise:02}")
    assert parse_number(f"{indian(rupees)}.{paise:02}", INCOME) == amount
    assert parse_number(f"{rupees:,}.{paise:02}", INCOME) == amount


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([AGE, SHARE, YEARS]))
@example(5e-324, YEARS)
@example(sys.float_info.max, YEARS)
def test_a_number_as_programs_write_it_comes_back_to_the_last_digit(number: float, item: Field) -> None:
    assert parse_number(repr(number), item) == number


@given(st.integers(-(10**8), 10**8), st.sampled_from(SCRIPTS))
@example(1240000, SCRIPTS[0])
def test_digits_of_any_script_are_digits(number: int, script: str) -> None:
    text = f"{number:,}".translate(str.maketrans("0123456789", script))
    assert parse_number(text, INCOME) == number


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("₹12,40,000", 12_40_000),
        ("₹ 12,40,000.50", 12_40_000.5),
        ("Rs. 5,00,000/-", 5_00_000),
        ("rs 500", 500),
        ("INR 1,240,000", 1_240_000),
        ("12.4 lakh", 12_40_000),
        ("12.4 Lakhs", 12_40_000),
        ("12.400 lakh", 12_40_000),
        ("₹१२.४ lakh", 12_40_000),
        ("5lac", 5_00_000),
        ("3 lacs", 3_00_000),
        ("12.4L", 12_40_000),
        ("₹12.4 L", 12_40_000),
        ("1.25Cr", 1_25_00_000),
        ("1.25 crore", 1_25_00_000),
        ("2 Crores", 2_00_00_000),
        ("₹2.05 cr.", 2_05_00_000),
        ("1,250 crore", 1250 * 10**7),
        ("-5 lakh", -5_00_000),
        ("\u22125,000", -5000),
        ("+5000", 5000),
        ("  5000\u00a0", 5000),
        ("1.24e6", 1_240_000),
        ("5000.", 5000),
        ("5,000.", 5000),
        (".5", 0.5),
        ("0.125", 0.125),
        ("1240.125", 1240.125),
        ("12,400.125", 12_400.125),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: float) -> None:
    assert parse_number(text, INCOME) == amount


@given(st.decimals(0, 9999, places=2), st.sampled_from([("lakh", 5), ("crore", 7)]))
def test_lakh_and_crore_multiply_without_a_rounding_error(number: Decimal, word: tuple[str, int]) -> None:
    """12.4 lakh is 1240000, and not 1239999.9999999998."""
    assert parse_number(f"{number} {word[0]}", INCOME) == float(number * 10 ** word[1])


@pytest.mark.parametrize(("text", "share"), [("45%", 45), ("45.5 %", 45.5), ("45", 45), ("45.125", 45.125), ("0", 0)])
def test_a_share_may_carry_its_sign(text: str, share: float) -> None:
    assert parse_number(text, SHARE) == share


@pytest.mark.parametrize(("text", "item"), [("45%", AGE), ("45 %", INCOME), ("₹45", AGE), ("4 lakh", YEARS)])
def test_a_unit_of_another_field_is_refused(text: str, item: Field) -> None:
    assert "is not a number" in refused(text, item)


@pytest.mark.parametrize(
    ("text", "item", "perhaps"),
    [
        ("12.400,50", INCOME, "12400.50"),
        ("12,5", INCOME, "12.5"),
        ("₹12,50", INCOME, "₹12.50"),
        ("12,5 lakh", INCOME, "12.5 lakh"),
        ("12.400", INCOME, "12400"),
        ("₹ 12.400", INCOME, "₹ 12400"),
        ("१२.४००", INCOME, "12400"),
        ("0,125", INCOME, "0.125"),
        ("0,400", YEARS, "0.400"),
        ("12,400", YEARS, "12.400"),
        ("45,5 %", SHARE, "45.5 %"),
        ("45,500%", SHARE, "45.500%"),
        ("3,5", AGE, "3.5"),
    ],
)
def test_what_could_be_two_numbers_is_refused_with_a_proposal(text: str, item: Field, perhaps: str) -> None:
    assert refused(text, item) == (
        f"{item.name} '{text}' can be read in two ways (perhaps {perhaps}). "
        "Write it with a point before decimals and without grouping."
    )


@given(st.floats(0.01, 1e12), st.sampled_from([1, 2, 4, 5]), st.sampled_from(NUMBERS))
def test_foreign_decimals_are_never_guessed(number: float, decimals: int, item: Field) -> None:
    refused(foreign(number, decimals), item)


@given(st.integers(1000, 10**12), st.sampled_from(NUMBERS))
def test_foreign_grouping_is_never_taken_for_a_decimal_point(number: int, item: Field) -> None:
    """12.400 is refused for money; 1.240.000 everywhere. A plain number like an age has no groups."""
    assume(number >= 1_000_000 or item.kind is Kind.MONEY)
    refused(foreign(number, 0), item)


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "12 abc", "--5", "+-5", "5-", "1.2.3", "1,2,3", ",500", "500,", "1,,000", "12,3456", "0,12,000",
     "1,23,4567", "123,45,678", "1 240 000", "1_000", "0x1F", "nan", "inf", "-inf", "Infinity", "1e", "e5", ".", "lakh",
     ". lakh", "1e5 lakh", "12l", "12k", "12 K", "L", "5 lakh crore", "²", "½", "Ⅻ", "twelve", "5000₹", "5\n6",
     "12;5", "(500)", "=5+5"],
)  # fmt: skip
def test_what_is_no_number_is_refused_in_every_field(text: str) -> None:
    for item in NUMBERS:
        assert refused(text, item).startswith(f"{item.name} '{shorten(text)}' ")


@pytest.mark.parametrize("text", ["1e999", "9" * 400, "9" * 309 + " crore", "-1e400"])
def test_a_number_beyond_all_numbers_is_refused(text: str) -> None:
    assert refused(text, INCOME) == f"income '{shorten(text)}' is too large to be a number."


@given(st.text() | st.text("0123456789.,-+e %₹lakhcr०१", max_size=12), st.sampled_from(NUMBERS))
def test_any_text_gives_a_number_or_one_sentence(text: str, item: Field) -> None:
    given_back = answer(text, item)
    if isinstance(given_back, str):
        assert given_back.startswith(f"{item.name} '")
        assert given_back.isprintable()
        assert len(given_back) < 250
    else:
        assert math.isfinite(given_back)


@pytest.mark.parametrize("text", ["9" * 10**6, "1," * 10**6, "." * 10**6, "5" + " " * 10**6 + "x", "1 " * 10**6])
def test_an_endless_text_is_refused_soon(text: str) -> None:
    """A pattern that tries every way to split a text would never come back."""
    for item in (INCOME, AGE, SHARE):
        refused(text, item)


# Categories


@given(st.sampled_from(CATEGORIES), st.data())
def test_a_category_is_read_whatever_its_case_and_blanks_around(item: Field, data: st.DataObject) -> None:
    category = data.draw(st.sampled_from(item.categories))
    change = data.draw(st.sampled_from([str.lower, str.upper, str.swapcase, str.title]))
    assert parse_category(f" {change(category)}\t", item) == Category(category, mended=False)


@pytest.mark.parametrize(
    ("text", "item", "category"),
    [
        ("Personaal", PURPOSE, "Personal"),
        ("persnal", PURPOSE, "Personal"),
        ("Eduction", PURPOSE, "Education"),
        ("Hom e", PURPOSE, "Home"),
        ("Sekured", TYPE, "Secured"),
        ("Un-secured", TYPE, "Unsecured"),
        ("Self Employed", field("employment_status"), "Self-Employed"),
        ("morgage", field("residence_type"), "Mortgage"),
    ],
)
def test_a_slip_of_the_pen_is_mended_and_said(text: str, item: Field, category: str) -> None:
    assert parse_category(text, item) == Category(category, mended=True)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("P", PURPOSE),
        ("Pers", PURPOSE),
        ("", PURPOSE),
        ("Boat", PURPOSE),
        ("Housing", PURPOSE),
        ("Home, Auto", PURPOSE),
        ("nsecured", TYPE),
        ("Insecured", TYPE),
        ("0", TYPE),
        ("Own", field("residence_type")),
        ("Personal" * 10_000, PURPOSE),
    ],
)
def test_what_is_no_category_or_could_be_two_is_refused(text: str, item: Field) -> None:
    with pytest.raises(InputError) as raised:
        parse_category(text, item)
    assert str(raised.value) == f"{item.name} '{shorten(text)}' is none of {', '.join(item.categories)}."


@pytest.mark.parametrize("item", CATEGORIES, ids=lambda item: item.name)
def test_no_slip_turns_one_category_into_another(item: Field) -> None:
    """Every letter too many, too few or wrong in a category is mended to that category, or refused."""
    for category, place, letter, more in itertools.product(item.categories, range(13), [*ascii_lowercase, ""], (0, 1)):
        text = category[:place] + letter + category[place + more :]
        with suppress(InputError):
            assert parse_category(text, item).value == category


@given(st.text(), st.sampled_from(CATEGORIES))
def test_any_text_gives_a_category_or_one_sentence(text: str, item: Field) -> None:
    try:
        assert parse_category(text, item).value in item.categories
    except InputError as error:
        sentence = str(error)
    else:
        return
    assert sentence.isprintable()


# Nothing


@pytest.mark.parametrize("word", ["", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "--"])
def test_words_that_programs_write_for_no_value_are_nothing(word: str) -> None:
    assert all(is_nothing(text) for text in (word, word.upper(), f" {word}\t"))


@pytest.mark.parametrize("text", ["0", "no", "none of these", "---", "Nina"])
def test_other_texts_are_something(text: str) -> None:
    assert not is_nothing(text)


# Texts in messages


@given(st.text(), st.integers(1, 100))
def test_a_text_in_a_message_is_short_on_one_line_and_visible(text: str, length: int) -> None:
    short = shorten(text, length)
    assert len(short) <= length
    assert short.isprintable()


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("lots", "lots"),
        ("a\n\tb  c ", "a b c"),
        ("x" * 41, "x" * 39 + "…"),
        ("a\x00b", "a\ufffdb"),
        ("\u202ex", "\ufffdx"),
    ],
)
def test_long_and_invisible_texts_are_shown_so_that_nothing_hides(text: str, short: str) -> None:
    assert shorten(text) == short
