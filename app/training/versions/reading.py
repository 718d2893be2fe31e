"""What is read of versions in windows of their own: notes, and two of them side by side."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.training import wording
from app.training.versions.compare_dialog import CompareDialog
from app.training.versions.comparing import Compared, compare_versions
from app.training.versions.notes_dialog import NotesDialog
from app.widgets.notice import NoticeKind
from core.registry.listing import Version

_COMPARE_HELP = "See two selected versions side by side, or one beside the version in use."
_NOTES_HELP = "Read what people wrote about the selected version, and write more."
_ONE_OR_TWO = "Select two versions, or one that is not in use, to compare them."
_NOTHING_COMPARED = "Nothing was compared."


class Reading(QObject):
    """Opens the windows.

    Signals:
        told: what went wrong: the kind of a notice, and its words.
        changed: a note was written.

    Attributes:
        compare: two selected versions, or one with the one in use.
        notes: about the selected version.
    """

    told = Signal(str, str)
    changed = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._version: Version | None = None
        self._both = ("", "")
        self._is_comparing = False
        self.compare, self.notes = QAction("Compare…", self), QAction("Notes…", self)
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
        self.compare.setEnabled(bool(first) and not self._is_comparing)
        self.compare.setToolTip(f"{_COMPARE_HELP} Now: {first} and {second}." if first else _ONE_OR_TWO)
        self.notes.setEnabled(self._version is not None)
        self.notes.setToolTip(_NOTES_HELP if self._version else wording.SELECT_FIRST)

    @Slot()
    def _compare(self) -> None:
        job = self._desk.jobs.start(partial(compare_versions, self._desk.model.registry, *self._both))
        job.succeeded.connect(self._show_compared)
        job.failed.connect(self._tell_failed)
        job.finished.connect(self._rest)
        self._is_comparing = True
        self._enable()

    @Slot(object)
    def _show_compared(self, compared: Compared) -> None:
        CompareDialog(self._desk, compared, self._window).show()

    @Slot()
    def _rest(self) -> None:
        self._is_comparing = False
        self._enable()

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self.told.emit(NoticeKind.ERROR, wording.problem(error, _NOTHING_COMPARED))

    @Slot()
    def _read_notes(self) -> None:
        if self._version is not None:
            dialog = NotesDialog(self._desk, self._version.name, self._version.notes, self._window)
            dialog.written.connect(self.changed)
            dialog.open()
