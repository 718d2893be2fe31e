"""Loads every part of this copy of the program, so that one that is missing is not found out by a user."""

import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator

import app
import core
from app import display, system_libraries
from app.services import paths
from core.errors import CreditDeskError

_ICONS = ("check-black", "check-white", "chevron-down", "chevron-left", "chevron-right", "chevron-up")
_PICTURES = ("icon/credit-desk.png", *(f"icons/{name}.svg" for name in _ICONS))
_FILES = ("sample_applicants.csv", "cards/model_card.html", "cards/validation_pack.html", "letters/head.html",
          "letters/style.html", *(f"letters/{language}/{kind}.html" for language in ("en", "hi")
                                  for kind in ("approval", "assessment", "decline")))  # fmt: skip
_DISPLAYS = {"win32": ("windows", "offscreen"), "darwin": ("cocoa", "offscreen")}
_FORMATS = {"png", "svg", "jpeg", "gif", "webp"}
"""Kinds of pictures that the window shows or a letterhead may be."""


def check() -> str:
    """Load and read all of it; returns what was checked. Needs that QT_QPA_PLATFORM is "offscreen".

    Raises:
        CreditDeskError: a part is missing or cannot be loaded; its sentence says which.
    """
    count = _load_modules()
    missing = [*_missing_files(), *_missing_displays()]
    if missing:
        raise _broken(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing")
    display.check(["offscreen"])
    _check_pictures()
    return f"{count} modules, {len(_FILES) + len(_PICTURES)} files{_without_window()}"


def _load_modules() -> int:
    """Import every module; returns how many those are."""
    names = [found.name for package in (app, core) for found in _modules_of(package.__path__, package.__name__)]
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError as error:
            raise CreditDeskError(system_libraries.sentence(error)) from error
    return len(names)


def _modules_of(places: Iterable[str], package: str) -> Iterator[pkgutil.ModuleInfo]:
    return pkgutil.walk_packages(places, f"{package}.", onerror=_pass_on)


def _pass_on(name: str) -> None:
    """Let a package that cannot be imported be told as other modules are, when it is its turn."""


def _missing_files() -> list[str]:
    return [name for name in (*_FILES, *_PICTURES) if not (paths.resources_folder() / name).is_file()]


def _missing_displays() -> list[str]:
    """What Qt needs to open a window on this system, and this test to paint one that nobody sees."""
    wanted = _DISPLAYS.get(sys.platform, ("xcb", "wayland", "offscreen"))
    return [f"Qt's plugin for {name}" for name in wanted if not display.is_there(name)]


def _check_pictures() -> None:
    """Read each picture, as a plugin of Qt does for all but a few kinds of them."""
    from PySide6.QtGui import QIcon, QImageReader
    from PySide6.QtWidgets import QApplication

    _application = QApplication.instance() or QApplication([])
    known = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    if unknown := sorted(_FORMATS - known):
        raise _broken(f"Qt cannot read pictures of the kind {', '.join(unknown)}")
    for name in _PICTURES:
        path = paths.resources_folder() / name
        if QImageReader(str(path)).read().isNull() or QIcon(str(path)).pixmap(16, 16).isNull():
            raise _broken(f"{name} cannot be shown")


def _broken(found: str) -> CreditDeskError:
    return CreditDeskError(f"This copy of Credit Desk is not whole: {found}. {system_libraries.again()}")


def _without_window() -> str:
    """What Linux lacks to open a window on X, which is no fault of this copy: commands do without."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        display.load_plugin("xcb")
    except OSError as error:
        return f"; but no window opens on X here. {system_libraries.sentence(error).removesuffix('.')}"
    return ""
