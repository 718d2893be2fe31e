"""Exports rows as Parquet: numbers as numbers, everything else as text, empty cells as null."""

from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path

import polars as pl
from polars.exceptions import ComputeError
from polars.io.plugins import register_io_source

from core.batch.export.rows import Rows
from core.batch.export.survey import Column, Kind, survey
from core.progress import Report, part_of

_GROUP_ROWS = 131_072
_LOOKED = 0.3
"""Share of the work that the first look takes."""
_FAILED = "IO error: "


def write_parquet(rows: Rows, part: Path, report: Report) -> tuple[str, ...]:
    """Write rows to a file.

    Returns:
        Nothing to tell: a Parquet file holds every text.

    Raises:
        OSError: it cannot be written any further.
    """
    columns = survey(rows, part_of(report, 0.0, _LOOKED))
    names = unique_names(rows.columns)
    cells = [_cells(column, str(place)).alias(names[place]) for place, column in enumerate(columns)]
    schema = {name: _type(column) for name, column in zip(names, columns, strict=True)}

    def frames(*_hints: object) -> Iterator[pl.DataFrame]:
        yield from _frames(rows, cells, part_of(report, _LOOKED, 1.0))

    try:
        with part.open("wb") as out:  # by its path, polars might make it anew after a cancel has removed it
            register_io_source(frames, schema=schema).sink_parquet(out, row_group_size=_GROUP_ROWS)
    except ComputeError as error:
        _, failed, why = str(error).partition(_FAILED)
        if failed:
            raise OSError(None, why) from error
        raise
    return ()


def unique_names(columns: Sequence[str]) -> list[str]:
    """Names that tell columns apart, as Parquet wants them: the second ``note`` is ``note_2``."""
    names: list[str] = []
    for place, column in enumerate(columns, start=1):
        base = column or f"column_{place}"
        wanted = chain([base], (f"{base}_{number}" for number in count(2)))
        free = (name for name in wanted if name not in names)
        names.append(next(name for name in free if name == column or name not in columns))
    return names


def _frames(rows: Rows, cells: list[pl.Expr], report: Report) -> Iterator[pl.DataFrame]:
    done = 0

    def tick() -> None:
        report(done / max(len(rows), 1), f"Wrote {done:,} rows")

    for frame in rows.frames(tick):
        yield frame.select(cells)
        done += len(frame)
        tick()


def _cells(column: Column, place: str) -> pl.Expr:
    texts = pl.col(place)
    return pl.when(texts != "").then(texts).cast(_type(column))


def _type(column: Column) -> type[pl.DataType]:
    if column.kind is Kind.SHARE or (column.kind is Kind.NUMBER and column.decimals):
        return pl.Float64
    return pl.Int64 if column.kind is Kind.NUMBER else pl.String
