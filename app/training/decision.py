"""A candidate on its way: not decided upon, saved as a version, put into use."""

from PySide6.QtCore import QObject, Signal, Slot

from app.training.candidate import Candidate
from app.training.keeper import Keeper
from core.scorecard import Scorecard


class Decision(QObject):
    """Carries out what was decided about one candidate after the other.

    Signals:
        saved: it has become this version.
        used: this version is in use.
        failed: why one of these did not come about, an exception.

    Attributes:
        candidate: None where there is none.
        saved_as: the version that it has become; empty while it is not saved.
        used_as: the same once that is in use.
    """

    saved = Signal(str)
    used = Signal(str)
    failed = Signal(object)

    def __init__(self, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self.candidate: Candidate | None = None
        self.saved_as = self.used_as = ""
        self._is_wanted, self._reason = False, ""

    @property
    def is_pending(self) -> bool:
        """Whether there is a candidate that was neither saved nor dropped."""
        return self.candidate is not None and not self.saved_as

    @property
    def against(self) -> list[str]:
        """What the candidate's gates found against it; nothing where it passes them all."""
        blocked_by = self.candidate.result.judgement.blocked_by if self.candidate else ()
        return [f"{gate.name}: {gate.sentence}" for gate in blocked_by]

    def begin(self, candidate: Candidate | None) -> None:
        """Take a candidate that nobody has decided about yet, or none."""
        self.candidate, self.saved_as, self.used_as = candidate, "", ""

    def save(self) -> None:
        """Keep it as a version that is not in use."""
        self._keep("", is_wanted=False)

    def use(self, reason: str = "") -> None:
        """Keep it as a version, unless that was done, and put it into use; one that is blocked needs a reason."""
        if self.saved_as:
            self._activate(reason)
        else:
            self._keep(reason, is_wanted=True)

    def _keep(self, reason: str, *, is_wanted: bool) -> None:
        self._is_wanted, self._reason = is_wanted, reason
        if self.candidate is not None:
            result = self.candidate.result
            job = self._keeper.save(result.signed(reason), result.judgement)
            job.succeeded.connect(self._take_saved)
            job.failed.connect(self.failed)

    @Slot(object)
    def _take_saved(self, scorecard: Scorecard) -> None:
        self.saved_as = scorecard.version
        self.saved.emit(self.saved_as)
        if self._is_wanted:
            self._activate(self._reason)

    def _activate(self, reason: str) -> None:
        job = self._keeper.activate(self.saved_as, reason)
        job.succeeded.connect(self._take_used)
        job.failed.connect(self.failed)

    @Slot(object)
    def _take_used(self, name: str) -> None:
        self.used_as = name
        self.used.emit(name)
