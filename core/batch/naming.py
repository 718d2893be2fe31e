"""What a scored file is called, and what its name says about its kind."""

from pathlib import Path

from core.errors import FileError

_BOOKS = (".xlsx", ".parquet")
_ARCHIVES, _TEXTS = (".gz", ".zip"), (".csv", ".tsv", ".txt")
_OTHER_KINDS = (
    ".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".docx", ".pdf", ".html", ".xml", ".json", ".jsonl", ".feather",
    ".arrow", ".avro", ".orc", ".gz", ".zip", ".bz2", ".xz", ".zst", ".7z", ".db", ".sqlite",
)  # fmt: skip


def scored_name(source: Path) -> Path:
    """Where the scored file goes unless somebody says otherwise: beside its source, as NAME_scored.csv.

    The name of an archive, such as NAME.csv.gz, is that of the text in it.
    """
    inner = Path(source.stem)
    is_packed = source.suffix.lower() in _ARCHIVES and inner.suffix.lower() in _TEXTS
    return source.parent / f"{inner.stem if is_packed else source.stem}_scored.csv"


def is_text(target: Path) -> bool:
    """Whether a scored file of that name is text; else it is a workbook or a Parquet file.

    Raises:
        FileError: the name promises another kind of file.
    """
    ending = target.suffix.lower()
    if ending in _OTHER_KINDS:
        raise FileError(f"{target.name} cannot be written: a scored file is .csv, {' or '.join(_BOOKS)}. Name it so.")
    return ending not in _BOOKS
