"""Asks which letters the rows on show get, and whether each is a file of its own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialogButtonBox, QDoubleSpinBox, QPushButton, QRadioButton, QVBoxLayout, QWidget

from app.batch.addressing import likely_name, likely_reference
from app.batch.letters import Columns
from app.paper import letterhead
from app.paper.letterhead_dialog import LetterheadDialog
from app.paper.templates import Kind
from app.services.desk import Desk
from app.services.policy import policy_of
from app.services.theme import GRID, TextRole
from app.widgets.editors import ChoiceBox
from app.widgets.fields import FieldForm
from app.widgets.growing_dialog import GrowingDialog
from app.widgets.labels import RoleLabel
from core.catalogue import LANGUAGE_NAMES

if TYPE_CHECKING:
    from core.batch.kept.view import View

_KINDS = {
    Kind.DECLINE: "Decline letters with the reasons",
    Kind.APPROVAL: "Approval letters with the instalment",
}
_TOGETHER, _APART = "One &PDF file with all letters", "A PDF file for &each, in a new folder"
_NONE = "(none)"
_HELP = {
    "kind": "Those against score or policy are asked about first.",
    "rate": "Promised by approvals, and used for the limits of the policy.",
    "reference": "Stands on the letter, and names its file.",
    "name": "Whom the letter is written to.",
}
_OBLIGATIONS = "The file says nothing of other obligations of the applicants; they count as none."
_LANGUAGE = "Written in {language} for {bank}."
_NO_BANK = "a bank without a name"
_LETTERS_WIDE = 64
_KIND, _IS_APART, _COLUMN = "batch/letters", "batch/letters_apart", "batch/letters_{}"


@dataclass(frozen=True)
class Wanted:
    """What is wanted.

    Attributes:
        kind: of the letters.
        rate: of interest, per cent a year.
        columns: who they are about.
        apart: whether each is a file of its own.
    """

    kind: Kind
    rate: float
    columns: Columns
    apart: bool


class LettersDialog(GrowingDialog):
    """Remembers what was chosen for the next time.

    Signals:
        chosen: what is ``Wanted``.

    Attributes:
        kind: which letters.
        rate: of interest.
        reference: the column with the reference.
        name: the column with the name.
        together: one file for all.
        apart: one file each.
        letterhead: opens the letterhead.
        stationery: whose letters they are, in words.
        buttons: Write and Cancel.
    """

    chosen = Signal(object)

    def __init__(self, view: "View", desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Letters about {view.kept.report.source.name}")
        self._desk, self._header = desk, view.kept.about.header
        self.kind, self.rate, self.reference, self.name = ChoiceBox(), QDoubleSpinBox(), ChoiceBox(), ChoiceBox()
        self.together, self.apart = QRadioButton(_TOGETHER), QRadioButton(_APART)
        self.letterhead, self.stationery = QPushButton("&Letterhead…"), RoleLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._fill(view)
        self._lay_out(len(view))
        self._connect()
        self._show_letterhead()

    def wanted(self) -> Wanted:
        """What is chosen now."""
        columns = Columns(self.reference.currentData(), self.name.currentData())
        return Wanted(Kind(self.kind.currentData()), self.rate.value(), columns, self.apart.isChecked())

    def accept(self) -> None:
        """Remember the choices and pass them on."""
        wanted, settings = self.wanted(), self._desk.settings
        settings.put(_KIND, wanted.kind.value)
        settings.put(_IS_APART, wanted.apart)
        settings.put(_COLUMN.format("reference"), self.reference.currentText())
        settings.put(_COLUMN.format("name"), self.name.currentText())
        super().accept()
        self.chosen.emit(wanted)

    def _fill(self, view: "View") -> None:
        settings = self._desk.settings
        for kind, words in _KINDS.items():
            self.kind.addItem(words, kind.value)
        self.kind.setCurrentIndex(max(self.kind.findData(settings.text(_KIND)), 0))
        self.rate.setRange(0, 100)
        self.rate.setSuffix(" %")
        self.rate.setValue(policy_of(settings).annual_rate)
        fields = set(view.kept.fields.values())
        self._offer(self.reference, "reference", likely_reference(self._header, fields))
        self._offer(self.name, "name", likely_name(self._header))
        (self.apart if settings.flag(_IS_APART) else self.together).setChecked(True)

    def _offer(self, choice: ChoiceBox, purpose: str, likely: int | None) -> None:
        """Offer the columns; the one that was remembered, where there is one of that name, else the likely one."""
        choice.addItem(_NONE, None)
        for place, name in enumerate(self._header):
            choice.addItem(name or f"Column {place + 1}", place)
        remembered = choice.findText(self._desk.settings.text(_COLUMN.format(purpose)))
        choice.setCurrentIndex(remembered if remembered >= 0 else 0 if likely is None else likely + 1)

    def _lay_out(self, rows: int) -> None:
        form = FieldForm()
        editors = (("kind", "Le&tters", self.kind), ("rate", "&Rate of interest", self.rate),
                   ("reference", "Re&ference", self.reference), ("name", "&Name", self.name))  # fmt: skip
        for name, label, editor in editors:
            form.add_field(label, editor, "", _HELP[name]).set_note(_HELP[name])
        obligations = RoleLabel(_OBLIGATIONS, TextRole.SMALL)
        obligations.set_state("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(RoleLabel("1 row on show" if rows == 1 else f"{rows:,} rows on show", TextRole.HEADING))
        for widget in (form, obligations, self.together, self.apart, self.stationery):
            column.addWidget(widget)
        column.addSpacing(GRID)
        column.addStretch()
        column.addWidget(self.buttons)
        self.setMinimumWidth(max(56 * GRID, _LETTERS_WIDE * self.fontMetrics().averageCharWidth()))

    def _connect(self) -> None:
        go = QPushButton("&Write…")
        go.setProperty("primary", True)
        go.setDefault(True)
        self.buttons.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.letterhead, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.letterhead.clicked.connect(self._ask_letterhead)

    @Slot()
    def _ask_letterhead(self) -> None:
        dialog = LetterheadDialog(self._desk.settings, self._desk.dialogs, self._desk.data_folder, self)
        dialog.accepted.connect(self._show_letterhead)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _show_letterhead(self) -> None:
        head = letterhead.read(self._desk.settings)
        self.stationery.setText(_LANGUAGE.format(language=LANGUAGE_NAMES[head.language], bank=head.bank or _NO_BANK))
        self.stationery.set_state("" if head.bank else "warning")
