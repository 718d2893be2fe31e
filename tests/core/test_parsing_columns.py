"""A number in a column of a file is read as the column is written, or refused in words; never as another number."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from core.parsing import Convention, Decimal, Percent, parse_number
from core.schema import FIELDS, Field, field

INCOME, AGE, SHARE, YEARS = map(field, ("income", "age", "credit_utilization_ratio", "years_at_current_address"))
DAYS = field("avg_dpd_per_delinquency")
NUMBERS = [item for item in FIELDS if not item.is_category]
SWAPPED = str.maketrans(",.", ".,")
POINT, COMMA = Convention(Decimal.POINT, certain=True), Convention(Decimal.COMMA, certain=True)
POINT_BESIDE, COMMA_BESIDE = Convention(Decimal.POINT), Convention(Decimal.COMMA)
UNKNOWN = Convention()
TEXTS = st.text("0123456789.,-+e %₹()lakhcr०१", max_size=12)


TWO_WAYS = "{} '{}' can be read in two ways (perhaps {}). Write it without grouping, and with two decimals or none."
TYPED = "{} '{}' can be read in two ways (perhaps {}). Write it with a point before decimals and without grouping."


def answer(text: str, item: Field, convention: Convention | None) -> float | str:
    try:
        return parse_number(text, item, convention)
    except InputError as error:
        return str(error)


@given(st.floats(0.01, 1e12), st.integers(0, 4), st.sampled_from([INCOME, AGE, YEARS]))
def test_a_column_with_commas_before_decimals_is_read_like_its_mirror_image(
    number: float, decimals: int, item: Field
) -> None:
    assert parse_number(f"{number:,.{decimals}f}".translate(SWAPPED), item, COMMA) == float(f"{number:.{decimals}f}")
    assert parse_number(f"{number:,.{decimals}f}", item, POINT) == float(f"{number:.{decimals}f}")


@given(st.text("0123456789.,-+e %₹()", max_size=12), st.sampled_from(NUMBERS), st.sampled_from([COMMA, COMMA_BESIDE]))
def test_exchanging_marks_and_convention_changes_no_answer(text: str, item: Field, convention: Convention) -> None:
    mirrored = text.translate(SWAPPED)
    found = answer(text, item, convention)
    other = answer(mirrored, item, Convention(Decimal.POINT, convention.certain))
    assert type(found) is type(other)
    assert isinstance(found, str) or found == other


@given(TEXTS, st.sampled_from(NUMBERS), st.sampled_from([POINT, COMMA, POINT_BESIDE, COMMA_BESIDE, UNKNOWN]))
def test_any_text_of_a_column_gives_a_number_or_one_sentence(text: str, item: Field, convention: Convention) -> None:
    found = answer(text, item, convention)
    if isinstance(found, str):
        assert found.startswith(f"{item.name} '")
        assert found.isprintable()
        assert found.endswith(".")
    else:
        assert math.isfinite(found)


@given(TEXTS, st.sampled_from(NUMBERS))
def test_what_is_not_known_of_a_column_never_changes_a_number(text: str, item: Field) -> None:
    """A column of which nothing is known reads what the form reads, or refuses it."""
    found, typed = answer(text, item, UNKNOWN), answer(text, item, None)
    if not isinstance(found, str) and "(" not in text:
        assert found == typed


@given(TEXTS, st.sampled_from(NUMBERS), st.sampled_from([(POINT, POINT_BESIDE), (COMMA, COMMA_BESIDE)]))
def test_what_only_other_columns_say_reads_no_other_number_but_fewer(
    text: str, item: Field, pair: tuple[Convention, Convention]
) -> None:
    certain, beside = (answer(text, item, convention) for convention in pair)
    assert isinstance(beside, str) or beside == certain


@pytest.mark.parametrize(
    ("text", "item", "convention", "number"),
    [
        ("12.400", INCOME, POINT, 12.4),
        ("12.400", INCOME, COMMA, 12_400),
        ("12.400", INCOME, COMMA_BESIDE, 12_400),
        ("12,400", INCOME, COMMA, 12.4),
        ("12,400", YEARS, POINT, 12_400),
        ("12,400", YEARS, POINT_BESIDE, 12_400),
        ("12,40,000.50", INCOME, POINT, 12_40_000.5),
        ("₹ 1.240.000,50", INCOME, COMMA, 12_40_000.5),
        ("12,4 lakh", INCOME, COMMA, 12_40_000),
        ("12.400 lakh", INCOME, UNKNOWN, 12_40_000),
        ("12.400", SHARE, UNKNOWN, 12.4),
        ("3.651", DAYS, UNKNOWN, 3.651),
        ("3.650", DAYS, POINT_BESIDE, 3.65),
        ("3.650", DAYS, COMMA_BESIDE, 3_650),
        ("1,24E+06", INCOME, COMMA, 1_240_000),
        ("45,5 %", SHARE, COMMA, 45.5),
        ("(1,200)", INCOME, UNKNOWN, -1_200),
        ("(₹ 1.200,50)", INCOME, COMMA, -1_200.5),
        ("( 12 )", AGE, POINT, -12),
        ("१२.४००,५", INCOME, COMMA, 12_400.5),
    ],
)
def test_a_convention_tells_what_a_text_alone_cannot(
    text: str, item: Field, convention: Convention, number: float
) -> None:
    assert parse_number(text, item, convention) == number


@pytest.mark.parametrize(
    ("text", "item", "convention", "sentence"),
    [
        ("12,5", INCOME, POINT, "income '12,5' does not fit its column, where a point stands before decimals."),
        ("12.5", INCOME, COMMA, "income '12.5' does not fit its column, where a comma stands before decimals."),
        ("1.5e6", INCOME, COMMA, "income '1.5e6' does not fit its column, where a comma stands before decimals."),
        (
            "12.400",
            INCOME,
            POINT_BESIDE,
            TWO_WAYS.format("income", "12.400", "12400"),
        ),
        (
            "1,000",
            AGE,
            COMMA_BESIDE,
            TWO_WAYS.format("age", "1,000", "1000"),
        ),
        (
            "12,400",
            YEARS,
            UNKNOWN,
            TWO_WAYS.format("years_at_current_address", "12,400", "12.400"),
        ),
        ("3.650", DAYS, UNKNOWN, TWO_WAYS.format("avg_dpd_per_delinquency", "3.650", "3650")),
        (
            "12.400,5",
            INCOME,
            UNKNOWN,
            TYPED.format("income", "12.400,5", "12400.5"),
        ),
        ("(-5)", INCOME, POINT, "income '(-5)' is not a number. Type digits, with a point before decimals."),
        ("lots", INCOME, COMMA, "income 'lots' is not a number. Type digits, with a comma before decimals."),
        ("1.24.000", INCOME, POINT, "income '1.24.000' does not fit its column, where a point stands before decimals."),
    ],
)
def test_what_goes_against_a_convention_or_stays_doubtful_is_refused(
    text: str, item: Field, convention: Convention, sentence: str
) -> None:
    assert answer(text, item, convention) == sentence


@pytest.mark.parametrize(
    ("text", "percent", "number"),
    [
        ("0.45", Percent.SHARE, 45),
        ("0.45", Percent.PERCENT, 0.45),
        ("45%", Percent.SHARE, 45),
        ("0.45 %", None, 0.45),
        ("45", None, 45),
        ("0", None, 0),
        ("2.5", None, 2.5),
        ("1", Percent.SHARE, 100),
    ],
)
def test_per_cent_is_read_as_its_column_writes_it_unless_the_sign_stands_by(
    text: str, percent: Percent | None, number: float
) -> None:
    assert parse_number(text, SHARE, Convention(percent=percent)) == number


@pytest.mark.parametrize(("text", "item"), [("0.45", SHARE), ("2", SHARE), ("1", field("delinquency_ratio"))])
def test_per_cent_that_could_be_a_share_is_refused_where_nothing_is_known(text: str, item: Field) -> None:
    sentence = (
        f"{item.name} '{text}' can be read in two ways (perhaps {float(text) * 100:g} %). Write it with a % sign."
    )
    assert answer(text, item, UNKNOWN) == sentence
