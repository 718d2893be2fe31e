"""Where files are found and kept, on each system, without Qt."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import parser
from app.services import paths
from core.errors import FileError


def test_from_source_the_programs_folder_is_the_repository() -> None:
    assert paths.models_folder().is_dir()
    assert (paths.resources_folder() / "icons").is_dir()
    assert (paths.program_folder() / "app" / "services" / "paths.py").is_file()


def test_a_packaged_build_finds_its_files_where_they_were_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.models_folder() == tmp_path / "models"
    assert paths.resources_folder() == tmp_path / "resources"


def test_the_command_line_is_called_as_it_can_be_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parser().format_usage().startswith("usage: python -m app ")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert parser().format_usage().startswith("usage: credit-desk ")


def test_an_option_wins_over_the_environment(tmp_path: Path, home: Path) -> None:
    assert paths.data_folder(tmp_path / "elsewhere") == tmp_path / "elsewhere"
    assert paths.data_folder() == home


def test_the_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    assert paths.writable_data_folder(tmp_path / "a" / "b" / "c").is_dir()
    assert not list((tmp_path / "a" / "b" / "c").iterdir()), "trying to write leaves nothing behind"


def test_whoever_only_reads_makes_no_folder(tmp_path: Path) -> None:
    assert not paths.data_folder(tmp_path / "a").exists()


def test_a_relative_folder_is_meant_from_here_and_stays_when_the_program_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.data_folder("here") == tmp_path / "here"


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("win32", {"LOCALAPPDATA": "{home}/local"}, "local/Credit Desk"),
        ("win32", {}, "AppData/Local/Credit Desk"),
        ("darwin", {}, "Library/Application Support/Credit Desk"),
        ("linux", {"XDG_DATA_HOME": "{home}/xdg"}, "xdg/credit-desk"),
        ("linux", {}, ".local/share/credit-desk"),
        ("linux", {"XDG_DATA_HOME": "not/absolute"}, ".local/share/credit-desk"),
    ],
)
def test_each_system_has_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    for name in (paths.HOME_VARIABLE, "LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(home=tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "platform", platform)
    assert paths.data_folder() == tmp_path / expected


@pytest.mark.parametrize("home", [None, "~nosuchuser/x"])
def test_a_user_without_a_home_is_told_to_name_a_folder(monkeypatch: pytest.MonkeyPatch, home: str | None) -> None:
    """As a service or a container has one, whose number is in no list of users."""

    def unknown(_path: object = None) -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in (paths.HOME_VARIABLE, "LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", unknown)
    monkeypatch.setattr(Path, "expanduser", unknown)
    with pytest.raises(FileError, match=r"no home folder is known\. Name a folder by its whole path with --home"):
        paths.data_folder(home)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folder that a program is in")
def test_a_relative_folder_in_one_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.rmdir()
    with pytest.raises(FileError, match=r"the current folder is gone\. Name a folder by its whole path"):
        paths.data_folder("here")


@pytest.mark.parametrize("arguments", [["--home", ""], ["models", "list", "--home", ""]])
def test_an_empty_name_is_none(home: Path, arguments: list[str]) -> None:
    """A script's variable that is not set must not make a data folder of wherever it runs."""
    assert paths.data_folder(parser().parse_args(arguments).home) == home


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(FileError, match=r"cannot keep its data in .*file.*--home or CREDIT_DESK_HOME"):
        paths.writable_data_folder(in_the_way / "home")


def test_a_folder_that_cannot_be_written_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(FileError, match="Permission denied"):
        paths.writable_data_folder(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="limits as POSIX systems have them")
def test_a_folder_without_room_is_told_before_the_work(tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        assert paths.writable_data_folder(tmp_path, room=9_999) == tmp_path
        with pytest.raises(FileError, match=r"cannot keep its data in .*\(File too large\).*free some space"):
            paths.writable_data_folder(tmp_path, room=100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_finds_its_folders_without_qt() -> None:
    program = "import sys; from app.services import paths; paths.data_folder(); sys.exit('PySide6' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=paths.program_folder())
