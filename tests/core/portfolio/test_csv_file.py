"""A CSV file is read cell by cell as it was written, or refused in one sentence."""

import csv
import math
import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.errors import CreditDeskError, DataError, FileError
from core.portfolio.csv_file import read_csv
from core.progress import Cancelled
from tests.core.portfolio.watching import Watcher

Write = Callable[[bytes], Path]
CELLS = st.lists(st.text(alphabet='ab1.,;"é\n\r ', max_size=5), min_size=2, max_size=2)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file with that content."""

    def file(content: bytes) -> Path:
        path = tmp_path / "loans.csv"
        path.write_bytes(content)
        return path

    return file


def cells_of(table: pd.DataFrame) -> list[list[str]]:
    """The rows with "" for what is blank."""
    return [["" if cell != cell else cell for cell in row] for row in table.to_numpy().tolist()]  # noqa: PLR0124  NaN


def refused(path: Path, kind: type[CreditDeskError] = FileError) -> str:
    with pytest.raises(kind) as raised:
        read_csv(path)
    return str(raised.value)


# As it was written


@given(st.lists(CELLS, min_size=1, max_size=5), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
@example([["a,b", 'say "no"'], ["", "two\nlines"]], ",", "\r\n")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_quoted_cells_come_back_whatever_is_in_them(
    write: Write, rows: list[list[str]], delimiter: str, line_end: str
) -> None:
    path = write(b"")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
        writer.writerows([["x", "y"], *rows])
    table = read_csv(path)
    assert list(table.columns) == ["x", "y"]
    assert cells_of(table) == rows


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize("ended", [True, False], ids=["ended", "not ended"])
def test_every_line_end_gives_the_same(write: Write, line_end: str, mark: bytes, ended: bool) -> None:
    text = line_end.join(["cust_id,city", "C1,Pune", "C2,Köln"]) + line_end * ended
    assert cells_of(read_csv(write(mark + text.encode()))) == [["C1", "Pune"], ["C2", "Köln"]]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("\n\nx,y\n\n1,2\n\n3,4\n\n", [["1", "2"], ["3", "4"]]),
        ("x,y\n1\n,2\n", [["1", ""], ["", "2"]]),
        ("x,y\n1, 2\n", [["1", "2"]]),
        ("x;y\n1,5;2\n", [["1,5", "2"]]),
        ('"x";"y, z"\n1;2\n', [["1", "2"]]),
        ("x,y\nNA,null\nnan,007\n", [["NA", "null"], ["nan", "007"]]),
        ("x,y,\n1,2,\n", [["1", "2"]]),
        (",x,y\n0,1,2\n", [["1", "2"]]),
    ],
    ids=[
        "empty lines are skipped", "short rows are filled up", "a space after the delimiter", "decimal commas",
        "a quoted delimiter in the header", "words stay words", "an empty last column", "a column without a name",
    ],
)  # fmt: skip
def test_files_as_people_have_them_are_read(write: Write, content: str, rows: list[list[str]]) -> None:
    assert cells_of(read_csv(write(content.encode()))) == rows


def test_blank_cells_are_nothing(write: Write) -> None:
    table = read_csv(write(b'x,y\n,""\n1,2\n'))
    assert [math.isnan(cell) for cell in table.iloc[0]] == [True, True]


def test_columns_have_the_programs_names_whatever_their_order(write: Write) -> None:
    table = read_csv(write(b"Loan Amount,CUST_ID,Annual income\n5,C1,7\n"))
    assert table.iloc[0].to_dict() == {"loan_amount": "5", "cust_id": "C1", "income": "7"}


# What is no CSV file


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "an Excel workbook or a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel workbook"),
        (b"PAR1\x15\x04", "a Parquet file; give it the ending .parquet"),
        (b"SQLite format 3\x00", "a SQLite database; give it as sqlite:///…"),
        ("x,y\n1,2\n".encode("utf-16"), "text in UTF-16"),
        ("x,y\n1,2\n".encode("utf-16-be"), "a binary file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a binary file"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(write: Write, content: bytes, kind: str) -> None:
    assert refused(write(content)) == f"loans.csv is not a CSV file but {kind}. Save it as 'CSV UTF-8' and try again."


@pytest.mark.parametrize("rows", [1, 100_000])
def test_a_file_that_was_filled_up_with_zero_bytes_is_refused(write: Write, rows: int) -> None:
    """As a crash leaves it behind; a reader of C strings would take each zero byte for the end of its cell."""
    assert "is not a CSV file but a binary file" in refused(write(b"x,y\n" + b"1,2\n" * rows + b"3,4\0\0\0\n"))


@pytest.mark.parametrize("content", [b"", b"\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b"   "])
def test_an_empty_file_is_refused(write: Write, content: bytes) -> None:
    assert refused(write(content)) == "loans.csv is empty. Give a CSV file with a header and rows."


@pytest.mark.parametrize("content", [b"x,y", b"x,y\n", b"x,y\r\n\r\n"])
def test_a_header_without_rows_is_refused(write: Write, content: bytes) -> None:
    sentence = "loans.csv has a header but no rows. Give a table with one row for each record."
    assert refused(write(content), DataError) == sentence


@pytest.mark.parametrize("content", [b"x\n1\n", b"%PDF-1.4\n1 0 obj\n", b"<html>\n<body>\n", b'"x,y\n1,2\n'])
def test_text_that_has_one_column_only_is_no_csv_file(write: Write, content: bytes) -> None:
    assert "does not look like a CSV file: its first line has only one column." in refused(write(content))


@pytest.mark.parametrize("content", ["x,y\nGôa,1\n", "Gôa,y\n1,2\n"])
def test_text_in_an_old_encoding_is_refused_with_the_way_out(write: Write, content: str) -> None:
    sentence = "loans.csv is not UTF-8 text. Save it as 'CSV UTF-8' and try again."
    assert refused(write(content.encode("cp1252"))) == sentence


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"x,y\n1,2\n1,2,3\n", "line 3 has 3 cells where the header has 2"),
        (b"x,y\n1,2,3\n1,2\n", "its rows have more cells than its header"),
        (b"x,y\n1,2,3,4\n", "its rows have more cells than its header"),
        (b'x,y\n1,"2\n3,4\n', "it cannot be divided into cells"),
    ],
)
def test_cells_that_fit_no_column_are_refused_and_not_shifted(write: Write, content: bytes, found: str) -> None:
    sentence = refused(write(content))
    assert sentence.startswith(f"loans.csv is not a proper CSV file: {found}")
    assert sentence.endswith("Put quotes around texts that contain the delimiter.")


@pytest.mark.parametrize(
    ("header", "names"),
    [("x,X", "x: 'x' and 'X'"), ("Loan tenure,tenure", "loan_tenure_months: 'Loan tenure' and 'tenure'")],
)
def test_two_columns_for_the_same_thing_are_refused(write: Write, header: str, names: str) -> None:
    sentence = refused(write(f"{header}\n1,2\n".encode()), DataError)
    assert sentence == f"loans.csv has two columns for {names}. Keep one of them."


def test_a_file_that_is_not_there_is_told_with_its_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv").startswith(f"{tmp_path / 'none.csv'} cannot be read (No such file")


def test_a_folder_is_not_read_as_a_file(tmp_path: Path) -> None:
    assert refused(tmp_path).startswith(f"{tmp_path} cannot be read (")


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX systems have them")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "(it is a device or a pipe)" in refused(tmp_path / "pipe")


# On the way


def test_reading_tells_how_far_it_is_and_can_be_cancelled(write: Write) -> None:
    path = write(b"x,y\n" + b"1,2\n" * 120_000)
    watcher = Watcher()
    assert len(read_csv(path, watcher)) == 120_000
    watcher.assert_rising()
    assert set(watcher.messages) == {"Reading loans.csv"}
    with pytest.raises(Cancelled):
        read_csv(path, Watcher(cancel_after=1))
