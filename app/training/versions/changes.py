"""Which version is in use: putting another into use, going back, and deleting one that nobody needs."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.services.jobs import Job
from app.training import wording
from app.training.keeper import Keeper
from app.training.reason_dialog import ReasonDialog
from app.widgets.notice import NoticeKind
from core.registry.listing import Status, Version

_USE, _GO_BACK, _LEAVE, _DELETE, _KEEP_IT = "Use it", "Go back", "Leave it as it is", "Delete it", "Keep it"
_REPLACE = "Score every applicant and file with {version} from now on, in place of {in_use}?"
_KEEP = "{version} only stands in for the model that was chosen. Score every applicant and file with it from now on?"
_BACK = "Go back from {shown} to {earlier}, which was in use before it? {shown} stays in the list."
_NO_WAY_BACK = "No version was in use before this one."
_TOO_LATE = "Nothing was rolled back, since {version} has meanwhile been put into use in place of {shown}."
_BACK_HELP = "Put {earlier}, which was in use before this one, into use again."
_USE_HELP = "Score applicants and files with the selected version from now on."
_DELETE_HELP = "Remove the selected version from this computer for good."
_GONE = "Delete {version} for good? Files scored with it stay as they are, and so do the notes about it.{used}"
_PASSED_OVER = " It was in use before; going back will pass over it."


class Changes(QObject):
    """Asks, and lets the keeper do it.

    Signals:
        told: what came of it: the kind of a notice, and its words.
        begun: a change was started; what was said of the one before is out of date.

    Attributes:
        use: puts the selected version into use.
        back: goes back to the version that was in use before.
        delete: removes the selected version.
    """

    told = Signal(str, str)
    begun = Signal()

    def __init__(self, desk: Desk, keeper: Keeper, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._keeper, self._window = desk, keeper, window
        self._version: Version | None = None
        self._asked_about = self._earlier = ""
        self.use, self.back = QAction("Use this version…", self), QAction("Roll back…", self)
        self.delete = QAction("Delete…", self)
        self.use.triggered.connect(self._ask_to_use)
        self.back.triggered.connect(self._ask_to_go_back)
        self.delete.triggered.connect(self._ask_to_delete)
        keeper.busy_changed.connect(self._enable)
        self._enable()

    def offer(self, version: Version | None) -> None:
        """Offer what can be done with a version; None while not exactly one is selected."""
        self._version = version
        self._enable()

    def offer_way_back(self, earlier: str) -> None:
        """Offer to go back to the version that was in use before; empty where there is none."""
        self._earlier = earlier
        self._enable()

    @Slot()
    def _enable(self) -> None:
        is_free = not self._keeper.is_busy
        for action, obstacle, tip in (
            (self.back, "" if self._earlier else _NO_WAY_BACK, _BACK_HELP.format(earlier=self._earlier)),
            (self.use, self._why_not_use(self._version), _USE_HELP),
            (self.delete, self._why_not_delete(self._version), _DELETE_HELP),
        ):
            action.setEnabled(is_free and not obstacle)
            action.setToolTip(obstacle or tip)

    def _why_not_use(self, version: Version | None) -> str:
        """Why a version cannot be put into use; empty when it can, as also one that only stands in."""
        if version is None:
            return wording.SELECT_FIRST
        is_chosen = version.active and self._desk.model.notice is None
        return version.problem or (f"{version.name} is in use already." if is_chosen else "")

    def _why_not_delete(self, version: Version | None) -> str:
        if version is None:
            return wording.SELECT_FIRST
        if version.active:
            return f"{version.name} is in use. Put another version into use before it is deleted."
        return f"{version.name} came with the program, which only reads it." if version.shipped else ""

    @Slot()
    def _ask_to_use(self) -> None:
        version = self._version
        if version is None:
            return
        if version.failed:
            self._asked_about = version.name
            dialog = ReasonDialog(version.name, version.failed, self._window)
            dialog.reasoned.connect(self._use_for_reason)
            dialog.open()
            return
        question = (_KEEP if version.active else _REPLACE).format(version=version.name, in_use=self._in_use)
        if self._desk.dialogs.ask("Use another model?", question, (_USE, _LEAVE)) == _USE:
            self._put_into_use(version.name)

    @Slot(str)
    def _use_for_reason(self, reason: str) -> None:
        self._put_into_use(self._asked_about, reason)

    def _put_into_use(self, name: str, reason: str = "") -> None:
        job = self._follow(self._keeper.activate(name, reason))
        job.succeeded.connect(self._say_used)

    @Slot()
    def _ask_to_go_back(self) -> None:
        shown = self._in_use
        question = _BACK.format(shown=shown, earlier=self._earlier)
        if self._desk.dialogs.ask("Go back?", question, (_GO_BACK, _LEAVE)) != _GO_BACK:
            return
        self._desk.model.look()
        if self._in_use == shown:
            self._follow(self._keeper.roll_back()).succeeded.connect(self._say_used)
        else:
            self.told.emit(NoticeKind.WARNING, _TOO_LATE.format(version=self._in_use, shown=shown))

    @Slot()
    def _ask_to_delete(self) -> None:
        version = self._version
        if version is None:
            return
        used = _PASSED_OVER if version.status is Status.USED_BEFORE else ""
        question = _GONE.format(version=version.name, used=used)
        if self._desk.dialogs.ask("Delete this version?", question, (_DELETE, _KEEP_IT)) == _DELETE:
            self._follow(self._keeper.delete(version.name)).succeeded.connect(self._say_deleted)

    @property
    def _in_use(self) -> str:
        return self._desk.model.scorecard.version

    def _follow(self, job: Job) -> Job:
        self.begun.emit()
        job.failed.connect(self._say_failed)
        return job

    @Slot(object)
    def _say_used(self, name: str) -> None:
        self.told.emit(NoticeKind.SUCCESS, f"{name} is in use from now on.")

    @Slot(object)
    def _say_deleted(self, name: str) -> None:
        self.told.emit(NoticeKind.SUCCESS, f"{name} was deleted. {wording.NOTHING_CHANGED}")

    @Slot(object)
    def _say_failed(self, error: BaseException) -> None:
        self.told.emit(NoticeKind.ERROR, wording.problem(error))
