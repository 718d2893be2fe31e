"""Opens a file of applicants of any kind as one text in UTF-8."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.batch.choices import ReadingChoices
from core.batch.source import Source
from core.batch.transcripts.archives import is_workbook, open_zip, unpack_gzip, unpack_zip
from core.batch.transcripts.kinds import Kind, kind_of, refuse_markup
from core.batch.transcripts.parquet import transcribe_parquet
from core.batch.transcripts.room import private_folder
from core.batch.transcripts.text import recognise, transcribe_text
from core.errors import FileError
from core.progress import Report, part_of, silent

_UNPACKED = 0.5
"""Share of the work after which an archive is unpacked, and may turn out to need another transcription."""
_DEFAULT = ReadingChoices()


@contextmanager
def opened(
    path: Path, choices: ReadingChoices = _DEFAULT, report: Report = silent, *, sample: bool = False
) -> Iterator[Source]:
    """Open a file so that its text can be read.

    Text in UTF-8 is read where it is. Anything else is first transcribed, a piece at a time, into a folder that goes
    away with this block; names and messages mean the file itself nevertheless.

    Args:
        path: text (also packed with gzip, or alone in a zip archive), an Excel workbook, or a Parquet file.
        choices: what a person has decided about it.
        report: told the progress; may raise ``Cancelled``.
        sample: whether the beginning of the text is enough.

    Raises:
        FileError: it cannot be read, is damaged, of another kind, or such that a person must decide how to read it.
        InputError: what was chosen does not exist.
    """
    source = Source(path, sample=sample)
    report(0.0, f"Opening {path.name}")
    kind = kind_of(source)
    text = recognise(source, choices, report) if kind is Kind.TEXT else None
    if text and text.is_plain:
        refuse_markup(text.source)
        yield text.source
        return
    with private_folder(source) as folder:
        found = transcribe_text(text, folder, report) if text else _transcribed(source, kind, choices, folder, report)
        refuse_markup(found)
        found.check_unchanged()
        yield found


def _transcribed(source: Source, kind: Kind, choices: ReadingChoices, folder: Path, report: Report) -> Source:
    first, second = part_of(report, 0.0, _UNPACKED), part_of(report, _UNPACKED, 1.0)
    if kind is Kind.PARQUET:
        return transcribe_parquet(source, choices, folder, report)
    if kind is Kind.GZIP:
        return _plain(unpack_gzip(source, folder, first), choices, folder, second)
    with open_zip(source, report) as archive:
        if is_workbook(archive):
            from core.batch.transcripts.spreadsheet import transcribe_workbook  # with openpyxl, which texts do not need

            return transcribe_workbook(source, archive, choices, folder, report)
        unpacked = unpack_zip(source, archive, folder, first)
    return _plain(unpacked, choices, folder, second)


def _plain(unpacked: Source, choices: ReadingChoices, folder: Path, report: Report) -> Source:
    """What was in an archive, as text in UTF-8."""
    if kind_of(unpacked) is not Kind.TEXT:
        raise FileError(f"{unpacked.path.name} holds a workbook or another archive. Unpack it, and give what is in it.")
    text = recognise(unpacked, choices, report)
    return text.source if text.is_plain else transcribe_text(text, folder, report)
