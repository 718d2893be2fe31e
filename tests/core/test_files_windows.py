"""Files as Windows has them: what another program has open is waited for, then refused; folders are told as such."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core import files
from core.errors import FileError

ACCESS_DENIED, SHARING_VIOLATION, DISK_FULL = 5, 32, 112
_HOLDING = """
import ctypes, sys
kernel = ctypes.WinDLL("kernel32", use_last_error=True)
handle = kernel.CreateFileW(sys.argv[1], 0x80000000, int(sys.argv[2]), None, 3, 0, None)
print("held" if handle not in (-1, 0xFFFFFFFF) else ctypes.get_last_error(), flush=True)
sys.stdin.read()
"""
_NOTHING, _READING = 0, 1


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf-8")
    return path


@pytest.fixture
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PATIENCE_S", 0.0)


def held_for(monkeypatch: pytest.MonkeyPatch, times: int, number: int) -> list[Path]:
    """Let a file be held so often when another is to take its place; returns what was tried."""
    tried, replace = list[Path](), Path.replace

    def replace_later(part: Path, final: Path) -> Path:
        tried.append(final)
        if len(tried) > times:
            return replace(part, final)
        error = PermissionError(13, "Access is denied", str(part))
        error.winerror = number  # type: ignore[attr-defined]  # Python has it on Windows alone
        raise error

    monkeypatch.setattr(Path, "replace", replace_later)
    return tried


@pytest.mark.parametrize("number", [ACCESS_DENIED, SHARING_VIOLATION])
def test_a_scan_for_viruses_is_waited_for(target: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """It opens each new file for a moment, in which no other can take its place."""
    tried = held_for(monkeypatch, 3, number)
    files.write_text(target, "new")
    assert tried == [target.resolve()] * 4
    assert target.read_text(encoding="utf-8") == "new"
    assert [path.name for path in target.parent.iterdir()] == ["out.csv"]


@pytest.mark.usefixtures("_hasty")
def test_who_holds_a_file_for_long_is_not_waited_for(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held_for(monkeypatch, 1_000, SHARING_VIOLATION)
    with pytest.raises(FileError, match="close the file where it is open"):
        files.write_text(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in target.parent.iterdir()] == ["out.csv"]


def test_nothing_else_is_tried_again(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = held_for(monkeypatch, 1, DISK_FULL)
    with pytest.raises(FileError):
        files.write_text(target, "new")
    assert len(tried) == 1


@pytest.mark.parametrize(("name", "words"), [("", "it is a folder"), ("out.csv", "Permission denied")])
def test_a_folder_is_told_as_one_where_the_system_only_says_no(
    target: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    def refuse(path: Path, _flags: int) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FileError, match=f"cannot be read .{words}.. Choose a file that you may open"):
        files.read_text(target.parent / name)


@contextmanager
def holding(path: Path, sharing: int) -> Iterator[None]:  # pragma: no cover - on Windows alone
    """Another program that has a file open, and lets others do with it what ``sharing`` says."""
    command = [sys.executable, "-c", _HOLDING, str(path), str(sharing)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.communicate()


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere a file that is open can be replaced")
@pytest.mark.parametrize("sharing", [_NOTHING, _READING])
def test_a_file_that_is_open_in_a_spreadsheet_is_refused_before_the_work(  # pragma: no cover - on Windows alone
    target: Path, sharing: int
) -> None:
    with (
        holding(target, sharing),
        pytest.raises(FileError, match="close the file where it is open"),
        files.atomic_path(target),
    ):
        pytest.fail("the work began")
    files.write_text(target, "new")
    assert target.read_text(encoding="utf-8") == "new"
