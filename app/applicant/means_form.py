"""The inputs of affordability: what is assumed of the applicant beside the form."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.applicant import wording
from app.applicant.case import Case
from app.applicant.entries import NumberEntry
from app.applicant.money import MoneyEntry
from app.applicant.terms import OBLIGATIONS, TERMS
from app.applicant.typed_number import typed_number
from app.widgets.fields import FieldForm, FieldRow
from core.schema import Field


class MeansForm(QWidget):
    """Three numbers beside the form of the applicant; they belong to the applicant as what is typed there does.

    Signals:
        changed: a number is another one.

    Attributes:
        edits: the inputs, by name.
        rows: their lines.
    """

    changed = Signal()

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case, form = case, FieldForm()
        self.edits = {item.name: MoneyEntry(item) if item is OBLIGATIONS else NumberEntry(item) for item in TERMS}
        self.rows: dict[str, FieldRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        for item in TERMS:
            edit = self.edits[item.name]
            edit.setObjectName(item.name)
            self.rows[item.name] = form.add_field(item.label, edit, item.unit, item.help)
            edit.put(case.beside(item.name))
            edit.changed.connect(self._take)
        form.help_changed.connect(case.typing_ended)
        case.beside_changed.connect(self._follow)

    def value(self, item: Field, default: float) -> float | None:
        """The number typed, the default where the line is empty; None where it is none, which is said beside it."""
        text, row = self.edits[item.name].text(), self.rows[item.name]
        if text.strip():
            number = typed_number(item, text, row)
        else:
            row.set_error("")
            number = default
        self.edits[item.name].setPlaceholderText(wording.number(default, 6))
        if item is OBLIGATIONS:
            row.set_reading(wording.in_words(number or 0.0))
        return number

    @Slot()
    def _take(self) -> None:
        edit = self.sender()
        assert isinstance(edit, NumberEntry)
        self._case.put_beside(edit.field.name, edit.typed(), is_typing=True)
        self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        """Show what the case holds; a line in which somebody types holds it already."""
        others = [edit for name, edit in self.edits.items() if edit.typed() != self._case.beside(name)]
        for edit in others:
            with QSignalBlocker(edit):
                edit.put(self._case.beside(edit.field.name))
        if others:
            self.changed.emit()
