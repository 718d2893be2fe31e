"""What a file of applicants is found to be before any row is scored: its layout, its columns, how they are written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from core import schema
from core.batch.choices import ReadingChoices
from core.batch.conventions import find_conventions
from core.batch.layout import Layout, read_layout
from core.batch.matching import Columns, How, find_columns, refuse_missing, some_of
from core.batch.own_columns import added_columns
from core.batch.questions import Question, refuse
from core.batch.reading import Reader
from core.batch.source import Source
from core.batch.tick import Tick
from core.batch.value_likeness import likely_by_values, unknown_columns
from core.errors import FileError
from core.parsing import Convention, Decimal, Percent, shorten
from core.scorecard import Scorecard

_HEAD_ROWS = 10_000
"""About how many rows show how a file is written, however it is read later."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file as it is going to be read.

    Attributes:
        file: its name, for messages.
        layout: how it is laid out.
        columns: which of its columns hold the inputs of the model.
        conventions: how columns of numbers are written, by field name.
        questions: what a person must say first.
        thousands: a text of each column whose commas are read as thousands without evidence, by field name.
        sheets: of a workbook.
        sheet: the one that is read; empty where the file is no workbook.
    """

    file: str
    layout: Layout
    columns: Columns
    conventions: dict[str, Convention]
    questions: tuple[Question, ...]
    thousands: dict[str, str]
    sheets: tuple[str, ...]
    sheet: str

    @property
    def reading(self) -> tuple[str, ...]:
        """What a person may want to know of how it is read, in sentences."""
        return (*self.layout.reading, *_other_names(self), *_other_numbers(self))

    def refuse_open(self) -> None:
        """Raise ``FileError``, a sentence for each, while a column is missing or a question is open."""
        if self.columns.missing and len(self.layout.header) == 1:
            raise _one_column(self)
        refuse_missing(self.columns, self.file)
        refuse(self.questions, self.file)


def recognise(source: Source, scorecard: Scorecard, choices: ReadingChoices, tick: Tick) -> Recognised:
    """Find out how a file is to be read, from its beginning.

    Args:
        source: the file.
        scorecard: the model that is to score it.
        choices: what a person has decided about it.
        tick: called often.

    Raises:
        FileError: it cannot be read at all.
        InputError: what was chosen does not exist.
    """
    file = source.path.name
    layout = read_layout(source, choices)
    columns = _with_values(find_columns(layout.header, scorecard, file, choices.columns), source, layout, tick)
    cells = first_cells(source, layout, columns.positions, tick)
    names = {field: layout.header[place].strip() for field, place in columns.positions.items()}
    found = find_conventions(cells, names, choices)
    questions = (*columns.questions, *found.questions)
    return Recognised(file, layout, columns, found.columns, questions, found.thousands, source.sheets, source.sheet)


def _with_values(columns: Columns, source: Source, layout: Layout, tick: Tick) -> Columns:
    """The columns with those that look like a missing input by what they hold."""
    missing = [name for name in columns.missing if name not in columns.likely]
    if not any(schema.field(name).is_category for name in missing):
        return columns
    places = unknown_columns(layout.header, columns.likely.values())
    likely = likely_by_values(missing, first_cells(source, layout, places, tick))
    return replace(columns, likely={**columns.likely, **likely})


def _one_column(found: Recognised) -> FileError:
    name = shorten(found.layout.header[0])
    if found.sheet:
        others = [sheet for sheet in found.sheets if sheet != found.sheet]
        advice = (
            f"Choose another by --sheet: {some_of(others)}." if others else "Give one with a column for each input."
        )
        return FileError(f"The sheet '{found.sheet}' of {found.file} has one column only, '{name}'. {advice}")
    return FileError(
        f"{found.file} has one column only, '{name}'. Give a file with a column for each input; if its cells are "
        "separated by an unusual sign, say which, as with --separator comma."
    )


def _other_names(found: Recognised) -> Iterator[str]:
    """Which columns stand for an input under a name that is not its own."""
    header, columns = found.layout.header, found.columns
    pairs = [
        f"'{shorten(header[place])}' is {field}"
        for field, place in columns.positions.items()
        if columns.how[field] is not How.NAME
    ]
    if pairs:
        yield f"Columns under other names: {', '.join(pairs)}."


def _other_numbers(found: Recognised) -> Iterator[str]:
    """In which columns numbers are not written as programs write them."""
    written = found.conventions.items()
    commas = [name for name, convention in written if convention.decimal is Decimal.COMMA]
    if commas and not any(convention.decimal is Decimal.POINT for _, convention in written):
        yield "A comma stands before decimals in its numbers."
    elif commas:
        yield f"A comma stands before decimals in {', '.join(commas)}, a point in other columns."
    if found.thousands:
        text = shorten(next(iter(found.thousands.values())))
        yield f"Numbers such as '{text}' in {', '.join(found.thousands)} are read as thousands."
    shares = [name for name, convention in written if convention.percent is Percent.SHARE]
    if shares:
        yield f"Per cent is written as a share, 0.45 for 45 %, in {', '.join(shares)}."


def refuse_scored(found: Recognised, reasons: int) -> None:
    """Raise ``FileError`` when the file has a column that scoring adds, with so many reasons."""
    added = set(added_columns(reasons))
    names = [name for name in found.layout.header if name.strip() in added]
    if names:
        raise FileError(
            f"{found.file} already has columns that scoring adds ({', '.join(names)}). Score the original file, "
            "or remove or rename these columns."
        )


def first_cells(source: Source, layout: Layout, wanted: Mapping[str, int], tick: Tick) -> pl.DataFrame:
    """Texts of the first rows, by the name that each position goes by; null or "" where empty."""
    for rows in Reader(source.beginning(), layout, wanted, _HEAD_ROWS, tick):
        return rows.cells
    return pl.DataFrame(schema=dict.fromkeys(wanted, pl.String))
