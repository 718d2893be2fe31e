"""Looks at the beginning of a file of applicants, so that a person sees how it is going to be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from core import parsing, schema
from core.batch.choices import ReadingChoices
from core.batch.matching import How
from core.batch.opening import opened
from core.batch.own_columns import is_own
from core.batch.questions import Question
from core.batch.recognition import Recognised, first_cells, recognise, refuse_scored
from core.batch.source import Source
from core.batch.tick import Tick
from core.batch.transcripts.sheet_choice import UndecidedSheetError
from core.errors import InputError
from core.explanation import MOST_REASONS
from core.parsing import Convention
from core.progress import Report, silent
from core.scorecard import Scorecard

_EXAMPLES = 3
_MOST_COLUMNS = 2_000
"""Columns of which examples are shown; nobody looks at more."""
_NO_CHOICES = ReadingChoices()


@dataclass(frozen=True, slots=True)
class Example:
    """A text of a column.

    Attributes:
        text: as it stands in the file.
        value: the number or category that it is read as; ``None`` where it is none, or not read at all.
        problem: why it cannot be read; empty otherwise.
    """

    text: str
    value: float | str | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class InspectedColumn:
    """A column of the file.

    Attributes:
        name: as the file has it.
        field: the input that it holds; empty for a column that is kept and not used.
        how: it was found; ``None`` for such a column.
        examples: its first texts that differ.
    """

    name: str
    field: str
    how: How | None
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """How a file is going to be read.

    Attributes:
        file: its path.
        header: names of all columns.
        columns: all of them, or as many as anybody looks at.
        missing: inputs that no column holds.
        missing_words: the same for people, with what can be given instead.
        likely: names of columns that look like that of a missing field, by field name.
        reasons: why columns that seem to hold missing inputs do not, in sentences.
        questions: what a person must say.
        reading: what there is to know of it, in sentences.
        sheets: of a workbook, among which a person may choose.
        sheet: the one that is looked at; empty where a person must choose first.
    """

    file: Path
    header: tuple[str, ...] = ()
    columns: tuple[InspectedColumn, ...] = ()
    missing: tuple[str, ...] = ()
    missing_words: str = ""
    likely: dict[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    reading: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether it can be scored without asking anybody."""
        return bool(self.header) and not (self.missing or self.questions)

    @property
    def kinship(self) -> tuple[str, ...]:
        """What files that are read alike have in common: columns that are not the program's, or sheets before that.

        Rows that were sent back to be mended come again with such a column.
        """
        return tuple(name for name in self.header if not is_own(name)) or self.sheets


def inspect(
    path: Path, scorecard: Scorecard, choices: ReadingChoices = _NO_CHOICES, report: Report = silent
) -> Inspection:
    """Find out how a file is going to be read, from its beginning.

    Args:
        path: the file of applicants; see ``opened`` for its kinds.
        scorecard: the model that is to score it.
        choices: what a person has decided about it.
        report: told the progress; may raise ``Cancelled``.

    Raises:
        FileError: it cannot be read at all, or was scored before.
        InputError: what was chosen does not exist.
    """

    def tick() -> None:
        report(0.0, f"Looking at {path.name}")

    try:
        with opened(path, choices, report, sample=True) as source:
            found = recognise(source, scorecard, choices, tick)
            refuse_scored(found, MOST_REASONS)
            return _inspection(source, found, tick)
    except UndecidedSheetError as error:
        return Inspection(path, sheets=error.sheets)


def _inspection(source: Source, found: Recognised, tick: Tick) -> Inspection:
    header, columns = found.layout.header, found.columns
    places = {str(place): place for place in range(min(len(header), _MOST_COLUMNS))}
    cells = first_cells(source, found.layout, places, tick)
    return Inspection(
        file=source.path,
        header=header,
        columns=tuple(_columns(found, cells)),
        missing=columns.missing,
        missing_words=columns.missing_words() if columns.missing else "",
        likely=columns.likely,
        reasons=columns.reasons(),
        questions=found.questions,
        reading=(*source.reading, *found.reading),
        sheets=source.sheets,
        sheet=source.sheet,
    )


def _columns(found: Recognised, cells: pl.DataFrame) -> Iterator[InspectedColumn]:
    fields = {place: field for field, place in found.columns.positions.items()}
    for place, texts in enumerate(cells.iter_columns()):
        name = fields.get(place, "")
        examples = tuple(_example(text, name, found.conventions.get(name)) for text in _first_texts(texts))
        yield InspectedColumn(found.layout.header[place], name, found.columns.how.get(name), examples)


def _first_texts(texts: pl.Series) -> list[str]:
    """The first texts that differ and are not empty."""
    given = texts.drop_nulls()
    found: list[str] = given.filter(given != "").unique(maintain_order=True).head(_EXAMPLES).to_list()
    return found


def _example(text: str, name: str, convention: Convention | None) -> Example:
    if not name or parsing.is_nothing(text):
        return Example(text)
    item = schema.field(name)
    try:
        if item.is_category:
            return Example(text, parsing.parse_category(text, item).value)
        return Example(text, parsing.parse_number(text, item, convention))
    except InputError as error:
        return Example(text, problem=str(error))
