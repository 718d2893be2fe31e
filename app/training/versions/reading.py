"""What is read of versions in windows of their own: notes, the judgement, two of them side by side."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.services.jobs import Job, Task
from app.training import wording
from app.training.judging.evidence import Evidence
from app.training.judging.kept import kept
from app.training.versions.compare_dialog import CompareDialog
from app.training.versions.comparing import Compared, compare_versions
from app.training.versions.notes_dialog import NotesDialog
from app.widgets.notice import NoticeKind
from core.progress import Report
from core.registry.listing import Version
from core.registry.versions import Registry

_COMPARE_HELP = "See two selected versions side by side, or one beside the version in use."
_NOTES_HELP = "Read what people wrote about the selected version, and write more."
_ONE_OR_TWO = "Select two versions, or one that is not in use, to compare them."
_NOTHING_SHOWN = "Nothing could be shown."
_JUDGEMENT_HELP = "See all that was found of the selected version on held-out loans when it was trained."
_NOT_JUDGED = (
    "No judgement is kept with {version}: it was imported, or trained before judgements were kept. Its model card has "
    "the figures that are known."
)


class Reading(QObject):
    """Opens the windows.

    Signals:
        told: what went wrong: the kind of a notice, and its words.
        changed: a note was written.

    Attributes:
        compare: two selected versions, or one with the one in use.
        notes: about the selected version.
        judgement: what was found of the selected version when it was trained.
    """

    told = Signal(str, str)
    changed = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._version: Version | None = None
        self._both = ("", "")
        self._asked = ""
        self._is_busy = False
        self.compare, self.notes = QAction("Compare…", self), QAction("Notes…", self)
        self.judgement = QAction("Judgement…", self)
        self.judgement.triggered.connect(self._read_judgement)
        self.compare.triggered.connect(self._compare)
        self.notes.triggered.connect(self._read_notes)

    def offer(self, chosen: Sequence[Version]) -> None:
        """Offer what can be read of the selected versions."""
        self._version = chosen[0] if len(chosen) == 1 else None
        self._both = self._two_of(chosen)
        self._enable()

    def _two_of(self, chosen: Sequence[Version]) -> tuple[str, str]:
        """The two to compare, the older one or the one in use first; empty names where there are no two."""
        names = [version.name for version in chosen if not version.problem]
        in_use = self._desk.model.scorecard.version
        if len(chosen) == 1 and names not in ([], [in_use]):
            return in_use, names[0]
        if len(chosen) == len(names) == 2:
            first, second = sorted(names, key=lambda name: float(name[1:]))
            return first, second
        return "", ""

    @Slot()
    def _enable(self) -> None:
        first, second = self._both
        self.compare.setEnabled(bool(first) and not self._is_busy)
        self.compare.setToolTip(f"{_COMPARE_HELP} Now: {first} and {second}." if first else _ONE_OR_TWO)
        self.notes.setEnabled(self._version is not None)
        self.notes.setToolTip(_NOTES_HELP if self._version else wording.SELECT_FIRST)
        obstacle = (self._version.problem or "") if self._version else wording.SELECT_FIRST
        self.judgement.setEnabled(not (obstacle or self._is_busy))
        self.judgement.setToolTip(obstacle or _JUDGEMENT_HELP)

    @Slot()
    def _compare(self) -> None:
        job = self._start(partial(compare_versions, self._desk.model.registry, *self._both))
        job.succeeded.connect(self._show_compared)

    @Slot()
    def _read_judgement(self) -> None:
        if self._version is not None:
            self._asked = self._version.name
            job = self._start(partial(_judged, self._desk.model.registry, self._asked))
            job.succeeded.connect(self._show_judgement)

    def _start(self, task: Task) -> Job:
        """Read in a job, one at a time."""
        job = self._desk.jobs.start(task)
        job.failed.connect(self._tell_failed)
        job.finished.connect(self._rest)
        self._is_busy = True
        self._enable()
        return job

    @Slot(object)
    def _show_compared(self, compared: Compared) -> None:
        CompareDialog(self._desk, compared, self._window).show()

    @Slot(object)
    def _show_judgement(self, evidence: Evidence | None) -> None:
        from app.training.versions.judgement_dialog import JudgementDialog

        if evidence is None:
            self.told.emit(NoticeKind.INFO, _NOT_JUDGED.format(version=self._asked))
        else:
            JudgementDialog(self._desk, evidence, self._window).show()

    @Slot()
    def _rest(self) -> None:
        self._is_busy = False
        self._enable()

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self.told.emit(NoticeKind.ERROR, wording.problem(error, _NOTHING_SHOWN))

    @Slot()
    def _read_notes(self) -> None:
        if self._version is not None:
            dialog = NotesDialog(self._desk, self._version.name, self._version.notes, self._window)
            dialog.written.connect(self.changed)
            dialog.open()


def _judged(registry: Registry, name: str, _report: Report) -> Evidence | None:
    """What was found of a version; None where nothing is kept. Errors as of ``load`` and ``judgement``."""
    import app.training.versions.judgement_dialog  # noqa: F401 - in the job, so that the window need not wait for it

    judgement = registry.judgement(name)
    return kept(registry.load(name), judgement) if judgement else None
