"""Undo and redo of all that belongs to an applicant: each step leads from one state of it to another."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence, QUndoCommand, QUndoStack

from app.applicant import wording
from app.applicant.case import BESIDE, Case
from app.applicant.history import KEY, Way
from core.history import COUNTS, RATIOS
from core.schema import field, is_field

State = Mapping[str, str]

_MOST_STEPS = 200
_NO_RUN = -1
"""Of a step that stays by itself, as Qt has it."""


class FormUndo(QObject):
    """Keeps a step for each choice and each filling of the form, and one for all that is typed in a field at a time.

    Signals:
        applied: the case holds again what it held before.

    Attributes:
        undo: takes the last step back.
        redo: takes it once more.
    """

    applied = Signal()

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self._case = case
        self._now = case.state()
        self._typing, self._run = "", 0
        self._is_applying = False
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(_MOST_STEPS)
        self.undo = self._stack.createUndoAction(self, "&Undo")
        self.undo.setShortcuts(QKeySequence.StandardKey.Undo)
        self.redo = self._stack.createRedoAction(self, "&Redo")
        self.redo.setShortcuts(QKeySequence.StandardKey.Redo)
        case.changed.connect(self._record)
        case.typing_ended.connect(self._end_run)

    def apply(self, state: State, other: State) -> None:
        """Let the case hold a state, and lead to the one field in which it differs from the other."""
        if not _differing(state, self._now):
            return
        self._is_applying = True
        self._case.put(state)
        self._is_applying = False
        name = _only(self._seen(state, other))
        if name:
            self._case.focus(name)
        self.applied.emit()

    @Slot(str)
    def _record(self, name: str) -> None:
        """Keep a step from the state of before to that of now; ``name`` is the input in which somebody was."""
        before, self._now = self._now, self._case.state()
        names = self._seen(before, self._now)
        if self._is_applying or not name:
            self._end_run()
        if not names or self._is_applying:
            return
        run = self._run_of(name) if names == [name] else _NO_RUN
        self._stack.push(_Step(self, before, self._now, _said(names, self._now), run))

    def _run_of(self, name: str) -> int:
        """What is typed in one field without leaving it is one run."""
        if name == KEY or (is_field(name) and field(name).is_category):
            return _NO_RUN
        if name != self._typing:
            self._typing = name
            self._run += 1
        return self._run

    def _seen(self, one: State, other: State) -> list[str]:
        """The inputs on show that hold something else."""
        return [name for name in _differing(one, other) if self._case.shows(name)]

    @Slot()
    def _end_run(self) -> None:
        self._typing = ""


class _Step(QUndoCommand):
    """From one state of the form to another."""

    def __init__(self, owner: FormUndo, before: State, after: State, text: str, run: int) -> None:
        super().__init__(text)
        self._owner, self._before, self._after, self._run = owner, before, after, run

    def id(self) -> int:
        """Steps of one run become one."""
        return self._run

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the next step of the run; nothing is left where it leads back."""
        assert isinstance(other, _Step)  # there are no others with an id
        self._after = other._after
        self.setObsolete(not _differing(self._before, self._after))
        return True

    def undo(self) -> None:
        """Go back."""
        self._owner.apply(self._before, self._after)

    def redo(self) -> None:
        """Go forth; at first the form is there already."""
        self._owner.apply(self._after, self._before)


def _differing(one: State, other: State) -> list[str]:
    """The inputs that hold something else, in the order of the states."""
    names = dict.fromkeys([*one, *other])
    return [name for name in names if _held(one, name) != _held(other, name)]


def _held(state: State, name: str) -> str:
    return state.get(name, "") or (Way.RATIOS if name == KEY else "")


def _only(names: list[str]) -> str:
    """The one input that a step is about; a choice of the way may take figures of the history along."""
    if len(names) == 1:
        return names[0]
    return KEY if KEY in names and set(names) <= {KEY, *COUNTS, *RATIOS} else ""


def _said(names: list[str], after: State) -> str:
    """What a step did, to go on after Undo and Redo."""
    if set(names) <= set(BESIDE):
        return BESIDE[names[0]]
    if not any(text for name, text in after.items() if name != KEY and name not in BESIDE):
        return "emptying the form"
    name = _only(names)
    if not name:
        return "filling in the form"
    if name == KEY:
        return "choice of ratios or counts"
    return f"{'choice of' if field(name).is_category else 'typing in'} {wording.in_sentence(name)}"
