"""What can be done with a scored file, as a row of buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.services.theme import GRID


class ResultButtons(QWidget):
    """Another file, and the file of now.

    Signals:
        another_requested: another file should be scored.
        file_requested: the scored file should be opened.
        folder_requested: its folder should be opened.
        copy_requested: a copy should be saved.
    """

    another_requested = Signal()
    file_requested = Signal()
    folder_requested = Signal()
    copy_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        buttons = [QPushButton(text) for text in ("&Open file", "Open fol&der", "Save &copy…", "&Score another file…")]
        signals = (self.file_requested, self.folder_requested, self.copy_requested, self.another_requested)
        for button, signal in zip(buttons, signals, strict=True):
            button.clicked.connect(signal)
            row.addWidget(button)
        buttons[0].setToolTip("Open the scored file in the program that opens CSV files here")
        buttons[-1].setProperty("primary", True)
