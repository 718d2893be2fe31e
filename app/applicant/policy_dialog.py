"""The bank's policy of lending: its limits and assumptions, asked for once and remembered."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from app.applicant.mnemonics import with_mnemonics
from app.applicant.typed_number import typed_number
from app.services.policy import LIMITS, limits, percentages, put_limit, put_percentage
from app.services.settings import Settings
from app.services.theme import GRID, TextRole
from app.widgets.editors import NumberEdit
from app.widgets.fields import FieldForm
from app.widgets.growing_dialog import GrowingDialog
from app.widgets.labels import RoleLabel
from core.schema import Field, Group, Kind

_TAKEN = "oc"
"""The mnemonics of the buttons."""
_SAID = "Matters of policy: they are flagged beside the score and never change it."


def _percent(name: str, label: str, help_text: str) -> Field:
    return Field(name, label, Kind.NUMBER, Group.LOAN, "%", 0, 100, help=help_text)


def _limit(name: str, label: str, unit: str, help_text: str) -> Field:
    kind = Kind.INTEGER if unit == "months" else Kind.NUMBER
    return Field(name, label, kind, Group.LOAN, unit, 0, LIMITS[name], help=f"{help_text}; empty for no limit.")


_FIELDS = (
    _percent("annual_rate", "Interest rate", "Per cent a year, where the officer names no other."),
    _percent("largest_foir", "Largest FOIR", "Share of the monthly income that obligations and instalment may take."),
    _percent("lgd_secured", "LGD of a secured loan", "Share of a secured loan that is lost on default."),
    _percent("lgd_unsecured", "LGD of an unsecured loan", "Share of an unsecured loan that is lost on default."),
)
_LIMITS = (
    _limit("largest_loan_to_income", "Largest loan to income", "×", "Loan as a multiple of the annual income"),
    _limit("longest_tenure_months", "Longest tenure", "months", "Months in which a loan is to be paid back"),
    _limit("largest_loss_share", "Largest expected loss", "%", "Share of a loan that is lost on average"),
)
_ALL = (*_FIELDS, *_LIMITS)


class PolicyDialog(GrowingDialog):
    """Percentages and limits, which may be left out; nothing is remembered until all of them are right."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Policy limits")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings, form = settings, FieldForm()
        self.edits = {item.name: NumberEdit() for item in _ALL}
        labels = with_mnemonics([item.label for item in _ALL], _TAKEN)
        self.rows = {
            item.name: form.add_field(label, self.edits[item.name], item.unit, item.help)
            for item, label in zip(_ALL, labels, strict=True)
        }
        self._fill()
        self._lay_out(form)

    def _fill(self) -> None:
        """Show the policy of now."""
        for item in _LIMITS:
            self.edits[item.name].setPlaceholderText("no limit")
        for name, number in (percentages(self._settings) | limits(self._settings)).items():
            self.edits[name].setText("" if number is None else f"{number:.15g}")

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
        for row in self.rows.values():
            row.set_error("")
        asked = [item for item in _ALL if item not in _LIMITS or self.edits[item.name].text().strip()]
        numbers = {item.name: typed_number(item, self.edits[item.name].text(), self.rows[item.name]) for item in asked}
        if all(number is not None for number in numbers.values()):
            self._remember(numbers)
            self.accept()

    def _remember(self, numbers: Mapping[str, float | None]) -> None:
        for item in _FIELDS:
            put_percentage(self._settings, item.name, numbers[item.name] or 0.0)
        for item in _LIMITS:
            put_limit(self._settings, item.name, numbers.get(item.name))
