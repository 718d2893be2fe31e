"""The window opens where it can, and says in a sentence why where it cannot."""

import os
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from app import display, startup
from app.cli import main
from app.startup import open_window
from core.errors import CreditDeskError
from tests.app.command_line import call


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Linux session without a screen."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_display", "home")
def test_without_a_display_it_says_so_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys)
    assert said.code == 2
    assert "no display" in said.last_line
    assert "--help" in said.last_line


def test_a_part_of_the_program_that_is_missing_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "app.running", None)
    with pytest.raises(CreditDeskError, match=r"app\.running.* pip install -r requirements\.txt\.$"):
        open_window(home)


def test_importing_numpy_starts_no_threads_unless_the_user_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    startup.prepare()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    startup.prepare()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"


def test_other_systems_always_have_a_display(monkeypatch: pytest.MonkeyPatch, no_display: None, home: Path) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("app.running.run", lambda _folder, _file, **_how: 0)
    assert startup.open_window(home) == 0


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("platform", "dialogs"), [("xcb", 1), ("windows", 1), ("offscreen", 0)])
def test_what_keeps_the_window_from_opening_is_told_in_a_dialog_where_one_can_be_seen(
    home: Path, monkeypatch: pytest.MonkeyPatch, platform: str, dialogs: int
) -> None:
    """Whoever starts it from a menu sees no terminal."""
    told: list[tuple[str, Qt.TextFormat]] = []
    monkeypatch.setattr(QApplication, "platformName", lambda: platform)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append((box.text(), box.textFormat())))
    (home / "format.json").write_text('{"format": 99, "program": "9.9.9"}', encoding="utf-8")
    with pytest.raises(CreditDeskError, match="newer Credit Desk") as refused:
        open_window(home)
    assert told == [(str(refused.value), Qt.TextFormat.PlainText)] * dialogs


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("sentence", "advice"),
    [("Name another folder with --home.", "from a menu"), ("Set CREDIT_DESK_HOME.", "from a menu"), ("Wait.", "")],
)
def test_a_dialog_says_what_to_do_for_those_who_give_no_options(
    monkeypatch: pytest.MonkeyPatch, sentence: str, advice: str
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QApplication, "platformName", lambda: "xcb")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.informativeText()))
    display.tell(sentence)
    (said,) = told
    assert advice in said
    assert bool(said) is bool(advice)


@pytest.mark.parametrize(("said", "file"), [(["--open", "a b.csv"], Path("a b.csv")), (["--open"], None), ([], None)])
def test_the_file_to_open_is_named_by_its_whole_path(
    home: Path, monkeypatch: pytest.MonkeyPatch, said: list[str], file: Path | None
) -> None:
    """An entry of a menu passes ``--open`` alone where nobody chose a file; an open window may be somewhere else."""
    opened: list[Path | None] = []

    def run(_folder: Path, path: Path | None, *, is_timed: bool) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr("app.running.run", run)
    assert main(said) == 0
    assert opened == [file and Path.cwd() / file]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the current folder")
def test_a_file_named_from_a_folder_that_is_gone_is_told_in_a_sentence(home: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    with chdir(gone):
        gone.rmdir()
        with pytest.raises(CreditDeskError, match=r"a\.csv.*whole path"):
            open_window(home, Path("a.csv"))
