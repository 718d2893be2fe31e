"""A file with one column only is refused with what is true of its kind."""

from pathlib import Path

import pytest

from core.batch.choices import ReadingChoices
from core.batch.pipeline import score_file
from core.errors import FileError
from tests.core.batch.workbooks import parts_of, sheet, text_row, write_parts
from tests.core.factories import curve_scorecard

ALONE = sheet(text_row(1, "internal"))


def refusal(path: Path, choices: ReadingChoices) -> str:
    with pytest.raises(FileError) as refused:
        score_file(path, path.with_name("out.csv"), curve_scorecard(), choices=choices)
    return str(refused.value)


def test_of_a_text_the_separator_may_be_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("age!income\n30!1\n", encoding="utf-8")
    assert refusal(path, ReadingChoices()) == (
        "in.csv has one column only, 'age!income'. Give a file with a column for each input; if its cells are "
        "separated by an unusual sign, say which, as with --separator comma."
    )


def test_of_a_workbook_another_sheet_may_be_the_right_one(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(text_row(1, "age", "income")), ALONE))
    assert refusal(path, ReadingChoices(sheet="Second")) == (
        "The sheet 'Second' of in.xlsx has one column only, 'internal'. Choose another by --sheet: 'Applicants'."
    )


def test_of_the_only_sheet_more_columns_are_wanted(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "in.xlsx", parts_of(ALONE))
    assert refusal(path, ReadingChoices()) == (
        "The sheet 'Applicants' of in.xlsx has one column only, 'internal'. Give one with a column for each input."
    )
