"""The command line understands every call of the manual, and answers a wrong one with one sentence."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import parser
from app.version import VERSION
from core.files import atomic_path
from tests.app.command_line import call

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["score", "a.csv"],
        ["score", "a.csv", "-o", "b.csv", "--model", "v1.0", "--reasons", "2", "--json"],
        [
            "score",
            "a.csv",
            "--map",
            "income=Salary",
            "--map",
            "age=Years=old",
            "--decimal",
            "comma",
            "--percent",
            "share",
        ],
        ["score", "a.xlsx", "--sheet", "First", "--encoding", "windows-1252", "--separator", ";"],
        ["train", "--data", "d", "--preset", "reference", "--features", "extended", "--json"],
        ["train", "--customers", "c", "--loans", "l", "--bureau", "b", "--trials", "5", "--folds", "3"],
        ["train", "--database", "sqlite:///x.db", "--resampling", "smotetomek", "--seed", "1", "--activate"],
        ["train", "--data", "d", "--report", "--table", "customers=borrowers", "--map", "loans.cust_id=Borrower"],
        ["train", "--data", "d", "--split", "out-of-time", "--since", "2024-01-01"],
        ["train", "--data", "d", "--date-order", "month"],
        ["models", "list"],
        ["models", "show", "v1.0"],
        ["models", "activate", "v1.0"],
        ["models", "rollback"],
        ["models", "import", "model_data.joblib"],
        ["models", "export", "v1.0", "folder"],
        ["demo", "folder", "--rows", "100", "--seed", "7"],
        ["--self-test"],
    ],
)
def test_every_call_of_the_manual_is_understood(arguments: list[str]) -> None:
    options = parser().parse_args(arguments)
    assert options.self_test or options.command == (arguments[0] if arguments else None)


@pytest.mark.parametrize("arguments", [["--home", "there", "models", "list"], ["models", "list", "--home", "there"]])
def test_the_data_folder_can_be_named_before_and_after_the_command(arguments: list[str]) -> None:
    assert parser().parse_args(arguments).home == Path("there")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scor", "a.csv"], "scor"),
        (["score"], "FILE"),
        (["score", "a.csv", "--reasons", "many"], "whole number from 0 to 10"),
        (["score", "a.csv", "--reasons", "11"], "whole number from 0 to 10"),
        (["score", "a.csv", "--map", "income"], "'income' is not of the form OURS=THEIRS"),
        (["score", "a.csv", "--map", "=Salary"], "'=Salary' is not of the form OURS=THEIRS"),
        (["score", "a.csv", "--decimal", "dot"], "dot"),
        (["score", "a.csv", "--percent", "half"], "half"),
        (["train", "--preset", "fancy"], "fancy"),
        (["models"], "ACTION"),
    ],
)
def test_a_wrong_call_is_answered_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    said = call(capsys, *arguments)
    assert said.code == 2
    assert said.out == ""
    assert words in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("asked", [["--self-test"], ["--time-start"], ["--open", "a.csv"]])
def test_what_would_be_left_undone_beside_a_command_is_refused(
    capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    said = call(capsys, *asked, "models", "list")
    assert (said.code, said.out) == (2, "")
    assert f"{asked[0]} and the command models are two calls" in said.err


def test_help_and_version_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert VERSION in call(capsys, "--version").out
    said = call(capsys, "--help")
    assert said.code == 0
    for command in ("score", "train", "models", "demo"):
        assert command in said.out


def test_a_library_that_is_not_installed_is_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where somebody starts the program with another Python."""

    def without_numpy(_options: object) -> int:
        raise ModuleNotFoundError("No module named 'numpy'")

    monkeypatch.setattr("app.commands.models", without_numpy)
    said = call(capsys, "models", "list")
    assert said.code == 2
    assert "No module named 'numpy'. Install what the program needs" in said.last_line


def test_ctrl_c_stops_in_words(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.commands.demo", interrupt)
    said = call(capsys, "demo", "folder")
    assert said.code == 130
    assert said.last_line == "Stopped. Nothing was changed."


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX systems have them")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_command_that_is_told_to_end_leaves_nothing_half_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """As a scheduler tells it, or the end of a session, or a terminal that is closed."""
    number = signal.Signals[name]
    found = signal.signal(number, signal.default_int_handler)  # else nohup, under which tests may run, would hold
    before = signal.getsignal(number)

    def told_to_end(_options: object) -> int:
        with atomic_path(tmp_path / "out.csv") as part:
            part.write_text("half", encoding="utf-8")
            assert signal.getsignal(number) is not signal.SIG_DFL, "the process would be gone"
            signal.raise_signal(number)
        return 0

    monkeypatch.setattr("app.commands.demo", told_to_end)
    said = call(capsys, "demo", "folder")
    assert (said.code, said.last_line) == (130, "Stopped. Nothing was changed.")
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(number) is before
    signal.signal(number, found)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX systems have them")
def test_a_command_under_nohup_outlives_its_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(_options: object) -> int:
        signal.raise_signal(signal.SIGHUP)
        return 0

    monkeypatch.setattr("app.commands.demo", work)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert call(capsys, "demo", "folder").code == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_reading_a_call_imports_nothing_heavy() -> None:
    """``--help`` answers at once: neither Qt nor numpy is imported to read a command."""
    code = (
        "import sys; from app.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'PySide6', 'numpy', 'pandas', 'polars', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
