"""What can be done with a chart: copy it, save it, see its numbers."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject, QSaveFile, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from app.services.dialogs import Dialogs
from app.services.jobs import JobRunner
from app.widgets.chart_rendering import Chart, Paper, render_file
from app.widgets.numbers_dialog import NumbersDialog

if TYPE_CHECKING:
    from app.widgets.chart import ChartView

_PURPOSE = "charts"
_FILTERS = {"png": "PNG picture (*.png)", "svg": "SVG drawing (*.svg)"}


class ChartActions(QObject):
    """The context menu of a chart view; its actions are off while there is no chart.

    Signals:
        saved: the path of a file that was written.

    Attributes:
        copy: puts the picture on the clipboard.
        save_png: asks where, and writes a picture.
        save_svg: asks where, and writes a drawing.
        show_numbers: opens the table of the numbers behind the chart.
    """

    saved = Signal(Path)

    def __init__(self, view: "ChartView", jobs: JobRunner, dialogs: Dialogs, cache_folder: Path) -> None:
        super().__init__(view)
        self._view, self._jobs, self._dialogs, self._cache_folder = view, jobs, dialogs, cache_folder
        self.copy, self.save_png = QAction("&Copy picture", self), QAction("Save as &PNG…", self)
        self.save_svg, self.show_numbers = QAction("Save as &SVG…", self), QAction("Show the &numbers", self)
        self.copy.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy.triggered.connect(self._copy)
        self.save_png.triggered.connect(self._save_png)
        self.save_svg.triggered.connect(self._save_svg)
        self.show_numbers.triggered.connect(self._show_numbers)
        view.addActions([self.copy, self.save_png, self.save_svg, self.show_numbers])
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.set_chart(None)

    def set_chart(self, chart: Chart | None) -> None:
        """Turn the actions on or off as the chart allows."""
        for action in (self.copy, self.save_png, self.save_svg):
            action.setEnabled(chart is not None)
        self.show_numbers.setEnabled(chart is not None and chart.numbers is not None)

    @Slot()
    def _copy(self) -> None:
        picture = self._view.picture()
        if not picture.isNull():
            QGuiApplication.clipboard().setImage(picture)

    @Slot()
    def _save_png(self) -> None:
        self._save("png")

    @Slot()
    def _save_svg(self) -> None:
        self._save("svg")

    @Slot()
    def _show_numbers(self) -> None:
        chart = self._view.chart
        if chart is not None and chart.numbers is not None:
            NumbersDialog(chart.title, chart.numbers, self._view).open()

    def _save(self, kind: str) -> None:
        """Ask where, draw the file in a job, and write it when it is drawn."""
        chart, paper = self._view.chart, self._view.paper()
        if chart is None:
            return
        target = self._dialogs.save_file(_PURPOSE, "Save the chart", (_FILTERS[kind],), f"{chart.title}.{kind}")
        if target is not None:
            job = self._jobs.start(partial(_draw, chart, paper, self._cache_folder, kind, target))
            job.succeeded.connect(self._write)
            job.failed.connect(self._say_failed)

    @Slot(object)
    def _write(self, drawn: tuple[Path, bytes]) -> None:
        """Write a file wholly or not at all."""
        target, content = drawn
        file = QSaveFile(str(target))
        if file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content) and file.commit():
            self.saved.emit(target)
            return
        self._dialogs.show_error(
            f"{target.name} could not be written in {target.parent} ({file.errorString()}). Choose another folder."
        )

    @Slot(object)
    def _say_failed(self, error: BaseException) -> None:
        self._dialogs.show_error("The chart could not be drawn into a file.", str(error))


def _draw(
    chart: Chart, paper: Paper, cache_folder: Path, kind: str, target: Path, _report: object
) -> tuple[Path, bytes]:
    return target, render_file(chart, paper, cache_folder, kind)
