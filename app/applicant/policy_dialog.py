"""The bank's policy of lending: its limits and assumptions, asked for once and remembered."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from app.applicant.typed_number import typed_number
from app.services.policy import percentages, put_percentage
from app.services.settings import Settings
from app.services.theme import GRID, TextRole
from app.widgets.editors import NumberEdit
from app.widgets.fields import FieldForm
from app.widgets.growing_dialog import GrowingDialog
from app.widgets.labels import RoleLabel
from core.schema import Field, Group, Kind

_SAID = "Matters of policy: they are flagged beside the score and never change it."


def _percent(name: str, label: str, help_text: str) -> Field:
    return Field(name, label, Kind.NUMBER, Group.LOAN, "%", 0, 100, help=help_text)


_FIELDS = (
    _percent("annual_rate", "Interest rate", "Per cent a year, where the officer names no other."),
    _percent("largest_foir", "Largest FOIR", "Share of the monthly income that obligations and instalment may take."),
    _percent("lgd_secured", "LGD of a secured loan", "Share of a secured loan that is lost on default."),
    _percent("lgd_unsecured", "LGD of an unsecured loan", "Share of an unsecured loan that is lost on default."),
)


class PolicyDialog(GrowingDialog):
    """Four percentages; nothing is remembered until all of them are right."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Policy limits")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings, form = settings, FieldForm()
        self.edits = {item.name: NumberEdit() for item in _FIELDS}
        self.rows = {
            item.name: form.add_field(item.label, self.edits[item.name], item.unit, item.help) for item in _FIELDS
        }
        for item in _FIELDS:
            self.edits[item.name].setText(f"{percentages(settings)[item.name]:.15g}")
        self._lay_out(form)

    def _lay_out(self, form: FieldForm) -> None:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(form)
        column.addWidget(RoleLabel(_SAID, TextRole.SMALL))
        column.addWidget(buttons)

    @Slot()
    def _save(self) -> None:
        numbers = {
            item.name: typed_number(item, self.edits[item.name].text(), self.rows[item.name]) for item in _FIELDS
        }
        if any(number is None for number in numbers.values()):
            return
        for name, number in numbers.items():
            put_percentage(self._settings, name, number or 0.0)
        self.accept()
