"""Files are written whole or not at all, whatever happens while they are written."""

import errno
import hashlib
import os
import stat
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import files
from core.errors import FileError
from core.progress import Cancelled

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions and links as POSIX systems have them")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf-8")
    return path


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def fails_with(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


# When it goes well


def test_the_new_content_takes_the_place_of_the_old_one_when_all_is_written(target: Path) -> None:
    with files.atomic_path(target) as part:
        part.write_text("new", encoding="utf-8")
        assert target.read_text(encoding="utf-8") == "old"
    assert target.read_text(encoding="utf-8") == "new"
    assert left_in(target.parent) == ["out.csv"]


def test_the_temporary_file_lies_beside_the_target_hidden_and_empty(target: Path) -> None:
    """On the same disk, or it could not be renamed; hidden, or people would open it."""
    with files.atomic_path(target) as part:
        assert part.parent == target.parent
        assert part.name.startswith(".")
        assert part.read_bytes() == b""


def test_a_path_from_the_working_folder_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files.write_text(Path("out.txt"), "new")
    assert left_in(tmp_path) == ["out.txt"]


def test_content_reaches_the_disk_before_it_takes_its_place(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a power cut could leave an empty file under the old name."""
    happened = list[str]()
    sync, replace = os.fsync, Path.replace

    def noted_sync(handle: int) -> None:
        happened.append(f"synced {os.fstat(handle).st_size} bytes")
        sync(handle)

    def noted_replace(path: Path, final: Path) -> Path:
        happened.append("replaced")
        return replace(path, final)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    files.write_text(target, "new content")
    assert happened == ["synced 11 bytes", "replaced"]


@POSIX
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_permissions_that_the_umask_leaves(tmp_path: Path, mask: int) -> None:
    with umask(mask):
        files.write_text(tmp_path / "new.txt", "")
    assert mode_of(tmp_path / "new.txt") == 0o666 & ~mask


@POSIX
def test_the_umask_is_never_changed_for_other_threads(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It belongs to the whole process; a file another thread creates meanwhile would be open to everybody."""
    monkeypatch.setattr(os, "umask", lambda _: pytest.fail("the umask was touched"))
    files.write_text(target, "new")
    files.write_text(target.with_name("another"), "new")


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o755])
def test_a_file_that_is_replaced_keeps_its_permissions(target: Path, mode: int) -> None:
    """A private file stays private, one shared with a group stays shared, whatever the umask."""
    target.chmod(mode)
    with umask(0o027), files.atomic_path(target) as part:
        assert mode_of(part) & ~mode == 0
    assert mode_of(target) == mode


@POSIX
def test_a_drive_that_knows_no_permissions_is_written_all_the_same(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "chmod", fails_with(errno.EPERM))
    files.write_text(target, "new")
    assert target.read_text(encoding="utf-8") == "new"


@POSIX
def test_a_link_goes_on_pointing_to_the_file_it_points_to(tmp_path: Path, target: Path) -> None:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "latest.csv"
    link.symlink_to(Path("..") / "out.csv")
    files.write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    assert left_in(tmp_path / "links") == ["latest.csv"]


@POSIX
def test_a_link_to_a_file_that_is_not_there_yet_creates_it(tmp_path: Path) -> None:
    (tmp_path / "latest.csv").symlink_to("out.csv")
    files.write_text(tmp_path / "latest.csv", "new")
    assert (tmp_path / "latest.csv").is_symlink()
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "new"


# When it goes wrong


