"""Any rows of a scored file can be read at once, as long as it is the file that was written."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batch.index import ROWS_PER_MARK
from core.batch.pipeline import score_file
from core.batch.report import BatchReport
from core.batch.results import Results, open_results
from core.errors import FileError
from tests.core.batch.files import APPLICANT, applicants, read_csv, write_csv
from tests.core.factories import curve_scorecard

ROWS = 3 * ROWS_PER_MARK + 10
NAMES = {
    7: "two\nlines",
    500: "three\n\nlines",
    255: 'a "quoted" one',
    256: "comma, and\r\nline",
    600: "",
    ROWS - 1: "last",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BatchReport:
    """A file whose rows differ in length, some over two lines, read in chunks that end anywhere."""
    folder = tmp_path_factory.mktemp("results")
    rows = applicants(*({"cust_id": NAMES.get(row, f"C{row}")} for row in range(ROWS)))
    source = write_csv(folder / "in.csv", rows, ";")
    return score_file(source, folder / "out.csv", curve_scorecard(), chunk_rows=97)


@pytest.fixture(scope="module")
def everything(report: BatchReport) -> list[tuple[str, ...]]:
    return [tuple(row.values()) for row in read_csv(report.target, ";")]


def test_results_have_the_columns_and_the_length_of_the_file(report: BatchReport) -> None:
    results = open_results(report)
    assert results.columns[: len(APPLICANT)] == tuple(APPLICANT)
    assert results.columns[-2:] == ("row_status", "row_problem")
    assert len(results) == ROWS == report.rows


@given(start=st.integers(-5, ROWS + 5), count=st.integers(0, 2 * ROWS_PER_MARK))
def test_any_page_is_what_a_whole_reading_gives(
    report: BatchReport, everything: list[tuple[str, ...]], start: int, count: int
) -> None:
    first = max(start, 0)
    assert open_results(report).page(start, count) == everything[first : first + count]


def test_all_rows_are_one_page_too(report: BatchReport, everything: list[tuple[str, ...]]) -> None:
    assert open_results(report).page(0, ROWS) == everything


def _opened(folder: Path) -> tuple[BatchReport, Results]:
    source = write_csv(folder / "in.csv", applicants({}))
    report = score_file(source, folder / "out.csv", curve_scorecard())
    return report, open_results(report)


def test_a_scored_file_that_was_removed_is_told(tmp_path: Path) -> None:
    report, results = _opened(tmp_path)
    report.target.unlink()
    with pytest.raises(FileError, match=r"out\.csv was changed or removed since it was scored"):
        results.page(0, 1)


def test_a_scored_file_that_was_changed_is_told_even_when_its_size_is_the_same(tmp_path: Path) -> None:
    report, results = _opened(tmp_path)
    state = report.target.stat()
    os.utime(report.target, ns=(state.st_atime_ns, state.st_mtime_ns + 1_000_000))
    with pytest.raises(FileError, match=r"out\.csv was changed or removed since it was scored"):
        results.page(0, 1)
    with pytest.raises(FileError, match=r"Score the source again\."):
        open_results(report)
