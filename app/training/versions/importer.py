"""Models in from a file: a version that nobody uses yet."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.training import wording
from app.training.keeper import Keeper
from app.training.versions.mapping_dialog import MappingDialog
from app.widgets.notice import NoticeKind
from core.scorecard import Scorecard

PURPOSE = "models"
"""Of the dialogs that ask where models lie."""
_FILTERS = ("Models (*.json *.joblib *.pkl)", "All files (*)")
_HELP = "Take in a scorecard.json, or the notebook's model_data.joblib, as a version that is not in use yet."
_BUSY = "Nothing was imported, since another change of the models is under way. Try again in a moment."
_UNCALIBRATED = (
    "It is uncalibrated: its PD is the balanced probability. “More → Calibrate on data” fits it to your own borrowers."
)


class Importer(QObject):
    """Takes models in, and asks about columns whose names leave a doubt.

    Signals:
        told: what came of it: the kind of a notice, and its words.
        imported: the name of the version that the model has become.

    Attributes:
        bring: asks for a file and takes its model in.
    """

    told = Signal(str, str)
    imported = Signal(str)

    def __init__(self, desk: Desk, keeper: Keeper, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._keeper, self._window = desk, keeper, window
        self._path, self._mapping = Path(), dict[str, str]()
        self.bring = QAction("Import…", self)
        self.bring.setToolTip(_HELP)
        self.bring.triggered.connect(self._ask_for_file)
        keeper.busy_changed.connect(self._enable)

    def take(self, path: Path) -> None:
        """Take in the model in a file."""
        self._path, self._mapping = path, {}
        self._start()

    @Slot()
    def _enable(self) -> None:
        self.bring.setEnabled(not self._keeper.is_busy)

    @Slot()
    def _ask_for_file(self) -> None:
        path = self._desk.dialogs.open_file(PURPOSE, "Choose a model", _FILTERS)
        if path is not None:
            self.take(path)

    def _start(self) -> None:
        if self._keeper.is_busy:
            self.told.emit(NoticeKind.WARNING, _BUSY)
            return
        job = self._keeper.take_in(self._path, self._mapping)
        job.succeeded.connect(self._tell_imported)
        job.failed.connect(self._hear_failure)

    @Slot(object)
    def _hear_failure(self, error: BaseException) -> None:
        """Ask what can be answered, and tell the rest."""
        from core.registry.columns import MappingError

        if not isinstance(error, MappingError):
            self.told.emit(NoticeKind.ERROR, wording.problem(error))
            return
        dialog = MappingDialog(self._path, error, self._window)
        dialog.answered.connect(self._go_on)
        dialog.open()

    @Slot(object)
    def _go_on(self, mapping: dict[str, str]) -> None:
        """Try again with the answers, those of questions before included."""
        self._mapping |= mapping
        self._start()

    @Slot(object)
    def _tell_imported(self, scorecard: Scorecard) -> None:
        self.told.emit(NoticeKind.SUCCESS, " ".join(_words(scorecard)))
        self.imported.emit(scorecard.version)


def _words(scorecard: Scorecard) -> list[str]:
    words = [f"Imported as {scorecard.version}. {wording.NOTHING_CHANGED}"]
    renamed = scorecard.provenance.get("renamed_columns")
    if isinstance(renamed, dict) and renamed:
        told = ", ".join(f"{theirs} is {ours}" for ours, theirs in renamed.items())
        words.append(f"Of its columns {told} here.")
    return words if scorecard.calibration.calibrated else [*words, _UNCALIBRATED]
