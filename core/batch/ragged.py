"""Reading rows one by one where some have too few or too many cells, or quotation marks that do not fit."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Self

import polars as pl

from core.batch.problem_groups import NO_APPLICANT
from core.batch.records import Grammar, Record
from core.batch.tick import Tick

_BLANK = b" \r"
_LONGEST_REST = 60_000
"""Characters of the surplus cells that a message holds, which any reader of cells takes."""
_ROWS_BETWEEN_TICKS = 1_000
_MOST_LINES_TAKEN_ALONG = 10
"""By a quotation mark behind a carriage return; each of them is looked at again, once for each row before."""
_LONE_RETURN = re.compile(rb"\r(?!\n)")


class Fault(NamedTuple):
    """What is wrong with the form of a row.

    Attributes:
        sentence: for people.
        words: the same for all rows with this fault, for counting.
        fatal: whether its cells cannot be trusted, so that it is not scored.
    """

    sentence: str
    words: str
    fatal: bool

    @classmethod
    def of(cls, sentence: str) -> Self:
        """A fatal one of which there is no more to say than this sentence."""
        return cls(sentence, sentence, fatal=True)


EMPTY = Fault.of(f"{NO_APPLICANT}: it is empty.")
_BROKEN = Fault.of(
    "The row has a quotation mark that is not closed, or stands amid a cell; its values cannot be told apart."
)
_TOO_FEW = "The row has too few cells; the missing ones count as empty."
_TOO_MANY = "The row has too many cells, so its values may stand in wrong columns."


class Ragged(NamedTuple):
    """The rows of a text; see ``core.batch.reading.Rows``, with ``end`` counted from the start of the text."""

    lines: pl.Series
    cells: pl.DataFrame
    end: int
    faults: dict[int, Fault]


def read_ragged(
    text: bytes, grammar: Grammar, width: int, wanted: Mapping[str, int], tick: Tick, *, final: bool
) -> Ragged:
    """Read rows so that each has ``width`` cells.

    Missing cells are empty. Surplus cells are left out of the row and told in its fault.

    Args:
        text: whole lines, in UTF-8, the last one with its line end.
        grammar: for the separator of the file.
        width: cells of the header.
        wanted: position of each column that is read, by field name.
        tick: called often.
        final: whether the file ends with this text; otherwise an unfinished row at its end is left out.
    """
    lines: list[bytes] = []
    columns: dict[str, list[bytes]] = {name: [] for name in wanted}
    faults: dict[int, Fault] = {}
    end = 0
    for record in _records(text, grammar, width, final=final):
        if len(lines) % _ROWS_BETWEEN_TICKS == 0:
            tick()
        fault = _fault(record, width)
        if fault:
            faults[len(lines)] = fault
        cells = [*record.cells[:width], *[b""] * (width - len(record.cells))]
        faithful = record.faithful and len(record.cells) == width
        lines.append(text[end : record.end].rstrip(b"\r\n") if faithful else grammar.row(cells))
        for name, position in wanted.items():
            columns[name].append(cells[position])
        end = record.end
    frame = pl.DataFrame({name: _text(values) for name, values in columns.items()})
    return Ragged(_text(lines), frame, end, faults)


def _records(text: bytes, grammar: Grammar, width: int, *, final: bool) -> Iterator[Record]:
    start = 0
    while start < len(text):
        record = grammar.record(text, start, final=final)
        parts = record and _parted(text, start, record, grammar, width, final=final)
        if not parts:
            return
        yield from parts
        start = parts[-1].end


def _parted(
    text: bytes, start: int, record: Record, grammar: Grammar, width: int, *, final: bool
) -> list[Record] | None:
    """The rows that carriage returns part a row into, each of the right width, as in a file of mixed line ends.

    A carriage return that belongs to a cell never does that, since it leaves at most one cell more. ``None`` when the
    last of the rows may end beyond the text.
    """
    if width == 1 or len(record.cells) <= width:
        return [record]
    parts: list[Record] = []
    for found in _LONE_RETURN.finditer(text, start, record.end):
        part = grammar.record(text[start : found.start()] + b"\n", 0, final=True)
        if part is None or not _fits(part, width) or start + part.end != found.end():
            break
        start = found.end()
        parts.append(part._replace(end=start))
    last = grammar.record(text, start, final=final) if parts else record
    if last is None:
        return None
    is_near = text.count(b"\n", last.end, record.end) <= _MOST_LINES_TAKEN_ALONG
    return [*parts, last] if is_near and _fits(last, width) else [record]


def _fits(record: Record, width: int) -> bool:
    return len(record.cells) == width and not record.broken


def _fault(record: Record, width: int) -> Fault | None:
    cells = record.cells
    if len(cells) == 1 and not cells[0].strip(_BLANK):
        return EMPTY
    if record.broken:
        return _BROKEN
    count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    found = f"The row has {count} where the header has {width}"
    if len(cells) < width:
        return Fault(f"{found}; the missing ones count as empty.", _TOO_FEW, fatal=False)
    if len(cells) > width:
        left = ", ".join(f"'{cell.decode()}'" for cell in cells[width:])[:_LONGEST_REST]
        return Fault(f"{found}, so its values may stand in wrong columns; left over: {left}.", _TOO_MANY, fatal=True)
    return None


def _text(values: list[bytes]) -> pl.Series:
    return pl.Series(values, dtype=pl.Binary).cast(pl.String)
