"""Answers go to standard output and progress to standard error, in a form that fits where they end up."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from app.console import progress, say

Capsys = pytest.CaptureFixture[str]


def test_a_file_or_pipe_gets_each_message_once(capsys: Capsys) -> None:
    with progress() as report:
        report(0.0, "Reading")
        report(0.1, "Reading")
        report(0.5, "Scoring")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["  0% Reading", " 50% Scoring"]


def test_a_terminal_gets_a_bar(capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress() as report:
        report(0.25, "Reading")
        report(0.75, "Scoring")
    shown = capsys.readouterr().err.split("\r")
    assert any(" 25% |" in line and "Reading" in line for line in shown)
    assert any(" 75% |" in line and "Scoring" in line for line in shown)


def test_a_program_without_a_console_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    say("Nobody hears this.")
    with progress() as report:
        report(0.5, "Nor this")


# Outputs that do not take everything

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from app import cli, commands
from app.console import progress, say, say_json

def command(_options):
    {does}
    return 0

commands.demo = command
sys.exit(cli.main(["demo", "folder"]))
"""
Stream = int | BinaryIO
TALK = "with progress() as report: report(0.5, 'Half-way')\n    say('Done')"


def program(
    does: str, encoding: str = "utf-8", stdout: Stream = subprocess.PIPE, stderr: Stream = subprocess.PIPE
) -> "subprocess.CompletedProcess[bytes]":
    """Run the command line in a process of its own, with a command that does what is said."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.format(does=does)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
        stdout=stdout,
        stderr=stderr,
    )


def called(asked: str, stdout: Stream) -> "subprocess.CompletedProcess[bytes]":
    """Run the program in a process of its own."""
    command = [sys.executable, "-m", "app", asked]
    return subprocess.run(command, cwd=ROOT, check=False, stdout=stdout, stderr=subprocess.PIPE)


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[BinaryIO]:
    """A stream that refuses whatever is written, as that into a file on a full disk does."""
    (tmp_path / "out").touch()
    with (tmp_path / "out").open("rb") as stream:
        yield stream


@pytest.mark.parametrize(("encoding", "written"), [("cp1252", r"C 1 \u2192 4 é"), ("ascii", r"C 1 \u2192 4 \xe9")])
def test_a_letter_that_the_console_does_not_have_is_written_as_an_escape(encoding: str, written: str) -> None:
    done = program("say('C 1 → 4 é')", encoding)
    assert (done.returncode, done.stdout.decode(encoding).strip()) == (0, written)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_one_json_object_comes_through_any_encoding(encoding: str) -> None:
    """With the name of a file that is no text, too."""
    answer = {"source": "→ é \x81 \U0001f600 \udcff"}
    done = program(f"say_json({answer!a})", encoding)
    assert json.loads(done.stdout.decode(encoding)) == answer


@pytest.fixture
def unread() -> Iterator[int]:
    """A pipe that nobody reads on from."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.skipif(os.name != "posix", reason="Windows does not say that nobody reads on")
def test_who_reads_no_further_is_not_bothered(unread: int) -> None:
    """As ``head`` after its first line; the exit code is that of other programs in a pipe."""
    done = program("say('Nobody reads this')", stdout=unread)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_answer_that_cannot_be_written_is_told_in_one_sentence(unwritable: BinaryIO) -> None:
    done = program("say('No room for this')", stdout=unwritable)
    assert done.returncode == 2
    (sentence,) = done.stderr.decode().splitlines()
    assert sentence == (
        "The answer could not be written to standard output (Bad file descriptor). The command itself is done; "
        "to see its answer, free some space there or send it elsewhere."
    )


@pytest.mark.parametrize("asked", ["--help", "--version"])
def test_help_that_cannot_be_written_is_told_in_one_sentence(unwritable: BinaryIO, asked: str) -> None:
    done = called(asked, stdout=unwritable)
    assert done.returncode == 2
    (sentence,) = done.stderr.decode().splitlines()
    assert sentence.startswith("The answer could not be written to standard output (Bad file descriptor).")


def test_who_does_not_read_the_help_is_not_bothered(unread: int) -> None:
    done = called("--help", stdout=unread)
    assert (done.returncode, done.stderr) == (141, b"")


def test_work_goes_on_where_nobody_can_be_told_how_far_it_is(unwritable: BinaryIO) -> None:
    done = program(TALK, stderr=unwritable)
    assert (done.returncode, done.stdout.decode().strip()) == (0, "Done")
