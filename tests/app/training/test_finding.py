"""Which of some files is which table is told by their names, and by nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training.finding import TABLES, find_tables


def folder_with(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).touch()
    return folder


@pytest.mark.parametrize("bureau", ["bureau.csv", "bureau_data.csv", "BUREAU.PARQUET", "Bureau report 2026.csv"])
def test_the_bureau_table_goes_by_several_names(tmp_path: Path, bureau: str) -> None:
    """The reference's manual says bureau.csv, its code bureau_data.csv."""
    found = find_tables([folder_with(tmp_path, "customers.csv", "loans.csv", bureau)])
    assert found.files["bureau"] == tmp_path / bureau
    assert found.problem == ""


OTHERS = ["applicants.csv", "old loans.csv", "customer list 2019.csv", "bureau-2018.parquet", "loans of customers.csv"]


@given(st.permutations([Path(f"{table}.csv") for table in TABLES] + [Path(name) for name in OTHERS]))
def test_a_plain_name_wins_whatever_lies_beside_it(paths: list[Path]) -> None:
    found = find_tables(paths)
    assert found.files == {table: Path(f"{table}.csv") for table in TABLES}
    assert found.problem == ""


def test_in_a_folder_only_tables_count(tmp_path: Path) -> None:
    found = find_tables([folder_with(tmp_path, "customers.csv", "loans.xlsx", "bureau.csv", "bureau.csv.bak")])
    assert found.files == {"customers": tmp_path / "customers.csv", "bureau": tmp_path / "bureau.csv"}
    assert found.problem == "No file for loans was found: its name should have “loan” in it. Choose it yourself."


def test_two_files_for_one_table_are_named(tmp_path: Path) -> None:
    found = find_tables([folder_with(tmp_path, "customers.csv", "loans.csv", "bureau.csv", "bureau.parquet")])
    assert "bureau" not in found.files
    assert found.problem == "bureau.csv and bureau.parquet could each be the bureau table. Choose one of them."


def test_a_name_with_two_tables_in_it_tells_nothing() -> None:
    assert find_tables([Path("customer loans.csv")]).files == {}


@pytest.mark.parametrize("names", [[], ["portfolio.csv"]])
def test_files_that_tell_nothing_are_asked_for_one_by_one(names: list[str]) -> None:
    problem = find_tables([Path(name) for name in names]).problem
    assert all(f"No file for {table} was found" in problem for table in TABLES)


def test_a_place_that_cannot_be_opened_is_told() -> None:
    found = find_tables([Path("x" * 5_000)])
    assert found.files == {}
    assert found.problem.endswith("cannot be opened (File name too long). Check the name.")
