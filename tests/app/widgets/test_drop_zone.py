"""Files can be dropped on the zone or chosen by its button; what it cannot take it refuses in words."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.services import theme
from app.widgets.drop_zone import DropZone
from tests.app.widgets.pictures import count, picture

HINT = "CSV or Parquet"
_COPY, _LEFT, _NO_KEY = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def zone(qtbot: QtBot) -> DropZone:
    made = DropZone("Drop a file here, or choose one", "&Choose a file…", HINT)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def applicants(tmp_path: Path) -> Path:
    path = tmp_path / "applicants with spaces – and more.csv"
    path.write_text("age\n30\n", encoding="utf-8")
    return path


def _mime(urls: Sequence[QUrl]) -> QMimeData:
    mime = QMimeData()
    mime.setUrls(urls)
    return mime


def _enter(zone: DropZone, mime: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(5, 5), _COPY, mime, _LEFT, _NO_KEY)
    event.ignore()
    zone.dragEnterEvent(event)
    return event.isAccepted()


def _drop(zone: DropZone, mime: QMimeData) -> None:
    _enter(zone, mime)
    zone.dropEvent(QDropEvent(QPointF(5, 5), _COPY, mime, _LEFT, _NO_KEY))


def test_a_dropped_file_is_passed_on(zone: DropZone, applicants: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(zone.files_chosen) as chosen:
        _drop(zone, _mime([QUrl.fromLocalFile(str(applicants))]))

    assert chosen.args == [[applicants]]
    assert not zone.is_target


def test_several_files_are_passed_on_together(zone: DropZone, applicants: Path, qtbot: QtBot) -> None:
    other = applicants.with_name("loans.csv")
    other.touch()

    with qtbot.waitSignal(zone.files_chosen) as chosen:
        _drop(zone, _mime([QUrl.fromLocalFile(str(path)) for path in (applicants, other)]))

    assert chosen.args == [[applicants, other]]


def test_it_lights_up_while_a_file_is_held_over_it(zone: DropZone, applicants: Path) -> None:
    plain = count(picture(zone), theme.current().selection)

    assert _enter(zone, _mime([QUrl.fromLocalFile(str(applicants))]))

    assert zone.is_target
    assert count(picture(zone), theme.current().selection) > plain
    zone.dragLeaveEvent(QDragLeaveEvent())
    assert not zone.is_target


def test_a_folder_is_refused_in_words(zone: DropZone, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(zone.files_chosen):
        _drop(zone, _mime([QUrl.fromLocalFile(str(tmp_path))]))

    assert zone.words == "That is a folder. Drop a file."
    assert not zone.is_target


def test_a_file_elsewhere_is_refused_in_words(zone: DropZone, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(zone.files_chosen):
        _drop(zone, _mime([QUrl("https://example.org/applicants.csv")]))

    assert "not a file on this computer" in zone.words


def test_a_file_that_has_gone_is_refused_in_words(zone: DropZone, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(zone.files_chosen):
        _drop(zone, _mime([QUrl.fromLocalFile(str(tmp_path / "gone.csv"))]))

    assert "no longer there" in zone.words


def test_the_hint_comes_back_when_the_drag_leaves(zone: DropZone, tmp_path: Path) -> None:
    _enter(zone, _mime([QUrl.fromLocalFile(str(tmp_path))]))

    zone.dragLeaveEvent(QDragLeaveEvent())

    assert zone.words == HINT


def test_a_drag_of_text_is_no_business_of_it(zone: DropZone) -> None:
    mime = QMimeData()
    mime.setText("some words")

    assert not _enter(zone, mime)
    assert zone.words == HINT


def test_the_button_is_reached_and_pressed_by_keyboard(zone: DropZone, qtbot: QtBot, qapp: QApplication) -> None:
    zone.show()
    zone.setFocus()
    button = zone.findChild(QPushButton)
    assert button is not None
    assert zone.focusProxy() is button
    assert zone.accessibleName() == "Drop a file here, or choose one"

    with qtbot.waitSignal(zone.choose_requested):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_without_a_hint_there_is_no_empty_line(qtbot: QtBot, tmp_path: Path) -> None:
    bare = DropZone("Drop a file", "Choose…")
    qtbot.addWidget(bare)
    low = bare.sizeHint().height()

    _enter(bare, _mime([QUrl.fromLocalFile(str(tmp_path))]))

    assert bare.sizeHint().height() > low
