"""Writes letters about the rows on show: asks which, asks about doubtful ones, and says how it ended."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.batch.outcome import Outcome
from app.batch.saver import Saved, Saver
from app.services.desk import Desk
from app.services.jobs import Job
from app.services.policy import policy_of
from core.errors import CreditDeskError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.batch.letters import Mailing, Posted
    from app.batch.letters_dialog import Wanted
    from app.batch.recipients import Recipients
    from core.affordability import Policy
    from core.batch.kept.view import View

_LEAVE_OUT, _WRITE, _BACK = "Leave them out", "Write all the same", "Go back"
_NOBODY = "No row on show gets such a letter."
_PURPOSE, _FILTER = "letters", ("PDF document (*.pdf)",)
_LOOKING = "Looking through the rows"
_DEFECT = (
    "The rows could not be looked through, because something went wrong in Credit Desk itself; its log tells what."
)


class LetterWriter(QObject):
    """One mailing at a time."""

    def __init__(self, desk: Desk, outcome: Outcome, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._outcome = desk, outcome
        self._looking: Job | None = None
        self._left_out: list[str] = []
        self._saver = Saver(desk.jobs, self)
        self._saver.saved.connect(self._tell_saved)
        self._saver.stopped.connect(outcome.tell)
        self._saver.failed.connect(outcome.tell_failed)

    def ask(self, view: "View", window: QWidget) -> None:
        """Ask over a window which letters the rows on show get."""
        if self._looking is not None or self._saver.tell_busy():
            return
        from app.batch.letters_dialog import LettersDialog  # papers are not needed to open the window

        self._view = view
        dialog = LettersDialog(view, self._desk, window)
        dialog.chosen.connect(self._look)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @property
    def _policy(self) -> "Policy":
        return replace(policy_of(self._desk.settings), annual_rate=self._wanted.rate)

    @Slot(object)
    def _look(self, wanted: "Wanted") -> None:
        """Find out who gets a letter."""
        from app.batch.recipients import sort_out

        self._wanted = wanted
        self._outcome.clear()
        task = partial(sort_out, self._view, wanted.kind, self._policy)
        self._looking = self._desk.jobs.start(task, name=_LOOKING)
        self._looking.succeeded.connect(self._weigh)
        self._looking.failed.connect(self._tell_failed)
        self._looking.cancelled.connect(self._give_up)

    @Slot(object)
    def _weigh(self, found: "Recipients") -> None:
        """Ask about letters that may not be meant, then where they go."""
        self._looking = None
        doubts, rows = found.doubts(self._wanted.rate), found.all
        self._left_out = found.left_out()
        if doubts:
            answer = self._desk.dialogs.ask("Write these letters?", doubts, (_LEAVE_OUT, _WRITE, _BACK))
            if answer == _BACK:
                return
            if answer == _LEAVE_OUT:
                rows, left = found.agreed, len(found.all) - len(found.agreed)
                self._left_out.append(f"{left:,} of doubt {'was' if left == 1 else 'were'} left out.")
        if rows:
            self._start(rows)
        else:
            self._outcome.tell(" ".join((_NOBODY, *self._left_out)))

    def _start(self, rows: "Sequence[int]") -> None:
        """Write letters about some rows, if there is a place for them."""
        from app.batch.letters import writing

        mailing = self._mailing(rows)
        try:
            target = self._place(mailing)
        except CreditDeskError as error:
            self._outcome.tell_failed(str(error))
            return
        if target is not None:
            task = writing(mailing, target, apart=self._wanted.apart)
            self._saver.start(task, target, f"Writing {mailing.title}")

    def _place(self, mailing: "Mailing") -> Path | None:
        from app.batch.letters import new_folder

        dialogs, beside = self._desk.dialogs, self._view.kept.report.source.parent
        if self._wanted.apart:
            parent = dialogs.choose_folder(_PURPOSE, "Choose where the folder of letters goes", beside)
            return None if parent is None else new_folder(mailing, parent)
        return dialogs.save_file(_PURPOSE, "Save the letters", _FILTER, beside / f"{mailing.title}.pdf")

    def _mailing(self, rows: "Sequence[int]") -> "Mailing":
        from app.batch.letters import Mailing, Stationery
        from app.paper import fonts, letterhead
        from core import catalogue

        desk, head = self._desk, letterhead.read(self._desk.settings)
        stationery = Stationery(
            head,
            letterhead.read_logo(head.logo),
            fonts.system_fonts(),
            catalogue.read(desk.data_folder),
            desk.data_folder,
            date.today(),  # noqa: DTZ011 - the date on a letter is that of the desk
        )
        return Mailing(self._view.kept, rows, self._wanted.kind, self._policy, self._wanted.columns, stationery)

    @Slot(object)
    def _tell_failed(self, error: BaseException) -> None:
        self._looking = None
        self._outcome.tell_failed(str(error) if isinstance(error, CreditDeskError) else _DEFECT)

    @Slot()
    def _give_up(self) -> None:
        self._looking = None

    @Slot(object)
    def _tell_saved(self, saved: Saved) -> None:
        if saved.result is None:
            self._outcome.tell_written("The letters were written before it could be stopped.", saved.path)
            return
        posted: Posted = saved.result
        letters = "1 letter" if posted.letters == 1 else f"{posted.letters:,} letters"
        words = " ".join((f"{letters} written to {posted.path}.", *self._left_out))
        self._outcome.tell_written(words, posted.path, posted.notices)
