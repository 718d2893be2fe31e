"""Which library keeps the window from being loaded, and what to install for it."""

import re
import sys
from collections.abc import Iterator

_NO_LIBRARY = "The window needs a system library that cannot be loaded: {error}. {remedy}"
_NO_PART = "A part of Credit Desk cannot be loaded: {error}. {remedy}"
_PACKAGES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libGLX.so.0": ("libglx0", "libglvnd-glx"),
    "libGLdispatch.so.0": ("libglvnd0", "libglvnd"),
    "libOpenGL.so.0": ("libopengl0", "libglvnd-opengl"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libX11.so.6": ("libx11-6", "libX11"),
    "libXau.so.6": ("libxau6", "libXau"),
    "libXdmcp.so.6": ("libxdmcp6", "libXdmcp"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libexpat.so.1": ("libexpat1", "expat"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libgio-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgobject-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2", "krb5-libs"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libsystemd.so.0": ("libsystemd0", "systemd-libs"),
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor"),
    "libwayland-egl.so.1": ("libwayland-egl1", "libwayland-egl"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-glx.so.0": ("libxcb-glx0", "libxcb"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
}
"""By library: the package of Debian and Ubuntu that has it, and that of Fedora."""
_USUAL = ("libEGL.so.1", "libGL.so.1", "libxkbcommon-x11.so.0", "libxcb-cursor.so.0", "libxcb-icccm.so.4",
          "libxcb-keysyms.so.1", "libxcb-image.so.0", "libxcb-render-util.so.0", "libwayland-cursor.so.0",
          "libwayland-egl.so.1", "libdbus-1.so.3", "libfontconfig.so.1")  # fmt: skip
"""Those that a system with a desktop may lack."""
_NAMED = re.compile(r"(?:^|/)(?P<library>[^/:\s]+\.so[.\d]*): ")
"""How the loader of Linux begins its complaint."""
_OWN = ("libQt6", "libpyside6", "libshiboken6", "libq")
"""Libraries and plugins that come with the program; the last is how all plugins of Qt begin that open a window."""


def sentence(error: Exception) -> str:
    """What to say of a library or module that cannot be loaded: the words of the system, and what to install."""
    words, name = next(_told(error), (str(error), ""))
    is_own = isinstance(error, ModuleNotFoundError) or not sys.platform.startswith("linux") or name.startswith(_OWN)
    text, remedy = (_NO_PART, again()) if is_own else (_NO_LIBRARY, _remedy(name))
    return text.format(error=words.rstrip("."), remedy=remedy)


def again() -> str:
    """How to get all parts of the program back."""
    if hasattr(sys, "frozen"):
        return "Install this copy again."
    return "Install what the program needs again: python -m pip install -r requirements.txt."


def _told(error: BaseException | None) -> Iterator[tuple[str, str]]:
    """The loader's own words and the library they name; PyInstaller hides them behind an error that names neither."""
    while error is not None:
        if found := _NAMED.search(str(error)):
            yield str(error), found["library"]
        error = error.__cause__


def _remedy(name: str) -> str:
    if name and name not in _PACKAGES:
        return f"Install the package of your system that has {name}."
    debian, fedora = zip(*(_PACKAGES[one] for one in ([name] if name else _USUAL)), strict=True)
    return f"On Debian and Ubuntu: apt install {' '.join(debian)}. On Fedora: dnf install {' '.join(fedora)}."
