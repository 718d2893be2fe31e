"""Rows as Parquet: numbers that are numbers, texts that stay texts."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batch.export.parquet_file import unique_names, write_parquet
from core.batch.export.rows import EveryRow
from core.progress import silent
from tests.core.batch.export.material import ADDED, ANSWER, Texts


def written(texts: Texts, path: Path) -> pl.DataFrame:
    write_parquet(EveryRow(texts), path, silent)
    return pl.read_parquet(path)


@given(st.lists(st.text() | st.from_regex(r"\A-?[0-9]{1,20}(\.[0-9]{1,20})?\Z") | st.just(""), min_size=1, max_size=5))
def test_every_cell_comes_back_as_it_was_or_as_the_same_number(folder: Path, cells: list[str]) -> None:
    found = written(Texts(["note", "income"], [[cell, cell] for cell in cells]), folder / "x.parquet")
    for name in ("note", "income"):
        for cell, value in zip(cells, found[name], strict=True):
            assert (value is None and cell == "") or value == cell or _same_number(value, cell)


def _same_number(value: object, cell: str) -> bool:
    return isinstance(value, int | float) and value == float(cell) and len(cell) <= 15 and cell[:1] != "+"


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        ("income", ["1200000", "0", ""], pl.Int64),
        ("income", ["1200000", "0.50"], pl.Float64),
        ("income", ["1200000", "12,40,000"], pl.String),
        ("credit_utilization_ratio", ["45.0", "-3"], pl.Float64),
        ("residence_type", ["1", "2"], pl.String),
        ("turnover", ["1200", "13.5"], pl.Float64),
        ("turnover", ["1200", "none"], pl.String),
        ("turnover", ["1200", "007"], pl.String),
        ("turnover", ["", ""], pl.String),
        ("branch", ["1", "2"], pl.Int64),
        ("contact", ["9876543210", "9"], pl.String),
        ("cust_id", ["1", "2"], pl.String),
        ("CustomerID", ["1", "2"], pl.String),
        ("PAN No.", ["1", "2"], pl.String),
        ("paid", ["1", "2"], pl.Int64),
        ("income", ["1234567890123456"], pl.String),
        ("income", ["1e5"], pl.String),
        ("income", ["-0"], pl.String),
    ],
)
def test_a_column_is_numbers_where_each_cell_is_one(
    tmp_path: Path, name: str, cells: list[str], kind: type[pl.DataType]
) -> None:
    found = written(Texts([name], [[cell] for cell in cells]), tmp_path / "out.parquet")
    assert found[name].dtype == kind


def test_the_answers_are_typed(tmp_path: Path) -> None:
    found = written(Texts(["note"], [["a"], ["b"]], [{}, dict.fromkeys(ADDED, "")]), tmp_path / "out.parquet")
    first, second = found.rows(named=True)
    assert first["default_probability"] == float(ANSWER["default_probability"])
    assert (first["credit_score"], first["default_prediction"], first["rating"]) == (734, 0, "Good")
    assert {value for name, value in second.items() if name != "note"} == {None}


@given(st.lists(st.sampled_from(["", "a", "a_2", "column_1", "b"]), min_size=1, max_size=8))
def test_columns_get_names_that_tell_them_apart(names: list[str]) -> None:
    unique = unique_names(names)
    assert len(set(unique)) == len(names)
    assert all(unique[names.index(name)] == name for name in names if name)
