"""The other places tables come from: a database, and the demo portfolio."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.services.settings import Settings
from app.training.address import without_secrets
from app.training.inputs import CountBox, close_up
from app.training.source import Database, Demo
from app.widgets.fields import FieldForm

_ADDRESS, _BORROWERS = "training/database", "training/borrowers"
_ADDRESS_HELP = "For example sqlite:///bank.db. It is only read. A password is not remembered."
_NO_ADDRESS = "Type the address of a database, for example sqlite:///bank.db."
_DEMO_HELP = "Invented borrowers, for trying out. Do not lend by a model trained on them."
_LIMITS = (1_000, 500_000)
_USUAL = 50_000


class DatabaseForm(QWidget):
    """The address of a database that has the three tables; remembers it without its secrets."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.address = QLineEdit(settings.text(_ADDRESS))
        self.address.setPlaceholderText("sqlite:///bank.db")
        form = FieldForm()
        self.row = form.add_field("Address", self.address, "", _ADDRESS_HELP)
        self.row.set_note(_ADDRESS_HELP)
        _fill(self, form)
        self.address.textChanged.connect(self._take_text)

    def source(self) -> Database | None:
        """The database; None, with words at the line, while there is no address."""
        address = self.address.text().strip()
        self.row.set_error("" if address else _NO_ADDRESS)
        return Database(address) if address else None

    @Slot(str)
    def _take_text(self, text: str) -> None:
        self.row.set_error("")
        self._settings.put(_ADDRESS, without_secrets(text.strip()))
        self.changed.emit()


class DemoForm(QWidget):
    """The size of the demo portfolio; remembers it."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.borrowers = CountBox(*_LIMITS, settings.integer(_BORROWERS, _USUAL))
        self.borrowers.setSingleStep(1_000)
        self.borrowers.setGroupSeparatorShown(True)
        form = FieldForm()
        form.add_field("Borrowers", self.borrowers, "", _DEMO_HELP).set_note(_DEMO_HELP)
        _fill(self, form)
        self.borrowers.valueChanged.connect(self._take_number)

    def source(self) -> Demo:
        """The demo portfolio of so many borrowers."""
        return Demo(self.borrowers.value())

    @Slot(int)
    def _take_number(self, number: int) -> None:
        self._settings.put(_BORROWERS, number)
        self.changed.emit()


def _fill(place: QWidget, form: FieldForm) -> None:
    close_up(form)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(form)
