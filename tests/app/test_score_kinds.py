"""``score FILE -o OUT``: the ending of OUT says which kind of file it becomes."""

import csv
import tempfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from core.batch.export.sheets import LONGEST
from tests.app.command_line import call
from tests.core.batch.files import applicants as made
from tests.core.batch.files import write_csv

Capsys = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def applicants(tmp_path: Path) -> Path:
    """Three applicants: one with a name that a spreadsheet would run, one without an age."""
    rows = made({"cust_id": "=1+1"}, {"cust_id": "0012", "age": ""}, {"income": "12,40,000"})
    return write_csv(tmp_path / "applicants.csv", rows)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for files on the way, which is empty again at the end."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def as_text(capsys: Capsys, applicants: Path) -> list[dict[str, str]]:
    call(capsys, "score", applicants, "-o", applicants.with_name("text.csv"))
    with applicants.with_name("text.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_workbook_says_what_the_text_says(capsys: Capsys, applicants: Path, temporary: Path) -> None:
    out = applicants.with_name("out.xlsx")
    said = call(capsys, "score", applicants, "-o", out, "--json")
    assert (said.code, said.json["target"], said.json["rows"]) == (0, str(out), 3)
    book = openpyxl.load_workbook(out)
    header, *rows = book["Applicants"].iter_rows(values_only=True)
    for found, expected in zip(rows, as_text(capsys, applicants), strict=True):
        row = dict(zip(header, found, strict=True))
        assert row["cust_id"] == expected["cust_id"]
        assert row["rating"] == (expected["rating"] or None)
        assert str(row["credit_score"] or "") == expected["credit_score"]
    assert book["Applicants"]["A2"].quotePrefix
    assert list(temporary.iterdir()) == []


def test_a_parquet_file_says_what_the_text_says(capsys: Capsys, applicants: Path) -> None:
    out = applicants.with_name("out.parquet")
    said = call(capsys, "score", applicants, "-o", out)
    assert f"Written to {out}." in said.out
    found, expected = pl.read_parquet(out).rows(named=True), as_text(capsys, applicants)
    assert [row["cust_id"] for row in found] == [row["cust_id"] for row in expected]
    assert [row["default_probability"] for row in found] == [
        float(row["default_probability"]) if row["default_probability"] else None for row in expected
    ]


def test_the_mark_of_text_can_be_left_off(capsys: Capsys, applicants: Path) -> None:
    out = applicants.with_name("out.xlsx")
    call(capsys, "score", applicants, "-o", out, "--no-defuse")
    cell = openpyxl.load_workbook(out)["Applicants"]["A2"]
    assert (cell.value, cell.quotePrefix, cell.data_type) == ("=1+1", False, "s")


def test_what_is_inert_in_a_workbook_stays_so_in_the_scored_text_and_in_what_is_made_of_that(
    capsys: Capsys, applicants: Path
) -> None:
    """The text ``=1+1`` of a cell is shown by a workbook, and would be run where it stands bare in a CSV file."""
    pl.read_csv(applicants, infer_schema=False).write_parquet(applicants.with_suffix(".parquet"))
    out = applicants.with_name("out.csv")
    said = call(capsys, "score", applicants.with_suffix(".parquet"), "-o", out)
    assert "Cells whose text a spreadsheet would run, such as '=1+1': 1; an apostrophe marks each" in said.out
    assert (pl.read_csv(out, infer_schema=False)["cust_id"][0]) == "'=1+1"
    call(capsys, "score", applicants.with_suffix(".parquet"), "-o", applicants.with_name("out.xlsx"))
    cell = openpyxl.load_workbook(applicants.with_name("out.xlsx"))["Applicants"]["A2"]
    assert (cell.value, cell.data_type) == ("'=1+1", "s")
    call(capsys, "score", applicants.with_suffix(".parquet"), "-o", out, "--no-defuse")
    assert (pl.read_csv(out, infer_schema=False)["cust_id"][0]) == "=1+1"


def test_text_is_kept_to_the_letter(capsys: Capsys, applicants: Path) -> None:
    assert as_text(capsys, applicants)[0]["cust_id"] == "=1+1"


def test_another_kind_is_refused_before_anything_is_read(capsys: Capsys, tmp_path: Path) -> None:
    said = call(capsys, "score", tmp_path / "nowhere.csv", "-o", tmp_path / "out.ods")
    assert said.code == 2
    assert said.last_line == "out.ods cannot be written: a scored file is .csv, .xlsx or .parquet. Name it so."


def test_what_a_workbook_cannot_hold_is_said(capsys: Capsys, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", made({"cust_id": "x" * (LONGEST + 1)}))
    said = call(capsys, "score", source, "-o", tmp_path / "out.xlsx", "--json")
    assert said.json["rows"] == 1
    assert said.last_line.startswith("1 cell was longer than a workbook can hold")


@pytest.mark.parametrize("name", ["applicants.xlsx", "none/out.xlsx"])
def test_a_target_that_cannot_be_written_is_refused_and_nothing_is_left(
    capsys: Capsys, applicants: Path, temporary: Path, name: str
) -> None:
    applicants = applicants.rename(applicants.with_name("applicants.xlsx"))
    before = applicants.read_bytes()
    said = call(capsys, "score", applicants, "-o", applicants.parent / name)
    assert said.code == 2
    assert "Traceback" not in said.err
    assert applicants.read_bytes() == before
    assert list(temporary.iterdir()) == []
