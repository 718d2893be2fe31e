"""The dialog that hands an assessment over: as a PDF file or on paper, as an assessment or as a letter."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.applicant.paper_content import Addressee, ContentMaker
from app.paper import fonts, letterhead, making, printing
from app.paper.content import like_placeholder
from app.paper.letterhead import Letterhead
from app.paper.letterhead_dialog import LetterheadDialog
from app.paper.naming import file_name
from app.paper.printing import Sheet
from app.paper.templates import Kind
from app.services.desk import Desk
from app.services.theme import GRID, TextRole
from app.widgets.editors import ChoiceBox
from app.widgets.fields import FieldForm
from app.widgets.growing_dialog import GrowingDialog
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from core import catalogue
from core.catalogue import LANGUAGE_NAMES, Language
from core.errors import CreditDeskError

_PAPERS = {
    Kind.ASSESSMENT: "Assessment on one page",
    Kind.DECLINE: "Decline letter with the principal reasons",
    Kind.APPROVAL: "Approval letter with the instalment",
}
_SAID = "Name and reference go onto the paper and are kept nowhere else."
_WRITE, _BACK = "Write it all the same", "Go back"
_PURPOSE, _FILTER = "papers", ("PDF document (*.pdf)",)


class HandoverDialog(GrowingDialog):
    """Asks which paper, in which language and for whom, then writes or prints it; what goes wrong is said here.

    Attributes:
        rows: of the name and of the reference.
    """

    def __init__(self, maker: ContentMaker, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Papers")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._maker, self._desk = maker, desk
        self._written: Path | None = None
        self._fonts, self._about_head = fonts.system_fonts(), ""
        self.paper, self.name, self.reference = ChoiceBox(), QLineEdit(), QLineEdit()
        for kind, text in _PAPERS.items():
            self.paper.addItem(text, kind)
        self.language, self.notice = ChoiceBox(), Notice()
        for language in Language:
            self.language.addItem(LANGUAGE_NAMES[language], language)
        self.save, self.print, self.letterhead = (
            QPushButton(text) for text in ("&Save as PDF…", "&Print…", "&Letterhead…")
        )
        self._lay_out()
        self._connect()
        self._take_letterhead()

    def sheet(self) -> Sheet:
        """The paper as it is asked for.

        Raises:
            CreditDeskError: it cannot be made; the sentence says why.
        """
        head = replace(self._head(), language=Language(self.language.currentData()))
        words = catalogue.read(self._desk.data_folder)
        addressee = Addressee(self.name.text().strip(), self.reference.text().strip())
        today = date.today()  # noqa: DTZ011 - the date on a letter is that of the desk
        content = self._maker.content(addressee, words, head.language, today)
        return making.make(self._kind(), content, head, self._desk.data_folder)

    def _head(self) -> Letterhead:
        return letterhead.read(self._desk.settings)

    def _kind(self) -> Kind:
        return Kind(self.paper.currentData())

    def _lay_out(self) -> None:
        form = FieldForm()
        form.add_field("P&aper", self.paper)
        form.add_field("Lan&guage", self.language)
        self.rows = [
            form.add_field("&Name of the applicant", self.name),
            form.add_field("&Reference", self.reference),
        ]
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.save, self.print, self.letterhead):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(form)
        column.addWidget(RoleLabel(_SAID, TextRole.SMALL))
        column.addWidget(self.notice)
        column.addWidget(buttons)
        self.save.setDefault(True)

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        self.letterhead.clicked.connect(self._ask_letterhead)
        for changed in (self.name.textChanged, self.reference.textChanged, self.language.currentIndexChanged):
            changed.connect(self._look_at_letters)
        self.notice.action_requested.connect(self._open_written)

    def _is_ready(self) -> bool:
        """Whether nothing is left to mend, the letter goes with the decision, or is to be written all the same.

        What went wrong with the paper before is put away.
        """
        if self.notice.kind is NoticeKind.ERROR:
            self.notice.clear()
        for row, line in zip(self.rows, (self.name, self.reference), strict=True):
            if row.error:
                line.setFocus()
                return False
        doubt = self._maker.doubt(self._kind())
        return not doubt or self._desk.dialogs.ask("Write this letter?", doubt, (_WRITE, _BACK)) == _WRITE

    @Slot()
    def _save(self) -> None:
        if not self._is_ready():
            return
        try:
            sheet = self.sheet()
            target = self._desk.dialogs.save_file(_PURPOSE, "Save the paper", _FILTER, f"{file_name(sheet.title)}.pdf")
            if target is None:
                return
            printing.save_pdf(sheet, target)
        except CreditDeskError as error:
            self.notice.show_notice(NoticeKind.ERROR, str(error))
            return
        self._written = target
        self._tell_done(f"Written to {target}.", sheet, "Open it")

    @Slot()
    def _print(self) -> None:
        if not self._is_ready():
            return
        try:
            sheet = self.sheet()
        except CreditDeskError as error:
            self.notice.show_notice(NoticeKind.ERROR, str(error))
            return
        self._sheet, self._printer = sheet, QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self)
        dialog.setModal(True)
        dialog.accepted.connect(self._put_on_paper)
        dialog.show()

    @Slot()
    def _put_on_paper(self) -> None:
        try:
            printing.print_document(self._sheet, self._printer)
        except CreditDeskError as error:
            self.notice.show_notice(NoticeKind.ERROR, str(error))
            return
        self._tell_done("Sent to the printer.", self._sheet)

    def _tell_done(self, said: str, sheet: Sheet, action: str = "") -> None:
        """Say what became of a paper, and what it had to go without."""
        kind = NoticeKind.WARNING if sheet.notices else NoticeKind.SUCCESS
        self.notice.show_notice(kind, " ".join((said, *sheet.notices)), action)

    @Slot()
    def _ask_letterhead(self) -> None:
        dialog = LetterheadDialog(self._desk.settings, self._desk.dialogs, self._desk.data_folder, self)
        dialog.accepted.connect(self._take_letterhead)
        dialog.open()

    @Slot()
    def _take_letterhead(self) -> None:
        """Propose its language, and say before anything is written that there is none, or what it cannot show."""
        head, before = self._head(), self._about_head
        self.language.setCurrentIndex(list(Language).index(head.language))
        letters = making.unprintable(" ".join((head.bank, *head.address, head.signatory)), head.language, self._fonts)
        self._about_head = letters if head.bank else making.NO_LETTERHEAD
        if self._about_head:
            self.notice.show_notice(NoticeKind.WARNING, self._about_head)
        elif self.notice.text == before:
            self.notice.clear()

    @Slot()
    def _look_at_letters(self) -> None:
        """Say beside a line, before anything is written, what no paper takes or shows of it."""
        language = Language(self.language.currentData())
        for row, line in zip(self.rows, (self.name, self.reference), strict=True):
            row.set_error(like_placeholder(line.text()))
            row.set_flag(making.unprintable(line.text(), language, self._fonts))

    @Slot()
    def _open_written(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))
