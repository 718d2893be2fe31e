"""Whether a window can be opened here: where it cannot, Qt would end the whole process before anybody is told why."""

import ctypes
import os
import sys
from pathlib import Path

from app.services import paths
from core.errors import CreditDeskError

_NO_DISPLAY = (
    "There is no display to open a window on. Start Credit Desk from a desktop session (or with ssh -X), "
    "or use its commands: {command} --help."
)
_USUAL_WAYLAND = "wayland-0"
"""The display of Wayland where nobody names another."""
_SILENT = (
    "The display {name} does not answer, so there is nothing to open a window on. Start Credit Desk from a desktop "
    "session (or with ssh -X), or use its commands: {command} --help."
)
_NO_LIBRARY = "The window needs a system library that is missing: {error}. {remedy}"
_PACKAGES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libOpenGL.so.0": ("libopengl0", "libglvnd-opengl"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor"),
    "libwayland-egl.so.1": ("libwayland-egl1", "libwayland-egl"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
}
"""By library: the package of Debian and Ubuntu that has it, and that of Fedora."""
_USUAL = ("libEGL.so.1", "libGL.so.1", "libxkbcommon-x11.so.0", "libxcb-cursor.so.0", "libwayland-cursor.so.0",
          "libdbus-1.so.3", "libfontconfig.so.1")  # fmt: skip
_UNSEEN = {"offscreen", "minimal", "minimalegl", "vnc"}
"""Kinds of display on which nobody could close a dialog."""


def platforms() -> list[str]:
    """The kinds of display that Qt would try here, by its own names for them.

    Raises:
        CreditDeskError: there is none.
    """
    if not sys.platform.startswith("linux"):
        return ["native"]
    named = os.environ.get("QT_QPA_PLATFORM", "")
    found = [name.partition(":")[0] for name in named.split(";") if name]
    if not found and os.environ.get("DISPLAY"):
        found.append("xcb")
    if not named and os.environ.get("WAYLAND_DISPLAY"):
        found.append("wayland")
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
    missing = next((name for name in _PACKAGES if name in str(error)), None)
    debian, fedora = zip(*(_PACKAGES[name] for name in ([missing] if missing else _USUAL)), strict=True)
    remedy = f"On Debian and Ubuntu: apt install {' '.join(debian)}. On Fedora: dnf install {' '.join(fedora)}."
    return CreditDeskError(_NO_LIBRARY.format(error=error, remedy=remedy))


def tell(sentence: str) -> None:
    """Say in a dialog why no window opens, where it can be seen; call it when the display was found to answer."""
    from PySide6.QtWidgets import QApplication, QMessageBox

    application = QApplication.instance() or QApplication([])
    if QApplication.platformName() not in _UNSEEN:
        QMessageBox.critical(None, "Credit Desk", sentence)
    del application


def _problem(platform: str) -> str | None:
    """Why a window cannot be opened on a kind of display; None where nothing is known to be in the way."""
    try:
        if platform == "xcb":
            ctypes.CDLL(str(_plugin("libqxcb.so")))
            return None if _x_server_answers() else _silent(os.environ.get("DISPLAY", ""))
        if platform.startswith("wayland"):
            ctypes.CDLL(str(_plugin("libqwayland.so")))
            return None if _wayland_answers() else _silent(os.environ.get("WAYLAND_DISPLAY", _USUAL_WAYLAND))
    except OSError as error:
        return str(no_library(error))
    return None


def _silent(name: str) -> str:
    """What to say of a display that does not answer; one without a name is none."""
    return (_SILENT if name else _NO_DISPLAY).format(name=name, command=paths.command_line())


def _plugin(name: str) -> Path:
    from PySide6.QtCore import QLibraryInfo

    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms" / name


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
