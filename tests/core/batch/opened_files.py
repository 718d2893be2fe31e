"""What the program makes of a file of any kind, read by a library that it does not use."""

import csv
import io
from pathlib import Path

from core.batch.choices import ReadingChoices
from core.batch.opening import opened
from core.progress import Report, silent


def text_of(path: Path, choices: ReadingChoices | None = None, report: Report = silent) -> str:
    """The text of a file as the program reads it, without a byte order mark."""
    with opened(path, choices or ReadingChoices(), report) as source:
        return b"".join(piece.data for piece in source.pieces(0, 1 << 20)).decode("utf-8-sig")


def reading_of(path: Path, choices: ReadingChoices | None = None) -> tuple[str, ...]:
    """What the program says of how it reads a file."""
    with opened(path, choices or ReadingChoices()) as source:
        return source.reading


def table_of(path: Path, choices: ReadingChoices | None = None) -> list[list[str]]:
    """The cells of a file that is separated by commas."""
    return list(csv.reader(io.StringIO(text_of(path, choices), newline=""), strict=True))
