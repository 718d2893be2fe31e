"""How columns of numbers are written is seen in them, or asked; never taken for granted."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batch.choices import ReadingChoices
from core.batch.conventions import FoundConventions, find_conventions
from core.batch.questions import About
from core.parsing import Convention, Decimal, Percent

POINT, COMMA = Convention(Decimal.POINT, certain=True), Convention(Decimal.COMMA, certain=True)
SHARE = "credit_utilization_ratio"


def found(choices: ReadingChoices | None = None, /, **columns: list[str]) -> FoundConventions:
    rows = max(map(len, columns.values()))
    cells = pl.DataFrame({name: [*texts, *[""] * (rows - len(texts))] for name, texts in columns.items()})
    return find_conventions(cells, {name: name.upper() for name in columns}, choices or ReadingChoices())


@pytest.mark.parametrize(
    ("text", "convention"),
    [
        ("12,40,000", POINT),
        ("1,240,000", POINT),
        ("12,400.50", POINT),
        ("1240.5", POINT),
        ("0.400", POINT),
        ("1240.125", POINT),
        ("1.24e6", POINT),
        ("12.4 lakh", POINT),
        ("12.4L", POINT),
        ("₹ 12.400 crore", POINT),
        ("(12.50)", POINT),
        ("1.240.000", COMMA),
        ("12.400,50", COMMA),
        ("12,5", COMMA),
        ("0,400", COMMA),
        ("1240,125", COMMA),
        ("1,24E+06", COMMA),
        ("₹ 12,5 lakh", COMMA),
        ("12,5 L", COMMA),
        ("1240000", Convention()),
        ("1e6", Convention()),
        ("lots", Convention()),
        ("-", Convention()),
        ("12,400", Convention()),
    ],
)
def test_what_only_one_convention_can_read_shows_it(text: str, convention: Convention) -> None:
    shown = found(income=["1000", text, ""])
    assert (shown.columns, shown.questions) == ({"income": convention}, ())


@pytest.mark.parametrize(
    ("columns", "thousands"),
    [
        ({"income": ["900", "237,400", "950,125"]}, {"income": "237,400"}),
        ({"income": ["237,400"], "total_dpd": ["1,000"], "age": ["35"]}, {"income": "237,400", "total_dpd": "1,000"}),
        ({"income": ["237,400", "12,40,000"]}, {}),
        ({"income": ["237,400"], "loan_amount": ["12.50"]}, {}),
        ({"income": ["237,400"], "loan_amount": ["12.400"]}, {}),
        ({"income": ["237400"]}, {}),
    ],
)
def test_commas_that_nothing_speaks_for_are_read_as_thousands_and_told(
    columns: dict[str, list[str]], thousands: dict[str, str]
) -> None:
    assert found(**columns).thousands == thousands


def test_evidence_counts_for_columns_that_have_none() -> None:
    columns = found(income=["1200000"], loan_amount=["12.400", "900"], total_dpd=["1.000"], age=["35,5"]).columns
    assert columns == {
        "income": Convention(Decimal.COMMA),
        "loan_amount": Convention(Decimal.COMMA),
        "total_dpd": Convention(Decimal.COMMA),
        "age": COMMA,
    }


def test_columns_that_contradict_each_other_tell_nothing_of_others() -> None:
    columns = found(income=["12,5"], loan_amount=["12.50"], total_dpd=["10"]).columns
    assert columns == {"income": COMMA, "loan_amount": POINT, "total_dpd": Convention()}


@pytest.mark.parametrize(
    ("name", "text", "beside", "numbers"),
    [
        ("income", "12.400", [], (12.4, 12_400)),
        ("income", "12.400", ["12.50"], (12.4, 12_400)),
        ("income", "12,400", ["12,50"], (12_400, 12.4)),
        ("total_dpd", "1.000", [], (1, 1_000)),
        ("total_dpd", "1.000", ["12.50"], (1, 1_000)),
        ("avg_dpd_per_delinquency", "1,250", [], (1_250, 1.25)),
        ("avg_dpd_per_delinquency", "1.250", [], (1.25, 1_250)),
    ],
)
def test_what_could_be_two_numbers_is_asked(
    name: str, text: str, beside: list[str], numbers: tuple[float, float]
) -> None:
    (question,) = found(**{name: ["900", text]}, loan_amount=beside).questions
    assert (question.about, question.field, question.column) == (About.DECIMAL, name, name.upper())
    assert [answer.value for answer in question.answers] == ["point", "comma"]
    assert [answer.examples for answer in question.answers] == [((text, number),) for number in numbers]


@pytest.mark.parametrize("decimal", Decimal)
def test_a_person_decides_what_the_columns_do_not_show(decimal: Decimal) -> None:
    choices = ReadingChoices(decimal=decimal)
    answer = found(choices, income=["12.400"], loan_amount=["1.240.000"], age=["35"])
    assert answer.questions == ()
    assert answer.columns == {
        "income": Convention(decimal, certain=True),
        "loan_amount": COMMA,
        "age": Convention(decimal, certain=True),
    }


def test_a_question_is_about_each_column_that_its_answer_would_change() -> None:
    texts = {"income": ["12.400"], "loan_amount": ["237,400"], "age": ["35"], "bank_balance_at_application": ["12,5"]}
    first, second = found(**texts).questions
    assert (first.field, second.field) == ("income", "loan_amount")
    assert [answer.examples for answer in second.answers] == [(("237,400", 237_400.0),), (("237,400", 237.4),)]
    assert found(loan_amount=["237,400"]).questions == ()


def test_a_few_texts_against_the_rest_of_their_column_change_nothing() -> None:
    assert found(income=[f"{number}.50" for number in range(20)] + ["12,5", "12.400"]).columns == {"income": POINT}


def test_a_column_that_is_written_in_both_ways_is_asked_about() -> None:
    (question,) = found(income=["12.5", "13.5", "12,5"]).questions
    assert [answer.examples for answer in question.answers] == [
        (("12.5", 12.5), ("12,5", None)),
        (("12.5", None), ("12,5", 12.5)),
    ]
    assert question.sentence("in.csv") == (
        "The column 'INCOME' of in.csv can be read in two ways: '12.5' is 12.5 with --decimal point, no number with "
        "--decimal comma; '12,5' is no number with --decimal point, 12.5 with --decimal comma. Say which one is meant."
    )


MONEY = st.floats(1, 1e9)


@given(st.lists(MONEY, min_size=1, max_size=8), st.integers(0, 3), st.sampled_from(Decimal), st.booleans())
def test_no_convention_is_found_but_that_in_which_a_column_was_written(
    numbers: list[float], decimals: int, decimal: Decimal, grouped: bool
) -> None:
    texts = [f"{number:{',' if grouped else ''}.{decimals}f}" for number in numbers]
    if decimal is Decimal.COMMA:
        texts = [text.translate(str.maketrans(",.", ".,")) for text in texts]
    shown = found(income=texts).columns["income"]
    if shown.certain:
        assert shown.decimal is decimal


# --- per cent ---


@pytest.mark.parametrize(
    ("texts", "percent"),
    [
        (["45", "0.5", "99"], Percent.PERCENT),
        (["45.5", "0"], Percent.PERCENT),
        (["2.5"], Percent.PERCENT),
        (["45%", "0.5%"], None),
        (["0", "0", ""], None),
        (["x"], None),
    ],
)
def test_per_cent_is_known_by_numbers_too_large_for_shares(texts: list[str], percent: Percent | None) -> None:
    answer = found(credit_utilization_ratio=texts)
    assert (answer.columns[SHARE].percent, answer.questions) == (percent, ())


@pytest.mark.parametrize("texts", [["0.45"], ["0", "1"], ["0,5", "1,2", "0,9"], ["0.1", "0.2", "45"], ["0.4", "45%"]])
def test_numbers_that_may_be_shares_are_asked_about(texts: list[str]) -> None:
    (question,) = found(credit_utilization_ratio=texts).questions
    assert question.about is About.PERCENT
    as_percent, as_share = (answer.examples for answer in question.answers)
    assert [(text, number) for text, number in as_share] == [(text, (number or 0) * 100) for text, number in as_percent]
    for percent in Percent:
        answer = found(ReadingChoices(percent=percent), credit_utilization_ratio=texts)
        assert (answer.columns[SHARE].percent, answer.questions) == (percent, ())


def test_a_choice_about_per_cent_leaves_a_column_that_is_sure_as_it_is() -> None:
    choices = ReadingChoices(percent=Percent.SHARE)
    columns = found(choices, credit_utilization_ratio=["45", "60"], delinquency_ratio=["0.1"]).columns
    assert [columns[name].percent for name in columns] == [Percent.PERCENT, Percent.SHARE]


def test_a_question_about_per_cent_names_both_readings_and_the_option() -> None:
    (question,) = found(delinquency_ratio=["0.29", "0.5", "0.1"]).questions
    assert question.sentence("in.csv") == (
        "The column 'DELINQUENCY_RATIO' of in.csv can be read in two ways: '0.29' is 0.29 % with --percent percent, "
        "29 % with --percent share; '0.5' is 0.5 % with --percent percent, 50 % with --percent share. "
        "Say which one is meant."
    )
