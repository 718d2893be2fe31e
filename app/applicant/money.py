"""The input of an amount in rupees, in lakh/crore grouping as it is typed."""

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent

from app.applicant import grouping, wording
from app.applicant.entries import NumberEntry, is_leaving
from app.applicant.grouping import Line
from core import parsing
from core.errors import InputError
from core.schema import Field


class MoneyEntry(NumberEntry):
    """An amount that groups itself: at every key, at once when it is pasted, and in full when the field is left."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._line = Line("", 0, is_ours=True)
        self._selected = 0
        self.textEdited.connect(self._regroup)
        self.selectionChanged.connect(self._see_selection)

    def put(self, text: str) -> None:
        """Show a text, grouped where it is an amount."""
        amount = self._as_amount(text)
        super().put(amount or text)
        self._keep(is_ours=bool(amount) or "," not in text)

    def take_over(self, other: NumberEntry) -> None:
        """Take over also whose commas those are."""
        super().take_over(other)
        if isinstance(other, MoneyEntry):
            self._line, self._selected = other._line, other._selected

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the amount out when the field is left: 12.4 lakh becomes 12,40,000."""
        if is_leaving(event):
            self._write_out()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Backspace and Delete take the digit behind a comma, which would come back by itself."""
        behind = self.text()[self.cursorPosition() :]
        if not self.hasSelectedText() and grouping.may_move_commas(self._line, behind):
            self._step_over_comma(event.key())
        super().keyPressEvent(event)

    def _step_over_comma(self, key: int) -> None:
        text, caret = self.text(), self.cursorPosition()
        if key == Qt.Key.Key_Backspace and text[:caret].endswith(","):
            self.setCursorPosition(caret - 1)
        elif key == Qt.Key.Key_Delete and text[caret:].startswith(","):
            self.setCursorPosition(caret + 1)

    @Slot(str)
    def _regroup(self, now: str) -> None:
        """Follow an edit: an amount that was pasted as a whole is written out, what is typed is grouped."""
        caret = self.cursorPosition()
        is_pasted = len(now) > 1 and grouping.inserted(self._line, now, caret, self._selected) == now
        amount = self._as_amount(now) if is_pasted else ""
        if amount:
            line = Line(amount, len(amount), is_ours=True)
        else:
            line = grouping.after_edit(self._line, now, caret, self._selected)
        self._show(line)

    @Slot()
    def _see_selection(self) -> None:
        self._selected = len(self.selectedText())

    def _write_out(self) -> None:
        amount = self._as_amount(self.text())
        if not amount:
            return
        if amount == self.text():
            self._keep(is_ours=True)
            return
        self._show(Line(amount, len(amount), is_ours=True))
        self.changed.emit()

    def _as_amount(self, text: str) -> str:
        """The amount in groups; nothing where there is none that could be true, or that has parts of a paisa."""
        try:
            amount = parsing.parse_number(text, self.field)
        except InputError:
            return ""
        possible = self.field.minimum <= amount <= self.field.maximum and amount == round(amount, 2)
        return wording.grouped(amount) if possible else ""

    def _show(self, line: Line) -> None:
        """Write the same amount in another way; whoever types goes on typing."""
        with QSignalBlocker(self):
            self.setText(line.text)
            self.setCursorPosition(line.caret)
            self.setModified(True)
        self._keep(is_ours=line.is_ours)

    def _keep(self, *, is_ours: bool) -> None:
        self._line = Line(self.text(), self.cursorPosition(), is_ours)
        self._selected = 0
