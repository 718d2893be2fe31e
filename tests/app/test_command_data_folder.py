"""Commands that write bring an older data folder up to date as the window does; those that read leave it as it is."""

import json
import zipfile
from pathlib import Path

import pytest

from app.services import data_format, paths
from core.registry.versions import Registry
from tests.app.command_line import call
from tests.core.factories import curve_scorecard

Capsys = pytest.CaptureFixture[str]
WRITING = [
    ["models", "activate", "v1.0"],
    ["models", "rollback"],
    ["models", "delete", "v2.0"],
    ["models", "note", "v1.0", "seen"],
    ["models", "import", "nothing.json"],
    ["models", "calibrate", "v1.0", "--data", "nowhere"],
    ["train", "--data", "nowhere"],
]
READING = [["models", "list"], ["models", "show", "v1.0"], ["models", "note", "v1.0"], ["score", "nothing.csv"]]


@pytest.fixture
def former(home: Path) -> Path:
    """A data folder of the format before, with a model and settings."""
    Registry(home, paths.models_folder()).save(curve_scorecard())
    (home / paths.SETTINGS_FILE).write_text("[window]\n", encoding="utf-8")
    return home


@pytest.mark.parametrize("arguments", WRITING, ids=lambda words: " ".join(words[:2]))
def test_a_command_that_writes_backs_an_older_folder_up_and_says_so(
    capsys: Capsys, former: Path, arguments: list[str]
) -> None:
    """Before anything is changed, so also where the command then comes to nothing."""
    said = call(capsys, *arguments)
    (backup,) = paths.backups(former).iterdir()
    assert data_format.told(backup) in said.err.splitlines()
    with zipfile.ZipFile(backup) as archive:
        assert sorted(archive.namelist()) == ["models/v2.0/scorecard.json", "settings.ini"]
    assert json.loads((former / data_format.FILE_NAME).read_text("utf-8"))["format"] == data_format.FORMAT
    assert "older version" not in call(capsys, *arguments).err, "it is done once"


@pytest.mark.parametrize("arguments", READING, ids=lambda words: " ".join(words[:2]))
def test_a_command_that_reads_leaves_an_older_folder_as_it_is(
    capsys: Capsys, former: Path, arguments: list[str]
) -> None:
    before = {path: path.read_bytes() for path in former.rglob("*") if path.is_file()}
    assert "older version" not in call(capsys, *arguments).err
    assert {path: path.read_bytes() for path in former.rglob("*") if path.is_file()} == before


def test_a_folder_first_used_by_a_command_says_its_format(capsys: Capsys, tmp_path: Path) -> None:
    assert call(capsys, "models", "note", "v1.0", "seen", "--home", tmp_path / "new").err == ""
    assert (tmp_path / "new" / data_format.FILE_NAME).is_file()
    assert not paths.backups(tmp_path / "new").exists()


@pytest.mark.parametrize("arguments", [*WRITING, *READING], ids=lambda words: " ".join(words[:2]))
def test_every_command_refuses_a_newer_folder(capsys: Capsys, former: Path, arguments: list[str]) -> None:
    (former / data_format.FILE_NAME).write_text('{"format": 99, "program": "9.9.9"}', encoding="utf-8")
    before = {path: path.read_bytes() for path in former.rglob("*") if path.is_file()}
    said = call(capsys, *arguments)
    assert said.code == 2
    assert "made by a newer Credit Desk (9.9.9" in said.last_line
    assert {path: path.read_bytes() for path in former.rglob("*") if path.is_file()} == before


def test_a_home_that_nobody_knows_is_told_in_a_sentence(capsys: Capsys) -> None:
    said = call(capsys, "models", "list", "--home", "~nosuchuser/x")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Credit Desk does not know where its data folder is")
