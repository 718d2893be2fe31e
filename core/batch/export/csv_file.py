"""Exports rows as text: UTF-8 with a byte order mark, as spreadsheets want it, and quoted by RFC 4180."""

from pathlib import Path
from typing import BinaryIO

import polars as pl

from core.batch.defusing import defused
from core.batch.export.options import Options
from core.batch.export.rows import Rows, as_frame
from core.batch.layout import BOM
from core.progress import Report

_QUOTE = '"'


def write_csv(rows: Rows, part: Path, separator: str, options: Options, report: Report) -> tuple[str, ...]:
    """Write rows to a file.

    Args:
        rows: what to write.
        part: the file.
        separator: what stands between cells.
        options: whether to put an apostrophe before texts that a spreadsheet would run.
        report: told the progress.

    Returns:
        Nothing to tell: a text file holds every text.
    """
    done = 0

    def tick() -> None:
        report(done / max(len(rows), 1), f"Wrote {done:,} rows")

    with part.open("wb") as out:
        out.write(BOM)
        _write(as_frame(rows.columns), out, separator, defuse=options.defuse)
        for frame in rows.frames(tick):
            _write(frame, out, separator, defuse=options.defuse)
            done += len(frame)
            tick()
    return ()


def _write(frame: pl.DataFrame, out: BinaryIO, separator: str, *, defuse: bool) -> None:
    texts = defused(frame) if defuse else frame
    special = f"[\r\n{_QUOTE}{separator}]"
    texts.select(_quoted(pl.col(name), special) for name in texts.columns).write_csv(
        out, include_header=False, separator=separator, line_terminator="\r\n", quote_style="never"
    )


def _quoted(texts: pl.Expr, special: str) -> pl.Expr:
    inner = texts.str.replace_all(_QUOTE, _QUOTE * 2, literal=True)
    return pl.when(~texts.str.contains(special)).then(texts).otherwise(_QUOTE + inner + _QUOTE)
