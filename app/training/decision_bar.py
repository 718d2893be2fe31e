"""What becomes of the candidate: it is used, kept for later, or dropped."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID
from app.training import candidate_words, wording
from app.training.candidate import Candidate
from app.training.decision import Decision
from app.training.keeper import Keeper
from app.training.reason_dialog import ReasonDialog
from app.widgets.notice import Notice, NoticeKind
from app.widgets.wrapping import WrappingRow

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
    """

    closed = Signal()

    def __init__(self, desk: Desk, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._keeper = desk, keeper
        self._decision = Decision(keeper, self)
        self._held_up: Callable[[], object] | None = None
        self.use, self.save = QPushButton(_PASSES), QPushButton("Save &without using it")
        self.close_, self.copy, self.notice = QPushButton("&Keep the old one"), QPushButton("Copy as text"), Notice()
        self.use.setProperty("primary", True)
        self._lay_out()
        self._connect()

    @property
    def is_undecided(self) -> bool:
        """Whether there is a candidate that was neither saved nor dropped."""
        return self._decision.is_pending

    @property
    def saved_as(self) -> str:
        """The version that the candidate has become; empty while it is not saved."""
        return self._decision.saved_as

    def show_candidate(self, candidate: Candidate) -> None:
        """Offer the choices for a candidate that was just trained."""
        self._decision.begin(candidate)
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
        if answer == _SAVE:
            self._decision.save()
        elif answer == _USE:
            self._decision.use()
        return answer == _DROP

    def _ask(self, title: str) -> str:
        """Who leaves cannot write a reason, so that a candidate that needs one can only be saved."""
        if self._decision.against:
            return self._desk.dialogs.ask(title, _BLOCKED, (_SAVE, _DROP, _STAY))
        return self._desk.dialogs.ask(title, _UNDECIDED, (_SAVE, _USE, _DROP, _STAY))

    def drop(self) -> None:
        """Forget the candidate."""
        self._decision.begin(None)

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
        self.save.clicked.connect(self._decision.save)
        self.close_.clicked.connect(self._close)
        self.copy.clicked.connect(self._copy)
        self._decision.saved.connect(self._tell_saved)
        self._decision.used.connect(self._tell_used)
        self._decision.failed.connect(self._show_failure)
        self._keeper.busy_changed.connect(self._refresh)
        self._keeper.busy_changed.connect(self._go_on)

    @Slot()
    def _refresh(self) -> None:
        self.use.setVisible(not self._decision.used_as)
        self.use.setText(_DESPITE if self._decision.against else _PASSES)
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
        if not self._decision.against:
            self._decision.use()
            return
        dialog = ReasonDialog("The candidate", self._decision.against, self)
        dialog.reasoned.connect(self._decision.use)
        dialog.open()

    @Slot(str)
    def _tell_saved(self, name: str) -> None:
        self.notice.show_notice(NoticeKind.SUCCESS, f"Saved as {name}. {wording.NOTHING_CHANGED}")
        self._refresh()

    @Slot(str)
    def _tell_used(self, name: str) -> None:
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
        if self._decision.candidate is not None:
            QGuiApplication.clipboard().setText(candidate_words.as_text(self._decision.candidate))
