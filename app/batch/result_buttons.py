"""What can be done with a scored file, as a row of buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.widgets.wrapping import WrappingRow

_NO_ROWS = "The rows of this file could not be kept."


class ResultButtons(QWidget):
    """Another file, and the file of now.

    Signals:
        another_requested: another file should be scored.
        file_requested: the scored file should be opened.
        folder_requested: its folder should be opened.
        export_requested: rows should be exported.
        letters_requested: letters should be written about the rows on show.
    """

    another_requested = Signal()
    file_requested = Signal()
    folder_requested = Signal()
    export_requested = Signal()
    letters_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._export, self._letters = QPushButton("E&xport…"), QPushButton("Le&tters…")
        file, folder, another = (QPushButton(text) for text in ("&Open file", "Open fol&der", "&Score another file…"))
        file.setToolTip("Open the scored file in the program that opens CSV files here")
        another.setProperty("primary", True)
        buttons = {
            file: self.file_requested,
            folder: self.folder_requested,
            self._export: self.export_requested,
            self._letters: self.letters_requested,
            another: self.another_requested,
        }
        row = WrappingRow()
        self.setLayout(row)
        row.addStretch()
        for button, signal in buttons.items():
            button.clicked.connect(signal)
            row.addWidget(button)
        self.offer_rows(offers=True)

    def offer_rows(self, *, offers: bool) -> None:
        """Offer what is done with the rows, or not, where there are none."""
        self._export.setToolTip("All rows, those on show or the problem rows, as a file" if offers else _NO_ROWS)
        self._letters.setToolTip("Decline or approval letters for the rows on show" if offers else _NO_ROWS)
        for button in (self._export, self._letters):
            button.setEnabled(offers)
