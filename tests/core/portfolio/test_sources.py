"""Three tables are found in a folder, in files or in a database, or one sentence says what is missing there."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from core.errors import CreditDeskError, DataError, FileError
from core.portfolio.dates import DateOrder
from core.portfolio.sources import Tables, data_hash, read_database, read_files, read_folder
from core.progress import Cancelled
from tests.core.portfolio.bank import bank_rows, borrowers, changed, write_csv, write_database, write_folder
from tests.core.portfolio.watching import Watcher

BANK = borrowers({}, {"default": "True", "residence_type": None})
NAMES = ("customers", "loans", "bureau")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the three files of a bank."""
    return write_folder(tmp_path, BANK)


def refused(read: Callable[[], Tables], kind: type[CreditDeskError] = FileError) -> str:
    with pytest.raises(kind) as raised:
        read()
    return str(raised.value)


def write_parquet(path: Path, rows: list[dict[str, object]]) -> None:
    pl.DataFrame(rows).write_parquet(path)


# A folder


def test_a_folder_gives_the_three_tables_under_their_files_names(folder: Path) -> None:
    read = read_folder(folder)
    assert read.sources == {"customers": "customers.csv", "loans": "loans.csv", "bureau": "bureau.csv"}
    for name, table in BANK.frames().items():
        assert read.frames()[name].equals(table)


@pytest.mark.parametrize("name", ["bureau_data.csv", "BUREAU.CSV", "Bureau_Data.csv"])
def test_the_bureau_file_may_have_either_name_in_any_case(folder: Path, name: str) -> None:
    (folder / "bureau.csv").rename(folder / name)
    read = read_folder(folder)
    assert read.sources["bureau"] == name
    assert read.bureau.equals(BANK.bureau)


def test_both_bureau_files_are_refused_and_other_files_do_not_matter(folder: Path) -> None:
    for name in ("applicants.csv", "old bureau.csv", "loans.txt"):
        (folder / name).write_text("x", encoding="utf-8")
    assert data_hash(read_folder(folder)) == data_hash(BANK)
    write_csv(folder / "bureau_data.csv", BANK.bureau)
    assert refused(lambda: read_folder(folder), DataError) == (
        f"The folder {folder} has both bureau.csv and bureau_data.csv. Keep one of them, or choose the three files one "
        "by one."
    )


def test_a_table_in_two_kinds_of_file_is_refused(folder: Path) -> None:
    write_parquet(folder / "loans.parquet", bank_rows(BANK)["loans"])
    assert "has both loans.csv and loans.parquet." in refused(lambda: read_folder(folder), DataError)


def test_every_missing_file_is_named_at_once(folder: Path) -> None:
    (folder / "bureau.csv").unlink()
    sentence = f"The folder {folder} has no bureau.csv or bureau_data.csv (.parquet would do too). Put it there."
    assert refused(lambda: read_folder(folder)) == sentence
    (folder / "customers.csv").unlink()
    assert "has no customers.csv, no bureau.csv or bureau_data.csv (" in refused(lambda: read_folder(folder))


def test_a_folder_that_is_none_is_refused(folder: Path) -> None:
    for path in (folder / "none", folder / "loans.csv", Path("bank\0")):
        sentence = refused(partial(read_folder, path))
        assert sentence.startswith(f"The folder {path} cannot be opened (")
        assert sentence.endswith("). Check the name.")


# Three files


