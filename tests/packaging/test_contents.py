"""The folder holds what the program needs, and not much more."""

from pathlib import Path

import pytest

from tests.packaging import program

_LARGEST = 450_000_000


def test_it_is_small_enough_to_hand_out(built: Path) -> None:
    """Links are not counted twice."""
    assert sum(path.lstat().st_size for path in built.rglob("*") if path.is_file()) <= _LARGEST


def test_both_executables_lie_side_by_side(built: Path) -> None:
    assert sorted(path.name for path in built.iterdir()) == sorted([program.WINDOW, program.COMMAND, "_internal"])


@pytest.mark.parametrize(
    "wanted",
    [
        "models/*/scorecard.json", "resources/sample_applicants.csv", "resources/icons/*.svg",
        "resources/icon/credit-desk.png", "resources/letters/hi/decline.html", "resources/cards/*.html", "LICENSE",
        "imblearn/VERSION.txt", "optuna/storages/_rdb/alembic/versions/*.py", "PySide6/**/platforms/*offscreen*",
    ],
)  # fmt: skip
def test_what_is_read_at_run_time_is_there(built: Path, wanted: str) -> None:
    assert list((built / "_internal").glob(wanted))


@pytest.mark.parametrize(
    "unwanted",
    [
        "**/tests", "**/*.pyi", "**/*.pyx", "**/translations", "**/PyQt*", "**/tkinter", "**/_tkinter*", "**/*Qml*",
        "**/*WebEngine*", "**/opengl32sw.dll", "**/plugins/tls", "resources/screenshots", "**/_pytest",
    ],
)  # fmt: skip
def test_what_nobody_asks_for_is_not(built: Path, unwanted: str) -> None:
    assert list((built / "_internal").glob(unwanted)) == []


def test_no_link_leads_nowhere(built: Path) -> None:
    assert [path for path in built.rglob("*") if path.is_symlink() and not path.exists()] == []


def test_the_list_of_fonts_stays_in_the_data_folder(built: Path) -> None:
    """PyInstaller has Matplotlib make it anew at each start, which takes seconds, unless its script is left out."""
    program_file = (built / program.WINDOW).read_bytes()
    assert b"pyi_rth_pyside6" in program_file, "scripts that run at the start stand there by their names"
    assert b"pyi_rth_mplconfig" not in program_file
