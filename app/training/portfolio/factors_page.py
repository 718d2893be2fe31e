"""What each factor tells of who defaults: its information value, and its bins as a table and a chart."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, Slot
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.services.theme import TextRole
from app.training.column import Column
from app.training.portfolio import report_rows
from app.training.portfolio.figure_box import FigureBox, Plan
from app.widgets.chart import ChartView
from app.widgets.chart_rendering import Numbers
from app.widgets.folding import Folding
from app.widgets.labels import RoleLabel
from app.widgets.weights import Weights, weights_chart

if TYPE_CHECKING:
    from core.evaluation.information import Information
    from core.portfolio.data_report import DataReport

_FACTORS = Plan("Information value of each factor", ("Factor", "IV", "It tells"), (2,), most_rows=9)
_HEADERS = ("Values", "Loans", "Defaults", "Rate", "WoE", "IV")
_BINS = Plan("Bins", _HEADERS)
_AXIS = "Weight of evidence"
_HOW = (
    "Select a factor to see its bins; those with bars to the right are safer than all loans together. Below 0.02 a "
    "factor tells nothing; from 0.5 on make sure that it was known on the day of application."
)
_HALF = "* A bin without defaults, or with nothing else: half a loan is added to both, so that its weight is finite."


class FactorsPage(Column):
    """Select a factor, and its bins are shown.

    Attributes:
        factors: the most telling first.
        bins: of the selected one.
        chart: their weights of evidence.
    """

    def __init__(self, chart: ChartView, parent: QWidget | None = None) -> None:
        super().__init__("Information value of the factors", parent)
        self._found: tuple[Information, ...] = ()
        self.factors, self.bins, self.chart = FigureBox(_FACTORS), FigureBox(_BINS), chart
        self._half = RoleLabel(_HALF, TextRole.SMALL)
        self.factors.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for widget in (RoleLabel(_HOW), Folding(self.factors, self.chart), self.bins, self._half):
            self.lines.addWidget(widget)
        self.lines.addStretch()
        self.factors.table.selectionModel().selectionChanged.connect(self._show_bins)

    def show_report(self, report: "DataReport") -> None:
        """Show a report, with the bins of the most telling factor."""
        self._found = report.information
        self.factors.show_rows(report_rows.factors(report))
        self.factors.select_first()

    @Slot(QItemSelection, QItemSelection)
    def _show_bins(self, _now: QItemSelection, _before: QItemSelection) -> None:
        place = self.factors.current
        if 0 <= place < len(self._found):
            self._show_factor(self._found[place])

    def _show_factor(self, one: "Information") -> None:
        name, rows = report_rows.label(one.name), report_rows.bins(one)
        self.bins.show_rows(rows, f"{name}: bins")
        self._half.setVisible(any(each.is_mended for each in one.bins))
        weights = Weights(tuple(each.label for each in one.bins), tuple(each.woe for each in one.bins), _AXIS)
        numbers = Numbers(_HEADERS, tuple(tuple(cell.text for cell in row) for row in rows))
        self.chart.show_chart(weights_chart(name, weights, numbers))
