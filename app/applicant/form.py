"""The form of one applicant, made from the fields that the active model needs."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.applicant import tab_order
from app.applicant.assessment import Assessment
from app.applicant.flags import flags
from app.applicant.history import KEY
from app.applicant.inputs import Inputs
from app.applicant.readings import has_reading, readings
from app.applicant.samples import SAMPLES
from app.services.theme import GRID
from app.widgets.fields import FieldRow
from core import validation
from core.history import COUNTS, RATIOS
from core.schema import Field, field
from core.scorecard import Scorecard

_PAUSE_MS = 1_000


class ApplicantForm(QWidget):
    """Labelled inputs; gives what was typed as texts by field name.

    Signals:
        changed: the input of that name holds something else or was left; no name where the form was filled.
        help_changed: what to enter in the input that has the focus now.
        paused: whoever types waits, and has been told what is wrong so far.
    """

    changed = Signal(str)
    help_changed = Signal(str)
    paused = Signal()

    def __init__(self, scorecard: Scorecard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._column.addStretch()
        self._kept: dict[str, str] = {}
        self._left: set[str] = set()
        self._is_sample = False
        self._marked: Assessment | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._mark_again)
        self._inputs = self._added(validation.required_inputs(scorecard), scorecard)
        self._inputs.show_counting()

    @property
    def rows(self) -> dict[str, FieldRow]:
        """Label, editor and words of each field."""
        return self._inputs.by_name

    def show_fields(self, scorecard: Scorecard) -> None:
        """Show the fields a model needs; what was typed stays, also in fields that this model does not need."""
        fields = validation.required_inputs(scorecard)
        if fields == self._inputs.fields:
            self._inputs.use(scorecard)
        else:
            self._exchange(fields, scorecard)
        self.changed.emit("")

    def texts(self) -> dict[str, str]:
        """What was typed in the fields that count, by field name."""
        typed = self._inputs.typed()
        return {name: typed[name] for name in self._inputs.counting()}

    def state(self) -> dict[str, str]:
        """Everything typed, with the way of the history under ``KEY``."""
        way = {KEY: self._inputs.way.way.value} if self._inputs.way else {}
        return self._kept | self._inputs.typed() | way

    def own_state(self) -> dict[str, str]:
        """The same without what a sample holds out of sight, which is not true of anybody else."""
        return {name: text for name, text in self.state().items() if not self._is_sample or self.shows(name)}

    def shows(self, name: str) -> bool:
        """Whether there is an input of that name, if only for the other way of the history."""
        return name in self.rows or (name == KEY and self._inputs.way is not None)

    def put(self, state: Mapping[str, str]) -> None:
        """Fill in what ``state`` gave before; fields without a text become empty and count as not yet visited."""
        self._kept, self._is_sample = dict(state), False
        self._left = {name for name, text in state.items() if text}
        with QSignalBlocker(self):
            self._inputs.put(state)
        self._is_sample = dict(state) in SAMPLES
        self._inputs.show_counting()
        self.changed.emit("")

    def is_empty(self) -> bool:
        """Whether nothing has been typed or chosen."""
        return not any(self._inputs.typed().values())

    def is_being_edited(self) -> bool:
        """Whether somebody is in the middle of typing, and has not paused yet."""
        return self._pause.isActive() and self._inputs.is_being_edited()

    def mark(self, assessment: Assessment) -> None:
        """Say beneath each field what is read in it, what is unusual about it and what is wrong with it.

        While somebody types, words change and go, but no new ones appear before a pause: half a number may be wrong in
        itself, and beside another field.
        """
        self._marked = assessment
        is_half_typed = self.is_being_edited()
        read, unusual = readings(assessment), flags(assessment)
        for name, row in self.rows.items():
            wrong = assessment.wrong.get(name, "")
            wrong = wrong or (assessment.missing.get(name, "") if name in self._left else "")
            row.set_error("" if is_half_typed and not row.error else wrong)
            row.set_flag("" if is_half_typed and not row.flag else unusual.get(name, ""))
            if has_reading(field(name)):
                row.set_reading(read.get(name, ""))

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self._inputs.focus_first()

    def focus(self, name: str) -> None:
        """Put the cursor into a field that is on show; ``KEY`` stands for the choice of the way."""
        self._inputs.focus(name)

    def _added(self, fields: list[Field], scorecard: Scorecard) -> Inputs:
        """Inputs that are listened to, at the top of the form."""
        inputs = Inputs(fields, scorecard)
        inputs.help_changed.connect(self.help_changed)
        inputs.changed.connect(self._tell)
        inputs.left.connect(self._leave)
        self._column.insertWidget(0, inputs)
        return inputs

    def _exchange(self, fields: list[Field], scorecard: Scorecard) -> None:
        """Put inputs for other fields in the place of those there are: whoever types goes on typing."""
        old, left, self._kept = self._inputs, self._left, self.state()
        self._inputs = self._added(fields, scorecard)
        with QSignalBlocker(self):
            self.put(self._kept)
            old.blockSignals(True)
            self._inputs.take_over(old)
        self._left = left
        self._replace(old, self._inputs)

    def _replace(self, old: Inputs, new: Inputs) -> None:
        """Put inputs in the place of others for the keyboard too, with the cursor in the same field."""
        focus = QApplication.focusWidget()
        tab_order.follow(old, new)
        new.show()  # at once, since nothing out of sight can have the focus
        if focus is not None and old.isAncestorOf(focus):
            self.focus(focus.objectName())
        old.setParent(None)
        old.deleteLater()

    @Slot(str)
    def _leave(self, name: str) -> None:
        self._left.add(name)
        self.changed.emit(name)

    @Slot(str)
    def _tell(self, name: str) -> None:
        """Say which input holds something else; whoever changes a sample makes another applicant of it."""
        self._kept, self._is_sample = self.own_state(), False
        if name == KEY:  # nobody was yet in fields that have just come
            self._left.difference_update((*COUNTS, *RATIOS))
        if self._inputs.is_being_edited():
            self._pause.start()
        self.changed.emit(name)

    @Slot()
    def _mark_again(self) -> None:
        if self._marked is not None:
            self.mark(self._marked)
        self.paused.emit()
