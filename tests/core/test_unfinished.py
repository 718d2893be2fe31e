"""A writer that is killed leaves something unfinished; the next one removes it, and nobody else's work."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core import files, unfinished
from core.registry.together import write_together

ROOT = Path(__file__).resolve().parents[2]
ONE = """
from core import files
with files.atomic_path(Path(sys.argv[1]) / "theirs.csv") as part:
    part.write_text("half", encoding="utf-8")
    wait()
"""
SEVERAL = """
from core.registry.together import write_together
write_together(Path(sys.argv[1]), {"theirs.csv": lambda path: [path.write_text("half", encoding="utf-8"), wait()]})
"""
WAITING = """
import sys
from pathlib import Path

def wait():
    print("in the middle of it", flush=True)
    sys.stdin.read()
"""
NEXT: dict[str, Callable[[Path], object]] = {
    "a file": lambda folder: files.write_text(folder / "mine.csv", "whole"),
    "several files": lambda folder: write_together(folder, {"mine.csv": lambda path: path.write_text("whole")}),
}


@contextmanager
def writer(folder: Path, code: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process in the middle of writing, until its input ends."""
    command = [sys.executable, "-c", WAITING + code, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle of it\n"
        yield process


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="killed as POSIX systems kill")
@pytest.mark.parametrize("write", NEXT.values(), ids=NEXT)
@pytest.mark.parametrize("code", [ONE, SEVERAL], ids=["a file", "several files"])
def test_what_a_killed_writer_left_is_removed_by_the_next_in_that_folder(
    tmp_path: Path, code: str, write: Callable[[Path], object]
) -> None:
    """It may be half a file of applicants."""
    with writer(tmp_path, code) as process:
        process.send_signal(signal.SIGKILL)
    assert len(left_in(tmp_path)) == 1
    write(tmp_path)
    assert left_in(tmp_path) == ["mine.csv"]


@pytest.mark.parametrize("write", NEXT.values(), ids=NEXT)
@pytest.mark.parametrize("code", [ONE, SEVERAL], ids=["a file", "several files"])
def test_a_writer_that_is_still_at_work_is_not_disturbed(
    tmp_path: Path, code: str, write: Callable[[Path], object]
) -> None:
    with writer(tmp_path, code) as process:
        write(tmp_path)
        process.communicate()
    assert process.returncode == 0
    assert left_in(tmp_path) == ["mine.csv", "theirs.csv"]


def test_only_names_of_this_machines_dead_writers_are_swept(tmp_path: Path) -> None:
    """Another machine that shares the drive has a process of any number; and other programs have hidden files too."""
    machine, _, rest = unfinished.new_name().partition("-")
    others = [".a.part", "b.part", f".0{machine}-{rest}", f"{machine}-999999999-notes.part", unfinished.new_name()]
    for name in others:
        (tmp_path / name).write_text("", encoding="utf-8")
    unfinished.sweep(tmp_path)
    assert left_in(tmp_path) == sorted(others)
