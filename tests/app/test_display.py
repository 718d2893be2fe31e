"""Where no window can be opened, a sentence says why; where one can, nothing is in the way."""

import ctypes
import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QLibraryInfo

from app import display
from app.startup import open_window
from core.errors import CreditDeskError

ROOT = Path(__file__).resolve().parents[2]
VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")


def _loads(plugin: str) -> bool:
    with suppress(OSError):
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
        return bool(ctypes.CDLL(f"{folder}/platforms/{plugin}"))
    return False


def _is_there(library: str) -> bool:
    with suppress(OSError):
        return bool(ctypes.CDLL(library))
    return False


pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays as Linux has them")
WITH_X = pytest.mark.skipif(not _loads("libqxcb.so"), reason="the system libraries of X are not installed")


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A session that names no display yet."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.fixture
def x_server() -> Iterator[str]:
    """The name of a display that lets one client in (X Window System Protocol, release 7, chapter 8)."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with server.accept()[0] as client:
                client.recv(12)
                client.sendall(struct.pack("=BxHHH", 1, 11, 0, 8) + bytes(32))
                client.recv(1)

        thread = threading.Thread(target=answer)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1] - 6000}"
        thread.join()


def refused() -> str:
    with pytest.raises(CreditDeskError) as raised:
        display.check(display.platforms())
    return str(raised.value)


def start(**environment: str) -> "subprocess.CompletedProcess[str]":
    """Start the program in a session with these variables."""
    inherited = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [sys.executable, "-m", "app"],
        cwd=ROOT,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_session_without_a_display_is_told_so(session: pytest.MonkeyPatch) -> None:
    assert refused().startswith("There is no display to open a window on.")


@WITH_X
def test_a_display_that_answers_is_taken(session: pytest.MonkeyPatch, x_server: str) -> None:
    session.setenv("DISPLAY", x_server)
    display.check(display.platforms())


@WITH_X
def test_a_display_that_does_not_answer_is_told_instead_of_an_end_without_a_word(home: Path) -> None:
    done = start(DISPLAY=":987")
    assert done.returncode == 2
    assert done.stderr.startswith("The display :987 does not answer, ")
    assert done.stderr.count("\n") == 1


@WITH_X
def test_a_library_that_qt_needs_for_the_display_is_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "libxcb-cursor.so.0").touch()  # found first, and no library
    done = start(DISPLAY=":987", LD_LIBRARY_PATH=str(tmp_path))
    assert done.returncode == 2
    assert "libxcb-cursor.so.0" in done.stderr
    assert "apt install" in done.stderr
    assert done.stderr.count("\n") == 1


@WITH_X
def test_one_of_two_displays_is_enough(session: pytest.MonkeyPatch, x_server: str) -> None:
    session.setenv("DISPLAY", x_server)
    session.setenv("WAYLAND_DISPLAY", "nobody-listens-here")
    display.check(display.platforms())


def test_a_compositor_that_does_not_answer_is_told(session: pytest.MonkeyPatch, tmp_path: Path) -> None:
    session.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    session.setenv("WAYLAND_DISPLAY", "nobody-listens-here")
    assert (
        "nobody-listens-here does not answer" if _loads("libqwayland.so") else "library that cannot be loaded"
    ) in refused()


@pytest.fixture
def wayland(session: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A session on a computer with every library of Wayland: a plugin that loads stands in for Qt's own."""
    ctypes.CDLL("libwayland-client.so.0")
    plugins = tmp_path / "platforms"
    plugins.mkdir()
    real = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqoffscreen.so")
    (plugins / "libqwayland.so").symlink_to(real)
    session.setattr(QLibraryInfo, "path", lambda _what: str(tmp_path))
    session.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return session


WITH_WAYLAND = pytest.mark.skipif(not _is_there("libwayland-client.so.0"), reason="no system library of Wayland")


@WITH_WAYLAND
@pytest.mark.parametrize("named", ["wayland-7", ""])
def test_a_compositor_that_answers_is_taken(wayland: pytest.MonkeyPatch, tmp_path: Path, named: str) -> None:
    """One that nobody names is called wayland-0 (the Wayland book, chapter 3)."""
    wayland.setenv("QT_QPA_PLATFORM", "wayland")
    wayland.setenv("WAYLAND_DISPLAY", named) if named else None
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / (named or "wayland-0")))
        compositor.listen()
        display.check(display.platforms())


