"""The empty state of the tab: where to drop a file, which results there are, and which columns a file needs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.batch.columns import NeededColumns
from app.services.theme import GRID
from app.widgets.drop_zone import DropZone

_HINT = "CSV, Excel or Parquet, one applicant a row. Every row comes back: scored, or with the reason why not."


class StartPage(QWidget):
    """Asks for a file.

    Attributes:
        drop_zone: takes files.
        columns: names the columns that a file needs.
    """

    def __init__(self, recent: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop_zone = DropZone("Drop files of applicants here, or choose them", "&Choose files…", _HINT)
        self.columns = NeededColumns()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 2 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self.drop_zone, 1)
        column.addWidget(recent)
        column.addWidget(self.columns)
        area = QScrollArea(widgetResizable=True)  # for large text in a small window
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
