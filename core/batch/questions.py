"""What a person must say before a file can be read, since the file itself can be read in more than one way."""

from dataclasses import dataclass
from enum import StrEnum

from core.errors import FileError
from core.findings import say
from core.parsing import shorten

_SHOWN = 2


class About(StrEnum):
    """What a question is about: the name of the choice that decides it."""

    DECIMAL = "decimal"
    PERCENT = "percent"
    COLUMN = "columns"


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to read a column.

    Attributes:
        value: as ``ReadingChoices`` takes it; the name of the column where one is asked for.
        examples: texts of the file and the numbers that they are in this way; ``None`` for a text that is none.
    """

    value: str
    examples: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the file leaves open.

    Attributes:
        about: what is asked.
        field: the input whose column is asked about.
        column: its name in the file; empty where several stand for the field.
        answers: the ways there are.
    """

    about: About
    field: str
    column: str
    answers: tuple[Answer, ...]

    def sentence(self, file: str) -> str:
        """The question with the options of the command line that decide it."""
        if self.about is About.COLUMN:
            names = " and ".join(f"'{answer.value}'" for answer in self.answers)
            said = mapping(self.field, self.answers[0].value)
            return f"{file} has more than one column for {self.field}: {names}. Say which one is meant, as with {said}."
        shown = "; ".join(map(self._readings, range(len(self.answers[0].examples[:_SHOWN]))))
        return (
            f"The column '{shorten(self.column)}' of {file} can be read in two ways: {shown}. Say which one is meant."
        )

    def _readings(self, number: int) -> str:
        """What one of the examples is by each answer."""
        unit = " %" if self.about is About.PERCENT else ""
        text = self.answers[0].examples[number][0]
        read = [
            f"{_number(answer.examples[number][1])}{unit} with --{self.about} {answer.value}" for answer in self.answers
        ]
        return f"'{shorten(text)}' is {', '.join(read)}"


def refuse(questions: tuple[Question, ...], file: str) -> None:
    """Raise ``FileError`` with a sentence for each question, if there is any."""
    if questions:
        raise FileError("\n".join(question.sentence(file) for question in questions))


def mapping(field: str, column: str) -> str:
    """The option of the command line that says which column holds a field."""
    option = f"{field}={column}"
    return f"--map {option}" if option.replace("=", "").replace("_", "").isalnum() else f'--map "{option}"'


def _number(number: float | None) -> str:
    return "no number" if number is None else say(number)
