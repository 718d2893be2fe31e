"""What a scored file is called."""

from pathlib import Path

import pytest

from core.batch.naming import is_text, scored_name
from core.errors import FileError


def test_a_scored_file_stands_beside_its_source_and_is_a_csv_file_too() -> None:
    assert scored_name(Path("data") / "june.2024.txt") == Path("data") / "june.2024_scored.csv"


@pytest.mark.parametrize(
    ("source", "scored"),
    [
        ("june.csv.gz", "june_scored.csv"),
        ("june.TXT.ZIP", "june_scored.csv"),
        ("june.2024.zip", "june.2024_scored.csv"),
        ("june.xlsx", "june_scored.csv"),
    ],
)
def test_a_scored_file_has_the_name_of_the_text_in_an_archive(source: str, scored: str) -> None:
    assert scored_name(Path(source)) == Path(scored)


@pytest.mark.parametrize("name", ["out.csv", "out.txt", "out.tsv", "out", "out.2024", "out.scored"])
def test_a_scored_file_is_text_under_any_name_that_promises_nothing_else(name: str) -> None:
    assert is_text(Path(name))


@pytest.mark.parametrize("name", ["out.xlsx", "OUT.XLSX", "out.parquet"])
def test_a_workbook_and_a_parquet_file_are_told_by_their_names(name: str) -> None:
    assert not is_text(Path(name))


@pytest.mark.parametrize("name", ["out.xls", "out.ods", "out.JSON", "out.csv.gz"])
def test_a_name_that_promises_another_kind_is_refused(name: str) -> None:
    with pytest.raises(FileError, match=rf"{name} cannot be written: a scored file is \.csv, \.xlsx or \.parquet"):
        is_text(Path(name))
