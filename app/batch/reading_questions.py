"""Puts the questions that a file leaves open into words, those that one answer decides together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.batch.question_box import Option
from app.batch.reading_words import label, value_words
from core import schema
from core.batch.choices import ReadingChoices
from core.parsing import Decimal, Percent, shorten

if TYPE_CHECKING:
    from core.batch.questions import Question

DECIMAL, PERCENT = "decimal", "percent"
_MOST_COLUMNS, _MOST_EXAMPLES = 3, 2
_WAYS: dict[tuple[str, str], str] = {
    (DECIMAL, Decimal.POINT): "A point",
    (DECIMAL, Decimal.COMMA): "A comma",
    (PERCENT, Percent.PERCENT): "As 45",
    (PERCENT, Percent.SHARE): "As 0.45",
}


class Asked(NamedTuple):
    """A question in words.

    Attributes:
        key: ``DECIMAL``, ``PERCENT``, or the field whose column is asked for.
        words: the question.
        options: its answers.
    """

    key: str
    words: str
    options: tuple[Option, ...]


def in_words(questions: Sequence["Question"]) -> list[Asked]:
    """The questions to put, in their order."""
    groups: dict[str, list[Question]] = {}
    for question in questions:
        key = str(question.about) if question.about in (DECIMAL, PERCENT) else question.field
        groups.setdefault(key, []).append(question)
    return [_asked(key, group) for key, group in groups.items()]


def answered(choices: ReadingChoices, key: str) -> str:
    """The answer that was given; empty where none was."""
    if key == DECIMAL:
        return choices.decimal or ""
    return choices.percent or "" if key == PERCENT else choices.columns.get(key, "")


def _asked(key: str, group: "list[Question]") -> Asked:
    if key not in (DECIMAL, PERCENT):
        options = tuple(Option(answer.value, shorten(answer.value)) for answer in group[0].answers)
        return Asked(key, f"Which column holds “{label(key)}”?", options)
    what = "what stands before decimals?" if key == DECIMAL else "is 45 % written as 45 or as 0.45?"
    values = [answer.value for answer in group[0].answers]
    return Asked(key, f"{_columns(group)}: {what}", tuple(Option(value, _way(key, value, group)) for value in values))


def _columns(group: "list[Question]") -> str:
    names = [f"“{shorten(question.column)}”" for question in group]
    shown = ", ".join(names[:_MOST_COLUMNS])
    more = len(names) - _MOST_COLUMNS
    return f"{'Column' if len(names) == 1 else 'Columns'} {shown}{f' and {more} more' if more > 0 else ''}"


def _way(key: str, value: str, group: "list[Question]") -> str:
    """An answer with what it makes of a text of each column, or of some texts of the only one."""
    examples = [
        (question.field, example)
        for question in group
        for answer in question.answers
        if answer.value == value
        for example in answer.examples[: _MOST_EXAMPLES if len(group) == 1 else 1]
    ]
    return (
        f"{_WAYS[key, value]}: {'; '.join(_example(field, *example) for field, example in examples[:_MOST_EXAMPLES])}"
    )


def _example(field: str, text: str, number: float | None) -> str:
    words = "cannot be read" if number is None else f"is {value_words(schema.field(field), number)}"
    return f"{shorten(text)} {words}"
