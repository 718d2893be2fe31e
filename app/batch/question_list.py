"""The questions that a file leaves open, one below the other; what was answered can be changed."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.batch.question_box import QuestionBox
from app.batch.reading_questions import answered, in_words
from app.services.theme import GRID
from core.batch.choices import ReadingChoices

if TYPE_CHECKING:
    from core.batch.questions import Question


class QuestionList(QWidget):
    """Shows questions; hidden while there is none.

    Signals:
        answered: the key of a question and the value of its answer.
    """

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QuestionBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.hide()

    def begin(self) -> None:
        """Forget the questions of another file."""
        for key in list(self._boxes):
            self._remove(key)
        self.hide()

    def show_questions(self, questions: Sequence["Question"], choices: ReadingChoices) -> None:
        """Show what is open now, below what was answered before; what is no question any more goes away."""
        asked = {each.key: each for each in in_words(questions)}
        for key in [key for key in self._boxes if key not in asked and not answered(choices, key)]:
            self._remove(key)
        for key, each in asked.items():
            if key not in self._boxes:
                box = self._boxes[key] = QuestionBox(each.words, each.options)
                box.answered.connect(partial(self.answered.emit, key))
                self._column.addWidget(box)
        for key, box in self._boxes.items():
            box.choose(answered(choices, key))
        self.setVisible(bool(self._boxes))

    def _remove(self, key: str) -> None:
        box = self._boxes.pop(key)
        self._column.removeWidget(box)
        box.hide()
        box.deleteLater()
