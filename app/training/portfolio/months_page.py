"""How the default rate moved from month to month."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.training.column import Column
from app.training.portfolio.figure_box import FigureBox, Plan
from app.widgets.chart import ChartView
from app.widgets.figure_model import Cell
from app.widgets.labels import RoleLabel
from app.widgets.rates import Rate, RateWords, numbers_of, rates_chart
from app.widgets.wrapping import WrappingRow

if TYPE_CHECKING:
    from core.portfolio.data_report import DataReport
    from core.portfolio.dates import DateOrder

_WORDS = RateWords("Default rate by month", "Month", "Loans", "Defaults")
_HEADERS = ("Month", "Loans", "Defaults", "Rate", "From (95 %)", "To (95 %)")
_NOTHING = "No loan has a disbursal_date that can be read, so there are no rates by month."
_ASSUMED = "No date shows whether its day or its month comes first; the day is taken to come first."
_SAID = "Dates are read with the {order} first, as you said."
_OTHER = "Read dates with the {order} first"
_MONTHS = Plan("Months of disbursal", _HEADERS, nothing=_NOTHING, most_rows=12)


class MonthsPage(Column):
    """A chart over its table.

    Attributes:
        chart: the rates with their limits.
        box: the same in figures.
        order: asks to read dates the other way, where no date shows which way is right.
    """

    def __init__(self, chart: ChartView, parent: QWidget | None = None) -> None:
        super().__init__("Default rate by month", parent)
        self.chart, self.box = chart, FigureBox(_MONTHS)
        self._order, self.order = RoleLabel(), QPushButton()
        row = WrappingRow()
        row.addWidget(self.order)
        self.lines.addWidget(self._order)
        self.lines.addLayout(row)
        self.lines.addWidget(self.chart)
        self.lines.addWidget(self.box)
        self.lines.addStretch()

    def show_report(self, report: "DataReport") -> None:
        """Show a report."""
        rates = tuple(Rate(one.month, one.rows, one.defaults, one.low, one.high) for one in report.months)
        self.chart.setVisible(bool(rates))
        if rates:
            self.chart.show_chart(rates_chart(rates, _WORDS))
        rows = numbers_of(rates, _WORDS).rows
        self.box.show_rows([_cells(rate, row) for rate, row in zip(rates, rows, strict=True)])

    def show_order(self, order: "DateOrder | None", *, is_assumed: bool) -> None:
        """Show in which order day and month were read, where that is in doubt; a person may say the other."""
        is_month = order == "month"
        self._order.setText(_ASSUMED if order is None else _SAID.format(order=order))
        self.order.setText(_OTHER.format(order="day" if is_month else "month"))
        for widget in (self._order, self.order):
            widget.setVisible(is_assumed or order is not None)


def _cells(rate: Rate, texts: tuple[str, ...]) -> list[Cell]:
    ranks = (rate.rows, rate.hits, rate.value, rate.low, rate.high)
    return [Cell(texts[0]), *(Cell(text, rank=rank) for text, rank in zip(texts[1:], ranks, strict=True))]
