"""The empty state of the tab: where to drop a file, which columns it needs, and a sample to begin with."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.theme import GRID
from app.widgets.drop_zone import DropZone
from core import validation
from core.scorecard import Scorecard


class StartPage(QWidget):
    """Asks for a file.

    Attributes:
        drop_zone: takes files.
        sample: the button that saves a sample file.
        ask_where: whether to ask where the result goes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop_zone = DropZone("Drop a CSV file of applicants here", "&Choose a file…")
        self.sample = QPushButton("&Save a sample file…")
        self.ask_where = QCheckBox("&Ask where to write the result, instead of beside the file")
        below = QHBoxLayout()
        below.addWidget(self.ask_where)
        below.addStretch()
        below.addWidget(self.sample)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.drop_zone, 1)
        column.addLayout(below)

    def tell_columns(self, scorecard: Scorecard) -> None:
        """Say which columns a model needs."""
        names = [item.name for item in validation.required_inputs(scorecard)]
        self.drop_zone.set_hint(
            f"One applicant a row, with the columns {', '.join(names)}: the history as two ratios or as three counts. "
            "Any order, other columns are kept. Every row comes back, scored or with the reason why not."
        )
