"""A copy of the program that lacks a part says which, before a user finds it out."""

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QLibraryInfo
from PySide6.QtGui import QImageReader

from app import display, own_parts
from app.services import paths
from core.errors import CreditDeskError

pytestmark = pytest.mark.usefixtures("qapp")
ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="plugins as Linux has them")


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own files, in a copy that can be harmed."""
    copy = tmp_path / "resources"
    shutil.copytree(paths.resources_folder(), copy, ignore=shutil.ignore_patterns("screenshots"))
    monkeypatch.setattr("app.services.paths.resources_folder", lambda: copy)
    return copy


def refused() -> str:
    with pytest.raises(CreditDeskError) as raised:
        own_parts.check()
    return str(raised.value)


def test_this_copy_is_whole() -> None:
    assert " modules, " in own_parts.check()


@pytest.mark.parametrize(
    "name", ["sample_applicants.csv", "cards/model_card.html", "letters/hi/decline.html", "icons/chevron-up.svg"]
)
def test_a_file_that_is_missing_is_named(resources: Path, name: str) -> None:
    (resources / name).unlink()
    said = refused()
    assert said.startswith(f"This copy of Credit Desk is not whole: {name} is missing. Install ")


def test_every_file_that_ships_for_the_program_to_read_is_asked_for(resources: Path) -> None:
    """All but the sources of the icon, and the forms of it that Windows and macOS show."""
    shipped = {path.relative_to(resources).as_posix() for path in resources.rglob("*") if path.is_file()}
    for path in resources.rglob("*.*"):
        path.unlink()
    said = refused()
    assert {name for name in shipped if name not in said} == {
        f"icon/credit-desk.{kind}" for kind in ("icns", "ico", "svg")
    }


@pytest.mark.parametrize("name", ["icon/credit-desk.png", "icons/check-white.svg"])
def test_a_picture_that_cannot_be_shown_is_named(resources: Path, name: str) -> None:
    (resources / name).write_text("nothing", encoding="utf-8")
    assert f"{name} cannot be shown" in refused()


def test_a_kind_of_pictures_that_qt_has_no_plugin_for_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = [QByteArray(kind) for kind in (b"png", b"jpeg", b"gif", b"webp")]
    monkeypatch.setattr(QImageReader, "supportedImageFormats", lambda: kinds)
    assert "Qt cannot read pictures of the kind svg. " in refused()


@pytest.mark.parametrize(
    ("module", "used_by"),
    [
        ("PySide6.QtPrintSupport", "app.applicant.handover_dialog"),
        ("PySide6.QtNetwork", "app.services.one_copy"),
        ("core.grouping", "app.sample_charts"),
    ],
)
def test_a_module_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, module: str, used_by: str) -> None:
    """The window would ask for it only later."""
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, used_by, raising=False)
    said = refused()
    assert said.startswith("A part of Credit Desk cannot be loaded: ")
    assert module in said


@ON_LINUX
@pytest.mark.parametrize("name", ["xcb", "wayland", "offscreen"])
def test_what_a_window_is_opened_with_is_named_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    real = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    copy = tmp_path / "platforms"
    copy.mkdir()
    for plugin in real.iterdir():
        if plugin.name != f"libq{name}.so":
            (copy / plugin.name).symlink_to(plugin)
    monkeypatch.setattr(QLibraryInfo, "path", lambda _what: str(tmp_path))
    monkeypatch.setattr(QCoreApplication, "libraryPaths", list)
    assert f"Qt's plugin for {name} is missing. Install " in refused()


@ON_LINUX
def test_a_library_that_the_system_lacks_is_told_and_is_no_fault_of_this_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands need no window."""

    def load(_name: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(display, "load_plugin", load)
    assert "no window opens on X here" in own_parts.check()
    assert "apt install libxcb-cursor0" in own_parts.check()


@pytest.mark.parametrize(("system", "wanted"), [("win32", "windows"), ("darwin", "cocoa")])
def test_other_systems_need_a_display_of_their_own(monkeypatch: pytest.MonkeyPatch, system: str, wanted: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(display, "is_there", lambda name: name == "offscreen")
    assert f"Qt's plugin for {wanted} is missing" in refused()
