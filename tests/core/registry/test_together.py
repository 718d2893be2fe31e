"""Several files at once: whatever goes wrong, the folder holds the old ones or the new ones."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import FileError
from core.progress import Cancelled
from core.registry.together import write_together


def writer(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, encoding="utf-8")


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


NEW = {"a": writer("new a"), "b": writer("new b"), "c": writer("new c")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an old a, b and a file of the user's own."""
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("a", "b", "mine"):
        (folder / name).write_text(f"old {name}", encoding="utf-8")
    return folder


OLD = {"a": "old a", "b": "old b", "mine": "old mine"}


def test_all_files_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "down"
    assert write_together(folder, NEW) == [folder / "a", folder / "b", folder / "c"]
    assert texts(folder) == {"a": "new a", "b": "new b", "c": "new c"}


def test_old_files_of_the_same_names_are_replaced_and_others_stay(folder: Path) -> None:
    write_together(folder, NEW)
    assert texts(folder) == {"a": "new a", "b": "new b", "c": "new c", "mine": "old mine"}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), Cancelled()])
def test_a_file_that_cannot_be_made_leaves_all_as_it_was(folder: Path, error: BaseException) -> None:
    def fail(_: Path) -> None:
        raise error

    with pytest.raises((FileError, Cancelled)):
        write_together(folder, {**NEW, "c": fail})
    assert texts(folder) == OLD


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), Cancelled()])
def test_a_folder_that_was_missing_is_missing_again_when_nothing_was_written(
    tmp_path: Path, error: BaseException
) -> None:
    def fail(_: Path) -> None:
        raise error

    with pytest.raises((FileError, Cancelled)):
        write_together(tmp_path / "deep" / "down", {**NEW, "c": fail})
    assert texts(tmp_path) == {}


def test_an_empty_folder_that_was_there_stays(tmp_path: Path) -> None:
    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "chosen").mkdir()
    with pytest.raises(FileError, match="No space left"):
        write_together(tmp_path / "chosen", {"a": fail})
    assert (tmp_path / "chosen").is_dir()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), Cancelled()])
@pytest.mark.parametrize("last", ["a", "b", "c"])
def test_a_failure_while_files_take_their_places_puts_the_old_ones_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, last: str, error: BaseException
) -> None:
    replace, failed = Path.replace, list[str]()

    def fail_once(path: Path, target: Path) -> Path:
        if path.name == last and not failed:
            failed.append(last)
            raise error
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail_once)
    with pytest.raises((FileError, Cancelled)):
        write_together(folder, NEW)
    assert failed
    assert texts(folder) == OLD


def test_a_folder_in_the_place_of_a_file_is_left_alone(folder: Path) -> None:
    (folder / "c" / "inside").mkdir(parents=True)
    with pytest.raises(FileError, match=r"Nothing was written in .*out"):
        write_together(folder, NEW)
    assert (folder / "c" / "inside").is_dir()
    assert (folder / "a").read_text(encoding="utf-8") == "old a"


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX systems have them")
def test_a_pipe_in_the_place_of_a_file_is_left_alone(folder: Path) -> None:
    os.mkfifo(folder / "c")
    with pytest.raises(FileError, match=r"Nothing was written in .*out \(it is a device or a pipe\)"):
        write_together(folder, NEW)
    assert stat.S_ISFIFO((folder / "c").stat().st_mode)
    (folder / "c").unlink()
    assert texts(folder) == OLD


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(FileError, match="Choose another folder"):
        write_together(tmp_path / "file", NEW)
