"""Every column of the tables: gaps, different values, and what becomes of it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.training.column import Column
from app.training.portfolio import report_rows
from app.training.portfolio.figure_box import FigureBox, Plan
from app.widgets.labels import RoleLabel
from app.widgets.wrapping import WrappingRow

if TYPE_CHECKING:
    from core.portfolio.data_report import DataReport

_HEADERS = ("Column", "Table", "Missing", "Different", "Use", "Why no model sees it, or what is odd")
_COLUMNS = Plan("Columns of the tables", _HEADERS, (1, 4, 5), most_rows=40)


class ColumnsPage(Column):
    """The page about columns.

    Attributes:
        box: all columns.
        names: to say which columns are meant.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Columns of the data", parent)
        self._gaps, self.box = RoleLabel(), FigureBox(_COLUMNS)
        self.box.table.let_last_give_way()
        self._gaps.set_state("muted")
        self.names = QPushButton("Choose other columns…")
        row = WrappingRow()
        row.addWidget(self.names)
        self.lines.addWidget(self.box)
        self.lines.addWidget(self._gaps)
        self.lines.addLayout(row)
        self.lines.addStretch()

    def show_report(self, report: "DataReport") -> None:
        """Show a report."""
        self.box.show_rows(report_rows.columns(report))
        told = [f"{report_rows.label(name)} {count:,}" for name, count in report.cleaning.missing.items()]
        gaps = f"Missing among the loans used: {', '.join(told)}. Training fills them by what its own part of the loans"
        self._gaps.setText(f"{gaps} says." if told else "Of the loans used, none lacks a value.")
