"""The inputs of affordability, remembered between starts: rate of interest, obligations, loss given default."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.applicant.typed_number import typed_number
from app.services.settings import Settings
from app.widgets.editors import NumberEdit
from app.widgets.fields import FieldForm, FieldRow
from core.affordability import Policy
from core.schema import Field, Group, Kind

_DEFAULT = Policy()
RATE = Field(
    "annual_rate", "Interest rate", Kind.NUMBER, Group.LOAN, "%", 0, 100, help="Rate of interest, per cent a year."
)
OBLIGATIONS = Field(
    "obligations", "Existing obligations", Kind.MONEY, Group.LOAN, "₹ a month", 0, 1e11,
    help="Instalments and other fixed payments the applicant already makes each month.",
)  # fmt: skip
LGD = Field(
    "lgd", "Loss given default", Kind.NUMBER, Group.LOAN, "%", 0, 100,
    help="Share of the loan that is lost when the borrower defaults.",
)  # fmt: skip
_FIELDS = (RATE, OBLIGATIONS, LGD)


class MeansForm(QWidget):
    """Three numbers beside the form of the applicant.

    Signals:
        changed: a number is another one.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._form, self.edits = FieldForm(), {item.name: NumberEdit() for item in _FIELDS}
        self.rows: dict[str, FieldRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)
        for item in _FIELDS:
            edit = self.edits[item.name]
            self.rows[item.name] = self._form.add_field(item.label, edit, item.unit, item.help)
            edit.setText(settings.text(_key(item), self._first(item)))
            edit.textChanged.connect(self._take)

    def value(self, item: Field, default: float) -> float | None:
        """The number typed, the default where the line is empty; None where it is none, which is said beside it."""
        text, row = self.edits[item.name].text().strip(), self.rows[item.name]
        if text:
            return typed_number(item, text, row)
        row.set_error("")
        return default

    def show_default_lgd(self, lgd: float) -> None:
        """Say which loss given default stands for an empty line."""
        self.edits[LGD.name].setPlaceholderText(f"{100 * lgd:g}")

    def _first(self, item: Field) -> str:
        return {RATE.name: f"{_DEFAULT.annual_rate:g}", OBLIGATIONS.name: "0"}.get(item.name, "")

    @Slot()
    def _take(self) -> None:
        for item in _FIELDS:
            self._settings.put(_key(item), self.edits[item.name].text())
        self.changed.emit()


def _key(item: Field) -> str:
    return f"applicant/{item.name}"
