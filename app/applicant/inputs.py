"""The labelled inputs that one model asks for: shown by the way of the history, filled and read by name."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QRadioButton

from app.applicant import wording
from app.applicant.carrying import carried
from app.applicant.entries import ChoiceEntry, NumberEntry, WaySwitch, is_leaving
from app.applicant.history import KEY, Way, counting, has_ways
from app.applicant.mnemonics import form_labels
from app.applicant.money import MoneyEntry
from app.widgets.fields import FieldForm, FieldRow
from core.schema import Field, Group, Kind
from core.scorecard import Scorecard

_WAY_LABEL = "History given by"
_WAY_HELP = (
    "Two ratios, or the three counts they are computed from. "
    "0 loan months say that the bureau knows no loan of the applicant."
)
_TAKEN = "abrfevhnsxp"
"""The mnemonics of the tabs, the menus and the buttons above the form."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Entry = NumberEntry | ChoiceEntry


class Inputs(FieldForm):
    """One input a field, in groups.

    Signals:
        changed: the input of that name holds something else.
        left: the input of that name lost the focus to another one.

    Attributes:
        fields: what is asked for.
        by_name: label, editor and words of each field.
        way: chooses how the history is given; None where a model leaves no choice.
    """

    changed = Signal(str)
    left = Signal(str)

    def __init__(self, fields: Sequence[Field], scorecard: Scorecard) -> None:
        super().__init__(may_stack=True)
        self.fields, self._scorecard = list(fields), scorecard
        self.by_name: dict[str, FieldRow] = {}
        self.way: WaySwitch | None = None
        self._entries: dict[str, Entry] = {}
        for group, members in self._groups():
            self.add_group(group)
            if group is Group.HISTORY and has_ways(members):
                self._add_way()
            for item in members:
                self._add(item)
        self._keep_editors_in_place()

    def counting(self) -> list[str]:
        """Names of the fields that count by the way of the history that is chosen."""
        return counting(self.fields, self._scorecard, self.way.way if self.way else Way.RATIOS)

    def typed(self) -> dict[str, str]:
        """What stands in each field, by name, whether or not it counts."""
        return {name: entry.typed() for name, entry in self._entries.items()}

    def put(self, state: Mapping[str, str]) -> None:
        """Fill in texts by name, and the way of the history under ``KEY``; what is not named becomes empty."""
        if self.way:
            with QSignalBlocker(self.way):
                self.way.put(state.get(KEY, Way.RATIOS))
        for name, entry in self._entries.items():
            entry.put(state.get(name, ""))

    def take_over(self, before: "Inputs") -> None:
        """Let these lines stand in the place of others, half typed as they may be."""
        for name, after in self._entries.items():
            line = before._entries.get(name)
            if isinstance(line, NumberEntry) and isinstance(after, NumberEntry):
                after.take_over(line)

    def use(self, scorecard: Scorecard) -> None:
        """Go on with another model that asks for the same fields."""
        self._scorecard = scorecard
        self.show_counting()

    @Slot()
    def show_counting(self) -> None:
        """Show the fields that count, each with its letter."""
        shown, labels = set(self.counting()), form_labels(self.fields, self._scorecard, _TAKEN)
        for name, row in self.by_name.items():
            row.set_visible(visible=name in shown)
            row.label.setText(labels[name])

    def is_being_edited(self) -> bool:
        """Whether somebody is in the middle of typing."""
        return any(entry.is_being_edited() for entry in self._entries.values())

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        next(iter(self._entries.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus(self, name: str) -> None:
        """Put the cursor into a field that is on show; ``KEY`` stands for the choice of the way."""
        entry = self.way if name == KEY else self._entries.get(name)
        if entry is not None and entry.isVisible():
            entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Let the labels grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keep_editors_in_place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when a field is left; let Enter go to the next one."""
        if isinstance(watched, NumberEntry | ChoiceEntry | QRadioButton):
            if isinstance(event, QFocusEvent) and event.lostFocus() and is_leaving(event):
                self.left.emit(watched.objectName())
            if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)

    def _groups(self) -> Iterator[tuple[Group, list[Field]]]:
        for group in Group:
            members = [item for item in self.fields if item.group is group]
            if members:
                yield group, members

    def _add_way(self) -> None:
        self.way = WaySwitch()
        self.way.setObjectName(KEY)
        self.way.changed.connect(self._switch)
        self.add_field(_WAY_LABEL, self.way, help_text=_WAY_HELP)

    def _add(self, item: Field) -> None:
        entry = _entry(item)
        entry.setObjectName(item.name)
        self._entries[item.name] = entry
        self.by_name[item.name] = self.add_field(item.label, entry, item.unit, wording.help_of(item))
        entry.changed.connect(self._tell)

    def _keep_editors_in_place(self) -> None:
        """Keep room for the longest label, so that the column of editors stays when rows come and go."""
        widths = [self.fontMetrics().horizontalAdvance(item.label) for item in self.fields]
        for row in self.by_name.values():
            row.label.setMinimumWidth(max(widths))

    @Slot()
    def _switch(self) -> None:
        """Show the fields of the other way with what follows from those of before, and tell it all at once."""
        way = self.way.way if self.way else Way.RATIOS
        before = counting(self.fields, self._scorecard, Way.RATIOS if way is Way.COUNTS else Way.COUNTS)
        with QSignalBlocker(self):
            for name, text in carried(self.typed(), way, self._scorecard).items():
                if name not in before:
                    self._entries[name].put(text)
        self.show_counting()
        self.changed.emit(KEY)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.sender().objectName())


def _entry(item: Field) -> Entry:
    if item.is_category:
        return ChoiceEntry(item)
    return MoneyEntry(item) if item.kind is Kind.MONEY else NumberEntry(item)
