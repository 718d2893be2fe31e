"""A kept file gives every row as it stands in the scored file, in any order, and what it says of the applicant."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batch.kept.kept_files import BLOCK
from core.batch.kept.rows import KeptRows, open_kept
from core.features import FloatArray
from tests.core.batch.files import APPLICANT, applicants, read_csv, write_csv
from tests.core.batch.kept.making import keep, kept_rows

ROWS = 60
CHANGES: dict[int, dict[str, str]] = {
    3: {"cust_id": "two\nlines", "age": ""},
    4: {"cust_id": 'a "quoted" one; or two'},
    5: {"cust_id": "separator; and\r\nline end", "residence_type": "Castle"},
    6: {"cust_id": "", "income": "₹ 12.4 lakh"},
    7: {"age": "forty", "loan_purpose": "Personaal"},
    8: {"income": "12,40,000", "credit_utilization_ratio": "150"},
    9: {"loan_amount": "1", "total_dpd": "n/a"},
    ROWS - 1: {"cust_id": "last"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def kept(folder: Path) -> KeptRows:
    """Rows of every kind, some over two lines, scored a few at a time."""
    return kept_rows(folder, applicants(*({"cust_id": f"C{n}", **CHANGES.get(n, {})} for n in range(ROWS))), ";")


@pytest.fixture(scope="module")
def written(kept: KeptRows, folder: Path) -> list[tuple[str, ...]]:
    """The rows of the scored file, read by a library that the program does not use."""
    return [tuple(row.values()) for row in read_csv(folder / "scored.csv", ";")]


def test_a_kept_file_has_the_columns_and_the_length_of_the_scored_one(kept: KeptRows, folder: Path) -> None:
    assert kept.columns == tuple(read_csv(folder / "scored.csv", ";")[0])
    assert len(kept) == ROWS == kept.report.rows
    assert kept.fields["age"] == list(APPLICANT).index("age")


def test_all_rows_are_those_of_the_scored_file(kept: KeptRows, written: list[tuple[str, ...]]) -> None:
    assert kept.page(range(ROWS)) == written
    assert {"scored", "refer", "rejected"} == {row[-2] for row in written}


@given(rows=st.lists(st.integers(0, ROWS - 1)))
def test_any_rows_are_read_in_any_order_and_more_than_once(
    kept: KeptRows, written: list[tuple[str, ...]], rows: list[int]
) -> None:
    assert kept.page(np.array(rows, dtype=np.uint32)) == [written[row] for row in rows]


@given(start=st.integers(0, ROWS), count=st.integers(0, ROWS))
def test_any_stretch_is_read_as_it_stands(
    kept: KeptRows, written: list[tuple[str, ...]], start: int, count: int
) -> None:
    assert kept.page(range(ROWS)[start : start + count]) == written[start : start + count]


def test_a_table_of_rows_has_its_columns_by_their_positions(kept: KeptRows) -> None:
    frame = kept.frame(np.array([4, 2], dtype=np.uint32))
    assert frame.columns == [str(place) for place in range(len(kept.columns))]
    assert frame["0"].to_list() == ['a "quoted" one; or two', "C2"]
    assert kept.frame(range(0)).shape == (0, len(kept.columns))


def test_numbers_are_those_that_scoring_read(kept: KeptRows, written: list[tuple[str, ...]]) -> None:
    income, age = kept.numbers("income"), kept.numbers("age")
    assert (income[6], income[8], income[0]) == (1_240_000, 1_240_000, 1_200_000)
    assert np.isnan(age[3])
    assert np.isinf(age[7])
    for name in ("default_probability", "balanced_probability", "credit_score", "default_prediction"):
        texts = [row[kept.columns.index(name)] for row in written]
        _assert_says(kept.numbers(name), texts)


def _assert_says(numbers: FloatArray, texts: list[str]) -> None:
    for number, text in zip(numbers, texts, strict=True):
        assert np.isnan(number) if not text else float(text) == number


def test_a_column_of_texts_is_read_as_a_whole(kept: KeptRows, written: list[tuple[str, ...]]) -> None:
    assert kept.texts(0).to_list() == [row[0] for row in written]
    assert kept.texts(len(APPLICANT)).to_list() == [row[-1] for row in written]


def test_a_row_says_what_to_type_to_see_the_same_applicant(kept: KeptRows) -> None:
    """Texts as they stand, and plain numbers where the form might read another number or none."""
    row = kept.applicant(8)
    assert {name: row[name] for name in ("income", "age", "residence_type")} == {
        "income": "12,40,000", "age": "35", "residence_type": "Owned",
    }  # fmt: skip
    assert "cust_id" not in row
    assert kept.applicant(7)["age"] == "forty"
    assert kept.applicant(3)["age"] == ""
    assert kept.applicant(5)["residence_type"] == "Castle"


def test_columns_of_the_same_name_keep_their_own_cells(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({}))
    header, row = source.read_text(encoding="utf-8").splitlines()
    source.write_text(f"note,note,{header}\nfirst,second,{row}\n", encoding="utf-8")
    (page,) = open_kept(keep(tmp_path, source)).page(range(1))
    assert page[:3] == ("first", "second", "C1")


def test_a_column_may_be_called_like_one_of_a_table(tmp_path: Path) -> None:
    kept = kept_rows(tmp_path, [{"0": "zero", "line": "x", "start": "y", **row} for row in applicants({}, {})])
    assert [row[:3] for row in kept.page(range(2))] == [("zero", "x", "y")] * 2


def test_rows_have_the_number_they_have_in_a_spreadsheet(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({}, {}))
    assert [open_kept(keep(tmp_path, source)).line(row) for row in range(2)] == [2, 3]
    source.write_text(f"Loans of May\n\n{source.read_text(encoding='utf-8')}", encoding="utf-8")
    assert [open_kept(keep(tmp_path, source)).line(row) for row in range(2)] == [4, 5]


def test_probabilities_are_told_to_the_last_digit_as_in_the_scored_file(tmp_path: Path) -> None:
    changes = ({"credit_utilization_ratio": str(use), "delinquent_months": str(use % 40)} for use in range(200))
    kept = kept_rows(tmp_path, applicants(*changes))
    written = [row["default_probability"] for row in read_csv(tmp_path / "scored.csv")]
    assert [row[kept.columns.index("default_probability")] for row in kept.page(range(200))] == written


def test_more_rows_than_are_read_at_once_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.batch.kept.kept_files.BLOCK", 16)
    kept = kept_rows(tmp_path, applicants(*({"cust_id": f"C{n}", "age": str(20 + n)} for n in range(50))))
    assert kept.texts(0).to_list() == [f"C{n}" for n in range(50)]
    assert kept.numbers("age").tolist() == [20.0 + n for n in range(50)]
    assert BLOCK > 16
