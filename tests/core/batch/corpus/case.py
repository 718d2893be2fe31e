"""What a case of the corpus is: a nasty file, and what must become of it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from core import schema
from core.batch.choices import ReadingChoices
from core.findings import Status
from tests.core.batch.files import APPLICANT

Value = float | str | None
"""A number, a category, or nothing that can be read."""
Change = str | tuple[str, Value]
Write = Callable[[Path], Path]
"""Writes the file into a folder, and gives its path."""
FOUND_OUT = ReadingChoices()
_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class Kind(StrEnum):
    """What is nasty about a file."""

    ENCODINGS = "encodings"
    DELIMITERS = "delimiters"
    HEADERS = "headers"
    NUMBERS = "numbers"
    NAMES = "names"
    RAGGED = "ragged"
    VALUES = "values"
    PACKED = "packed"
    FOREIGN = "foreign"
    WORKBOOKS = "workbooks"
    PARQUET = "parquet"
    HOSTILE = "hostile"


@dataclass(frozen=True)
class Row:
    """A row of a file.

    Attributes:
        cells: its texts by column, as they must stand in the result too.
        values: what must be read, by field; empty where no cell can be trusted.
        status: what must become of it.
        problem: words that must be said of it.
    """

    cells: Mapping[str, str]
    values: Mapping[str, Value]
    status: Status
    problem: str


@dataclass(frozen=True)
class Table:
    """A file of applicants.

    Attributes:
        rows: all of them.
        names: what the file calls a column, where that is not the key of its cells.
    """

    rows: tuple[Row, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def header(self) -> list[str]:
        """The names of the columns as the file has them."""
        return [self.names.get(key, key) for key in self.rows[0].cells]

    @property
    def lines(self) -> list[list[str]]:
        """The texts of all rows."""
        return [list(row.cells.values()) for row in self.rows]


@dataclass(frozen=True)
class Read:
    """The file is read, without asking anybody.

    Attributes:
        table: as it must be read.
        separator: what must stand between the cells of the result.
        reading: words that must be said of how it was read.
    """

    table: Table
    separator: str = ","
    reading: str = ""


@dataclass(frozen=True)
class Asked:
    """The file is refused until a person decides.

    Attributes:
        words: how the sentence names the decision.
        choices: a decision.
        read: how the file must be read then.
    """

    words: str
    choices: ReadingChoices
    read: Read


@dataclass(frozen=True)
class Refused:
    """The file is refused with a sentence that holds these words."""

    words: str


@dataclass(frozen=True)
class Case:
    """A nasty file.

    Attributes:
        name: what is nasty about it.
        kind: the sort of that.
        write: makes it.
        expected: what must become of it.
        choices: what a person has said of it beforehand.
        meanwhile: what happens to it while it is read.
        posix: whether only such systems have it.
    """

    name: str
    kind: Kind
    write: Write
    expected: Read | Asked | Refused
    choices: ReadingChoices = FOUND_OUT
    meanwhile: Callable[[Path], object] | None = None
    posix: bool = False

    @property
    def outcome(self) -> str:
        """What must become of it, in a word."""
        return type(self.expected).__name__.lower()


def row(status: str = "scored", problem: str = "", **changes: Change) -> Row:
    """A row like ``APPLICANT`` but for some cells; see ``like``."""
    cells = dict(APPLICANT)
    values = {name: _value(name, text) for name, text in cells.items() if schema.is_field(name)}
    return like(Row(cells, values, Status.SCORED, ""), changes, status, problem)


def like(other: Row, changes: Mapping[str, Change], status: str = "scored", problem: str = "") -> Row:
    """A row like another but for some cells.

    Args:
        other: the other one.
        changes: the text of a cell by column; with the value that must be read, where Python reads another in it.
        status: what must become of it.
        problem: words that must be said of it.
    """
    cells, values = dict(other.cells), dict(other.values)
    for name, change in changes.items():
        text, value = (change, _value(name, change)) if isinstance(change, str) else change
        cells[name] = text
        if schema.is_field(name):
            values[name] = value
    return Row(cells, values, Status(status), problem)


def without(other: Row, columns: Iterable[str]) -> Row:
    """A row without some columns."""
    cells = {name: text for name, text in other.cells.items() if name not in columns}
    values = {name: value for name, value in other.values.items() if name not in columns}
    return Row(cells, values, other.status, other.problem)


def untrusted(problem: str, *texts: str) -> Row:
    """A row of which no cell counts: of these texts, and empty cells behind them."""
    filled = [*texts, *[""] * (len(APPLICANT) - len(texts))]
    return Row(dict(zip(APPLICANT, filled, strict=True)), {}, Status.REJECTED, problem)


def table(*rows: Row, **names: str) -> Table:
    """A table; ``names`` are the file's own names of columns."""
    return Table(rows, names)


def _value(name: str, text: str) -> Value:
    if schema.is_field(name) and schema.field(name).is_category:
        return text if text in schema.field(name).categories else None
    return float(text) if _PLAIN.fullmatch(text) else None


PEOPLE = table(
    row(),
    row(cust_id="0012", age="52", income="640000", residence_type="Rented", loan_purpose="Personal"),
    row(cust_id="C3", age="28", loan_amount="1500000", loan_type="Unsecured", number_of_open_accounts="1"),
)
"""Three people of whom nothing is nasty."""
RUNS = "=cmd|' /C calc'!A0"
"""A text that a spreadsheet runs where it opens it as CSV (OWASP, "CSV Injection")."""
