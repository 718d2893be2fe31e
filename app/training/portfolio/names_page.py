"""Asks which column of the bank's tables holds what training needs, with what looks like it proposed."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from app.services.theme import GRID, TextRole
from app.training.column import Column, rule
from app.training.inputs import close_up
from app.training.portfolio.report_rows import label
from app.training.source import Names
from app.widgets.editors import ChoiceBox
from app.widgets.fields import FieldForm, FieldRow
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from app.widgets.wrapping import WrappingRow
from core.errors import InputError
from core.parsing import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.portfolio.asking import Asking, Holder, Wanted

_HOW = (
    "Training knows columns by their names. Say which columns of your tables hold the inputs below; where none does, "
    "leave “no column”. The answer is remembered for these tables."
)
_NONE = "no column"
_GONE = "“{theirs}”, which was chosen for {ours}, is not there any more: say which column is meant now."
_MISSING = "Still missing: {missing}. Choose a column for each, or add it to the tables."
_HISTORY = " Instead of the counts of the bureau history, its two ratios will do."
_UNSURE = "Only looks like it: check that it is meant. {examples}"
_GROUPS = ("Not found by their names", "Could be given as well", "Found by their names")
_CHARACTERS = 24


class NamesPage(QWidget):
    """One question for each column that training can use.

    Signals:
        accepted: names of columns, as ``Naming`` takes them.
        left: nothing is to be said.

    Attributes:
        choices: the answers, by ``Wanted.key``.
        notice: what is missing.
        go_on: accepts.
        back: does not.
        all: asks about columns that are found by their names too.
    """

    accepted = Signal(dict)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking: Asking | None = None
        self._answers: dict[str, Holder | None] = {}
        self._gone = ""
        self.choices: dict[str, ChoiceBox] = {}
        self.notice, self._form = Notice(), FieldForm(may_stack=True)
        self._body = Column("Names of columns")
        self.go_on, self.back = QPushButton("Continue"), QPushButton("Go back")
        self.all = QPushButton("Show all columns")
        self.go_on.setProperty("primary", True)
        self._lay_out()
        self.go_on.clicked.connect(self._accept)
        self.back.clicked.connect(self.left)
        self.all.clicked.connect(self.show_all)
        escape = QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self, self.back.click)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def ask(self, asking: "Asking", gone: Names = ()) -> None:
        """Begin with what is not found, and what looks like it; with all columns where there is no such thing.

        Args:
            asking: the columns.
            gone: what was said before of columns that are not there any more.
        """
        told = (_GONE.format(theirs=shorten(theirs), ours=label(ours.rpartition(".")[2])) for ours, theirs in gone)
        self._gone = " ".join(told)
        self._asking, self._answers = asking, asking.proposals()
        self._show(asking, [one for one in asking.wanted if one.found is None] or asking.wanted)

    def first(self) -> QWidget:
        """Where the keyboard is to begin: the first question."""
        return next(iter(self.choices.values()), self.back)

    def chosen(self) -> "dict[str, Holder | None]":
        """The answers as they stand."""
        return {**self._answers, **{key: choice.currentData() for key, choice in self.choices.items()}}

    @Slot()
    def show_all(self) -> None:
        """Ask about columns that are found by their names too."""
        if self._asking is not None:
            self._answers = self.chosen()
            self._show(self._asking, self._asking.wanted)
            self.first().setFocus()  # the button that was pressed is gone

    def _show(self, asking: "Asking", wanted: "Sequence[Wanted]") -> None:
        """Ask about some columns; a form of all of them takes a moment to build."""
        form = FieldForm(may_stack=True)
        self._fill(form, asking, wanted)
        self._body.lines.replaceWidget(self._form, form)
        self._form.deleteLater()
        self._form = form
        self.all.setVisible(len(wanted) < len(asking.wanted))
        self._check()

    def _fill(self, form: FieldForm, asking: "Asking", wanted: "Sequence[Wanted]") -> None:
        self.choices = {}
        missing = asking.missing({one.key: one.found for one in asking.wanted})
        before = ""
        for one in wanted:
            group = _GROUPS[2 if one.found else 0 if one.guess or one.key in missing else 1]
            if group != before:
                form.add_group(group)
                before = group
            self._add(form, one)
        close_up(form)

    def _add(self, form: FieldForm, one: "Wanted") -> None:
        box = self.choices[one.key] = ChoiceBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_CHARACTERS)
        box.addItem(_NONE, None)
        for option in one.options:
            box.addItem(f"{shorten(option.name)} · {option.table}", option)
        answer = self._answers[one.key]
        if answer is not None:
            box.setCurrentIndex(1 + one.options.index(answer))
        row = form.add_field(_label(one), box, "", f"{one.column}, looked for in {one.table}")
        is_unsure = one.guess is not None and answer == one.guess
        row.set_flag(_UNSURE.format(examples=self._examples(box)) if is_unsure else "")
        row.set_note(self._examples(box))
        box.currentIndexChanged.connect(partial(self._take, one.key, row))

    def _lay_out(self) -> None:
        for widget in (RoleLabel("Columns of your tables", TextRole.HEADING), RoleLabel(_HOW), self.notice, self._form):
            self._body.lines.addWidget(widget)
        self._body.lines.addStretch()
        foot = QWidget()
        row = WrappingRow()
        row.addWidget(self.go_on)
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.all)
        around = QVBoxLayout(foot)
        around.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        around.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._body, 1)
        column.addWidget(rule())
        column.addWidget(foot)

    def _examples(self, box: ChoiceBox) -> str:
        """The first values of the column that is chosen."""
        examples = self._asking.examples.get(box.currentData(), ()) if self._asking else ()
        return f"Such as {', '.join(map(shorten, examples))}." if examples else ""

    def _take(self, key: str, row: FieldRow, _place: int) -> None:
        """Whoever chooses is sure of it."""
        row.set_flag("")
        row.set_note(self._examples(self.choices[key]))
        self._check()

    def _check(self) -> None:
        """Say what is missing, or chosen twice; else let somebody go on."""
        problem = self._problem()
        self.go_on.setEnabled(not problem)
        if problem or self._gone:
            self.notice.show_notice(NoticeKind.WARNING, f"{self._gone} {problem}".strip(), closable=False)
        else:
            self.notice.clear()

    def _problem(self) -> str:
        from core.portfolio.naming import Naming

        if self._asking is None:
            return ""
        missing = self._asking.missing(self.chosen())
        if missing:
            wanted = {one.key: one for one in self._asking.wanted}
            words = _MISSING.format(missing=", ".join(_label(wanted[key]) for key in missing))
            return words + (_HISTORY if "total_dpd" in missing else "")
        try:
            Naming(columns=self._asking.names(self.chosen()))
        except InputError as error:
            return str(error)
        return ""

    @Slot()
    def _accept(self) -> None:
        if self._asking is not None:
            self.accepted.emit(self._asking.names(self.chosen()))


def _label(one: "Wanted") -> str:
    name = label(one.column)
    return f"{name} of {one.table}" if one.key != one.column else name
