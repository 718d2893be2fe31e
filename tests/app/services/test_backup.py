"""A backup holds all that the program keeps of a user's, for that user alone, and nothing that is somebody else's."""

import os
import stat
import zipfile
from pathlib import Path

import pytest

from app.paper import templates
from app.services import paths
from app.services.backup import back_up
from app.services.settings import Settings
from core import catalogue
from core.catalogue import Catalogue
from core.errors import FileError
from core.registry.versions import Registry
from tests.core.factories import curve_scorecard

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions, links and names as POSIX systems have them")


def packed(folder: Path) -> set[str]:
    """The names in a backup of a folder."""
    backup = back_up(folder, "format-1")
    assert backup is not None
    with zipfile.ZipFile(backup) as archive:
        assert archive.testzip() is None
        return set(archive.namelist())


def put(path: Path, text: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_each_part_of_the_program_keeps_is_packed(tmp_path: Path) -> None:
    """Through the parts themselves, so that none can come to keep something that is left out."""
    settings = Settings(tmp_path)
    settings.put("window/look", "dark")
    settings.save()
    catalogue.write(tmp_path, Catalogue())
    templates.copy_for_editing(tmp_path)
    registry = Registry(tmp_path, paths.models_folder())
    registry.note(registry.save(curve_scorecard()).version, "it is better")
    registry.activate("v1.0")
    put(paths.studies(tmp_path))
    kept = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert any(name.startswith("models/notes/") for name in kept)
    assert packed(tmp_path) == kept


def test_what_is_somebody_elses_or_can_be_made_again_is_left_out(tmp_path: Path) -> None:
    put(tmp_path / "settings.ini")
    put(tmp_path / "models" / "v2.0" / "scorecard.json")
    for name in (
        "thesis.docx",
        "photos/a.jpg",
        "models/large.bin",
        "models/.a.part/scorecard.json",
        "cache/fonts.json",
    ):
        put(tmp_path / name)
    put(paths.shelf(tmp_path) / "1" / "rows.parquet")
    put(tmp_path / "logs" / "credit-desk.log")
    assert packed(tmp_path) == {"settings.ini", "models/v2.0/scorecard.json"}


def test_a_folder_without_anything_of_the_program_is_not_touched(tmp_path: Path) -> None:
    put(tmp_path / "thesis.docx")
    assert back_up(tmp_path, "format-1") is None
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


@POSIX
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    """An earlier program left the folder open to all."""
    put(tmp_path / "settings.ini").chmod(0o600)
    paths.backups(tmp_path).mkdir(mode=0o755)
    before = os.umask(0o022)
    try:
        backup = back_up(tmp_path, "format-1")
    finally:
        os.umask(before)
    assert backup is not None
    assert (mode(backup), mode(backup.parent)) == (0o600, 0o700)


@POSIX
def test_models_on_a_shared_drive_are_packed_through_the_link(tmp_path: Path) -> None:
    shared, home = tmp_path / "shared", tmp_path / "home"
    put(shared / "v2.0" / "scorecard.json")
    (shared / "v2.0" / "circle").symlink_to(shared)
    home.mkdir()
    (home / "models").symlink_to(shared)
    assert packed(home) == {"models/v2.0/scorecard.json"}


@POSIX
def test_a_file_from_before_1980_and_a_name_that_is_no_text_are_packed(tmp_path: Path) -> None:
    """A zip file knows neither."""
    os.utime(put(tmp_path / "settings.ini"), (0, 0))
    Path(os.fsdecode(os.fsencode(put(tmp_path / "letters" / "a.html").parent) + b"/caf\xe9.html")).touch()
    assert packed(tmp_path) == {"settings.ini", "letters/a.html", "letters/caf\\udce9.html"}


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    put(tmp_path / "settings.ini")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(FileError, match=r"settings\.ini cannot be read \(Permission denied\)\. Nothing of yours"):
        back_up(tmp_path, "format-1")
    assert not paths.backups(tmp_path).exists()


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may hold models, and nobody is to believe that they were backed up."""

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    put(tmp_path / "models" / "v2.0" / "scorecard.json")
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(FileError, match=r"models cannot be read \(Permission denied\)\. Nothing of yours"):
        back_up(tmp_path, "format-1")


@POSIX
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    import resource

    put(tmp_path / "settings.ini")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(FileError, match=r"no backup can be made in .*backups \(File too large\).*Free some space"):
            back_up(tmp_path, "format-1")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(paths.backups(tmp_path).iterdir()) == []
