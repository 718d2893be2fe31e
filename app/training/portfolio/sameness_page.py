"""Which factors say the same: correlation and variance inflation."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.training.column import Column
from app.training.portfolio import report_rows
from app.training.portfolio.figure_box import FigureBox, Plan
from app.widgets.labels import RoleLabel

if TYPE_CHECKING:
    from core.portfolio.data_report import DataReport

_HEADERS = ("Factor", "VIF", "Correlates most with", "Correlation")
_SAMENESS = Plan(
    "Numbers among the factors chosen", _HEADERS, (2,), "None of the factors chosen is a number that varies.", 20
)
_HOW = (
    "VIF says by how much the variance of a coefficient grows because other factors say the same: from 5 on its points "
    "are uncertain. A missing value counts as the median here."
)


class SamenessPage(Column):
    """The page about factors that say the same.

    Attributes:
        box: a row for each factor.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Overlap", parent)
        self.box = FigureBox(_SAMENESS)
        for widget in (RoleLabel(_HOW), self.box):
            self.lines.addWidget(widget)
        self.lines.addStretch()

    def show_report(self, report: "DataReport") -> None:
        """Show a report."""
        self.box.show_rows(report_rows.sameness(report))
