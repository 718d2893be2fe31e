"""Finds which of some files is the customers, the loans and the bureau table, by their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TABLES = {"customers": "customer", "loans": "loan", "bureau": "bureau"}
"""By table, the word that the name of its file has in it."""

_ENDINGS = (".csv", ".parquet")


@dataclass(frozen=True)
class Found:
    """What was found.

    Attributes:
        files: by table, its file; a table that was not found is left out.
        problem: what is missing or not clear, and what to do, as a sentence; empty when nothing is.
    """

    files: Mapping[str, Path]
    problem: str = ""


def find_tables(paths: Sequence[Path]) -> Found:
    """Tell the tables among files and folders; in a folder only ``.csv`` and ``.parquet`` count.

    Of several files for one table the one with the plain name is taken: ``bureau.csv`` or ``bureau_data.csv``.
    """
    try:
        files = [file for path in paths for file in _files(path)]
    except OSError as error:
        return Found({}, f"{error.filename} cannot be opened ({error.strerror}). Check the name.")
    candidates = {table: _candidates(files, table) for table in TABLES}
    found = {table: some[0] for table, some in candidates.items() if len(some) == 1}
    wants_all = any(path.is_dir() for path in paths) or not found
    return Found(found, " ".join(filter(None, (_problem(table, candidates[table], wants_all) for table in TABLES))))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.suffix.lower() in _ENDINGS)


def _candidates(files: list[Path], table: str) -> list[Path]:
    plain = [file for file in files if file.stem.lower() in (table, f"{table}_data")]
    return plain or [file for file in files if _tables_named(file) == [table]]


def _tables_named(file: Path) -> list[str]:
    return [table for table, word in TABLES.items() if word in file.stem.lower()]


def _problem(table: str, candidates: list[Path], wants_all: bool) -> str:  # noqa: FBT001 - private, named where called
    if len(candidates) > 1:
        return f"{' and '.join(file.name for file in candidates)} could each be the {table} table. Choose one of them."
    if not candidates and wants_all:
        return f"No file for {table} was found: its name should have “{TABLES[table]}” in it. Choose it yourself."
    return ""
