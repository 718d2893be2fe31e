"""The log tells where in the program a thing happened, and never what an applicant said."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.log import close_log, open_log, without_data

SECRET = "income of 12,40,000"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """A log that is open."""
    path = tmp_path / "desk.log"
    handlers = open_log(path)
    yield path
    close_log(handlers)


def fail() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        raise RuntimeError(SECRET) from error


@pytest.mark.logs("A job failed")
def test_the_file_gets_the_place_and_the_kind_but_not_the_message(
    log_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        fail()
    except RuntimeError:
        logging.getLogger("app.test").exception("A job failed")
    text = log_file.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "in fail" in text
    assert SECRET not in text


def test_the_causes_stand_first() -> None:
    try:
        fail()
    except RuntimeError as error:
        text = without_data(error)
    assert text.index("ValueError") < text.index("RuntimeError")
    assert SECRET not in text


def test_notes_of_the_program_are_written_and_those_of_libraries_are_not(log_file: Path) -> None:
    logging.getLogger("app.test").info("started")
    logging.getLogger("matplotlib.font_manager").info("found a font")
    text = log_file.read_text(encoding="utf-8")
    assert "started" in text
    assert "font" not in text


def test_after_closing_nothing_is_written(tmp_path: Path) -> None:
    handlers = open_log(tmp_path / "desk.log")
    close_log(handlers)
    logging.getLogger("app.test").info("too late")
    assert not (tmp_path / "desk.log").exists()


def test_a_file_that_cannot_be_written_is_no_reason_to_fill_the_console(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handlers = open_log(tmp_path)  # a folder
    logging.getLogger("app.test").info("started")
    close_log(handlers)
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="limits as POSIX systems have them")
def test_a_full_disk_is_no_reason_to_end_badly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What could not be written waits in the file and is tried again when it is closed."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handlers = open_log(tmp_path / "desk.log")
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        logging.getLogger("app.test").info("started")
        close_log(handlers)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert capsys.readouterr().err == ""
    assert (tmp_path / "desk.log").read_bytes() == b""


def test_a_line_that_cannot_be_put_together_is_a_defect_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handlers = open_log(tmp_path / "desk.log")
    handlers[0].handle(logging.makeLogRecord({"msg": "started %d times", "args": ("many",)}))
    close_log(handlers)
    assert "TypeError" in capsys.readouterr().err


def test_a_program_without_a_console_logs_to_the_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    handlers = open_log(tmp_path / "desk.log")
    logging.getLogger("app.test").info("started")
    close_log(handlers)
    assert len(handlers) == 1
    assert "started" in (tmp_path / "desk.log").read_text(encoding="utf-8")
