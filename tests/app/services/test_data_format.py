"""A data folder of the version before opens, is backed up first and brought up to date; a newer one is refused."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from app.services import data_format
from core.errors import FileError
from tests.app.command_line import call

WITHOUT_A_FORMAT = [
    "", "[]", "{}", "\x00", '{"format": "3"}', '{"format": 3.0}', '{"format": true}', '{"format": 0}', '{"format": 3',
    "[" * 9_000, "9" * 9_000,
]  # fmt: skip


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


def content(folder: Path) -> dict[Path, bytes]:
    """All files of a folder and what is in them."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def newer(folder: Path) -> Path:
    made = {"format": data_format.FORMAT + 1, "program": "9.9.9"}
    (folder / data_format.FILE_NAME).write_text(json.dumps(made), encoding="utf-8")
    return folder


def test_a_new_folder_says_its_format_and_needs_no_backup(tmp_path: Path) -> None:
    assert data_format.bring_up_to_date(tmp_path) is None
    assert told(tmp_path)["format"] == data_format.FORMAT
    assert not (tmp_path / "backups").exists()


def test_a_folder_of_the_version_before_is_backed_up_and_then_migrated(former: Path) -> None:
    seen: list[bool] = []

    def migrate(folder: Path) -> None:
        seen.append(any((folder / "backups").glob("*.zip")))
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
    before = content(former)
    with pytest.raises(FileError, match=r"made by a newer Credit Desk \(9\.9\.9; this is .* Nothing was changed"):
        data_format.bring_up_to_date(former)
    assert content(former) == before


def test_what_the_older_version_had_is_named_only_where_it_is_kept(former: Path) -> None:
    data_format.bring_up_to_date(former)
    newer(former)
    with pytest.raises(FileError, match=r"--home; .*backups holds what the older version had\.$"):
        data_format.check(former)
    for backup in (former / "backups").iterdir():
        backup.unlink()
    with pytest.raises(FileError, match=r"name another folder with --home\.$"):
        data_format.check(former)


def test_the_name_of_a_newer_program_is_shown_on_one_line(former: Path) -> None:
    made = {"format": data_format.FORMAT + 1, "program": "9\n\x1b[31m" + "9" * 1_000}
    (former / data_format.FILE_NAME).write_text(json.dumps(made), encoding="utf-8")
    with pytest.raises(FileError) as refused:
        data_format.check(former)
    assert str(refused.value).isprintable()
    assert "9" * 100 not in str(refused.value)


def test_commands_refuse_a_newer_folder_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer(home)
    said = call(capsys, "models", "list")
    assert said.code == 2
    assert "newer Credit Desk" in said.last_line


@pytest.mark.parametrize("text", WITHOUT_A_FORMAT)
def test_a_folder_that_does_not_say_its_format_may_be_newer_and_is_refused(former: Path, text: str) -> None:
    (former / data_format.FILE_NAME).write_text(text, encoding="utf-8")
    before = content(former)
    with pytest.raises(FileError, match=r"format\.json cannot be read \(it does not say a format\).*delete that file"):
        data_format.bring_up_to_date(former)
    assert content(former) == before


def test_a_format_that_an_editor_saved_with_a_mark_is_read(tmp_path: Path) -> None:
    kept = json.dumps({"format": data_format.FORMAT})
    (tmp_path / data_format.FILE_NAME).write_text(kept, encoding="utf-8-sig")
    before = content(tmp_path)
    assert data_format.bring_up_to_date(tmp_path) is None
    assert content(tmp_path) == before


def test_a_format_that_is_no_file_is_refused(former: Path) -> None:
    (former / data_format.FILE_NAME).mkdir()
    with pytest.raises(FileError, match=r"format\.json cannot be read \(it is a folder\)"):
        data_format.check(former)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes as POSIX systems have them")
def test_a_pipe_keeps_nobody_waiting(former: Path) -> None:
    os.mkfifo(former / data_format.FILE_NAME)
    with pytest.raises(FileError, match=r"format\.json cannot be read \(it is a device or a pipe\)"):
        data_format.check(former)


def test_without_a_place_for_the_backup_nothing_is_changed(former: Path) -> None:
    (former / "backups").write_text("in the way", encoding="utf-8")
    with pytest.raises(FileError, match="no backup can be made"):
        data_format.bring_up_to_date(former, {1: lambda _folder: pytest.fail("changed")})
    assert not (former / data_format.FILE_NAME).exists()
