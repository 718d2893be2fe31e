"""The other places tables come from: a database, and the demo portfolio."""

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.services.dialogs import Dialogs
from app.services.settings import Settings
from app.training.address import is_server, with_password, without_secrets
from app.training.finding import TABLES
from app.training.inputs import CountBox, PathEdit, close_up
from app.training.source import Database, Demo
from app.widgets.fields import FieldForm
from core.errors import InputError

_ADDRESS, _BORROWERS, _TABLE = "training/database", "training/borrowers", "training/tables/{table}"
_ADDRESS_HELP = "A SQLite file, or a server such as postgresql+psycopg://user@host/name. It is only read."
_NO_ADDRESS = "Type the address of a database, for example sqlite:///bank.db, or choose a SQLite file."
_PASSWORD_HELP = "Stays in this window: it is not remembered, shown or logged."
_TABLES_HELP = "Where your tables have other names, such as risk.borrowers."
_PURPOSE, _CHOOSE = "training", "Choose a SQLite file"
_FILTERS = ("SQLite databases (*.db *.sqlite *.sqlite3)", "All files (*)")
_DEMO_HELP = "Invented borrowers, for trying out. Do not lend by a model trained on them."
_LIMITS = (1_000, 500_000)
_USUAL = 50_000


class DatabaseForm(QWidget):
    """The address of a database, its password and what its tables are called; remembers all but the secrets.

    Attributes:
        address: of the database; its button chooses a SQLite file.
        password: of a server.
        tables: the bank's names, by table.
        row: around the address.
        password_row: around the password.
    """

    changed = Signal()

    def __init__(self, dialogs: Dialogs, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs, self._settings = dialogs, settings
        self.address, self.password = PathEdit("sqlite:///bank.db", _CHOOSE), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.tables = {table: QLineEdit() for table in TABLES}
        form = FieldForm(may_stack=True)
        self.row = form.add_field("Address", self.address, "", _ADDRESS_HELP)
        self.password_row = form.add_field("Password", self.password, "", _PASSWORD_HELP)
        rows = [form.add_field(f"Table {table}", edit, "", _TABLES_HELP) for table, edit in self.tables.items()]
        for row, note in ((self.row, _ADDRESS_HELP), (self.password_row, _PASSWORD_HELP), (rows[-1], _TABLES_HELP)):
            row.set_note(note)
        _fill(self, form)
        self._restore()
        self._connect()

    def chosen(self) -> Database | None:
        """The database; None while there is no address, or its password has no place in it."""
        address = self.address.text().strip()
        tables = ((table, edit.text().strip()) for table, edit in self.tables.items())
        with suppress(InputError):
            full = with_password(address, self.password.text() if is_server(address) else "")
            return Database(full, tuple(pair for pair in tables if pair[1])) if address else None
        return None

    def source(self) -> Database | None:
        """The same, with words at the line that is at fault."""
        address = self.address.text().strip()
        self.row.set_error("" if address else _NO_ADDRESS)
        try:
            with_password(address, self.password.text() if is_server(address) else "")
        except InputError as error:
            self.password_row.set_error(str(error))
        return self.chosen()

    def take(self, path: Path) -> None:
        """Take a SQLite file."""
        self.address.setText(f"sqlite:///{path.as_posix()}")

    def _restore(self) -> None:
        self.address.setText(self._settings.text(_ADDRESS))
        for table, edit in self.tables.items():
            edit.setPlaceholderText(table)
            edit.setText(self._settings.text(_TABLE.format(table=table)))
        self._show_password()

    def _connect(self) -> None:
        self.address.textChanged.connect(self._take_text)
        self.address.choose_requested.connect(self._choose)
        self.password.textChanged.connect(self._take_password)
        for table, edit in self.tables.items():
            edit.textChanged.connect(partial(self._take_table, table))

    def _show_password(self) -> None:
        self.password_row.set_visible(visible=is_server(self.address.text().strip()))
        self.password_row.unit.hide()

    @Slot()
    def _choose(self) -> None:
        path = self._dialogs.open_file(_PURPOSE, _CHOOSE, _FILTERS)
        if path is not None:
            self.take(path)

    @Slot(str)
    def _take_text(self, text: str) -> None:
        self.row.set_error("")
        self.password_row.set_error("")
        self._settings.put(_ADDRESS, without_secrets(text.strip()))
        self._show_password()
        self.changed.emit()

    @Slot()
    def _take_password(self) -> None:
        self.password_row.set_error("")
        self.changed.emit()

    def _take_table(self, table: str, text: str) -> None:
        self._settings.put(_TABLE.format(table=table), text.strip())
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

    def chosen(self) -> Demo:
        """The demo portfolio of so many borrowers."""
        return Demo(self.borrowers.value())

    def source(self) -> Demo:
        """The same; nothing can be missing."""
        return self.chosen()

    @Slot(int)
    def _take_number(self, number: int) -> None:
        self._settings.put(_BORROWERS, number)
        self.changed.emit()


def _fill(place: QWidget, form: FieldForm) -> None:
    close_up(form)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(form)