def test_files_may_lie_anywhere_have_any_name_and_be_of_different_kinds(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    people = write_csv(tmp_path / "people.txt", BANK.customers, delimiter=";", line_end="\r\n")
    granted = write_csv(tmp_path / "elsewhere" / "Q3 credits.csv", BANK.loans, delimiter="\t")
    write_parquet(tmp_path / "histories.Parquet", bank_rows(BANK)["bureau"])
    read = read_files(people, granted, tmp_path / "histories.Parquet")
    assert read.sources == {"customers": "people.txt", "loans": "Q3 credits.csv", "bureau": "histories.Parquet"}
    assert data_hash(read) == data_hash(BANK)


@pytest.mark.parametrize("missing", NAMES)
def test_a_file_that_is_not_there_is_told_before_any_is_read(folder: Path, missing: str) -> None:
    paths = [folder / f"{name}.csv" for name in NAMES]
    (folder / f"{missing}.csv").unlink()
    watcher = Watcher()
    sentence = refused(lambda: read_files(paths[0], paths[1], paths[2], watcher))
    assert sentence == f"There is no file {folder / missing}.csv. Check the name and the folder."
    assert watcher.messages == []


def test_a_name_that_cannot_be_one_is_refused() -> None:
    path = Path("loans\0.csv")
    assert refused(lambda: read_files(path, path, path)).startswith(f"{path} cannot be read (")


@pytest.mark.skipif(os.name != "posix", reason="links and names as POSIX systems have them")
def test_a_file_that_cannot_be_looked_at_is_told_with_the_reason(folder: Path) -> None:
    good, loop = folder / "loans.csv", folder / "loop.csv"
    loop.symlink_to(loop)
    for path in (loop, good / "within.csv", folder / ("x" * 300)):
        sentence = refused(partial(read_files, good, good, path))
        assert sentence.startswith(f"{path} cannot be read (")


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX systems have them")
@pytest.mark.parametrize("name", ["bureau.csv", "bureau.parquet"])
def test_a_pipe_in_the_place_of_a_table_is_refused_rather_than_waited_for(folder: Path, name: str) -> None:
    (folder / "bureau.csv").unlink()
    os.mkfifo(folder / name)
    assert refused(lambda: read_folder(folder)).startswith(
        f"{folder / name} cannot be read (it is a device or a pipe)."
    )


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text, as Linux has them")
def test_a_file_whose_name_is_no_text_is_called_by_one_that_can_be_written_down(folder: Path) -> None:
    """For it goes into the model that is trained on it."""
    odd = folder / os.fsdecode(b"loans-\xe9.csv")
    (folder / "loans.csv").rename(odd)
    assert read_files(folder / "customers.csv", odd, folder / "bureau.csv").sources["loans"] == "loans-?.csv"


def test_an_empty_file_among_three_is_told_by_name(folder: Path) -> None:
    (folder / "loans.csv").write_bytes(b"")
    assert refused(lambda: read_folder(folder)).startswith("loans.csv is empty.")


def test_reading_tells_how_far_it_is_over_all_three_and_can_be_cancelled(folder: Path) -> None:
    watcher = Watcher()
    read_folder(folder, watcher)
    watcher.assert_rising()
    assert watcher.shares[-1] == pytest.approx(1.0)
    assert watcher.messages == ["Reading customers.csv", "Reading loans.csv", "Reading bureau.csv"]
    for after in range(3):
        with pytest.raises(Cancelled):
            read_folder(folder, Watcher(cancel_after=after))


# A database


def test_a_database_gives_the_same_tables_as_files(tmp_path: Path) -> None:
    rows = bank_rows(BANK)
    address = write_database(tmp_path / "bank.db", {name: rows[name] for name in NAMES})
    read = read_database(address)
    assert read.sources == {"customers": "table customers", "loans": "table loans", "bureau": "table bureau"}
    assert data_hash(read) == data_hash(BANK)


def test_the_bureau_table_may_have_either_name(tmp_path: Path) -> None:
    rows = bank_rows(BANK)
    contents = {"customers": rows["customers"], "loans": rows["loans"], "bureau_data": rows["bureau"]}
    assert read_database(write_database(tmp_path / "bank.db", contents)).sources["bureau"] == "table bureau_data"


# The hash


def test_the_hash_is_of_the_content_and_not_of_how_it_is_stored(tmp_path: Path) -> None:
    hashes = set()
    for name, line_end in (("LF", "\n"), ("CRLF", "\r\n")):
        (tmp_path / name).mkdir()
        hashes.add(data_hash(read_folder(write_folder(tmp_path / name, BANK, line_end))))
    (tmp_path / "parquet").mkdir()
    for name, rows in bank_rows(BANK).items():
        write_parquet(tmp_path / "parquet" / f"{name}.parquet", rows)
    hashes.add(data_hash(read_folder(tmp_path / "parquet")))
    hashes.add(data_hash(changed(BANK, "loans", BANK.loans[BANK.loans.columns[::-1]])))
    assert hashes == {data_hash(BANK)}


def test_the_hash_knows_every_change_and_the_order_of_rows() -> None:
    others = [
        borrowers({}, {"default": "False", "residence_type": None}),
        borrowers({}, {"default": "True", "residence_type": "Owned"}),
        borrowers({"residence_type": None}, {"default": "True"}),
        borrowers({}),
        changed(BANK, "loans", BANK.loans.iloc[::-1]),
        changed(BANK, "bureau", BANK.bureau.rename(columns={"total_dpd": "dpd"})),
        Tables(BANK.loans, BANK.customers, BANK.bureau, BANK.sources),
        *(replace(BANK, date_order=order) for order in DateOrder),
    ]
    assert len({data_hash(bank) for bank in [BANK, *others]}) == 10
