"""A scored file: its name, its figures and its rows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QSplitter, QVBoxLayout, QWidget

from app.batch.rows_model import RowsModel
from app.batch.summary import Summary
from app.batch.work import Scored
from app.services.theme import GRID, TextRole
from app.widgets.labels import RoleLabel
from app.widgets.table import Table
from core.scorecard import Scorecard

_WIDE = {
    "credit_score": 8, "rating": 17, "decision": 14, "default_probability": 10, "row_status": 11, "row_problem": 48,
    **{f"reason_{rank}": 30 for rank in range(1, 5)},
}  # fmt: skip
"""Widths of columns in characters."""
_ELSE = 16


class ResultPage(QWidget):
    """Shows what became of one file.

    Signals:
        broken: why its rows can no longer be read.

    Attributes:
        scored: the file on show; None before the first.
        table: its rows.
    """

    broken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scored: Scored | None = None
        self._title, self._where = RoleLabel(role=TextRole.HEADING), RoleLabel(role=TextRole.SMALL)
        self._where.set_state("muted")
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.summary, self.table = Summary(), Table("The file has no rows.")
        self.table.verticalHeader().show()
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.summary)
        splitter.addWidget(self.table)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self._title, self._where):
            column.addWidget(widget)
        column.addWidget(splitter, 1)

    def show_result(self, scored: Scored, scorecard: Scorecard) -> None:
        """Show a file that was just scored with a model."""
        self.scored = scored
        report = scored.report
        self._title.setText(f"{report.source.name}: {report.rows:,} rows in {report.seconds:.1f} s")
        self._where.setText(f"Scored with model {report.model}, written to {report.target}")
        self.summary.show_report(report, scorecard)
        old, model = self.table.model(), RowsModel(scored.rows, self)
        model.broken.connect(self.broken, Qt.ConnectionType.QueuedConnection)
        self.table.setModel(model)
        if old is not None:
            old.deleteLater()
        self._set_widths(model)

    def _set_widths(self, model: RowsModel) -> None:
        letter = self.table.fontMetrics().averageCharWidth()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, name in enumerate(model.columns):
            header.resizeSection(place, _WIDE.get(name, _ELSE) * letter + 2 * GRID)
