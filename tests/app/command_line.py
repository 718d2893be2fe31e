"""Calls the command line in a test and keeps what it said."""

import json
from typing import Any, NamedTuple

import pytest

from app.cli import main


class Said(NamedTuple):
    """What a command answered.

    Attributes:
        code: the exit code.
        out: standard output.
        err: standard error.
    """

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Standard output as the one JSON object it must be."""
        answer: dict[str, Any] = json.loads(self.out)
        return answer

    @property
    def last_line(self) -> str:
        """The last line on standard error."""
        return self.err.strip().splitlines()[-1]


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> Said:
    """Run ``python -m app ARGUMENTS`` in this process."""
    capsys.readouterr()
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return Said(code, out, err)
