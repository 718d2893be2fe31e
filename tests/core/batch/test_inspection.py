"""What a person is shown of a file before it is scored, and what is then decided."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from core.batch.choices import ReadingChoices
from core.batch.inspection import Example, Inspection, inspect
from core.batch.matching import How
from core.batch.pipeline import score_file
from core.batch.questions import About
from core.errors import FileError
from core.parsing import Decimal, Percent
from tests.core.batch.files import APPLICANT, applicants, read_csv, write_csv
from tests.core.batch.workbooks import parts_of, sheet, text_row, write_parts
from tests.core.factories import curve_scorecard

CURVES = curve_scorecard()


def inspected(path: Path, choices: ReadingChoices | None = None) -> Inspection:
    return inspect(path, CURVES, choices or ReadingChoices())


def written(folder: Path, *changes: dict[str, str], renamed: dict[str, str] | None = None) -> Path:
    """Applicants under other names, with semicolons between cells."""
    names = renamed or {}
    rows = [{names.get(name, name): text for name, text in row.items()} for row in applicants(*changes)]
    return write_csv(folder / "in.csv", rows, ";")


def examples(found: Inspection, field: str) -> tuple[Example, ...]:
    return next(column.examples for column in found.columns if column.field == field)


def test_an_ordinary_file_is_settled(tmp_path: Path) -> None:
    found = inspected(write_csv(tmp_path / "in.csv", applicants({}, {"income": "900000"}, {})))
    assert found.is_settled
    assert (found.header, found.reading, found.missing_words) == (tuple(APPLICANT), (), "")
    assert [column.field for column in found.columns] == ["", *list(APPLICANT)[1:]]
    assert {column.how for column in found.columns} == {None, How.NAME}
    assert examples(found, "income") == (Example("1200000", 1_200_000.0), Example("900000", 900_000.0))
    assert examples(found, "residence_type") == (Example("Owned", "Owned"),)
    assert found.columns[0].examples == (Example("C1"),)


def test_each_column_shows_what_its_first_texts_are_read_as(tmp_path: Path) -> None:
    found = inspected(
        written(tmp_path, {"income": "12.40.000,50"}, {"income": ""}, {"income": "lots"}, {"income": "NA"})
    )
    assert examples(found, "income") == (
        Example("12.40.000,50", 1_240_000.5),
        Example("lots", None, "income 'lots' is not a number. Type digits, with a comma before decimals."),
        Example("NA"),
    )
    assert found.reading == ("Its cells are separated by semicolons.", "A comma stands before decimals in its numbers.")


def test_a_file_that_is_written_in_two_ways_says_which_column_is_which(tmp_path: Path) -> None:
    found = inspected(written(tmp_path, {"income": "12.40.000,50", "loan_amount": "900000.25"}))
    assert found.is_settled
    assert found.reading[-1] == "A comma stands before decimals in income, a point in other columns."


def test_what_is_missing_and_what_looks_like_it_is_told(tmp_path: Path) -> None:
    found = inspected(written(tmp_path, {}, renamed={"income": "incom p.a.", "total_dpd": "x"}))
    assert not found.is_settled
    assert found.missing == ("income", "delinquency_ratio", "avg_dpd_per_delinquency")
    assert found.missing_words == (
        "income, delinquency_ratio and avg_dpd_per_delinquency (or instead of the history's ratios, total_dpd)"
    )
    assert found.likely == {"income": "incom p.a."}
    assert examples(found, "") != ()


def test_what_a_person_confirms_settles_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, {}, renamed={"income": "incom p.a.", "age": "Age (years)"})
    found = inspected(path, ReadingChoices(columns=inspected(path).likely))
    assert found.is_settled
    assert {column.field: column.how for column in found.columns if column.how is not How.NAME} == {
        "": None, "income": How.CHOSEN, "age": How.ALIAS,
    }  # fmt: skip
    assert found.reading[-1] == "Columns under other names: 'incom p.a.' is income, 'Age (years)' is age."


@pytest.mark.parametrize(
    ("change", "about", "choices"),
    [
        ({"income": "12.400"}, About.DECIMAL, ReadingChoices(decimal=Decimal.COMMA)),
        ({"credit_utilization_ratio": "0.4"}, About.PERCENT, ReadingChoices(percent=Percent.SHARE)),
        ({"amount": "900000", "loan_amount": ""}, About.COLUMN, ReadingChoices(columns={"loan_amount": "amount"})),
    ],
)
def test_a_question_keeps_a_file_from_being_scored_until_it_is_answered(
    tmp_path: Path, change: dict[str, str], about: About, choices: ReadingChoices
) -> None:
    path = written(tmp_path, change, renamed={"loan_amount": "loan amt"})
    (question,) = inspected(path).questions
    assert question.about is about
    with pytest.raises(FileError, match=rf"in\.csv .*{question.sentence('in.csv')[-40:]}".replace("(", r"\(")):
        score_file(path, tmp_path / "out.csv", CURVES)
    assert inspected(path, choices).is_settled
    assert score_file(path, tmp_path / "out.csv", CURVES, choices=choices).rows == 1


def test_what_was_shown_is_what_is_scored(tmp_path: Path) -> None:
    path = written(tmp_path, {"income": "1.240.000,50", "loan_amount": "12.400", "credit_utilization_ratio": "0,4"})
    choices = ReadingChoices(percent=Percent.SHARE)
    found = inspected(path, choices)
    shown = {field: examples(found, field)[0].value for field in ("income", "loan_amount", "credit_utilization_ratio")}
    assert shown == {"income": 1_240_000.5, "loan_amount": 12_400.0, "credit_utilization_ratio": 40.0}
    report = score_file(path, tmp_path / "out.csv", CURVES, choices=choices)
    plain = write_csv(tmp_path / "plain.csv", applicants({name: f"{value}" for name, value in shown.items()}))
    score_file(plain, tmp_path / "plain_out.csv", CURVES, choices=ReadingChoices(percent=Percent.PERCENT))
    (one,), (other,) = read_csv(tmp_path / "out.csv", ";"), read_csv(tmp_path / "plain_out.csv")
    assert one["default_probability"] == other["default_probability"]
    assert report.reading == found.reading
    assert "Per cent is written as a share, 0.45 for 45 %, in credit_utilization_ratio." in report.reading


def test_a_scored_file_is_refused_before_anybody_is_asked(tmp_path: Path) -> None:
    path = written(tmp_path, {}, renamed={"cust_id": "rating", "income": "x"})
    with pytest.raises(FileError, match=r"already has columns that scoring adds \(rating\)"):
        inspected(path)


def test_only_the_beginning_of_a_file_is_looked_at(tmp_path: Path) -> None:
    """A packed file whose end is cut off can be inspected; scoring it is refused."""
    rows = "\n".join(",".join({**APPLICANT, "cust_id": f"C{number}"}.values()) for number in range(100_000))
    packed = gzip.compress(f"{','.join(APPLICANT)}\n{rows}\n".encode())
    path = tmp_path / "in.csv.gz"
    path.write_bytes(packed[: len(packed) // 2])
    found = inspected(path)
    assert found.is_settled
    assert examples(found, "income") == (Example("1200000", 1_200_000.0),)
    with pytest.raises(FileError, match=r"in\.csv\.gz"):
        score_file(path, tmp_path / "out.csv", CURVES)


def test_of_very_many_columns_as_many_are_shown_as_anybody_looks_at(tmp_path: Path) -> None:
    row = {**APPLICANT, **{f"extra {number}": "1" for number in range(10_000)}}
    found = inspected(write_csv(tmp_path / "in.csv", [row]))
    assert (len(found.header), found.is_settled) == (10_013, True)
    assert len(found.columns) < 3_000
    assert score_file(tmp_path / "in.csv", tmp_path / "out.csv", CURVES).scored == 1


def test_of_a_workbook_a_sheet_is_looked_at_that_a_person_may_change(tmp_path: Path) -> None:
    names, values = text_row(1, *APPLICANT), text_row(2, *APPLICANT.values())
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(text_row(1, "Remarks")), sheet(names + values)))
    found = inspected(path)
    assert (found.sheets, found.sheet, found.is_settled) == (("Applicants", "Second"), "Second", True)
    other = inspected(path, ReadingChoices(sheet="Applicants"))
    assert (other.sheet, other.header, other.is_settled) == ("Applicants", ("Remarks",), False)


def test_a_workbook_of_which_a_person_must_choose_the_sheet_shows_no_columns_yet(tmp_path: Path) -> None:
    foreign = sheet(text_row(1, "Alter", "Zweck") + text_row(2, "35", "Auto"))
    found = inspected(write_parts(tmp_path / "in.xlsx", parts_of(foreign, foreign)))
    assert (found.sheets, found.sheet, found.columns, found.is_settled) == (("Applicants", "Second"), "", (), False)
    assert inspected(found.file, ReadingChoices(sheet="Second")).header == ("Alter", "Zweck")


def test_a_file_without_rows_is_shown_with_its_columns(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(",".join(APPLICANT))
    found = inspected(tmp_path / "in.csv")
    assert found.is_settled
    assert {column.examples for column in found.columns} == {()}


def test_another_model_needs_other_columns(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "in.csv", [{"age": "30", "id": "1"}])
    small = replace(CURVES, curves={"age": CURVES.curves["age"]}, tables={}, training_ranges={})
    assert inspect(path, small).is_settled
