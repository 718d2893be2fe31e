"""A library that cannot be loaded is named, with what to install for it."""

import sys

import pytest

from app import system_libraries

_MISSING = "cannot open shared object file: No such file or directory"
ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries as Linux has them")


@ON_LINUX
@pytest.mark.parametrize(
    ("library", "debian", "fedora"),
    [
        ("libEGL.so.1", "libegl1", "libglvnd-egl"),
        ("libGLdispatch.so.0", "libglvnd0", "libglvnd"),
        ("libX11.so.6", "libx11-6", "libX11"),
        ("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
        ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
        ("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
        ("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
        ("libxcb.so.1", "libxcb1", "libxcb"),
    ],
)
def test_the_package_of_a_library_is_named(library: str, debian: str, fedora: str) -> None:
    said = system_libraries.sentence(ImportError(f"{library}: {_MISSING}"))
    assert said == (
        f"The window needs a system library that cannot be loaded: {library}: {_MISSING}. "
        f"On Debian and Ubuntu: apt install {debian}. On Fedora: dnf install {fedora}."
    )


@ON_LINUX
def test_the_library_is_named_in_a_packaged_program_too() -> None:
    """PyInstaller puts an error in front that tells only of the plugin, and ends in a full stop."""
    shown = OSError("Failed to load dynlib/dll '/opt/libqxcb.so'. Most likely it was not found when it was frozen.")
    shown.__cause__ = OSError(f"libxcb-icccm.so.4: {_MISSING}")
    said = system_libraries.sentence(shown)
    assert f"libxcb-icccm.so.4: {_MISSING}. On Debian" in said
    assert "apt install libxcb-icccm4." in said
    assert "Failed to load" not in said


@ON_LINUX
def test_a_library_that_is_no_library_is_named_without_its_folder() -> None:
    assert "apt install libxcb-xkb1." in system_libraries.sentence(OSError("/usr/lib/libxcb-xkb.so.1: file too short"))


@ON_LINUX
def test_a_library_of_an_unknown_package_is_named_and_no_wrong_package() -> None:
    said = system_libraries.sentence(OSError(f"libnew.so.3: {_MISSING}"))
    assert said.endswith("Install the package of your system that has libnew.so.3.")


@ON_LINUX
def test_where_the_system_names_no_library_the_usual_packages_are() -> None:
    said = system_libraries.sentence(OSError("no such thing."))
    assert "no such thing. On Debian" in said
    assert {"libxcb-cursor0", "libxcb-icccm4", "libegl1"} <= set(said.split())


@pytest.mark.parametrize("is_packaged", [True, False])
@pytest.mark.parametrize(
    "error",
    [ModuleNotFoundError("No module named 'PySide6'"), OSError(f"/opt/x/libqxcb.so: {_MISSING}"),
     ImportError(f"libQt6PrintSupport.so.6: {_MISSING}")],
)  # fmt: skip
def test_parts_of_the_program_are_not_looked_for_in_packages_of_the_system(
    monkeypatch: pytest.MonkeyPatch, error: Exception, is_packaged: bool
) -> None:
    if is_packaged:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
    said = system_libraries.sentence(error)
    assert said.startswith(f"A part of Credit Desk cannot be loaded: {error}. Install ")
    assert said.endswith("this copy again." if is_packaged else "pip install -r requirements.txt.")


def test_other_systems_have_no_packages_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    said = system_libraries.sentence(ImportError("DLL load failed while importing QtWidgets"))
    assert "apt" not in said
    assert said.startswith("A part of Credit Desk cannot be loaded: DLL load failed while importing QtWidgets. ")
