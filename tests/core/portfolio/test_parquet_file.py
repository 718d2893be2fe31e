"""A Parquet file gives the same texts as the CSV file it could have been, or one sentence why not."""

import datetime
import decimal
import os
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.errors import CreditDeskError, DataError, FileError
from core.portfolio.parquet_file import read_parquet
from core.progress import Cancelled
from tests.core.portfolio.watching import Watcher

POSIX = pytest.mark.skipif(os.name != "posix", reason="elsewhere no file has such a name")
FEW: dict[str, list[Any]] = {"cust_id": ["C1", "C2"], "age": [35, 62]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "customers.parquet"


def refused(path: Path, kind: type[CreditDeskError] = FileError) -> str:
    with pytest.raises(kind) as raised:
        read_parquet(path)
    return str(raised.value)


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([1, None], ["1", None]),
        ([5.0, 1.5], ["5", "1.5"]),
        ([float("nan"), None], [None, None]),
        ([True, False], ["True", "False"]),
        (["Pune", "  "], ["Pune", None]),
        ([b"Owned", b"\xff"], ["Owned", "\ufffd"]),
        ([datetime.date(2024, 7, 22), None], ["2024-07-22", None]),
        ([decimal.Decimal("12.400"), decimal.Decimal("7.00")], ["12.4000", "7"]),
    ],
    ids=["whole", "float", "not a number", "bool", "text", "bytes", "date", "decimal"],
)
def test_every_type_becomes_text(path: Path, values: list[object], texts: list[str | None]) -> None:
    pl.DataFrame({"x": values}, strict=False).write_parquet(path)
    table = read_parquet(path)
    assert table["x"].isna().tolist() == [text is None for text in texts]
    assert table["x"].dropna().tolist() == [text for text in texts if text is not None]


def test_columns_have_the_programs_names(path: Path) -> None:
    pl.DataFrame({"Annual income": [7], "CUST_ID": ["C1"], "": [0]}).write_parquet(path)
    assert read_parquet(path).to_dict("list") == {"income": ["7"], "cust_id": ["C1"]}


@pytest.mark.parametrize(
    "name",
    [
        "loans [2024].parquet",
        pytest.param("loan?.parquet", marks=POSIX),
        pytest.param("l*.parquet", marks=POSIX),
    ],
)
def test_a_name_with_brackets_or_stars_means_that_one_file(tmp_path: Path, name: str) -> None:
    pl.DataFrame(FEW).write_parquet(tmp_path / "loans.parquet")
    pl.DataFrame(FEW).head(1).write_parquet(tmp_path / name)
    assert len(read_parquet(tmp_path / name)) == 1


def test_columns_are_told_as_they_are_read_and_reading_can_be_cancelled(path: Path) -> None:
    pl.DataFrame(FEW).write_parquet(path)
    watcher = Watcher()
    read_parquet(path, watcher)
    watcher.assert_rising()
    assert watcher.messages == ["Reading customers.parquet"] * 2
    with pytest.raises(Cancelled):
        read_parquet(path, Watcher(cancel_after=1))


@pytest.mark.parametrize("content", [b"", b"cust_id,age\nC1,35\n", b"PAR1 and no more PAR1"])
def test_what_is_no_parquet_file_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    sentence = refused(path)
    assert sentence.startswith(f"{path} cannot be read as a Parquet file (")
    assert sentence.endswith("). Check the name and the file.")
    assert "\n" not in sentence


def test_half_a_file_is_refused(path: Path) -> None:
    pl.DataFrame(FEW).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-40])
    assert "cannot be read as a Parquet file" in refused(path)


def test_a_file_that_is_not_there_is_refused(path: Path) -> None:
    assert refused(path).startswith(f"{path} cannot be read as a Parquet file (")


@pytest.mark.parametrize("contents", [{}, {"cust_id": []}], ids=["no columns", "no rows"])
def test_a_table_without_rows_is_refused(path: Path, contents: dict[str, list[Any]]) -> None:
    pl.DataFrame(contents).write_parquet(path)
    assert refused(path, DataError).startswith("customers.parquet has a header but no rows.")


def test_two_columns_for_the_same_thing_are_refused(path: Path) -> None:
    pl.DataFrame({"cust_id": [1], "Customer ID": [1]}).write_parquet(path)
    assert "two columns for cust_id: 'cust_id' and 'Customer ID'" in refused(path, DataError)
