"""Asks for the reason that must be written before a model is used that does not pass its gates."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.services.author import author
from app.services.theme import GRID, TextRole
from app.widgets.growing_dialog import GrowingDialog
from app.widgets.labels import RoleLabel

MOST_LETTERS = 1_500
_LINES = 4
_TITLE = "Use it all the same?"
_HEADING = "{name} does not pass all its gates"
_KEPT = "The reason is kept with the version, with the date and the name {author}."
_KEPT_UNNAMED = "The reason is kept with the version, with the date."
_TOO_LONG = f"At most {MOST_LETTERS} letters are kept. Say it shorter."


class ReasonDialog(GrowingDialog):
    """Lists what a model failed, and takes a reason to use it all the same; goes away for good when it is closed.

    Signals:
        reasoned: the reason that was given.

    Attributes:
        text: where the reason is written.
        use: gives it; off while nothing is written.
    """

    reasoned = Signal(str)

    def __init__(self, name: str, failed: Sequence[str], parent: QWidget | None = None) -> None:
        """Ask about a model by its name in a sentence, such as ``v3.0`` or ``The candidate``.

        Args:
            name: of the model.
            failed: what each gate that it does not pass has found, as sentences.
            parent: over which the dialog stands.
        """
        super().__init__(parent)
        self.setWindowTitle(_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._buttons, self._words = QDialogButtonBox(), RoleLabel(role=TextRole.SMALL)
        self.use = self._buttons.addButton("Use it all the same", QDialogButtonBox.ButtonRole.AcceptRole)
        self._leave = self._buttons.addButton("Leave it as it is", QDialogButtonBox.ButtonRole.RejectRole)
        self.text = QPlainTextEdit(tabChangesFocus=True)
        self.text.setMinimumHeight((_LINES + 1) * self.text.fontMetrics().lineSpacing())
        self._lay_out(name, failed)
        self.text.textChanged.connect(self._judge)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._judge()

    def accept(self) -> None:
        """Give the reason."""
        super().accept()
        self.reasoned.emit(self._reason())

    def _reason(self) -> str:
        return " ".join(self.text.toPlainText().split())

    @Slot()
    def _judge(self) -> None:
        """Let a reason be given once there is one that can be kept."""
        is_too_long = len(self._reason()) > MOST_LETTERS
        self.use.setEnabled(bool(self._reason()) and not is_too_long)
        kept = _KEPT.format(author=author()) if author() else _KEPT_UNNAMED
        self._words.setText(_TOO_LONG if is_too_long else kept)
        self._words.set_state("error" if is_too_long else "muted")

    def _lay_out(self, name: str, failed: Sequence[str]) -> None:
        question = QLabel("&Why is it used all the same?")
        question.setBuddy(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(RoleLabel(_HEADING.format(name=name), TextRole.HEADING))
        column.addWidget(RoleLabel("\n".join(f"•  {sentence}" for sentence in failed)))
        column.addSpacing(GRID)
        for widget in (question, self.text, self._words, self._buttons):
            column.addWidget(widget)
        self.setMinimumWidth(64 * GRID)
        self._leave.setDefault(True)
        self.text.setFocus()
