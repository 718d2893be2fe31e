"""Whether a window can be opened here: where it cannot, Qt would end the whole process before anybody is told why."""

import ctypes
import os
import sys
from pathlib import Path

from app import system_libraries
from app.services import paths
from core.errors import CreditDeskError

_NO_DISPLAY = (
    "There is no display to open a window on. Start Credit Desk from a desktop session (or with ssh -X), "
    "or use its commands: {command} --help."
)
_BY_SESSION = {"DISPLAY": "xcb", "WAYLAND_DISPLAY": "wayland"}
"""The variables by which a session on Linux tells its displays, and Qt's names for those."""
_USUAL_WAYLAND = "wayland-0"
"""The display of Wayland where nobody names another."""
_SILENT = (
    "The display {name} does not answer, so there is nothing to open a window on. Start Credit Desk from a desktop "
    "session (or with ssh -X), or use its commands: {command} --help."
)
_UNUSABLE = (
    "QT_QPA_PLATFORM asks for the kind of display {name!r}, on which Credit Desk cannot open a window. "
    "Unset that variable, or set it to {usual}."
)
_USUAL = {"win32": "windows", "darwin": "cocoa"}
_BARE = {"eglfs", "linuxfb", "minimalegl", "vkkhrdisplay", "directfb"}
"""Kinds of display that take a whole screen without a desktop, and end the process where they cannot."""
_UNSEEN = {"offscreen", "minimal", "minimalegl", "vnc"}
"""Kinds of display on which nobody could close a dialog."""
_OPTIONS = ("--", paths.HOME_VARIABLE)
_NO_TERMINAL = (
    "If you start Credit Desk from a menu or an icon, you cannot give it options such as --home: show this message to "
    "whoever looks after the program on this computer."
)
_ICON_OF_AN_ERROR = 0x10


def platforms() -> list[str]:
    """The kinds of display that Qt would try here, by its own names for them.

    Raises:
        CreditDeskError: there is none.
    """
    found = _named()
    if not sys.platform.startswith("linux"):
        return found or ["native"]
    found = found or [name for variable, name in _BY_SESSION.items() if os.environ.get(variable)]
    if not found:
        raise CreditDeskError(_silent(""))
    return found


def check(found: list[str]) -> None:
    """Make sure that one of these displays answers; call it when Qt is imported, before there is a ``QApplication``.

    Raises:
        CreditDeskError: none does, or a system library is missing that Qt talks to it with.
    """
    problems = [_problem(name) for name in found]
    if None not in problems:
        raise CreditDeskError(str(problems[0]))


def no_library(error: Exception) -> CreditDeskError:
    """What to say when a library is missing: the words of the system, and the package that has it."""
    return CreditDeskError(system_libraries.sentence(error))


def tell(sentence: str) -> None:
    """Say in a dialog why no window opens, where it can be seen; call it when the display was found to answer."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QMessageBox

    application = QApplication.instance() or QApplication([])
    if QApplication.platformName() not in _UNSEEN:
        box = QMessageBox(QMessageBox.Icon.Critical, "Credit Desk", sentence)
        box.setTextFormat(Qt.TextFormat.PlainText)  # the name of a folder may look like markup
        box.setInformativeText(_NO_TERMINAL if any(option in sentence for option in _OPTIONS) else "")
        box.exec()
    del application


def tell_without_qt(sentence: str) -> None:
    """Say why Qt cannot open a window, where there is neither Qt nor a terminal to say it: in Windows' own dialog."""
    if sys.platform == "win32" and sys.stderr is None:
        ctypes.windll.user32.MessageBoxW(None, sentence, "Credit Desk", _ICON_OF_AN_ERROR)


def _named() -> list[str]:
    """The kinds of display that QT_QPA_PLATFORM names, which Qt tries in this order."""
    named = os.environ.get("QT_QPA_PLATFORM", "")
    return [name.partition(":")[0].lower() for name in named.split(";") if name]


def _problem(platform: str) -> str | None:
    """Why a window cannot be opened on a kind of display; None where nothing is known to be in the way."""
    if platform in _named() and not _is_usable(platform):
        return _UNUSABLE.format(name=platform, usual=_USUAL.get(sys.platform, "xcb or wayland"))
    try:
        if platform == "xcb":
            load_plugin("xcb")
            return None if _x_server_answers() else _silent(os.environ.get("DISPLAY", ""))
        if platform.startswith("wayland"):
            load_plugin("wayland")
            return None if _wayland_answers() else _silent(os.environ.get("WAYLAND_DISPLAY", _USUAL_WAYLAND))
    except OSError as error:
        return system_libraries.sentence(error)
    return None


def load_plugin(name: str) -> None:
    """Load what Qt opens a window with on Linux.

    Raises:
        OSError: a library is missing.
    """
    ctypes.CDLL(str(_own_folder() / _file_name(name)))


def is_there(name: str) -> bool:
    """Whether Qt has its plugin for a kind of display."""
    return any((folder / _file_name(name)).is_file() for folder in _plugin_folders())


def _is_usable(name: str) -> bool:
    """Whether a window can be opened on a kind of display that somebody named."""
    return name not in _BARE and is_there(name)


def _silent(name: str) -> str:
    """What to say of a display that does not answer; one without a name is none."""
    return (_SILENT if name else _NO_DISPLAY).format(name=name, command=paths.command_line())


def _file_name(name: str) -> str:
    """Of a plugin; one serves all kinds of Wayland."""
    before, after = {"win32": ("q", ".dll"), "darwin": ("libq", ".dylib")}.get(sys.platform, ("libq", ".so"))
    return f"{before}{name.partition('-')[0]}{after}"


def _plugin_folders() -> list[Path]:
    """Where Qt looks for what it opens windows with."""
    from PySide6.QtCore import QCoreApplication

    return [_own_folder(), *(Path(folder) / "platforms" for folder in QCoreApplication.libraryPaths())]


def _own_folder() -> Path:
    from PySide6.QtCore import QLibraryInfo

    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"


def _x_server_answers() -> bool:
    """Connect as Qt will, by the library that knows every form of DISPLAY and how to be let in."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def _wayland_answers() -> bool:
    client = ctypes.CDLL("libwayland-client.so.0")
    client.wl_display_connect.restype = ctypes.c_void_p
    display = client.wl_display_connect(None)
    if display:
        client.wl_display_disconnect(ctypes.c_void_p(display))
    return bool(display)
