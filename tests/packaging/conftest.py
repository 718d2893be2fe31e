"""The folder that build.spec makes, built once; CREDIT_DESK_BUILT names one that is there already."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from app.services import paths
from tests.packaging import program


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the program."""
    if ready := os.environ.get("CREDIT_DESK_BUILT"):
        return Path(ready).resolve()
    if find_spec("PyInstaller") is None:
        pytest.fail("PyInstaller is missing: python -m pip install -r release/requirements.txt")
    folder = tmp_path_factory.mktemp("build")
    places = [f"--distpath={folder / 'dist'}", f"--workpath={folder / 'work'}"]
    call = [sys.executable, "-m", "PyInstaller", "--noconfirm", *places, "build.spec"]
    subprocess.run(call, cwd=paths.program_folder(), check=True)
    return folder / "dist" / "CreditDesk"


@pytest.fixture(scope="session")
def elsewhere(built: Path) -> Iterator[Path]:
    """The same in a folder whose name has spaces and letters of Hindi, where every user can read it."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield program.copy(built, Path(name) / "Credit Desk ऋण डेस्क")
