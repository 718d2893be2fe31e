"""What is remembered comes back as it was; what is damaged does no harm."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QCoreApplication
from pytestqt.qtbot import QtBot

from app.services.settings import FILE_NAME, Settings

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


def reopened(settings: Settings, folder: Path) -> Settings:
    """The settings as the next start finds them: read from the file, since Qt keeps an open one in memory."""
    settings.save()
    elsewhere = folder / "next start"
    elsewhere.mkdir(exist_ok=True)
    shutil.copy(folder / FILE_NAME, elsewhere)
    return Settings(elsewhere)


def test_every_kind_comes_back_at_the_next_start(home: Path) -> None:
    settings = Settings(home)
    settings.put("theme", "dark")
    settings.put("window/scale", 1.25)
    settings.put("batch/rows", 500)
    settings.put("batch/open_after", True)
    settings.put("window/geometry", QByteArray(b"\x00\xff\x01"))
    settings.put("batch/columns", ["score", "rating", "a, b"])
    again = reopened(settings, home)
    assert again.text("theme") == "dark"
    assert again.number("window/scale") == 1.25
    assert again.integer("batch/rows") == 500
    assert again.flag("batch/open_after") is True
    assert again.data("window/geometry") == QByteArray(b"\x00\xff\x01")
    assert again.texts("batch/columns") == ("score", "rating", "a, b")


@given(text=TEXTS, texts=st.lists(TEXTS, max_size=4), number=st.floats(allow_nan=False, allow_infinity=False))
def test_any_text_list_and_number_comes_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, texts: list[str], number: float
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    settings = Settings(folder)
    settings.put("text", text)
    settings.put("texts", texts)
    settings.put("number", number)
    for now in (settings, reopened(settings, folder)):
        assert now.text("text") == text
        assert now.texts("texts", default=("other",)) == tuple(texts)
        assert now.number("number") == number


def test_what_was_never_put_is_the_default(home: Path) -> None:
    settings = Settings(home)
    assert settings.text("theme", "system") == "system"
    assert settings.number("scale", 1.5) == 1.5
    assert settings.integer("rows", 7) == 7
    assert settings.flag("open", default=True) is True
    assert settings.texts("columns", ["score"]) == ("score",)
    assert settings.data("geometry").isEmpty()


def test_what_is_of_another_kind_is_the_default(home: Path) -> None:
    settings = Settings(home)
    settings.put("value", "many")
    settings.put("endless", "inf")
    settings.put("bytes", QByteArray(b"\x00"))
    assert settings.number("value", 1.5) == 1.5
    assert settings.number("endless", 1.5) == 1.5
    assert settings.integer("value", 7) == 7
    assert settings.flag("value", default=True) is True
    assert settings.data("value").isEmpty()
    assert settings.text("bytes", "plain") == "plain"
    assert settings.texts("bytes", ["plain"]) == ("plain",)


def test_forgetting_takes_everything_beneath(home: Path) -> None:
    settings = Settings(home)
    settings.put("window/geometry", "x")
    settings.put("theme", "dark")
    settings.forget("window")
    assert settings.text("window/geometry", "gone") == "gone"
    assert settings.text("theme") == "dark"


def test_forgetting_reaches_the_file(home: Path) -> None:
    settings = Settings(home)
    settings.put("window/geometry", "x")
    settings.save()
    settings.put("window/tab", 2)
    settings.forget("window")
    again = reopened(settings, home)
    assert (again.text("window/geometry"), again.integer("window/tab")) == ("", 0)


def test_what_is_put_reaches_the_file_by_itself_and_soon(qtbot: QtBot, home: Path) -> None:
    """Once for many keys typed in a row, not once for each: writing is slower than typing."""
    settings, file = Settings(home), home / FILE_NAME
    for text in ("4", "47", "470"):
        settings.put("applicant/age", text)
        QCoreApplication.sendPostedEvents()  # at which Qt itself would write
        assert not file.exists()
    qtbot.waitUntil(file.exists)
    assert "age=470" in file.read_text(encoding="utf-8")
    settings.put("applicant/age", "48")
    qtbot.waitUntil(lambda: "age=48" in file.read_text(encoding="utf-8"))


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@pytest.fixture
def _usual_umask() -> Iterator[None]:
    """Others may read a new file unless it is said otherwise."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the files of each user apart by itself.")
@pytest.mark.usefixtures("_usual_umask")
def test_nobody_else_reads_the_file(home: Path) -> None:
    """It holds the last applicant: when it is new, when Qt replaces it, and when it was removed in between."""
    settings, file = Settings(home), home / FILE_NAME
    for age, before_it in (("47", Path.touch), ("48", Path.touch), ("49", Path.unlink)):
        before_it(file)
        settings.put("applicant/age", age)
        settings.save()
        assert f"age={age}" in file.read_text(encoding="utf-8")
        assert mode(file) == 0o600
    file.chmod(0o644)  # as an earlier program left it
    reopened(settings, home)
    assert mode(file) == 0o600


@pytest.mark.parametrize("junk", [b"\x00\xff" * 100, b"[[[=\n=]", b"no equals sign", b"[General\nkey=1"])
def test_a_damaged_file_means_defaults_and_is_mended_by_the_next_save(home: Path, junk: bytes) -> None:
    (home / FILE_NAME).write_bytes(junk)
    settings = Settings(home)
    assert settings.text("theme", "system") == "system"
    settings.put("theme", "dark")
    assert reopened(settings, home).text("theme") == "dark"


def test_a_file_that_cannot_be_written_only_means_forgetting(home: Path) -> None:
    in_the_way = home / FILE_NAME
    in_the_way.mkdir()
    before = mode(in_the_way)
    settings = Settings(home)
    settings.put("theme", "dark")
    settings.save()
    assert mode(in_the_way) == before
    assert settings.text("theme") == "dark", "until the program ends"
