"""What becomes of the candidate: it is used, kept for later, or dropped."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID
from app.training import candidate_words, wording
from app.training.candidate import Candidate
from app.training.keeper import Keeper
from app.training.reason_dialog import ReasonDialog
from app.widgets.notice import Notice, NoticeKind
from app.widgets.wrapping import WrappingRow
from core.scorecard import Scorecard

_SAVE, _USE, _DROP, _STAY = "Save it", "Use it", "Drop it", "Keep looking"
_AGAIN = "Training again with the same data and seed would make the same one."
_UNDECIDED = f"Nobody has decided about the candidate yet. Use it, save it, or drop it? {_AGAIN}"
_BLOCKED = (
    f"Nobody has decided about the candidate yet, which does not pass all its gates. Save it, or drop it? {_AGAIN}"
)
_PASSES, _DESPITE = "Use this &model", "Use this &model despite its gates…"


class DecisionBar(QWidget):
    """The buttons beneath a result, and what came of them.

    Signals:
        closed: the candidate is decided upon and may go from view.

    Attributes:
        use: saves the candidate and puts it into use; asks for a reason where it does not pass its gates.
        save: saves it and leaves the model in use.
        close_: drops it; when it is saved, only leaves the page.
        copy: puts the comparison on the clipboard as text.
        notice: what came of it.
        saved_as: the version that the candidate has become; empty while it is not saved.
    """

    closed = Signal()

    def __init__(self, desk: Desk, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._keeper = desk, keeper
        self._candidate: Candidate | None = None
        self.saved_as = self._used = ""
        self._is_wanted, self._reason = False, ""
        self._held_up: Callable[[], object] | None = None
        self.use, self.save = QPushButton(_PASSES), QPushButton("Save &without using it")
        self.close_, self.copy, self.notice = QPushButton("&Keep the old one"), QPushButton("Copy as text"), Notice()
        self.use.setProperty("primary", True)
        self._lay_out()
        self._connect()

    @property
    def is_undecided(self) -> bool:
        """Whether there is a candidate that was neither saved nor dropped."""
        return self._candidate is not None and not self.saved_as

    @property
    def _failed(self) -> list[str]:
        """What the candidate's gates found against it."""
        blocked_by = self._candidate.result.judgement.blocked_by if self._candidate else ()
        return [f"{gate.name}: {gate.sentence}" for gate in blocked_by]

    def show_candidate(self, candidate: Candidate) -> None:
        """Offer the choices for a candidate that was just trained."""
        self._candidate, self.saved_as, self._used, self._is_wanted, self._reason = candidate, "", "", False, ""
        self.notice.clear()
        self._refresh()

    def may_go(self, title: str, then: Callable[[], object]) -> bool:
        """Ask what becomes of a candidate that nobody decided about; returns whether it may be lost now.

        Where it is to be kept, or is just being kept, ``then`` is called once that is done. Nothing is lost here.
        """
        if not self.is_undecided:
            return True
        answer = "" if self._keeper.is_busy else self._ask(title)
        if answer not in (_DROP, _STAY):
            self._held_up = then
        if answer in (_SAVE, _USE):
            self._is_wanted = answer == _USE
            self._start_saving()
        return answer == _DROP

    def _ask(self, title: str) -> str:
        """Who leaves cannot write a reason, so that a candidate that needs one can only be saved."""
        if self._failed:
            return self._desk.dialogs.ask(title, _BLOCKED, (_SAVE, _DROP, _STAY))
        return self._desk.dialogs.ask(title, _UNDECIDED, (_SAVE, _USE, _DROP, _STAY))

    def drop(self) -> None:
        """Forget the candidate."""
        self._candidate = None

    def _lay_out(self) -> None:
        row = WrappingRow()
        for button in (self.use, self.save, self.close_):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.notice)
        column.addLayout(row)

    def _connect(self) -> None:
        self.use.clicked.connect(self._use)
        self.save.clicked.connect(self._save)
        self.close_.clicked.connect(self._close)
        self.copy.clicked.connect(self._copy)
        self._keeper.busy_changed.connect(self._refresh)
        self._keeper.busy_changed.connect(self._go_on)

    @Slot()
    def _refresh(self) -> None:
        self.use.setVisible(not self._used)
        self.use.setText(_DESPITE if self._failed else _PASSES)
        self.save.setVisible(not self.saved_as)
        self.close_.setText("&Close" if self.saved_as else "&Keep the old one")
        for button in (self.use, self.save, self.close_):
            button.setEnabled(not self._keeper.is_busy)

    @Slot()
    def _go_on(self) -> None:
        """Take up again what waited for the candidate to be kept."""
        if self._held_up is not None and not self._keeper.is_busy:
            then, self._held_up = self._held_up, None
            then()

    @Slot()
    def _use(self) -> None:
        """Use it; ask for a reason first where it does not pass its gates."""
        if not self._failed:
            self._use_because("")
            return
        dialog = ReasonDialog("The candidate", self._failed, self)
        dialog.reasoned.connect(self._use_because)
        dialog.open()

    @Slot(str)
    def _use_because(self, reason: str) -> None:
        self._is_wanted, self._reason = True, reason
        if self.saved_as:
            self._activate()
        else:
            self._start_saving()

    @Slot()
    def _save(self) -> None:
        self._is_wanted, self._reason = False, ""
        self._start_saving()

    def _start_saving(self) -> None:
        if self._candidate is not None:
            result = self._candidate.result
            job = self._keeper.save(result.signed(self._reason), result.judgement)
            job.succeeded.connect(self._take_saved)
            job.failed.connect(self._show_failure)

    @Slot(object)
    def _take_saved(self, scorecard: Scorecard) -> None:
        self.saved_as = scorecard.version
        self.notice.show_notice(NoticeKind.SUCCESS, f"Saved as {self.saved_as}. {wording.NOTHING_CHANGED}")
        self._refresh()
        if self._is_wanted:
            self._activate()

    def _activate(self) -> None:
        job = self._keeper.activate(self.saved_as, self._reason)
        job.succeeded.connect(self._take_used)
        job.failed.connect(self._show_failure)

    @Slot(object)
    def _take_used(self, name: str) -> None:
        self._used = name
        words = f"{name} is in use from now on. To go back, use “Roll back” beneath the versions."
        self.notice.show_notice(NoticeKind.SUCCESS, words)
        self._refresh()

    @Slot(object)
    def _show_failure(self, error: BaseException) -> None:
        self._held_up = None
        where = f"saved as {self.saved_as}" if self.saved_as else "still here"
        words = wording.problem(error, f"{wording.NOTHING_CHANGED} The candidate is {where}.")
        self.notice.show_notice(NoticeKind.ERROR, words)

    @Slot()
    def _close(self) -> None:
        question = f"The candidate is not saved. {_AGAIN}"
        if self.saved_as or self._desk.dialogs.ask("Drop the candidate?", question, (_DROP, _STAY)) == _DROP:
            self.drop()
            self.closed.emit()

    @Slot()
    def _copy(self) -> None:
        if self._candidate is not None:
            QGuiApplication.clipboard().setText(candidate_words.as_text(self._candidate))
