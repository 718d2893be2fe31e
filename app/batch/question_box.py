"""A question about a file with its answers, none of which is chosen beforehand."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from app.services.theme import GRID
from app.widgets.labels import RoleLabel


class Option(NamedTuple):
    """An answer: what it stands for, and its words."""

    value: str
    words: str


class QuestionBox(QFrame):
    """Asks one question.

    Signals:
        answered: the value of the option that was chosen.
    """

    answered = Signal(str)

    def __init__(self, question: str, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options, self._group = list(options), QButtonGroup(self)
        self.setAccessibleName(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(RoleLabel(question))
        for place, option in enumerate(self._options):
            button = QRadioButton(option.words.replace("&", "&&"))
            self._group.addButton(button, place)
            column.addWidget(button)
        self._group.buttonClicked.connect(self._answer)

    def choose(self, value: str) -> None:
        """Show an answer as chosen, without a signal; one that there is not changes nothing."""
        for place, option in enumerate(self._options):
            if option.value == value:
                self._group.button(place).setChecked(True)

    @Slot(QAbstractButton)
    def _answer(self, button: QAbstractButton) -> None:
        self.answered.emit(self._options[self._group.id(button)].value)
