"""When the program itself is wrong, it is logged without data, told once, and the window goes on."""

import faulthandler
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from PySide6.QtCore import QCoreApplication, QTimer, qWarning
from pytestqt.qtbot import QtBot

from app.services.crash import CrashHandler
from core.errors import CreditDeskError, FileError
from tests.app.fakes import FakeDialogs

ROOT = Path(__file__).resolve().parents[3]
SECRET = "income of 12,40,000"
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def crash(home: Path, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashHandler]:
    """A handler over the test's own folder, in place of pytest's hooks."""
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    handler = CrashHandler(home)
    handler.use(dialogs)
    yield handler
    handler.close()


def raised(error: BaseException) -> BaseException:
    """The exception with a traceback, as a hook gets it."""
    try:
        raise error
    except type(error) as caught:
        return caught


def happen(error: BaseException) -> None:
    """Let an exception reach the top of the program."""
    sys.excepthook(type(error), raised(error), error.__traceback__)


@pytest.mark.logs("Nothing caught an exception")
def test_a_defect_is_logged_and_told_in_a_sentence(crash: CrashHandler, dialogs: FakeDialogs) -> None:
    happen(ValueError(SECRET))
    (message,) = dialogs.errors
    assert "Your files and models are safe" in message
    assert str(crash.log_file) in message
    assert "ValueError" in crash.log_file.read_text(encoding="utf-8")
    assert SECRET not in message + dialogs.details[0] + crash.log_file.read_text(encoding="utf-8")


@pytest.mark.logs("Nothing caught an exception")
def test_the_same_place_is_told_once(crash: CrashHandler, dialogs: FakeDialogs) -> None:
    for _ in range(3):
        happen(ValueError(SECRET))
    assert len(dialogs.errors) == 1


@pytest.mark.logs("Nothing caught an exception")
def test_what_a_person_can_act_on_is_told_in_its_own_words(crash: CrashHandler, dialogs: FakeDialogs) -> None:
    happen(CreditDeskError("The disk is full. Free some space."))
    assert dialogs.errors == ["The disk is full. Free some space."]


@pytest.mark.logs("Nothing caught an exception")
def test_a_defect_in_a_thread_is_told_by_the_event_loop(
    qtbot: QtBot, crash: CrashHandler, dialogs: FakeDialogs
) -> None:
    error = raised(ValueError(SECRET))
    arguments = threading.ExceptHookArgs((type(error), error, error.__traceback__, None))
    thread = threading.Thread(target=threading.excepthook, args=(arguments,))
    thread.start()
    thread.join()
    assert dialogs.errors == []
    qtbot.waitUntil(lambda: len(dialogs.errors) == 1)


def test_ctrl_c_ends_the_event_loop(crash: CrashHandler, dialogs: FakeDialogs) -> None:
    QTimer.singleShot(0, crash, interrupt)
    assert QCoreApplication.exec() == 0
    assert dialogs.errors == []


def interrupt() -> None:
    happen(KeyboardInterrupt())


@pytest.mark.logs("a slot that is none")
@pytest.mark.no_qt_log
def test_what_qt_says_is_logged(crash: CrashHandler) -> None:
    qWarning("a slot that is none")
    assert "a slot that is none" in crash.log_file.read_text(encoding="utf-8")


def test_a_good_end_is_not_told_at_the_next_start(home: Path, dialogs: FakeDialogs) -> None:
    CrashHandler(home).close()
    again = CrashHandler(home)
    again.use(dialogs)
    again.tell_last_end()
    again.close()
    assert not again.ended_badly
    assert dialogs.errors == []


@pytest.mark.logs("crashed the last time in native code")
def test_a_bad_end_is_told_at_the_next_start(home: Path, dialogs: FakeDialogs, monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed program leaves its lock and what faulthandler wrote."""
    code = "import os, sys; from pathlib import Path; from app.services.crash import CrashHandler; "
    code += "crash = CrashHandler(Path(sys.argv[1])); os._exit(1)"
    subprocess.run([sys.executable, "-c", code, str(home)], cwd=ROOT, check=False)
    monkeypatch.setattr(faulthandler, "is_enabled", lambda: True)
    (home / "logs" / "native-crash.txt").write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    again = CrashHandler(home)
    again.use(dialogs)
    again.tell_last_end()
    again.close()
    assert "did not end properly" in dialogs.errors[0]
    assert "What was typed for the applicant is back in the form" in dialogs.errors[0]
    assert str(again.log_file) in dialogs.errors[0]
    assert "the last time, the program did not end in order" in again.log_file.read_text(encoding="utf-8")
    assert "Segmentation fault" in dialogs.details[0]


def test_closing_gives_the_hooks_back(home: Path) -> None:
    before = sys.excepthook, threading.excepthook
    CrashHandler(home).close()
    assert (sys.excepthook, threading.excepthook) == before


def test_native_crashes_are_written_to_a_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[IO[str]] = []
    monkeypatch.setattr(faulthandler, "is_enabled", lambda: False)
    monkeypatch.setattr(faulthandler, "enable", opened.append)
    monkeypatch.setattr(faulthandler, "disable", lambda: None)
    CrashHandler(home).close()
    assert [Path(file.name).name for file in opened] == ["native-crash.txt"]


def test_a_log_folder_that_cannot_be_made_is_told_in_a_sentence(home: Path) -> None:
    (home / "logs").write_text("in the way", encoding="utf-8")
    with pytest.raises(FileError, match=r"cannot keep its log in .*logs \(.+\)\. Move away what is there"):
        CrashHandler(home)


@pytest.mark.parametrize("name", ["native-crash.txt", "credit-desk.log", "running.lock"])
def test_a_folder_in_the_place_of_a_file_of_the_log_keeps_nobody_from_working(
    home: Path, dialogs: FakeDialogs, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Nor does it tell of itself on the console at every line."""
    monkeypatch.setattr(faulthandler, "is_enabled", lambda: False)
    monkeypatch.setattr(faulthandler, "enable", lambda _file: None)
    monkeypatch.setattr(faulthandler, "disable", lambda: None)
    (home / "logs" / name).mkdir(parents=True)
    handler = CrashHandler(home)
    handler.use(dialogs)
    handler.close()
    assert dialogs.errors == []
    assert capfd.readouterr().err == ""
    assert (home / "logs" / name).is_dir()
