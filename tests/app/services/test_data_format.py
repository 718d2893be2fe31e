"""A data folder of the version before opens, is backed up first and brought up to date; a newer one is refused."""

import json
import zipfile
from pathlib import Path

import pytest

from app.services import data_format
from core.errors import FileError
from tests.app.command_line import call


def told(folder: Path) -> dict[str, object]:
    """What the file in the folder says."""
    found: dict[str, object] = json.loads((folder / data_format.FILE_NAME).read_text("utf-8"))
    return found


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """A folder as programs left it that wrote no format: settings, a model, kept rows, a log."""
    for name in ("settings.ini", "models/v2.0/scorecard.json", "batches/1/rows.parquet", "logs/credit-desk.log"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def newer(folder: Path) -> Path:
    made = {"format": data_format.FORMAT + 1, "program": "9.9.9"}
    (folder / data_format.FILE_NAME).write_text(json.dumps(made), encoding="utf-8")
    return folder


def test_a_new_folder_says_its_format_and_needs_no_backup(tmp_path: Path) -> None:
    assert data_format.bring_up_to_date(tmp_path) is None
    assert told(tmp_path)["format"] == data_format.FORMAT
    assert not (tmp_path / data_format.BACKUPS).exists()


def test_a_folder_of_the_version_before_is_backed_up_and_then_migrated(former: Path) -> None:
    seen: list[bool] = []

    def migrate(folder: Path) -> None:
        seen.append(any((folder / data_format.BACKUPS).glob("*.zip")))
        (folder / "settings.ini").write_text("new", encoding="utf-8")

    backup = data_format.bring_up_to_date(former, {1: migrate})
    assert backup is not None
    with zipfile.ZipFile(backup) as archive:
        assert sorted(archive.namelist()) == ["models/v2.0/scorecard.json", "settings.ini"]
        assert archive.read("settings.ini") == b"settings.ini"
    assert seen == [True], "the backup is there before anything is changed"
    assert (former / "settings.ini").read_text("utf-8") == "new"
    assert told(former)["format"] == data_format.FORMAT


def test_it_is_done_once(former: Path) -> None:
    data_format.bring_up_to_date(former)
    assert data_format.bring_up_to_date(former, {1: lambda _folder: pytest.fail("done again")}) is None


def test_a_migration_that_was_killed_is_done_again(former: Path) -> None:
    def fail(_folder: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        data_format.bring_up_to_date(former, {1: fail})
    done: list[Path] = []
    assert data_format.bring_up_to_date(former, {1: done.append}) is not None
    assert done == [former]


def test_a_newer_folder_is_refused_and_left_as_it_is(former: Path) -> None:
    newer(former)
    before = {path: path.read_bytes() for path in former.rglob("*") if path.is_file()}
    with pytest.raises(FileError, match=r"made by a newer Credit Desk \(9\.9\.9; this is .* Nothing was changed"):
        data_format.bring_up_to_date(former)
    assert {path: path.read_bytes() for path in former.rglob("*") if path.is_file()} == before


def test_commands_refuse_a_newer_folder_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer(home)
    said = call(capsys, "models", "list")
    assert said.code == 2
    assert "newer Credit Desk" in said.last_line


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "two"}', '{"format": 0}', "\x00"])
def test_a_format_that_cannot_be_read_is_taken_for_the_first_and_backed_up(former: Path, text: str) -> None:
    (former / data_format.FILE_NAME).write_text(text, encoding="utf-8")
    assert data_format.bring_up_to_date(former) is not None
    assert told(former)["format"] == data_format.FORMAT


def test_without_a_place_for_the_backup_nothing_is_changed(former: Path) -> None:
    (former / data_format.BACKUPS).write_text("in the way", encoding="utf-8")
    with pytest.raises(FileError, match="no backup can be made"):
        data_format.bring_up_to_date(former, {1: lambda _folder: pytest.fail("changed")})
    assert not (former / data_format.FILE_NAME).exists()
