"""``python -m tests.screenshots DIR``: every tab in its states and in every look, as pictures; no display is needed.

``--readme`` paints the three pictures of the README into resources/screenshots instead.
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize  # after the platform is chosen
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from app.main_window import MainWindow
from app.running import end_work, open_desk
from app.services import paths, theme
from app.services.desk import Desk
from core.portfolio.demo import write_demo
from core.progress import silent
from tests.pictures.applicant import ApplicantStates
from tests.pictures.batch import BatchStates
from tests.pictures.stage import Stage, settle
from tests.pictures.training import TrainingStates
from tests.pictures.training_data import DataStates
from tests.pictures.training_result import ResultStates
from tests.pictures.training_running import TrainingRunningStates
from tests.pictures.training_versions import VersionsStates

_USUAL, _SMALLEST = QSize(1280, 800), QSize(1024, 700)
_README = {"applicant": "applicant_good", "batch": "batch_done", "training": "training_done"}


class Studio:
    """A window brought into one state after the other.

    Attributes:
        states: what brings the window into a state, by name.
        window: the window.
    """

    def __init__(self, folder: Path, desk: Desk) -> None:
        self.window = MainWindow(desk)
        self.window.applicant.answer.gauge.set_reduced_motion(reduced=True)
        stage = Stage(folder, desk, self.window)
        tabs = (
            ApplicantStates(stage),
            BatchStates(stage),
            TrainingStates(stage),
            ResultStates(stage),
            DataStates(stage),
            TrainingRunningStates(stage),
            VersionsStates(stage),
        )
        self.states: dict[str, Callable[[], None]] = {name: state for tab in tabs for name, state in tab.states.items()}

    def paint(self, name: str, target: Path) -> None:
        """Bring the window into a state and save what it looks like."""
        self.states[name]()
        settle()
        picture = self.window.grab()
        for dialog in (one for one in self.window.findChildren(QDialog) if one.isVisible()):
            _put_on(picture, dialog)
            dialog.reject()
        picture.save(str(target))


def _put_on(picture: QPixmap, dialog: QDialog) -> None:
    """Paint a dialog over the middle of a window."""
    painted = dialog.grab()
    with QPainter(picture) as painter:
        painter.drawPixmap((picture.rect().center() - painted.rect().center()), painted)


@contextmanager
def studio(rows: int, size: QSize = _USUAL) -> Iterator[Studio]:
    """A window with files to work on, closed at the end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_demo(folder / "demo", rows, report=silent)
        desk = open_desk(folder / "home")
        opened = Studio(folder, desk)
        opened.window.resize(size)
        opened.window.show()
        yield opened
        opened.window.hide()  # closing would ask what becomes of the candidate
        end_work(desk)


def paint_all(folder: Path, rows: int) -> None:
    """Every state in every look, and in the smallest window there may be with the system's text doubled."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    for choice in (theme.Choice.DARK, theme.Choice.CONTRAST, theme.Choice.LIGHT):
        theme.apply(app, choice)
        paint_states(folder, rows, choice, _USUAL)
    font = app.font()
    font.setPointSizeF(2 * font.pointSizeF())
    app.setFont(font)
    paint_states(folder, rows, "large", _SMALLEST)


def paint_states(folder: Path, rows: int, kind: str, size: QSize) -> None:
    """Every state as it looks now."""
    with studio(rows, size) as opened:
        for name in opened.states:
            opened.paint(name, folder / f"{name}_{kind}.png")


def paint_readme(folder: Path, rows: int) -> None:
    """The pictures of the README, in the light look."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    theme.apply(app, theme.Choice.LIGHT)
    with studio(rows) as opened:
        for name, state in _README.items():
            opened.paint(state, folder / f"{name}.png")


def main() -> None:
    """Read the call and paint."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/screenshots"))
    parser.add_argument("--readme", action="store_true", help="paint the README's pictures")
    parser.add_argument("--rows", type=int, default=20_000, help="borrowers of the portfolio that is trained on")
    options = parser.parse_args()
    _application = QApplication([])
    if options.readme:
        paint_readme(paths.resources_folder() / "screenshots", options.rows)
    else:
        paint_all(options.folder, options.rows)


if __name__ == "__main__":
    main()
