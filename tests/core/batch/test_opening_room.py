"""Transcripts are made where nobody sees them, stop when they are told to, and leave nothing behind."""

import gzip
import os
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from core.batch.choices import ReadingChoices
from core.batch.opening import opened
from core.batch.pipeline import score_file
from core.batch.source import HEAD_BYTES
from core.errors import FileError
from core.progress import Cancelled
from tests.core.batch.files import APPLICANT, applicants, read_csv, write_csv
from tests.core.batch.opened_files import text_of
from tests.core.batch.workbooks import parts_of, rows_xml, sheet, write_parts
from tests.core.factories import curve_scorecard

ROOT = Path(__file__).resolve().parents[3]
CURVES = curve_scorecard()
CHANGES = [
    {},
    {"age": "34.5", "cust_id": "0012"},
    {"income": "x", "cust_id": "é"},
    {"credit_utilization_ratio": "95.25", "residence_type": "Castle"},
    {"age": ""},
    {"loan_purpose": "Personaal", "total_dpd": "100"},
]


def as_workbook(path: Path, csv: Path) -> None:
    """Numbers as numbers, all else as text."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        page = book.add_worksheet()
        rows = read_csv(csv)
        page.write_row(0, 0, list(rows[0]))
        for number, row in enumerate(rows, 1):
            page.write_row(number, 0, [_typed(text) for text in row.values()])


def _typed(text: str) -> str | float:
    return float(text) if text.replace(".", "").isdecimal() and not text.startswith("00") else text


def as_zip(path: Path, csv: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(csv, "in.csv")


def encoded(encoding: str, end: str = "\n") -> Callable[[Path, Path], object]:
    def write(path: Path, csv: Path) -> None:
        path.write_bytes(csv.read_bytes().decode().replace("\n", end).encode(encoding))

    return write


KINDS: dict[str, Callable[[Path, Path], object]] = {
    "gzip": lambda path, csv: path.write_bytes(gzip.compress(csv.read_bytes())),
    "zip": as_zip,
    "utf-8 with a mark": encoded("utf-8-sig"),
    "utf-16": encoded("utf-16"),
    "utf-16-be": encoded("utf-16-be"),
    "windows-1252": encoded("cp1252"),
    "macintosh": encoded("utf-8", "\r"),
    "faulty": encoded("utf-8", "\r\r\n"),
    "workbook": as_workbook,
    "parquet": lambda path, csv: pl.read_csv(csv, infer_schema=False).write_parquet(path),
}
TRANSCRIBED = [kind for kind in KINDS if kind != "utf-8 with a mark"]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "in.csv", applicants(*CHANGES * 20))


def made(kind: str, csv: Path) -> Path:
    path = csv.with_name("in.other")
    KINDS[kind](path, csv)
    return path


# --- scoring ---


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_gets_the_same_answer_whatever_the_file_is(tmp_path: Path, csv: Path, room: Path, kind: str) -> None:
    score_file(csv, tmp_path / "plain.csv", CURVES)
    report = score_file(made(kind, csv), tmp_path / "out.csv", CURVES, chunk_rows=7)
    plain, found = read_csv(tmp_path / "plain.csv"), read_csv(tmp_path / "out.csv")
    assert len(found) == report.rows == len(CHANGES) * 20
    assert found == plain
    assert list(room.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [("workbook", b"\xef\xbb\xbfcust_id,", b"\r\n"), ("parquet", b"\xef\xbb\xbfcust_id,", b"\r\n"),
     ("utf-16", b"\xef\xbb\xbfcust_id;", b"\n"), ("gzip", b"cust_id;", b"\n")],
)  # fmt: skip
def test_a_scored_file_opens_right_in_a_spreadsheet_and_keeps_the_separator_of_a_text(
    tmp_path: Path, kind: str, start: bytes, end: bytes
) -> None:
    csv = write_csv(tmp_path / "in.csv", applicants({}), "," if kind in ("workbook", "parquet") else ";")
    score_file(made(kind, csv), tmp_path / "out.csv", CURVES)
    first, _ = (tmp_path / "out.csv").read_bytes().split(b"\n", 1)
    assert first.startswith(start)
    assert (first + b"\n").endswith(end)


def test_the_report_says_how_a_file_was_read(tmp_path: Path, csv: Path) -> None:
    report = score_file(made("windows-1252", csv), tmp_path / "out.csv", CURVES)
    assert report.reading[0] == "Read as Windows-1252 text."
    assert report.to_dict()["reading"][0] == report.lines()[1] == report.reading[0]
    assert score_file(csv, tmp_path / "out.csv", CURVES).reading == ()


def test_a_choice_decides_how_a_file_is_scored(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "in.xlsx") as book:
        for name in ("June", "July"):
            page = book.add_worksheet(name)
            page.write_row(0, 0, list(APPLICANT))
            page.write_row(1, 0, [*[name], *list(APPLICANT.values())[1:]])
    report = score_file(tmp_path / "in.xlsx", tmp_path / "out.csv", CURVES, choices=ReadingChoices(sheet="July"))
    assert read_csv(tmp_path / "out.csv")[0]["cust_id"] == "July"
    assert "Sheet 'July' of 2." in report.lines()


# --- progress, and stopping ---


@pytest.mark.parametrize("kind", TRANSCRIBED)
def test_progress_rises_and_names_the_file(tmp_path: Path, csv: Path, room: Path, kind: str) -> None:
    told: list[tuple[float, str]] = []
    score_file(made(kind, csv), tmp_path / "out.csv", CURVES, report=lambda *step: told.append(step))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert "in.other" in told[0][1]
    assert any(0.0 < share <= 0.5 for share in shares)


@pytest.mark.parametrize("kind", TRANSCRIBED)
def test_stopping_whenever_it_is_possible_leaves_nothing_behind(
    tmp_path: Path, csv: Path, room: Path, kind: str
) -> None:
    path = made(kind, csv)
    told: list[float] = []
    text_of(path, report=lambda share, _: told.append(share))
    for calls in range(len(told)):
        left = iter(range(calls))

        def stop(_share: float, _message: str, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            text_of(path, report=stop)
        assert list(room.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "rows"), [("gzip", 60_000), ("utf-16", 30_000), ("workbook", 5_000), ("parquet", 150_000)]
)
def test_a_long_file_can_be_stopped_many_times(tmp_path: Path, kind: str, rows: int) -> None:
    csv = write_csv(tmp_path / "in.csv", applicants(*({"cust_id": f"{row:060}"} for row in range(rows))))
    told: list[float] = []
    text_of(made(kind, csv), report=lambda share, _: told.append(share))
    assert len(told) > 5
    assert max(after - before for before, after in pairwise(told)) < 0.4


def test_of_a_workbook_whose_beginning_is_enough_no_more_is_read(tmp_path: Path) -> None:
    """Neither rows nor the texts that they share: a look at a large workbook must not take as long as scoring it."""
    strings = "".join(f"<si><t>{number:01000}</t></si>" for number in range(8_000))
    cells = rows_xml(*(f'<c t="s"><v>{number}</v></c>' for number in range(8_000)))
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(cells), strings=strings))
    looked: list[float] = []
    read: list[float] = []
    with opened(path, report=lambda share, _: looked.append(share), sample=True) as source:
        assert len(source.head) == HEAD_BYTES
    text_of(path, report=lambda share, _: read.append(share))
    assert len(looked) < len(read) / 4


# --- what may happen meanwhile ---


@pytest.mark.parametrize("kind", TRANSCRIBED)
def test_a_file_that_changes_while_it_is_transcribed_is_refused(csv: Path, room: Path, kind: str) -> None:
    path = made(kind, csv)

    def append(_share: float, _message: str) -> None:
        with path.open("ab") as file:
            file.write(b"more")

    with pytest.raises(FileError, match=r"in\.other was changed while it was read\."):
        text_of(path, report=append)
    assert list(room.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a file cannot be removed while it is open")
@pytest.mark.parametrize("kind", TRANSCRIBED)
def test_a_file_that_is_removed_while_it_is_transcribed_is_refused(csv: Path, room: Path, kind: str) -> None:
    path = made(kind, csv)
    with pytest.raises(FileError, match=r"in\.other was changed while it was read\.|There is no file"):
        text_of(path, report=lambda _share, _message: path.unlink(missing_ok=True))
    assert list(room.iterdir()) == []


@pytest.mark.parametrize("kind", TRANSCRIBED)
def test_a_file_that_changes_after_it_was_transcribed_is_noticed(csv: Path, kind: str) -> None:
    path = made(kind, csv)
    with opened(path) as source:
        source.check_unchanged()
        path.write_bytes(b"other")
        with pytest.raises(FileError, match=r"in\.other was changed while it was read\."):
            source.check_unchanged()


@contextmanager
def limited(name: str, most: int) -> Iterator[None]:
    """What the system allows this process at most; some systems limit nothing."""
    resource = pytest.importorskip("resource", reason="only some systems limit what a process may do")
    kind = getattr(resource, name)
    limits = resource.getrlimit(kind)
    resource.setrlimit(kind, (most, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(kind, limits)


@pytest.mark.parametrize("kind", TRANSCRIBED)
@pytest.mark.parametrize("rows", [1, 200])
def test_a_full_disk_is_told_and_leaves_nothing_behind(tmp_path: Path, room: Path, kind: str, rows: int) -> None:
    path = made(kind, write_csv(tmp_path / "in.csv", applicants(*[{"cust_id": "é"}] * rows)))
    with limited("RLIMIT_FSIZE", 10), pytest.raises(FileError) as refused:
        text_of(path)
    assert str(refused.value) == (
        f"in.other cannot be unpacked in {room} (File too large). Free some space there and try again."
    )
    assert refused.value.__cause__ is None  # it concerns no place that another choice of the result's would change
    assert list(room.iterdir()) == []


def test_files_that_cannot_be_opened_are_told(csv: Path, room: Path) -> None:
    with (
        limited("RLIMIT_NOFILE", 0),
        pytest.raises(FileError, match=r"in\.csv cannot be read \(Too many open files\)\."),
    ):
        text_of(csv)
    path = made("macintosh", csv)
    with ExitStack() as limits:

        def limit(_share: float, message: str) -> None:
            if message == "Looking through in.other":
                limits.enter_context(limited("RLIMIT_NOFILE", 0))

        with pytest.raises(FileError, match=r"in\.other cannot be unpacked in .* \(Too many open files\)"):
            text_of(path, report=limit)


def test_a_folder_for_temporary_files_that_is_none_is_told(csv: Path, room: Path) -> None:
    room.rmdir()
    with pytest.raises(FileError, match=r"in\.other cannot be unpacked in .*temporary \(No such file or directory\)"):
        text_of(made("gzip", csv))


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX systems have them")
def test_nobody_else_may_look_into_transcripts(csv: Path, room: Path) -> None:
    with opened(made("utf-16", csv)):
        (folder,) = room.iterdir()
        assert folder.stat().st_mode & 0o077 == 0
        assert folder.name.startswith(".")


WAITING = """
import sys
from pathlib import Path
from core.batch.opening import opened
with opened(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="killed as POSIX systems kill")
def test_what_a_killed_program_left_is_removed_by_the_next(csv: Path, room: Path) -> None:
    """It may be a whole file of applicants."""
    path = made("workbook", csv)
    command = [sys.executable, "-c", WAITING, str(path)]
    environment = os.environ | {"TMPDIR": str(room)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with opened(path):
            assert len(list(room.iterdir())) == 2
        process.send_signal(signal.SIGKILL)
    assert len(list(room.iterdir())) == 1
    with opened(path):
        pass
    assert list(room.iterdir()) == []
