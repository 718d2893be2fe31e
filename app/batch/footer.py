"""What stands at the foot of the tab: where results go, and files to begin with."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from app.batch.memory import Memory
from app.widgets.wrapping import WrappingRow

_WIDEST = 30


class Footer(QWidget):
    """A wish that holds for every file, and offers for the empty tab.

    Attributes:
        ask_where: whether to ask where each result goes.
        last: scores the last file again.
        sample: saves a sample file.
    """

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self.ask_where = QCheckBox("As&k where each result goes")
        self.ask_where.setToolTip("Otherwise NAME_scored.csv is written beside NAME.csv")
        self.ask_where.setChecked(memory.asks_where)
        self.ask_where.toggled.connect(self._remember)
        self.last, self.sample = QPushButton(), QPushButton("Save a sa&mple file…")
        row = WrappingRow()
        self.setLayout(row)
        row.addWidget(self.ask_where)
        row.addStretch()
        row.addWidget(self.last)
        row.addWidget(self.sample)

    def offer_files(self, *, offers: bool) -> None:
        """Offer files to begin with, or not."""
        last, metrics = self._memory.source, self.fontMetrics()
        self.sample.setVisible(offers)
        self.last.setVisible(offers and last is not None)
        if last is not None:
            widest = _WIDEST * metrics.averageCharWidth()
            name = metrics.elidedText(last.name, Qt.TextElideMode.ElideMiddle, widest)
            self.last.setText(f"Score {name} again".replace("&", "&&"))
            self.last.setToolTip(str(last))

    @Slot(bool)
    def _remember(self, asks: bool) -> None:  # noqa: FBT001 - as the signal gives it
        self._memory.put_asks_where(asks=asks)
