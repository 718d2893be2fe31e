"""Writes rows of a scored file as another file, whose ending says of which kind; whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.batch.export.csv_file import write_csv
from core.batch.export.options import Options
from core.batch.export.parquet_file import write_parquet
from core.batch.export.rows import Rows
from core.batch.export.workbook import write_workbook
from core.batch.report import BatchReport
from core.errors import FileError
from core.files import atomic_path
from core.progress import Report, silent

SUFFIXES = (".csv", ".xlsx", ".parquet")


@dataclass(frozen=True)
class Exported:
    """A file that was written.

    Attributes:
        path: where it is.
        rows: how many it has.
        notices: what it could not hold, as sentences.
    """

    path: Path
    rows: int
    notices: tuple[str, ...] = ()


def export(
    batch: BatchReport, rows: Rows, target: Path, options: Options | None = None, report: Report = silent
) -> Exported:
    """Write rows of a scored file.

    Args:
        batch: the scored file.
        rows: which of its rows and columns.
        target: where they go; its ending is one of ``SUFFIXES``. Until all is written, the old file stays.
        options: decisions about it; None for the usual ones.
        report: told the progress; may raise ``Cancelled``.

    Raises:
        FileError: there are no rows; the target is of no kind that can be written, is the source or the scored file,
            or cannot be written; the scored file was changed.
    """
    write = writer_of(batch, rows, options or Options(), target)
    if not len(rows):
        raise FileError(f"There are no such rows in {batch.source.name}, so nothing was written. Choose other rows.")
    refuse_same(target, batch.source, "the file that was scored")
    refuse_same(target, batch.target, "the scored file itself")
    with atomic_path(target) as part:
        notices = write(part, report)
        report(1.0, f"Wrote {len(rows):,} rows")  # the last chance to cancel, for then the old file is replaced
    return Exported(target, len(rows), notices)


def writer_of(
    batch: BatchReport, rows: Rows, options: Options, target: Path
) -> Callable[[Path, Report], tuple[str, ...]]:
    """What writes files of the kind that a target's ending tells.

    It is given a path and told the progress, and gives what the file could not hold as sentences.

    Raises:
        FileError: the target is of no kind that can be written.
    """
    match target.suffix.lower():
        case ".csv":
            return lambda part, report: write_csv(rows, part, batch.separator, options, report)
        case ".xlsx":
            return lambda part, report: write_workbook(rows, part, batch, options, report)
        case ".parquet":
            return lambda part, report: write_parquet(rows, part, report)
    listed = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
    raise FileError(f"{target.name} cannot be written. Choose a name that ends in {listed}.")


def refuse_same(target: Path, path: Path, what: str) -> None:
    """Raise ``FileError`` where a target is the file at a path, in whatever way both are written."""
    try:
        same = target.samefile(path)
    except (OSError, ValueError):
        return
    if same:
        raise FileError(f"{target} is {what}; it would be lost. Choose another name.")
