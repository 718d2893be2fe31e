"""What a workbook is put together from lies where nobody else looks, and nothing of it stays, however that ends."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from core.batch.export.options import Options
from core.batch.export.rows import EveryRow
from core.batch.export.workbook import write_workbook
from core.batch.report import BatchReport
from core.errors import FileError
from core.files import atomic_path
from core.progress import Cancelled, silent
from tests.core.batch.export.material import Texts, scored

ROOT = Path(__file__).resolve().parents[4]
ROWS = EveryRow(Texts(["note"], [[os.urandom(40).hex()] for _ in range(2_000)]))
_WRITING = """
from core.batch.export.packing import packed_book
with packed_book(target, print) as book:
    book.add_worksheet().write_string(0, 0, "an applicant")
    wait()
"""
_SCORING = """
from core.batch.export.options import Options
from core.batch.export.scoring import score_into
from tests.core.factories import curve_scorecard
score_into(target.with_name("in.csv"), target, curve_scorecard(), lambda path, *_: wait(path), Options(), print)
"""
_WAITING = """
import sys, tempfile
from pathlib import Path
tempfile.tempdir, target = sys.argv[1], Path(sys.argv[2], "killed.xlsx")

def wait(path=None):
    if path:
        path.write_text("an applicant", encoding="utf-8")
    print("in the middle of it", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> BatchReport:
    """A file that was scored, for the summary."""
    report, _ = scored(tmp_path_factory.mktemp("batch"), {})
    return report


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("share", [0.5, 0.95])
def test_rows_on_the_way_are_private_and_gone_after_a_cancel(
    tmp_path: Path, temporary: Path, batch: BatchReport, share: float
) -> None:
    """While they are written, and while they are packed."""
    said = list[str]()
    modes = list[int]()

    def report(fraction: float, words: str) -> None:
        if fraction > share:
            said.append(words)
            modes.extend(path.stat().st_mode for path in temporary.iterdir())
            raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(ROWS, tmp_path / "out.xlsx", batch, Options(), report)
    assert [words.split()[0] for words in said] == ["Wrote" if share < 0.9 else "Packing"]
    assert [stat.filemode(mode) for mode in modes] == ["drwx------"]
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="killed as POSIX systems kill")
@pytest.mark.parametrize("code", [_WRITING, _SCORING], ids=["an export", "a file scored into a workbook"])
def test_what_a_killed_process_left_is_removed_by_the_next_export(
    tmp_path: Path, temporary: Path, batch: BatchReport, code: str
) -> None:
    """It may be half a file of applicants."""
    command = [sys.executable, "-c", _WAITING + code, str(temporary), str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle of it\n"
        process.send_signal(signal.SIGKILL)
    assert len(list(temporary.iterdir())) == 1
    write_workbook(ROWS, tmp_path / "out.xlsx", batch, Options(), silent)
    assert list(temporary.iterdir()) == []


def test_a_lack_of_room_for_temporary_files_is_told(tmp_path: Path, temporary: Path, batch: BatchReport) -> None:
    temporary.rmdir()
    target = tmp_path / "out.xlsx"
    told = rf"^No temporary files can be made in {temporary} \(No such file or directory\)\. Free some space"
    with pytest.raises(FileError, match=told), atomic_path(target) as part:
        write_workbook(ROWS, part, batch, Options(), silent)
    assert not target.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_disk_that_fills_up_while_a_workbook_is_packed_is_told(temporary: Path, batch: BatchReport) -> None:
    with pytest.raises(OSError, match="No space left on device; a workbook is put together in"):
        write_workbook(ROWS, Path("/dev/full"), batch, Options(), silent)
    assert list(temporary.iterdir()) == []
