"""Fits the PD of a version to the bank's own borrowers, as a version of its own."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.services.jobs import Job
from app.services.libraries import loading
from app.training import wording
from app.training.keeper import Keeper
from app.training.source import NamesNeededError, Source
from app.widgets.figures import percent
from app.widgets.notice import NoticeKind
from core.progress import Report, part_of
from core.registry.listing import Version
from core.registry.versions import Registry
from core.scorecard import Scorecard

_NAME, _KEY = "Calibrating", "calibrating"
_HELP = (
    "Fit the PD of the selected version to the borrowers in the tables chosen at the left; it becomes a new version."
)
_NO_TABLES = "Choose the tables at the left first; the selected version is calibrated on their borrowers."
_BUSY = "A calibration is under way; wait for it, or cancel it in the status line."
_BEGUN = "{version} is being calibrated; the status line tells how far it is, and can cancel it."
_NAMES_NEEDED = (
    "Some columns of the tables are not found by their names. Press Retrain, which asks which ones are meant and "
    f"remembers it; then calibrate again. {wording.NOTHING_CHANGED}"
)
_CANCELLED = f"The calibration was cancelled. {wording.NOTHING_CHANGED}"
_READ = 0.5


class Calibrator(QObject):
    """Reads the tables, fits and judges in one job that can be cancelled, and keeps what came of it.

    Signals:
        told: what came of it: the kind of a notice, and its words.
        calibrated: the name of the new version.

    Attributes:
        calibrate: does so with the selected version.
    """

    told = Signal(str, str)
    calibrated = Signal(str)

    def __init__(self, desk: Desk, keeper: Keeper, source: Callable[[], Source | None], window: QWidget) -> None:
        """Work on the tables that ``source`` gives; None, and words in their place, while something is missing."""
        super().__init__(window)
        self._desk, self._keeper, self._source = desk, keeper, source
        self._version: Version | None = None
        self._job: Job | None = None
        self._fitted: Scorecard | None = None
        self.calibrate = QAction("Calibrate on data…", self)
        self.calibrate.triggered.connect(self._start)
        keeper.busy_changed.connect(self._save)
        self._enable()

    def offer(self, version: Version | None) -> None:
        """Offer to calibrate a version; None while not exactly one is selected."""
        self._version = version
        self._enable()

    @Slot()
    def _enable(self) -> None:
        obstacle = (self._version.problem or "") if self._version else wording.SELECT_FIRST
        obstacle = obstacle or (_BUSY if self._job is not None else "")
        self.calibrate.setEnabled(not obstacle)
        self.calibrate.setToolTip(obstacle or _HELP)

    @Slot()
    def _start(self) -> None:
        source = self._source()
        if self._version is None or source is None:
            self.told.emit(NoticeKind.WARNING, _NO_TABLES)
            return
        task = partial(_calibrate, self._desk.model.registry, self._version.name, source)
        job = self._job = self._desk.jobs.start(task, name=_NAME, key=_KEY)
        job.succeeded.connect(self._take)
        job.failed.connect(self._tell_failed)
        job.cancelled.connect(self._tell_cancelled)
        job.finished.connect(self._rest)
        self.told.emit(NoticeKind.INFO, _BEGUN.format(version=self._version.name))
        self._enable()

    @Slot(object)
    def _take(self, scorecard: Scorecard) -> None:
        self._fitted = scorecard
        self._save()

    @Slot()
    def _save(self) -> None:
        """Keep what was fitted, once no other change of the models is under way."""
        if self._fitted is not None and not self._keeper.is_busy:
            fitted, self._fitted = self._fitted, None
            job = self._keeper.save(fitted)
            job.succeeded.connect(self._tell_saved)
            job.failed.connect(self._tell_failed)

    @Slot(object)
    def _tell_saved(self, saved: Scorecard) -> None:
        metrics = saved.metrics
        words = (
            f"Calibrated, and kept as {saved.version}: on borrowers held out its mean PD is "
            f"{percent(metrics['mean_pd'], 2)} where {percent(metrics['default_rate'], 2)} defaulted, "
            f"calibration slope {metrics['calibration_slope']:.2f}."
        )
        self.told.emit(NoticeKind.SUCCESS, f"{words} {wording.NOTHING_CHANGED}")
        self.calibrated.emit(saved.version)

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        words = _NAMES_NEEDED if isinstance(error, NamesNeededError) else wording.problem(error)
        self.told.emit(NoticeKind.ERROR, words)

    @Slot()
    def _tell_cancelled(self) -> None:
        self.told.emit(NoticeKind.INFO, _CANCELLED)

    @Slot()
    def _rest(self) -> None:
        self._job = None
        self._enable()


def _calibrate(registry: Registry, name: str, source: Source, report: Report) -> Scorecard:
    scorecard = registry.load(name)
    tables = source.read(part_of(report, 0.0, _READ))
    with loading("sklearn"):
        from core.training.recalibration import calibrate
    return calibrate(tables, scorecard, part_of(report, _READ, 1.0))
