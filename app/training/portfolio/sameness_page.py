"""Which factors say the same: correlation and variance inflation."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.training.column import Column
from app.training.portfolio import report_rows
from app.training.portfolio.figure_box import FigureBox, Plan
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind

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
        categories: which of them are the same loans; hidden where none are.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Overlap", parent)
        self.box, self.categories = FigureBox(_SAMENESS), Notice()
        for widget in (self.categories, RoleLabel(_HOW), self.box):
            self.lines.addWidget(widget)
        self.lines.addStretch()

    def show_report(self, report: "DataReport") -> None:
        """Show a report."""
        self.box.show_rows(report_rows.sameness(report))
        told = "\n".join(one.sentence for one in report.same_loans)
        self.categories.clear()
        if told:
            self.categories.show_notice(NoticeKind.WARNING, told, closable=False)
