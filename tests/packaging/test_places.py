"""The packaged program works where a bank may put it: no network, no home, a folder that nobody may write in."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from tests.packaging import program

_READ_ONLY = (
    'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && ! touch "$1/x" 2>/dev/null && shift && exec "$@"'
)
_NO_NETWORK = 'test "$(tail -n +3 /proc/net/dev | wc -l)" = 1 && exec "$@"'  # it lists two titles, and the loop
_NOBODY = 65534

needs_namespaces = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("unshare") is None or os.geteuid() != 0,
    reason="only root on Linux can take the network, or the right to write, from a process",
)


@needs_namespaces
def test_without_a_network(built: Path, tmp_path: Path) -> None:
    call: list[str | Path] = ["unshare", "--net", "sh", "-c", _NO_NETWORK, "sh", built / program.WINDOW]
    program.assert_works(call, program.surroundings(tmp_path / "home"))


@needs_namespaces
def test_in_a_folder_that_cannot_be_written(elsewhere: Path, tmp_path: Path) -> None:
    call: list[str | Path] = ["unshare", "--mount", "sh", "-c", _READ_ONLY, "sh", elsewhere, elsewhere / program.WINDOW]
    program.assert_works(call, program.surroundings(tmp_path / "home"))


def test_from_a_path_with_spaces_and_letters_of_hindi(elsewhere: Path, tmp_path: Path) -> None:
    program.assert_works([elsewhere / program.COMMAND], program.surroundings(tmp_path / "घर home"))


def test_without_a_home(elsewhere: Path, tmp_path: Path) -> None:
    environment = program.surroundings(tmp_path / "home")
    del environment["HOME"]
    program.assert_works([elsewhere / program.COMMAND], environment)


@needs_namespaces
def test_as_another_user(elsewhere: Path) -> None:
    """Who owns neither the program nor a home."""
    with tempfile.TemporaryDirectory() as name:
        os.chown(name, _NOBODY, _NOBODY)
        environment = program.surroundings(Path(name)) | {"HOME": "/nonexistent"}
        call: list[str | Path] = [
            "setpriv",
            f"--reuid={_NOBODY}",
            f"--regid={_NOBODY}",
            "--clear-groups",
            elsewhere / program.WINDOW,
        ]
        program.assert_works(call, environment)
