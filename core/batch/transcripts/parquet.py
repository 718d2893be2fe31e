"""Writes a Parquet file as CSV text, some rows at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars import selectors

from core.batch.choices import ReadingChoices
from core.batch.defusing import marked, marked_text, marked_words, runs, that_run
from core.batch.layout import BOM
from core.batch.records import LONGEST_CELL, Grammar
from core.batch.source import Source
from core.batch.transcripts.room import Transcript, most_bytes, too_much
from core.errors import FileError
from core.parsing import shorten
from core.progress import Report

_CELLS_AT_ONCE = 1 << 18
_FEWEST_ROWS = 256
_BYTES_AT_ONCE = 1 << 24
_LINE_END = "\r\n"
_LARGEST_WHOLE = 1e15
_LONGEST_TEXT = LONGEST_CELL // 2 - 1
"""Bytes of a text that fit into a cell even if all are quotation marks."""
_TEXTS = (pl.String, pl.Categorical, pl.Enum, pl.Binary)
_TIME = "%H:%M:%S%.f"


def transcribe_parquet(source: Source, choices: ReadingChoices, folder: Path, report: Report) -> Source:
    """Write all rows as CSV text.

    Args:
        source: a Parquet file.
        choices: may say that texts which a spreadsheet would run are left as they are.
        folder: where to write.
        report: told the progress; may raise ``Cancelled``.

    Raises:
        FileError: the file is damaged, too large, has a column of lists or the like, or there is no room.
    """
    with _damage_told(source):
        scan = pl.scan_parquet(source.path, glob=False, hive_partitioning=False)
        schema = scan.collect_schema()
        rows = scan.select(pl.len()).collect().item()
    if not schema:
        raise FileError(f"{source.path.name} has no columns. Give a table of applicants.")
    texts = [_text(position, name, dtype, source) for position, (name, dtype) in enumerate(schema.items())]
    if rows * len(texts) > most_bytes(source):
        raise too_much(source)
    header = [marked_text(name) if choices.defuse else name for name in schema]
    marks = sum(mark != name for mark, name in zip(header, schema, strict=True))
    step = max(_CELLS_AT_ONCE // len(texts), _FEWEST_ROWS)
    with Transcript(folder / "table.csv", source) as transcript:
        transcript.write(BOM + Grammar(b",").row([name.encode() for name in header]) + _LINE_END.encode())
        for start in range(0, rows, step):
            report(start / rows, f"Reading {source.path.name}")
            with _damage_told(source):
                frame = scan.slice(start, step).select(texts).collect(engine="streaming")
                more, frame = _marked(frame, schema) if choices.defuse else (0, frame)
            marks += more
            for text in _csv(frame, list(schema), source):
                transcript.write(text)
    return source.read_from(transcript.path, *([marked_words(marks)] if marks else []))


def _text(position: int, name: str, dtype: pl.DataType, source: Source) -> pl.Expr:
    """The column as text that is read as the same value."""
    if dtype.is_nested() or dtype == pl.Object:
        raise FileError(
            f"The column '{shorten(name)}' of {source.path.name} holds lists or records ({dtype}). Leave it out, or "
            "write one value in each cell."
        )
    column = selectors.by_index(position).as_expr()
    return _as_text(column, dtype).alias(str(position))


def _as_text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    if dtype.is_float():
        is_whole = (column == column.round()) & (column.abs() < _LARGEST_WHOLE)
        whole = column.cast(pl.Int64, strict=False).cast(pl.String)
        return pl.when(is_whole).then(whole).otherwise(column.cast(pl.String))
    if isinstance(dtype, pl.Datetime):
        return column.dt.to_string(f"%Y-%m-%d {_TIME}" + ("%:z" if dtype.time_zone else ""))
    if dtype == pl.Time:
        return column.dt.to_string(_TIME)
    if dtype == pl.Duration:
        return column.dt.to_string("iso")
    text = column.cast(pl.String)
    return text.str.to_uppercase() if dtype == pl.Boolean else text


def _marked(frame: pl.DataFrame, schema: pl.Schema) -> tuple[int, pl.DataFrame]:
    """The rows with a mark before each text that a spreadsheet would run, and how many these are."""
    texts = [str(place) for place, dtype in enumerate(schema.dtypes()) if dtype in _TEXTS]
    run = that_run(frame.select(texts))
    if not run:
        return 0, frame
    found = frame.select(pl.sum_horizontal(runs(pl.col(name)).sum() for name in run)).item()
    return found, frame.with_columns(marked(pl.col(name)) for name in run)


def _csv(frame: pl.DataFrame, names: list[str], source: Source) -> Iterator[bytes]:
    """The rows as CSV text, in parts, for one text may stand in very many rows and take no room in the file."""
    lengths = frame.select(pl.all().str.len_bytes())
    for name, length in zip(names, lengths.max().row(0), strict=True):
        if length is not None and length > _LONGEST_TEXT:
            raise FileError(
                f"The column '{shorten(name)}' of {source.path.name} has a text of {length:,} bytes. Leave it out, or "
                f"shorten its texts to {_LONGEST_TEXT:,}."
            )
    sizes = lengths.sum_horizontal().to_numpy()
    for part in _parts(frame, sizes):
        text = part.write_csv(include_header=False, line_terminator=_LINE_END)
        if "\0" in text:
            raise FileError(f"{source.path.name} has a text with a zero character in it. Remove it.")
        yield text.encode()


def _parts(frame: pl.DataFrame, sizes: NDArray[np.int64]) -> Iterator[pl.DataFrame]:
    """The rows in parts whose texts are not too large together."""
    if frame.height == 1 or sizes.sum() <= _BYTES_AT_ONCE:
        yield frame
        return
    middle = frame.height // 2
    yield from _parts(frame[:middle], sizes[:middle])
    yield from _parts(frame[middle:], sizes[middle:])


@contextmanager
def _damage_told(source: Source) -> Iterator[None]:
    """Raise ``FileError`` for what polars raises about the file."""
    try:
        yield
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
        source.check_unchanged()
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise FileError(
            f"{source.path.name} cannot be read as a Parquet file: {reason}. Save it anew, or get it once more from "
            "where it comes from."
        ) from None
