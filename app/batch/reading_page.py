"""How a file is read: its columns with their first values, and what a person must say before it is scored."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.batch import mapping
from app.batch.elided_lines import ElidedLines
from app.batch.question_list import QuestionList
from app.batch.reading_questions import answered
from app.batch.reading_table import ReadingTable
from app.batch.reading_words import with_labels
from app.batch.sheet_choice import SheetChoice
from app.services.theme import GRID, TextRole
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from app.widgets.quiet_area import QuietArea
from core.batch.choices import ReadingChoices
from core.parsing import shorten
from core.schema import Field

if TYPE_CHECKING:
    from core.batch.inspection import InspectedColumn, Inspection

_MISSING = "No column yet for {missing}. Choose under “Read as” which column holds it."
_UNSURE = "{columns} only looks like the input that it is read as. Check it before you score."
_ALL_UNSURE = "{columns} only look like the inputs that they are read as. Check them before you score."
_OPEN = "Answer what is asked below; nothing is decided by what is likely."
_SHEET = "No sheet names a column that is known. Choose the one with the applicants."
_BEFORE = "What is asked below is answered as it was before. Check it before you score."
_REMEMBERED = "Remembered for files with the same columns, but not how numbers are written."
_FORGET = "&Forget what was decided"
_LEAST_TABLE = 28 * GRID


class ReadingPage(QWidget):
    """Shows one file and takes decisions.

    Signals:
        wished: the ``ReadingChoices`` of now, by which the file is to be looked at anew.
        accepted: the ``ReadingChoices`` by which it is to be scored.
        cancelled: it is not to be scored.
        forgotten: what was decided about files like it is not to be remembered any more.

    Attributes:
        choices: what was decided so far.
        notice: what is still to do.
        sheets: which sheet of a workbook it is.
        questions: what is open.
        table: its columns.
        score: the button that accepts.
        cancel: the button that does not.
        forget: the button that forgets; shown where there is something to forget.
    """

    wished = Signal(object)
    accepted = Signal(object)
    cancelled = Signal()
    forgotten = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = ReadingChoices()
        self._fields: Sequence[Field] = ()
        self._unsure: frozenset[str] = frozenset()
        self._is_answered_before = False
        self._title, self._reading = ElidedLines(TextRole.HEADING), RoleLabel()
        self._reading.set_state("muted")
        self.notice, self.sheets, self.questions, self.table = Notice(), SheetChoice(), QuestionList(), ReadingTable()
        self.score, self.cancel = QPushButton("Sc&ore"), QPushButton("&Cancel")
        self.forget = QPushButton(_FORGET)
        self.score.setProperty("primary", True)
        self._lay_out()
        self._connect()

    def ask(
        self, inspection: "Inspection", choices: ReadingChoices, fields: Sequence[Field], *, is_known: bool = False
    ) -> None:
        """Begin with a file: what only looks like an input is proposed, as somebody has still to confirm.

        Args:
            inspection: how it is read without answers to its questions.
            choices: what was decided before.
            fields: the inputs that the model reads.
            is_known: whether something was decided about files like it.
        """
        self._title.set_lines([f"How {inspection.file.name} is read"])
        self._fields, self._unsure = fields, frozenset(inspection.likely.values())
        self._is_answered_before = any(answered(choices, str(each.about)) for each in inspection.questions)
        self.forget.setVisible(is_known)
        self.questions.begin()
        self.table.begin()
        self.choices = choices
        self.show_inspection(inspection)
        for name, column in inspection.likely.items():
            if name not in choices.columns and column not in choices.columns.values():
                self.choices = mapping.answer(self.choices, name, column)
        if self.choices != ReadingChoices():
            self.table.begin()
            self._wish(self.choices)

    def take_fields(self, fields: Sequence[Field]) -> None:
        """Go on with another model, which reads these inputs."""
        self._fields = fields
        self._wish(self.choices)

    def show_inspection(self, inspection: "Inspection") -> None:
        """Show how the file is read by the choices of now."""
        self._reading.setText(" ".join(map(with_labels, inspection.reading)))
        self._reading.setVisible(bool(inspection.reading))
        self.sheets.show_sheets(inspection.sheets, inspection.sheet)
        self.questions.show_questions(inspection.questions, self.choices)
        self.table.show_columns(inspection, self._fields, self._unsure)
        self._tell(inspection)
        self.score.setEnabled(inspection.is_settled)

    def show_problem(self, words: str) -> None:
        """Say why the file cannot be read by the choices of now."""
        self.notice.show_notice(NoticeKind.ERROR, words, closable=False)
        self.score.setEnabled(False)

    def _lay_out(self) -> None:
        page = QWidget()
        self.table.setMinimumHeight(_LEAST_TABLE)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self.notice, self._reading, self.sheets, self.questions):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GRID)
        outer.addWidget(self._title)
        outer.addWidget(QuietArea(page), 1)  # for large text in a small window
        outer.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        remembered = RoleLabel(_REMEMBERED)
        remembered.set_state("muted")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(remembered, 1)
        row.addWidget(self.forget)
        row.addWidget(self.cancel)
        row.addWidget(self.score)
        return row

    def _connect(self) -> None:
        self.table.chosen.connect(self._take_field)
        self.questions.answered.connect(self._take_answer)
        self.sheets.chosen.connect(self._take_sheet)
        self.score.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.cancelled)
        self.forget.clicked.connect(self.forgotten)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self, self.cancel.click)

    def _tell(self, inspection: "Inspection") -> None:
        """Say what is to do, the first thing first."""
        unsure = [column for column in inspection.columns if column.field and column.name in self._unsure]
        if not inspection.header:
            self._say(_SHEET)
        elif inspection.missing:
            missing = _MISSING.format(missing=with_labels(inspection.missing_words))
            self._say(" ".join([missing, *map(with_labels, inspection.reasons)]))
        elif inspection.questions:
            self._say(_OPEN)
        elif unsure:
            words = _UNSURE if len(unsure) == 1 else _ALL_UNSURE
            self._say(words.format(columns=", ".join(f"“{shorten(column.name)}”" for column in unsure)))
        elif self._is_answered_before:
            self._say(_BEFORE)
        else:
            self.notice.clear()

    def _say(self, words: str) -> None:
        self.notice.show_notice(NoticeKind.WARNING, words, closable=False)

    def _wish(self, choices: ReadingChoices) -> None:
        self.choices = choices
        self.score.setEnabled(False)
        self.wished.emit(choices)

    @Slot(object, str)
    def _take_field(self, column: "InspectedColumn", field: str) -> None:
        self._unsure -= {column.name}
        self._wish(mapping.mapped(self.choices, column, field))

    @Slot(str, str)
    def _take_answer(self, key: str, value: str) -> None:
        self._is_answered_before = False
        self._wish(mapping.answer(self.choices, key, value))

    @Slot(str)
    def _take_sheet(self, sheet: str) -> None:
        self.questions.begin()
        self._wish(mapping.of_sheet(self.choices, sheet))

    @Slot()
    def _accept(self) -> None:
        self.accepted.emit(self.choices)