@WITH_WAYLAND
@pytest.mark.parametrize(("named", "told"), [("nobody-listens-here", "nobody-listens-here"), ("", "wayland-0")])
def test_the_compositor_that_does_not_answer_is_named(wayland: pytest.MonkeyPatch, named: str, told: str) -> None:
    wayland.setenv("QT_QPA_PLATFORM", "wayland")
    wayland.setenv("WAYLAND_DISPLAY", named) if named else None
    assert refused().startswith(f"The display {told} does not answer, ")


@WITH_X
def test_x_that_is_asked_for_in_a_session_without_it_is_no_display(session: pytest.MonkeyPatch) -> None:
    session.setenv("QT_QPA_PLATFORM", "xcb")
    assert refused().startswith("There is no display to open a window on.")


def test_elsewhere_than_on_linux_there_is_always_a_display(session: pytest.MonkeyPatch) -> None:
    session.setattr(sys, "platform", "win32")
    display.check(display.platforms())


@pytest.mark.parametrize("named", ["offscreen", "minimal:enable_fonts", "offscreen;xcb"])
def test_whoever_names_another_kind_of_display_gets_it(session: pytest.MonkeyPatch, named: str) -> None:
    session.setenv("DISPLAY", ":987")
    session.setenv("QT_QPA_PLATFORM", named)
    display.check(display.platforms())


@pytest.mark.parametrize("named", ["nonsense", "eglfs", "linuxfb", "xcb2;nonsense"])
def test_a_kind_of_display_that_there_is_not_is_told_instead_of_an_end_without_a_word(home: Path, named: str) -> None:
    """Qt would abort, and the next start would tell of a crash."""
    done = start(QT_QPA_PLATFORM=named)
    assert done.returncode == 2
    assert done.stderr.startswith(f"QT_QPA_PLATFORM asks for the kind of display '{named.partition(';')[0]}', on which")
    assert done.stderr.endswith("Unset that variable, or set it to xcb or wayland.\n")
    assert done.stderr.count("\n") == 1
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("named", ["nonsense;offscreen", "Offscreen"])
def test_one_kind_of_display_that_there_is_is_enough(session: pytest.MonkeyPatch, named: str) -> None:
    """Qt tries one after the other, and takes capitals for small letters."""
    session.setenv("QT_QPA_PLATFORM", named)
    display.check(display.platforms())


@pytest.mark.parametrize(("system", "usual"), [("win32", "windows"), ("darwin", "cocoa")])
def test_the_usual_display_of_other_systems_is_named(session: pytest.MonkeyPatch, system: str, usual: str) -> None:
    session.setenv("QT_QPA_PLATFORM", "nonsense")
    session.setattr(sys, "platform", system)
    assert refused().endswith(f"or set it to {usual}.")


def test_a_library_that_qt_itself_needs_is_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "libEGL.so.1").touch()
    done = start(QT_QPA_PLATFORM="offscreen", LD_LIBRARY_PATH=str(tmp_path))
    assert done.returncode == 2
    assert "libEGL.so.1: file too short. On Debian and Ubuntu: apt install libegl1. " in done.stderr
    assert done.stderr.count("\n") == 1


def test_windows_tells_it_in_a_dialog_of_its_own_where_there_is_no_terminal(session: pytest.MonkeyPatch) -> None:
    """The window's executable has none there, and Qt may be what is missing."""
    told: list[str] = []
    user32 = SimpleNamespace(MessageBoxW=lambda _parent, sentence, _title, _icon: told.append(sentence))
    session.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    session.setattr(sys, "platform", "win32")
    display.tell_without_qt("On a terminal, this is there to read.")
    session.setattr(sys, "stderr", None)
    session.setenv("QT_QPA_PLATFORM", "nonsense")
    with pytest.raises(CreditDeskError) as raised:
        open_window(None)
    assert told == [str(raised.value)]
