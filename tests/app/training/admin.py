"""What an admin does at the Retrain tab: chooses, drops, starts, waits."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.jobs import Job
from app.training.tab import TrainingTab

SECONDS = 60_000
"""How long a test waits for a training before it fails, in milliseconds."""
_COPY, _NO_BUTTON, _NO_KEY = Qt.DropAction.CopyAction, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier


def choose_kind(tab: TrainingTab, kind: str) -> None:
    """Say where the data comes from: files, database or demo."""
    tab.data.kind.setCurrentIndex(tab.data.kind.findData(kind))


def trainings(desk: Desk) -> list[Job]:
    """The trainings under way."""
    return [job for job in desk.jobs.jobs if job.name == "Retraining"]


def started(tab: TrainingTab, desk: Desk) -> Job:
    """Press Retrain, with no data report before, and return the job it started."""
    tab.data.check.setChecked(False)
    tab.retrain.click()
    (job,) = trainings(desk)
    return job


def start_demo(tab: TrainingTab, desk: Desk) -> Job:
    """Retrain on the demo portfolio."""
    choose_kind(tab, "demo")
    return started(tab, desk)


def train(qtbot: QtBot, tab: TrainingTab, desk: Desk) -> None:
    """Press Retrain and wait for the end."""
    with qtbot.waitSignal(started(tab, desk).finished, timeout=SECONDS):
        pass


def carried(*urls: QUrl | Path) -> QMimeData:
    """What a file manager puts into a drag."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(url)) if isinstance(url, Path) else url for url in urls])
    return data


def is_taken(place: QWidget, data: QMimeData) -> bool:
    """Whether a drag may be dropped here."""
    entering = QDragEnterEvent(QPoint(5, 5), _COPY, data, _NO_BUTTON, _NO_KEY)
    QApplication.sendEvent(place, entering)
    return entering.isAccepted()


def drop(place: QWidget, *urls: QUrl | Path) -> None:
    """Drag files here and let them go."""
    data = carried(*urls)
    assert is_taken(place, data)
    QApplication.sendEvent(place, QDropEvent(QPointF(5, 5), _COPY, data, _NO_BUTTON, _NO_KEY))
