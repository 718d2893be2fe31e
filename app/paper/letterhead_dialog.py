"""The dialog for the letterhead: whose papers these are, who signs them, and in which language."""

from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.paper import fonts, letterhead, templates
from app.paper.letterhead import LONGEST, MOST_ADDRESS_LINES, Letterhead
from app.services.dialogs import Dialogs
from app.services.settings import Settings
from app.services.theme import GRID
from app.widgets.editors import ChoiceBox
from app.widgets.fields import FieldForm, FieldRow
from app.widgets.growing_dialog import GrowingDialog
from app.widgets.notice import Notice, NoticeKind
from core.catalogue import LANGUAGE_NAMES, Language
from core.errors import FileError

_IMAGES = ("Images (*.png *.jpg *.jpeg *.svg *.bmp *.gif *.webp)", "All files (*)")
_HELP = {
    "bank": "Stands at the top of every paper and under letters.",
    "address": f"At most {MOST_ADDRESS_LINES} lines: address, telephone, mail.",
    "logo": "An image file, best a PNG or SVG; empty for none.",
    "signatory": "Who signs letters: a name, an office or both.",
    "language": "Of assessments and letters, not of this window.",
}
_TOO_LONG = f"At most {LONGEST} characters fit a line."


class LetterheadDialog(GrowingDialog):
    """Shows the letterhead that is kept, and keeps another when it is saved.

    Attributes:
        bank, address, logo, signatory, language: the inputs.
        rows: the fields by the names of the inputs.
        notice: what could not be done.
        buttons: Save and Cancel.
    """

    def __init__(self, settings: Settings, dialogs: Dialogs, data_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Letterhead and language")
        self._settings, self._dialogs, self._data_folder = settings, dialogs, data_folder
        self.bank, self.address, self.logo, self.signatory = QLineEdit(), QPlainTextEdit(), QLineEdit(), QLineEdit()
        self.language, self.notice = ChoiceBox(), Notice()
        self.choose_logo, self.edit_templates = QPushButton("&Choose a logo…"), QPushButton("&Edit the templates…")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._form, self._column = FieldForm(), QVBoxLayout(self)
        self.rows = self._fill_form()
        self._lay_out()
        self._connect()
        self._show(letterhead.read(settings))

    def letterhead(self) -> Letterhead:
        """What the inputs say."""
        lines = (line.strip() for line in self.address.toPlainText().splitlines())
        return Letterhead(
            bank=self.bank.text().strip(),
            address=tuple(line for line in lines if line),
            logo=self.logo.text().strip().strip('"'),
            signatory=self.signatory.text().strip(),
            language=Language(self.language.currentData()),
        )

    def accept(self) -> None:
        """Keep the letterhead, unless something is wrong with it."""
        typed = self.letterhead()
        problems = _problems(typed)
        for name, row in self.rows.items():
            row.set_error(problems.get(name, ""))
        if problems:
            self.rows[next(iter(problems))].editor.setFocus()
            return
        letterhead.write(self._settings, typed)
        super().accept()

    def _fill_form(self) -> dict[str, FieldRow]:
        for language in Language:
            self.language.addItem(LANGUAGE_NAMES[language], language.value)
        self.address.setTabChangesFocus(True)
        self.address.setFixedHeight((MOST_ADDRESS_LINES + 1) * self.fontMetrics().lineSpacing())
        editors = {
            "bank": ("&Bank", self.bank),
            "address": ("&Address", self.address),
            "logo": ("&Logo", self.logo),
            "signatory": ("&Signatory", self.signatory),
            "language": ("Lan&guage", self.language),
        }
        rows = {name: self._form.add_field(label, editor, "", _HELP[name]) for name, (label, editor) in editors.items()}
        for name, row in rows.items():
            row.set_note(_HELP[name])
        return rows

    def _lay_out(self) -> None:
        more = QHBoxLayout()
        more.setSpacing(GRID)
        more.addWidget(self.choose_logo)
        more.addWidget(self.edit_templates)
        more.addStretch()
        column = self._column
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.notice)
        column.addWidget(self._form)
        column.addLayout(more)
        column.addStretch()
        column.addWidget(self.buttons)
        self.setMinimumWidth(64 * GRID)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.choose_logo.clicked.connect(self._choose_logo)
        self.edit_templates.clicked.connect(self._open_templates)
        self.edit_templates.setToolTip("Put copies of the templates into the data folder and open it")
        self.language.currentIndexChanged.connect(self._say_whether_there_is_a_font)
        for signal in (
            self.bank.textChanged, self.address.textChanged, self.logo.textChanged, self.signatory.textChanged,
        ):  # fmt: skip
            signal.connect(self._forget_errors)

    def _show(self, kept: Letterhead) -> None:
        self.bank.setText(kept.bank)
        self.address.setPlainText("\n".join(kept.address))
        self.logo.setText(kept.logo)
        self.signatory.setText(kept.signatory)
        self.language.setCurrentIndex(list(Language).index(kept.language))
        self._say_whether_there_is_a_font()

    @Slot()
    def _forget_errors(self) -> None:
        for row in self.rows.values():
            row.set_error("")

    @Slot()
    def _say_whether_there_is_a_font(self) -> None:
        is_hindi = self.language.currentData() == Language.HINDI
        lacks_font = is_hindi and not fonts.system_fonts().devanagari
        self.rows["language"].set_note(str(fonts.no_devanagari()) if lacks_font else _HELP["language"])

    @Slot()
    def _choose_logo(self) -> None:
        path = self._dialogs.open_file("letterhead", "Choose the bank's logo", _IMAGES)
        if path is not None:
            self.logo.setText(str(path))

    @Slot()
    def _open_templates(self) -> None:
        try:
            folder = templates.copy_for_editing(self._data_folder)
        except FileError as error:
            self.notice.show_notice(NoticeKind.ERROR, str(error))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _problems(typed: Letterhead) -> dict[str, str]:
    """What is wrong with a letterhead, by the names of the inputs."""
    _, logo = letterhead.read_logo(typed.logo)
    too_many = f"At most {MOST_ADDRESS_LINES} lines fit." if len(typed.address) > MOST_ADDRESS_LINES else ""
    found = {
        "bank": _too_long(typed.bank) if typed.bank else "Type the name of the bank.",
        "address": too_many or _too_long(max(typed.address, key=len, default="")),
        "logo": logo,
        "signatory": _too_long(typed.signatory),
    }
    return {name: problem for name, problem in found.items() if problem}


def _too_long(text: str) -> str:
    return _TOO_LONG if len(text) > LONGEST else ""
