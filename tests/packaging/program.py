"""Starts the packaged program as a user would, in surroundings of the test's choosing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SUFFIX = ".exe" if sys.platform == "win32" else ""
WINDOW, COMMAND = f"CreditDesk{SUFFIX}", f"credit-desk{SUFFIX}"
_KEPT = ("PATH", "LANG", "SYSTEMROOT", "USERPROFILE")
"""What any session has; nothing of the environment that runs the tests helps the program."""


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a user whose home and temporary files lie in a folder."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "TMPDIR": str(home), "TEMP": str(home)}


def run(call: list[str | Path], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; on Windows, a pipe gets some letters in another encoding."""
    return subprocess.run(
        call, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )


def assert_works(call: list[str | Path], environment: dict[str, str]) -> None:
    """Pass the self-test, and leave nothing behind."""
    done = run([*call, "--self-test"], environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Credit Desk ")
    assert done.stdout.endswith("Everything works.\n")
    assert list(Path(environment["TMPDIR"]).rglob("*")) == []


def copy(folder: Path, target: Path) -> Path:
    """The program in another place; as links to the same content, where that can be."""
    return Path(shutil.copytree(folder, target, symlinks=True, copy_function=_link))


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # another disk
        shutil.copy2(source, target, follow_symlinks=False)
    return target
