"""How the reading of a file is put into words."""

import pytest

from app.batch.reading_questions import in_words
from app.batch.reading_words import example_words, label, value_words, with_labels
from core import schema
from core.batch.inspection import Example
from core.batch.questions import About, Answer, Question


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("income", 1_240_000.5, "₹12,40,000.5 · 12.4 lakh"),
        ("income", 12.4, "₹12.4"),
        ("income", 15_500_000.0, "₹1,55,00,000 · 1.55 crore"),
        ("income", -1_200.0, "₹-1,200"),
        ("age", 35.0, "35 years"),
        ("credit_utilization_ratio", 0.45, "0.45 %"),
        ("avg_dpd_per_delinquency", 1_250.125, "1,250.125 days"),
        ("residence_type", "Owned", "Owned"),
    ],
)
def test_values_are_said_as_people_write_them(name: str, value: float | str, words: str) -> None:
    assert value_words(schema.field(name), value) == words


@pytest.mark.parametrize(
    ("field", "example", "words"),
    [
        ("income", Example("12,40,000", 1_240_000.0), "12,40,000 → ₹12,40,000 · 12.4 lakh"),
        ("income", Example("lots", None, "income 'lots' is not a number."), "lots → cannot be read"),
        ("income", Example("n/a"), "n/a → empty"),
        ("", Example("two\nlines"), "two lines"),
        ("", Example("  "), "blank"),
    ],
)
def test_a_text_stands_beside_what_it_is_read_as(field: str, example: Example, words: str) -> None:
    assert example_words(field, example) == words


def test_a_text_that_is_asked_about_says_where() -> None:
    assert example_words("income", Example("12.400", None, "two ways"), asked=True) == "12.400 → asked above"


def test_names_of_inputs_are_said_by_their_labels_but_not_within_quotes() -> None:
    sentence = "Columns under other names: 'income p.a.' is income, 'x' is loan_tenure_months; loan_amounts stay."
    assert with_labels(sentence) == (
        "Columns under other names: 'income p.a.' is Annual income, 'x' is Loan tenure; loan_amounts stay."
    )
    assert (label("total_dpd"), label("")) == ("Total days past due", "Kept, not used")


def doubtful(field: str, column: str, text: str, by_point: float, by_comma: float | None) -> Question:
    answers = (Answer("point", ((text, by_point), (text, by_point))), Answer("comma", ((text, by_comma),)))
    return Question(About.DECIMAL, field, column, answers)


def test_columns_that_one_answer_decides_are_asked_about_together() -> None:
    columns = [doubtful("income", f"Column {number}", "12.400", 12.4, None) for number in range(5)]
    (asked,) = in_words(columns)
    assert asked.words == "Columns “Column 0”, “Column 1”, “Column 2” and 2 more: what stands before decimals?"
    assert [option.words for option in asked.options] == [
        "A point: 12.400 is ₹12.4; 12.400 is ₹12.4",
        "A comma: 12.400 cannot be read; 12.400 cannot be read",
    ]


def test_different_questions_are_asked_one_by_one() -> None:
    share = Question(About.PERCENT, "delinquency_ratio", "d", (Answer("percent", (("0.5", 0.5),)), Answer("share", ())))
    which = Question(About.COLUMN, "age", "", (Answer("A & B"), Answer("years")))
    asked = in_words([which, share, doubtful("income", "i", "12.400", 12.4, 12_400)])
    assert [each.key for each in asked] == ["age", "percent", "decimal"]
    assert asked[0].words == "Which column holds “Age”?"
    assert [option.value for option in asked[0].options] == ["A & B", "years"]
    assert asked[2].words == "Column “i”: what stands before decimals?"
