"""Which sheet of a workbook is read."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.services import theme
from app.services.theme import GRID
from app.widgets.editors import ChoiceBox


class SheetChoice(QWidget):
    """Lets a person choose; hidden where there is nothing to choose.

    Signals:
        chosen: the name of another sheet.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box, name = ChoiceBox(), QLabel("&Sheet")
        self.box.setPlaceholderText("Choose the sheet with the applicants")
        self.box.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Preferred)
        name.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(name)
        row.addWidget(self.box)
        row.addStretch(1)
        self.box.activated.connect(self._choose)
        self.hide()

    def show_sheets(self, sheets: Sequence[str], sheet: str) -> None:
        """Show the sheets there are, and the one that is read; "" where none is yet."""
        self.box.clear()
        self.box.addItems(list(sheets))
        self.box.setCurrentIndex(sheets.index(sheet) if sheet in sheets else -1)
        self.box.setProperty("chosen", sheet in sheets)
        theme.polish_again(self.box)
        self.setVisible(len(sheets) > 1)

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.chosen.emit(self.box.itemText(place))
