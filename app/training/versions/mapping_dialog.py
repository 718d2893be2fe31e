"""Asks which input of this program a column of a notebook's model is, where its name does not leave no doubt."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.services.theme import GRID, TextRole
from app.training.versions.sizing import size_of
from app.widgets.editors import ChoiceBox
from app.widgets.fields import FieldForm, FieldRow
from app.widgets.labels import RoleLabel, breakable
from app.widgets.quiet_area import QuietArea

if TYPE_CHECKING:
    from core.registry.columns import MappingError

_INTRODUCTION = (
    "The model in {file} names columns in its own way. Say what each is; look at the notebook where you are not sure, "
    "for a wrong choice gives wrong scores. Nothing of this is remembered for the next file."
)
_CERTAIN = "Certain by their names: {columns}."
_TWICE = "Another column was said to be this one."


class MappingDialog(QDialog):
    """A line for each column in doubt, with what is likely chosen; goes away for good when it is closed.

    Signals:
        answered: the mapping, by our names theirs.

    Attributes:
        choices: what each column is said to be, by what is asked about.
        rows: the lines of the form, by the same.
        bring: gives the answers.
    """

    answered = Signal(object)

    def __init__(self, path: Path, question: "MappingError", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Which columns are these?")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.bring = self._buttons.addButton("Import with these", QDialogButtonBox.ButtonRole.AcceptRole)
        self._form = FieldForm(may_stack=True)
        self.choices: dict[str, ChoiceBox] = {}
        self.rows: dict[str, FieldRow] = {}
        for ours, theirs in question.suggestions.items():
            self._add(ours, theirs, question)
        self._lay_out(path, question)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def accept(self) -> None:
        """Give the answers."""
        super().accept()
        self.answered.emit(self._mapping())

    def _mapping(self) -> dict[str, str]:
        return dict(choice.currentData() for choice in self.choices.values())

    def _add(self, ours: str, theirs: str, question: "MappingError") -> None:
        """A line with the likely answer first."""
        choice, column = ChoiceBox(), theirs.rpartition("*")[2]
        for text, answer in _answers(ours, theirs, question):
            choice.addItem(text, answer)
        self.choices[column] = choice
        self.rows[column] = self._form.add_field(_label(column), choice, help_text="What this column is here.")
        choice.currentIndexChanged.connect(self._check)

    def _lay_out(self, path: Path, question: "MappingError") -> None:
        body = QWidget()
        column, around = QVBoxLayout(body), QVBoxLayout(self)
        around.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        around.addWidget(QuietArea(body, "Columns"))
        around.addWidget(self._buttons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(RoleLabel(breakable(_INTRODUCTION.format(file=path.name))))
        column.addWidget(RoleLabel(breakable(question.finding)))
        column.addWidget(self._form)
        if question.certain:
            told = ", ".join(_pair(theirs, ours) for theirs, ours in question.certain.items())
            certain = RoleLabel(breakable(_CERTAIN.format(columns=told)), TextRole.SMALL)
            certain.set_state("muted")
            column.addWidget(certain)
        column.addStretch()
        self.resize(size_of(self, 84, 30))

    @Slot()
    def _check(self) -> None:
        """Let no two columns be the same."""
        chosen = [choice.currentData()[0] for choice in self.choices.values()]
        for (column, row), ours in zip(self.rows.items(), chosen, strict=True):
            row.set_error(_TWICE if chosen.count(ours) > 1 and column != self._first_with(ours) else "")
        self.bring.setEnabled(len(set(chosen)) == len(chosen))

    def _first_with(self, ours: str) -> str:
        return next(column for column, choice in self.choices.items() if choice.currentData()[0] == ours)


def _answers(ours: str, theirs: str, question: "MappingError") -> Iterator[tuple[str, tuple[str, str]]]:
    """What a column can be said to be, the likely answer first: its words, and the pair that says so."""
    multiple, _, column = theirs.rpartition("*")
    if multiple:
        yield f"{_name(ours)}, as a share: times {multiple}", (ours, theirs)
        yield f"{_name(ours)}, as it is", (ours, column)
        return
    for name in (ours, *(name for name in question.free if name != ours)):
        yield _name(name), (name, column)


def _name(column: str) -> str:
    """Our column as people read it, with its name."""
    from core.features import FEATURES

    known = FEATURES.get(column)
    return f"{known.label} ({column})" if known else column


def _pair(theirs: str, ours: str) -> str:
    return theirs if theirs == ours else f"{theirs} is {ours}"


def _label(column: str) -> str:
    """A name as a label shows it: no letter of it is a key."""
    return column.replace("&", "&&")
