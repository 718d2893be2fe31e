"""The form of one applicant, made from the fields that the active model needs."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.applicant import tab_order, wording
from app.applicant.assessment import Assessment
from app.applicant.entries import ChoiceEntry, NumberEntry, WaySwitch, is_leaving
from app.applicant.flags import flags
from app.applicant.history import KEY, Way, counting, has_ways
from app.applicant.mnemonics import form_labels
from app.applicant.money import MoneyEntry
from app.applicant.readings import has_reading, readings
from app.applicant.samples import SAMPLES
from app.services.theme import GRID
from app.widgets.fields import FieldForm, FieldRow
from core import validation
from core.schema import Field, Group, Kind, field
from core.scorecard import Scorecard

_WAY_LABEL = "History given by"
_WAY_HELP = (
    "Two ratios, or the three counts they are computed from. "
    "0 loan months say that the bureau knows no loan of the applicant."
)
_TAKEN = "abrfevhnsxp"
"""The mnemonics of the tabs, the menus and the buttons above the form."""
_PAUSE_MS = 1_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Entry = NumberEntry | ChoiceEntry


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
        self._fields: list[Field] = []
        self._kept: dict[str, str] = {}
        self._left: set[str] = set()
        self._is_sample = False
        self._marked: Assessment | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._mark_again)
        self._entries: dict[str, Entry] = {}
        self._form: FieldForm | None = None
        self.show_fields(scorecard)

    def show_fields(self, scorecard: Scorecard) -> None:
        """Show the fields a model needs; what was typed stays, also in fields that this model does not need."""
        fields, old = validation.required_inputs(scorecard), self._form
        self._scorecard = scorecard
        if old is not None and fields == self._fields:
            self._show_counting()
            self.changed.emit("")
            return
        self._kept = self.state() if old is not None else {}
        left, entries = self._left, self._entries
        self._fields = fields
        self._form = self._filled()
        self._column.insertWidget(0, self._form)
        self._keep_editors_in_place()
        with QSignalBlocker(self):
            self.put(self._kept)
            self._take_over(entries)
        if old is not None:
            self._left = left
            self._replace(old, self._form)
        self.changed.emit("")

    def texts(self) -> dict[str, str]:
        """What was typed in the fields that count, by field name."""
        return {name: self._entries[name].typed() for name in self._counting()}

    def state(self) -> dict[str, str]:
        """Everything typed, with the way of the history under ``KEY``."""
        way = {KEY: self._way.way.value} if self._way else {}
        return self._kept | {name: entry.typed() for name, entry in self._entries.items()} | way

    def own_state(self) -> dict[str, str]:
        """The same without what a sample holds out of sight, which is not true of anybody else."""
        return {name: text for name, text in self.state().items() if not self._is_sample or self.shows(name)}

    def shows(self, name: str) -> bool:
        """Whether there is an input of that name, if only for the other way of the history."""
        return name in self._entries or (name == KEY and self._way is not None)

    def put(self, state: Mapping[str, str]) -> None:
        """Fill in what ``state`` gave before; fields without a text become empty and count as not yet visited."""
        self._kept, self._is_sample = dict(state), False
        self._left = {name for name, text in state.items() if text}
        with QSignalBlocker(self):
            if self._way:
                self._way.put(state.get(KEY, Way.RATIOS))
            for name, entry in self._entries.items():
                entry.put(state.get(name, ""))
        self._is_sample = dict(state) in SAMPLES
        self._show_counting()
        self.changed.emit("")

    def is_empty(self) -> bool:
        """Whether nothing has been typed or chosen."""
        return not any(entry.typed() for entry in self._entries.values())

    def mark(self, assessment: Assessment) -> None:
        """Say beneath each field what is read in it, what is unusual about it and what is wrong with it.

        While somebody types, words change and go, but no new ones appear before a pause: half a number may be wrong in
        itself, and beside another field.
        """
        self._marked = assessment
        is_half_typed = self._pause.isActive() and self._is_being_edited()
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
        next(iter(self._entries.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus(self, name: str) -> None:
        """Put the cursor into a field that is on show; ``KEY`` stands for the choice of the way."""
        entry = self._way if name == KEY else self._entries.get(name)
        if entry is not None and entry.isVisible():
            entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Let the labels grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keep_editors_in_place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when a field is left; let Enter go to the next one."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and is_leaving(event):
            self._leave(watched)
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            self.focusNextChild()
            return True
        return super().eventFilter(watched, event)

    def _filled(self) -> FieldForm:
        form = FieldForm(may_stack=True)
        form.help_changed.connect(self.help_changed)
        self._way: WaySwitch | None = None
        self.rows: dict[str, FieldRow] = {}
        self._entries = {}
        for group, fields in self._groups():
            form.add_group(group)
            if group is Group.HISTORY and has_ways(fields):
                self._add_way(form)
            for item in fields:
                self._add(form, item)
        return form

    def _groups(self) -> Iterator[tuple[Group, list[Field]]]:
        for group in Group:
            fields = [item for item in self._fields if item.group is group]
            if fields:
                yield group, fields

    def _add_way(self, form: FieldForm) -> None:
        self._way = WaySwitch()
        self._way.setObjectName(KEY)
        self._way.changed.connect(self._show_counting)
        self._way.changed.connect(self._tell)
        form.add_field(_WAY_LABEL, self._way, help_text=_WAY_HELP)
        for button in self._way.buttons.values():
            button.installEventFilter(self)

    def _add(self, form: FieldForm, item: Field) -> None:
        entry = _entry(item)
        entry.setObjectName(item.name)
        self._entries[item.name] = entry
        self.rows[item.name] = form.add_field(item.label, entry, item.unit, wording.help_of(item))
        entry.changed.connect(self._tell)
        entry.installEventFilter(self)

    def _counting(self) -> list[str]:
        way = self._way.way if self._way else Way.RATIOS
        return counting(self._fields, self._scorecard, way)

    def _keep_editors_in_place(self) -> None:
        """Keep room for the longest label, so that the column of editors stays when rows come and go."""
        widths = [self.fontMetrics().horizontalAdvance(item.label) for item in self._fields]
        for row in self.rows.values():
            row.label.setMinimumWidth(max(widths))

    @Slot()
    def _show_counting(self) -> None:
        shown, labels = set(self._counting()), form_labels(self._fields, self._scorecard, _TAKEN)
        for name, row in self.rows.items():
            row.set_visible(visible=name in shown)
            row.label.setText(labels[name])

    def _leave(self, watched: QObject) -> None:
        self._left.add(watched.objectName())
        self.changed.emit(watched.objectName())

    @Slot()
    def _tell(self) -> None:
        """Say which input holds something else; whoever changes a sample makes another applicant of it."""
        self._kept, self._is_sample = self.own_state(), False
        if self._is_being_edited():
            self._pause.start()
        self.changed.emit(self.sender().objectName())

    def _is_being_edited(self) -> bool:
        return any(entry.is_being_edited() for entry in self._entries.values())

    @Slot()
    def _mark_again(self) -> None:
        if self._marked is not None:
            self.mark(self._marked)
        self.paused.emit()

    def _take_over(self, entries: Mapping[str, Entry]) -> None:
        """Let the lines of the new form stand in the place of the old ones, to which nobody listens any more."""
        for name, before in entries.items():
            before.removeEventFilter(self)
            before.blockSignals(True)
            after = self._entries.get(name)
            if isinstance(before, NumberEntry) and isinstance(after, NumberEntry):
                after.take_over(before)

    def _replace(self, old: FieldForm, new: FieldForm) -> None:
        """Put a form in the place of another: for the keyboard too, and with the cursor in the same field."""
        focus = QApplication.focusWidget()
        tab_order.follow(old, new)
        new.show()  # at once, since nothing out of sight can have the focus
        if focus is not None and old.isAncestorOf(focus):
            self.focus(focus.objectName())
        old.setParent(None)
        old.deleteLater()


def _entry(item: Field) -> Entry:
    if item.is_category:
        return ChoiceEntry(item)
    return MoneyEntry(item) if item.kind is Kind.MONEY else NumberEntry(item)
