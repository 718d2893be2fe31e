"""Progress goes to standard error in a form that fits where it ends up."""

import sys

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
        report(1.0, "Reading")
    assert "0% |" in capsys.readouterr().err


def test_a_program_without_a_console_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    say("Nobody hears this.")
    with progress() as report:
        report(0.5, "Nor this")