@pytest.mark.parametrize("trouble", [RuntimeError, Cancelled, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_whatever_breaks_the_writing_off_leaves_the_old_content(target: Path, trouble: type[BaseException]) -> None:
    def write_half() -> None:
        with files.atomic_path(target) as part:
            part.write_text("half", encoding="utf-8")
            raise trouble

    with pytest.raises(trouble):
        write_half()
    assert target.read_text(encoding="utf-8") == "old"
    assert left_in(target.parent) == ["out.csv"]


def test_a_file_that_was_not_there_is_not_there_after_a_stop(tmp_path: Path) -> None:
    with pytest.raises(Cancelled), files.atomic_path(tmp_path / "new.csv"):
        raise Cancelled
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("call", ["os.fsync", "os.open", "pathlib.Path.replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_or_read_only_disk_is_told_in_a_sentence(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(call, fails_with(code))
        with pytest.raises(FileError) as raised:
            files.write_text(target, "new")
    assert str(raised.value) == (
        f"out.csv could not be written in {target.parent} ({os.strerror(code)}). What was there before is untouched; "
        "choose another name or folder, free some space, or close the file where it is open."
    )
    assert target.read_text(encoding="utf-8") == "old"
    assert left_in(target.parent) == ["out.csv"]


def test_a_disk_that_fills_up_while_writing_is_told_in_a_sentence(target: Path) -> None:
    with pytest.raises(FileError, match="No space left"), files.atomic_path(target):
        fails_with(errno.ENOSPC)()
    assert left_in(target.parent) == ["out.csv"]


def test_trouble_with_another_file_is_not_blamed_on_this_one(target: Path) -> None:
    with pytest.raises(FileNotFoundError), files.atomic_path(target):
        (target.parent / "source.csv").read_text(encoding="utf-8")
    assert left_in(target.parent) == ["out.csv"]


def test_a_temporary_file_that_somebody_takes_away_is_told(target: Path) -> None:
    with pytest.raises(FileError, match="No such file"), files.atomic_path(target) as part:
        part.unlink()
    assert target.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("name", ["no folder/out.csv", "\0.csv", "x" * 5000 + ".csv", "file/out.csv"])
def test_a_place_where_nothing_can_be_written_is_refused_before_the_work(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileError, match="could not be written"), files.atomic_path(tmp_path / name):
        pytest.fail("the work began")
    assert left_in(tmp_path) == ["file"]


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="it is a folder"), files.atomic_path(tmp_path):
        pytest.fail("the work began")


@POSIX
@pytest.mark.parametrize("name", ["pipe", "link"])
def test_a_device_or_a_pipe_is_not_replaced(tmp_path: Path, name: str) -> None:
    """Whoever listens there would wait for ever, and a device of the system would be gone for everybody."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    with pytest.raises(FileError, match="a device or a pipe"), files.atomic_path(tmp_path / name):
        pytest.fail("the work began")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert left_in(tmp_path) == ["link", "pipe"]


@POSIX
def test_a_systems_name_for_an_open_pipe_is_refused_as_a_pipe(tmp_path: Path) -> None:
    """Such as ``/dev/stdout``, which is a link to something that has no name of its own."""
    readable, writable = os.pipe()
    try:
        with pytest.raises(FileError, match="a device or a pipe"), files.atomic_path(Path(f"/dev/fd/{writable}")):
            pytest.fail("the work began")
    finally:
        os.close(readable)
        os.close(writable)


@POSIX
def test_a_write_protected_file_is_not_replaced(target: Path) -> None:
    target.chmod(0o444)
    with pytest.raises(FileError, match="it is write-protected"), files.atomic_path(target):
        pytest.fail("the work began")
    assert mode_of(target) == 0o444
    assert left_in(target.parent) == ["out.csv"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write in every folder")
def test_a_read_only_folder_is_told_in_a_sentence(target: Path) -> None:  # pragma: no cover - not as root
    target.parent.chmod(0o500)
    try:
        with pytest.raises(FileError, match="Permission denied"):
            files.write_text(target, "new")
    finally:
        target.parent.chmod(0o700)
    assert target.read_text(encoding="utf-8") == "old"


@POSIX
def test_links_that_go_round_in_circles_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(FileError, match="symbolic links"):
        files.write_text(tmp_path / "a", "new")
    assert left_in(tmp_path) == ["a", "b"]


def test_writers_at_once_leave_the_content_of_one_of_them(target: Path) -> None:
    ready = threading.Barrier(8)

    def write(letter: str) -> None:
        with files.atomic_path(target) as part:
            ready.wait()
            part.write_text(letter * 10_000, encoding="utf-8")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, "abcdefgh"))
    text = target.read_text(encoding="utf-8")
    assert len(text) == 10_000
    assert len(set(text)) == 1
    assert left_in(target.parent) == ["out.csv"]


# Texts and digests


def test_text_is_written_as_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    files.write_text(tmp_path / "out.txt", "₹ 12,40,000\nनमस्ते\n")
    assert (tmp_path / "out.txt").read_bytes() == "₹ 12,40,000\nनमस्ते\n".encode()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff")))
def test_text_comes_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("text") / "out.txt"
    files.write_text(path, text)
    assert files.read_text(path) == text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_bytes(b"\xef\xbb\xbf{}")
    assert files.read_text(tmp_path / "in.txt") == "{}"


def test_what_is_no_text_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileError, match=r"in\.txt is not UTF-8 text\. Choose another file"):
        files.read_text(tmp_path / "in.txt")


def test_a_digest_is_that_of_the_content(tmp_path: Path) -> None:
    content = os.urandom(300_000)
    (tmp_path / "in.bin").write_bytes(content)
    assert files.sha256(tmp_path / "in.bin") == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("read", [files.read_text, files.sha256])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone.txt", "There is no file .*gone.txt. Check the name and the folder."),
        ("", "cannot be read \\(.*\\). Choose a file that you may open."),
        ("\0", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    tmp_path: Path, read: Callable[[Path], str], name: str, words: str
) -> None:
    with pytest.raises(FileError, match=words):
        read(tmp_path / name)


@POSIX
@pytest.mark.parametrize("read", [files.read_text, files.sha256])
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path, read: Callable[[Path], str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileError, match=r"pipe cannot be read \(it is a device or a pipe\)"):
        read(tmp_path / "pipe")
