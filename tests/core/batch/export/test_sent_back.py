"""Problem rows are sent to whoever can mend them, come back in the same file, and are scored like any other."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from core.batch.choices import ReadingChoices
from core.batch.export.exporting import export
from core.batch.export.rows import ProblemRows
from core.batch.own_columns import WHAT_TO_MEND
from core.batch.pipeline import score_file
from tests.core.batch.export.material import scored, scored_from
from tests.core.batch.files import applicants, read_csv, write_csv
from tests.core.factories import curve_scorecard

MENDED = {"C2": "41", "C3": "29"}


def _mend_text(path: Path) -> None:
    write_csv(path, ({**row, "age": MENDED.get(row["cust_id"], row["age"])} for row in read_csv(path)))


def _mend_workbook(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    (sheet,) = book.worksheets
    places = {name.value: place for place, name in enumerate(sheet[1])}
    for row in sheet.iter_rows(2):
        row[places["age"]].value = int(MENDED.get(row[places["cust_id"]].value, "0"))
    book.save(path)


def _mend_parquet(path: Path) -> None:
    rows = pl.read_parquet(path)
    age = pl.col("cust_id").replace_strict(MENDED, default=pl.col("age"), return_dtype=pl.String)
    rows.with_columns(age.alias("age")).write_parquet(path)


MENDING: dict[str, Callable[[Path], None]] = {".csv": _mend_text, ".xlsx": _mend_workbook, ".parquet": _mend_parquet}


@pytest.mark.parametrize("suffix", MENDING)
def test_mended_rows_are_scored_and_keep_what_was_wrong(tmp_path: Path, suffix: str) -> None:
    report, kept = scored(tmp_path, {}, {"cust_id": "C2", "age": ""}, {"cust_id": "C3", "age": "200"})
    back = tmp_path / f"in_to_correct{suffix}"
    export(report, ProblemRows(kept, report.refer + report.rejected), back)
    MENDING[suffix](back)
    again = score_file(back, tmp_path / "again.csv", curve_scorecard())
    assert (again.rows, again.scored) == (2, 2)
    rows = read_csv(again.target)
    assert [(row["cust_id"], row["age"]) for row in rows] == list(MENDED.items())
    assert [row[WHAT_TO_MEND] for row in rows] == ["age is empty.", "age 200 is above 100, the most it can be."]
    assert [row["row_problem"] for row in rows] == ["", ""]


def test_rows_that_are_sent_back_once_more_tell_only_what_is_wrong_now(tmp_path: Path) -> None:
    report, kept = scored(tmp_path, {"cust_id": "C2", "age": ""}, {"cust_id": "C4", "age": ""})
    back = tmp_path / "back.csv"
    export(report, ProblemRows(kept, 2), back)
    rows = read_csv(back)
    write_csv(back, [{**rows[0], "age": "41"}, {**rows[1], "age": "7"}])
    report, kept = scored_from(back)
    export(report, ProblemRows(kept, report.refer + report.rejected), tmp_path / "once_more.csv")
    (row,) = read_csv(tmp_path / "once_more.csv")
    assert list(row) == list(rows[0])
    assert row["cust_id"] == "C4"
    assert row[WHAT_TO_MEND].startswith("age 7 is below 18")


def test_numbers_of_rows_that_are_sent_back_are_numbers_whatever_their_column_is_called(tmp_path: Path) -> None:
    """Also where it lies elsewhere than in the file, since the column before it is left out."""
    rows = [{WHAT_TO_MEND: "", **row} for row in applicants({"age": "seven"}, {"age": "7"})]
    named = [{"Age of Applicant No" if name == "age" else name: text for name, text in row.items()} for row in rows]
    choices = ReadingChoices(columns={"age": "Age of Applicant No"})
    report, kept = scored_from(write_csv(tmp_path / "in.csv", named), choices)
    export(report, ProblemRows(kept, report.to_mend), tmp_path / "back.xlsx")
    (sheet,) = openpyxl.load_workbook(tmp_path / "back.xlsx").worksheets
    assert [cell.value for cell in sheet["B"]] == ["Age of Applicant No", "seven", 7]
