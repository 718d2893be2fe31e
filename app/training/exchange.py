"""Models in from a file, and out into a folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.services.desk import Desk
from app.services.jobs import Job
from app.services.libraries import loading
from app.training import wording
from app.training.keeper import Keeper
from app.widgets.notice import NoticeKind
from app.widgets.wrapping import WrappingRow
from core.progress import Report
from core.registry.versions import Registry, Version
from core.scorecard import Scorecard

_PURPOSE = "models"
_FILTERS = ("Models (*.json *.joblib)", "All files (*)")
_IMPORT_HELP = "Take in a scorecard.json, or the notebook's model_data.joblib, as a version that is not in use yet."
_EXPORT_HELP = "Write the selected version into a folder, for another computer or the notebook."
_UNCALIBRATED = "It is uncalibrated: its PD is the balanced probability."
_NOTHING_WRITTEN = "Nothing was exported."


class Exchange(QWidget):
    """Two buttons; a model that comes in is a version that nobody uses yet.

    Signals:
        told: what came of it: the kind of a notice, and its words.

    Attributes:
        bring: asks for a file and takes its model in.
        take: asks for a folder and writes the selected version there.
    """

    told = Signal(str, str)

    def __init__(self, desk: Desk, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._keeper = desk, keeper
        self._version: Version | None = None
        self._export: Job | None = None
        self.bring, self.take = QPushButton("Import…"), QPushButton("Export…")
        self.bring.setToolTip(_IMPORT_HELP)
        row = WrappingRow()
        self.setLayout(row)
        row.addWidget(self.bring)
        row.addWidget(self.take)
        self.bring.clicked.connect(self._ask_for_file)
        self.take.clicked.connect(self._ask_for_folder)
        keeper.busy_changed.connect(self._enable)
        self._enable()

    def offer(self, version: Version | None) -> None:
        """Offer to export a version; None while none is selected."""
        self._version = version
        self._enable()

    @Slot()
    def _enable(self) -> None:
        self.bring.setEnabled(not self._keeper.is_busy)
        obstacle = (self._version.problem or "") if self._version else wording.SELECT_FIRST
        self.take.setEnabled(not obstacle and self._export is None)
        self.take.setToolTip(obstacle or _EXPORT_HELP)

    @Slot()
    def _ask_for_file(self) -> None:
        path = self._desk.dialogs.open_file(_PURPOSE, "Choose a model", _FILTERS)
        if path is not None:
            job = self._keeper.take_in(path)
            job.succeeded.connect(self._tell_imported)
            job.failed.connect(self._tell_not_imported)

    @Slot(object)
    def _tell_imported(self, scorecard: Scorecard) -> None:
        note = "" if scorecard.calibration.calibrated else f" {_UNCALIBRATED}"
        words = f"Imported as {scorecard.version}. {wording.NOTHING_CHANGED}{note}"
        self.told.emit(NoticeKind.SUCCESS, words)

    @Slot(object)
    def _tell_not_imported(self, error: BaseException) -> None:
        self.told.emit(NoticeKind.ERROR, wording.problem(error))

    @Slot()
    def _ask_for_folder(self) -> None:
        if self._version is None:
            return
        name = self._version.name
        folder = self._desk.dialogs.choose_folder(_PURPOSE, f"Choose the folder to export {name} to")
        if folder is not None:
            self._export = self._desk.jobs.start(partial(_export, self._desk.model.registry, name, folder))
            self._export.succeeded.connect(self._tell_exported)
            self._export.failed.connect(self._tell_not_exported)
            self._export.finished.connect(self._rest)
            self._enable()

    @Slot(object)
    def _tell_exported(self, words: str) -> None:
        self.told.emit(NoticeKind.SUCCESS, words)

    @Slot(object)
    def _tell_not_exported(self, error: BaseException) -> None:
        self.told.emit(NoticeKind.ERROR, wording.problem(error, _NOTHING_WRITTEN))

    @Slot()
    def _rest(self) -> None:
        self._export = None
        self._enable()


def _export(registry: Registry, name: str, folder: Path, _report: Report) -> str:
    """Write a version into a folder; returns what was written and what was left out, in words."""
    from app.paper import model_card
    from core.registry.notebook import export_notes, export_version

    scorecard = registry.load(name)
    card = model_card.told(registry, scorecard)
    with loading("sklearn"):
        written = ", ".join(path.name for path in export_version(scorecard, folder, model_card.writers(card)))
    return " ".join([f"Exported {name} to {folder}: {written}.", *export_notes(scorecard)])
