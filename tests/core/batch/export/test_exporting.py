"""An export is whole or not there, never takes the place of what it was made from, and stops when it is told to."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import polars as pl
import pytest

from core.batch.export.exporting import SUFFIXES, export
from core.batch.export.rows import ChosenRows, EveryRow, ProblemRows
from core.batch.kept.about import ROWS
from core.batch.kept.rows import KeptRows
from core.batch.report import BatchReport
from core.errors import FileError
from core.progress import Cancelled
from tests.core.batch.export.material import Texts, scored
from tests.core.batch.files import read_csv

Scored = tuple[BatchReport, KeptRows]
KINDS = pytest.mark.parametrize("suffix", SUFFIXES)


@pytest.fixture
def result(tmp_path: Path) -> Scored:
    """A scored file of 60 rows, every tenth without an age, read some at a time."""
    return scored(tmp_path, *({"cust_id": f"C{row}", "age": "" if row % 10 == 0 else "40"} for row in range(60)))


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.batch.export.rows.CHUNK_ROWS", 7)


def ids(path: Path) -> list[str]:
    """The first column of an export, below its header."""
    if path.suffix == ".parquet":
        return pl.read_parquet(path).to_series().to_list()
    if path.suffix == ".xlsx":
        return [
            str(cell)
            for (cell,) in openpyxl.load_workbook(path).worksheets[0].iter_rows(2, max_col=1, values_only=True)
        ]
    return [row["cust_id"] for row in read_csv(path)]


@KINDS
def test_all_rows_are_exported_in_their_order(result: Scored, tmp_path: Path, suffix: str) -> None:
    report, results = result
    done = export(report, EveryRow(results), tmp_path / f"out{suffix}")
    assert (done.path, done.rows, done.notices) == (tmp_path / f"out{suffix}", 60, ())
    assert ids(done.path) == [f"C{row}" for row in range(60)]


@KINDS
def test_chosen_rows_are_exported_in_the_order_they_were_chosen(result: Scored, tmp_path: Path, suffix: str) -> None:
    report, _ = result
    texts = Texts(["cust_id"], [[f"C{row}"] for row in range(60)])
    chosen = np.array([5, 59, 0, 33, 6, 7, 8, 1, 2])
    export(report, ChosenRows(texts, chosen), tmp_path / f"out{suffix}")
    assert ids(tmp_path / f"out{suffix}") == [f"C{row}" for row in chosen]


@KINDS
def test_problem_rows_are_those_with_a_problem(result: Scored, tmp_path: Path, suffix: str) -> None:
    report, results = result
    export(report, ProblemRows(results, report.refer + report.rejected), tmp_path / f"out{suffix}")
    assert ids(tmp_path / f"out{suffix}") == [f"C{row}" for row in range(0, 60, 10)]


def test_an_unknown_ending_is_refused(result: Scored, tmp_path: Path) -> None:
    report, results = result
    with pytest.raises(FileError, match=r"out\.ods cannot be written\. Choose a name that ends in \.csv, \.xlsx or"):
        export(report, EveryRow(results), tmp_path / "out.ods")


def test_the_case_of_the_ending_does_not_matter(result: Scored, tmp_path: Path) -> None:
    report, results = result
    export(report, EveryRow(results), tmp_path / "OUT.XLSX")
    assert openpyxl.load_workbook(tmp_path / "OUT.XLSX").worksheets[0].max_row == 61


def test_no_rows_are_refused(result: Scored, tmp_path: Path) -> None:
    report, results = result
    with pytest.raises(FileError, match=r"There are no such rows in in\.csv, so nothing was written"):
        export(report, ProblemRows(results, 0), tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("name", ["in.csv", "in_scored.csv", "link.csv"])
def test_what_it_was_made_from_is_never_overwritten(result: Scored, tmp_path: Path, name: str) -> None:
    report, results = result
    (tmp_path / "link.csv").symlink_to("in.csv")
    before = (tmp_path / name).read_bytes()
    with pytest.raises(FileError, match="it would be lost"):
        export(report, EveryRow(results), tmp_path / name)
    assert (tmp_path / name).read_bytes() == before


@KINDS
def test_a_cancel_at_any_time_leaves_the_old_file_and_nothing_else(result: Scored, tmp_path: Path, suffix: str) -> None:
    report, results = result
    target, told = tmp_path / f"out{suffix}", list[float]()
    target.write_bytes(b"old")
    export(
        report, EveryRow(results), tmp_path / f"whole{suffix}", report=lambda fraction, _words: told.append(fraction)
    )
    assert told == sorted(told)
    assert told[-1] == 1.0
    files = set(tmp_path.iterdir())
    for number in _some_of(len(told)):
        with pytest.raises(Cancelled):
            export(report, EveryRow(results), target, report=_stop_at(number))
        assert target.read_bytes() == b"old"
        assert set(tmp_path.iterdir()) == files


def _some_of(reports: int) -> list[int]:
    """Numbers of reports from the first to the last, as many as take a moment."""
    return sorted({*range(1, reports + 1, 1 + reports // 40), reports - 1, reports})


def _stop_at(number: int) -> Callable[[float, str], None]:
    """A report that cancels when it is called for the n-th time."""
    calls = iter(range(1, number + 1))

    def report(_fraction: float, _message: str) -> None:
        if next(calls) == number:
            raise Cancelled

    return report


@KINDS
def test_rows_that_were_changed_since_are_told(result: Scored, tmp_path: Path, suffix: str) -> None:
    report, results = result
    (results.folder / ROWS).write_text("edited", encoding="utf-8")
    with pytest.raises(FileError, match="is damaged or was forgotten"):
        export(report, EveryRow(results), tmp_path / f"out{suffix}")
    assert not (tmp_path / f"out{suffix}").exists()


@KINDS
def test_a_place_that_cannot_be_written_is_told(result: Scored, tmp_path: Path, suffix: str) -> None:
    report, results = result
    target = tmp_path / f"out{suffix}"
    target.touch(0o444)
    with pytest.raises(FileError, match=rf"out\{suffix} could not be written in .*write-protected"):
        export(report, EveryRow(results), target)


_FULL = """
import resource, sys
from pathlib import Path
from core.batch.export.exporting import export
from core.batch.export.rows import EveryRow
from core.errors import FileError
from tests.core.batch.export.material import scored
report, results = scored(Path(sys.argv[1]), *({"cust_id": f"C{row}"} for row in range(3000)))
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, unlimited[1]))
try:
    export(report, EveryRow(results), Path(sys.argv[2]))
except FileError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)  # where coverage is measured, it is written at the end
"""


@KINDS
@pytest.mark.skipif(sys.platform == "win32", reason="the size of files is not limited there")
def test_a_full_disk_is_told_and_leaves_nothing_behind(tmp_path: Path, suffix: str) -> None:
    """A limit of the size of files stands in for the disk."""
    target = tmp_path / "out" / f"out{suffix}"
    target.parent.mkdir()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _FULL, str(tmp_path), str(target)],
        capture_output=True, text=True, cwd=Path(__file__).parents[4], env=os.environ, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert f"out{suffix} could not be written in {target.parent} (File too large" in done.stdout
    assert list(target.parent.iterdir()) == []
