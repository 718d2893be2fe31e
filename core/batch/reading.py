"""The rows of a file of applicants as text, some at a time, whatever is wrong with some of them.

Well-formed text, nearly all there is, is divided into cells by polars; other text row by row, with the same result.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from core.batch.blank_end import without_blank_end
from core.batch.layout import Layout, check_text
from core.batch.ragged import Fault, read_ragged
from core.batch.records import QUOTE, Grammar
from core.batch.source import Source
from core.batch.structure import Structure, structure
from core.batch.tick import Tick
from core.errors import FileError

_MOST_BYTES = 1 << 23
"""Bytes of rows that are read at a time at most; a row may have twice as many."""
_CONTROLS = tuple(bytes([code]) for code in range(1, 9))
_LINE = "line"
"""Column of the rows' own text; no input has this name."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a file, in its order.

    Attributes:
        lines: each row as text with the file's separator and as many cells as the header, without a line end.
        cells: text of the columns that are read, by field name; null or "" where a cell is empty.
        faults: what is wrong with the form of a row, by position.
        end: where the next row begins in the file, in bytes.
        separator: what stands between the cells of a line.
    """

    lines: pl.Series
    cells: pl.DataFrame
    end: int
    separator: str
    faults: dict[int, Fault] = field(default_factory=dict)


class Reader:
    """Reads the rows of a file.

    Args:
        source: the file.
        layout: how it is laid out.
        wanted: position of each column that is read, by field name.
        chunk_rows: about how many rows to read at a time.
        tick: called often while rows are read one by one.
    """

    def __init__(self, source: Source, layout: Layout, wanted: Mapping[str, int], chunk_rows: int, tick: Tick) -> None:
        self._source = without_blank_end(source, layout.start, layout.separator)
        self._layout, self._wanted, self._tick = layout, wanted, tick
        self._grammar, self._separator = Grammar(layout.separator), layout.separator.decode()
        self._piece_bytes = min(max(chunk_rows * self._row_bytes(), 1), _MOST_BYTES)

    def __iter__(self) -> Iterator[Rows]:
        """All rows; blank ones at the end of the file are none.

        Raises:
            FileError: the file cannot be read, changes meanwhile, or is not text in UTF-8.
        """
        carry, start = b"", self._layout.start
        for piece, final in self._source.pieces(start, self._piece_bytes):
            text = carry + piece
            whole = _whole_lines(text, final=final)
            check_text(self._source, whole, start)
            rows = self._rows(whole, start, final=final)
            if rows:
                yield rows
                text, start = text[rows.end - start :], rows.end
            carry = text
            if len(carry) > 2 * _MOST_BYTES:
                raise self._endless(start)

    def _row_bytes(self) -> int:
        """Mean length of the first rows."""
        rows = self._source.head[self._layout.start :]
        return len(rows) // (rows.count(b"\n") + 1)

    def _rows(self, text: bytes, start: int, *, final: bool) -> Rows | None:
        """The rows of whole lines; ``None`` when there are none yet."""
        found = structure(text, self._layout.separator, len(self._layout.header), final=final)
        if found is None:
            return self._ragged_rows(text, start, final=final)
        if found.ends.size == 0:
            return None
        size = int(found.ends[-1]) + 1
        return self._split(text[:size], found, start + size)

    def _ragged_rows(self, text: bytes, start: int, *, final: bool) -> Rows | None:
        width = len(self._layout.header)
        ragged = read_ragged(text, self._grammar, width, self._wanted, self._tick, final=final)
        if not ragged.end:
            return None
        return Rows(ragged.lines, ragged.cells, start + ragged.end, self._separator, ragged.faults)

    def _split(self, text: bytes, found: Structure, end: int) -> Rows:
        """The lines and the wanted cells of well-formed rows."""
        schema = {str(position): pl.String for position in range(len(self._layout.header))}
        wanted = [pl.col(str(position)).alias(name) for name, position in self._wanted.items()]
        cells = pl.scan_csv(
            text,
            has_header=False,
            schema=schema,
            separator=self._layout.separator.decode(),
            quote_char='"' if QUOTE in text else None,
        ).select(wanted)
        frame = pl.concat([_lines(text, found), cells], how="horizontal").collect()
        return Rows(frame[_LINE], frame.drop(_LINE), end, self._separator)

    def _endless(self, start: int) -> FileError:
        line = self._source.line_at(start)
        return FileError(f"{self._source.path.name} has an endless row in line {line}. Give a CSV file with line ends.")


def _whole_lines(text: bytes, *, final: bool) -> bytes:
    """The lines that are complete."""
    return text + b"\n" if final and not text.endswith(b"\n") else text[: text.rfind(b"\n") + 1]


def _lines(text: bytes, found: Structure) -> pl.LazyFrame:
    """Each row's own text, without its line end."""
    unused = next((control for control in _CONTROLS if control not in text), None)
    if unused and found.one_line_each:
        scan = pl.scan_csv(
            text, has_header=False, schema={_LINE: pl.String}, separator=unused.decode(), quote_char=None
        )
        return scan.fill_null("")
    ends = found.ends.tolist()
    starts = [0, *(end + 1 for end in ends)]
    rows = [text[start:end].removesuffix(b"\r") for start, end in zip(starts, ends, strict=False)]
    return pl.LazyFrame({_LINE: pl.Series(rows, dtype=pl.Binary).cast(pl.String)})
