"""A second start over the same data folder rings at the window that is open, which hears which file it came with."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from app.services import one_copy
from app.services.one_copy import Doorbell, ring

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(params=["logs", "a-name-too-long-for-a-socket" * 5], ids=["in the data folder", "elsewhere"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A data folder with a place for the window to listen, or too deep for one."""
    made = tmp_path / "data" if request.param == "logs" else tmp_path / str(request.param)
    (made / "logs").mkdir(parents=True)
    return made


@pytest.fixture
def bell(tmp_path: Path) -> Iterator[Doorbell]:
    """That of a window over the test's folder."""
    doorbell = Doorbell(tmp_path)
    yield doorbell
    doorbell.close()


@pytest.mark.parametrize("file", [None, Path("/data/March applicants, नई दिल्ली.csv")])
def test_the_open_window_hears_of_the_second_start(qtbot: QtBot, folder: Path, file: Path | None) -> None:
    bell = Doorbell(folder)
    heard: list[bool] = []
    visitor = Thread(target=lambda: heard.append(ring(folder, file)))
    with qtbot.waitSignal(bell.rung) as rung:
        visitor.start()
    qtbot.waitUntil(lambda: bool(heard))
    visitor.join()
    bell.close()
    assert rung.args == ["" if file is None else str(file)]
    assert heard == [True]
    assert list((folder / "logs").iterdir()) == []


def test_nobody_answers_where_no_window_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_copy, "_PATIENCE_S", 0.0)
    assert not ring(tmp_path, None)


def test_a_window_over_another_folder_hears_nothing(
    bell: Doorbell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_copy, "_PATIENCE_S", 0.05)
    assert not ring(tmp_path / "other", None)


@pytest.mark.parametrize("line", [b"nothing\n", b"[1]\n", b"{}\n", b"x" * (1 << 17)])
def test_what_is_no_visit_is_shown_the_door(qtbot: QtBot, bell: Doorbell, tmp_path: Path, line: bytes) -> None:
    socket = QLocalSocket()
    heard: list[str] = []
    bell.rung.connect(heard.append)
    with qtbot.waitSignal(socket.disconnected):
        socket.connectToServer(one_copy.places_of(tmp_path)[-1])
        socket.write(line)
    assert heard == []


@pytest.mark.skipif(os.name != "posix", reason="on Windows, the place goes with the process")
def test_a_window_that_was_killed_leaves_the_place_free(qtbot: QtBot, tmp_path: Path) -> None:
    """The first never closes, as a killed program does not."""
    left, again = Doorbell(tmp_path), Doorbell(tmp_path)
    heard: list[bool] = []
    visitor = Thread(target=lambda: heard.append(ring(tmp_path, None)))
    with qtbot.waitSignal(again.rung):
        visitor.start()
    qtbot.waitUntil(lambda: bool(heard))
    visitor.join()
    for doorbell in (left, again):
        doorbell.close()
