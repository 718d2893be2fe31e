"""How large a dialog opens: by the text it holds, and no larger than the window beneath it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog


def size_of(dialog: QDialog, characters: int, lines: int) -> QSize:
    """Room for so many characters and lines, as far as the window has it."""
    metrics, beneath = dialog.fontMetrics(), dialog.parentWidget()
    size = QSize(characters * metrics.averageCharWidth(), lines * metrics.lineSpacing())
    return size if beneath is None else size.boundedTo(beneath.window().size())
