"""What the packaged program does is what the program does from source."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.services import paths
from app.version import VERSION
from tests.packaging import program

_TIMES = 10
"""The sample file has a thousand rows."""


@pytest.mark.parametrize("name", [program.WINDOW, program.COMMAND])
def test_both_executables_pass_the_self_test(built: Path, tmp_path: Path, name: str) -> None:
    program.assert_works([built / name], program.surroundings(tmp_path / "home"))


@pytest.mark.parametrize("name", [program.WINDOW, program.COMMAND])
def test_it_says_which_version_it_is(built: Path, tmp_path: Path, name: str) -> None:
    done = program.run([built / name, "--version"], program.surroundings(tmp_path / "home"))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Credit Desk {VERSION}\n", "")


def test_its_help_names_it_as_it_is_typed(built: Path, tmp_path: Path) -> None:
    done = program.run([built / program.COMMAND, "--help"], program.surroundings(tmp_path / "home"))
    assert done.returncode == 0
    assert done.stdout.startswith("usage: credit-desk ")


def test_a_wrong_call_is_answered_with_one_sentence(built: Path, tmp_path: Path) -> None:
    done = program.run([built / program.COMMAND, "score", "nothing.csv"], program.surroundings(tmp_path / "home"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_writes_the_same_scores_as_from_source_byte_for_byte(built: Path, tmp_path: Path) -> None:
    applicants = _applicants(tmp_path)
    environment = program.surroundings(tmp_path / "home")
    packaged, source = tmp_path / "packaged.csv", tmp_path / "source.csv"
    done = program.run([built / program.COMMAND, "score", applicants, "-o", packaged], environment)
    assert done.returncode == 0, done.stderr
    call: list[str | Path] = [sys.executable, "-m", "app", "score", applicants, "-o", source]
    subprocess.run(call, env=environment, cwd=paths.program_folder(), check=True, capture_output=True)
    assert packaged.read_bytes() == source.read_bytes()
    assert packaged.read_bytes().count(b",scored,") == 1_000 * _TIMES


def _applicants(folder: Path) -> Path:
    """The sample file, time and again."""
    header, *rows = (paths.resources_folder() / "sample_applicants.csv").read_text("utf-8").splitlines()
    target = folder / "applicants.csv"
    target.write_text("\n".join([header, *rows * _TIMES, ""]), encoding="utf-8", newline="\n")
    return target
