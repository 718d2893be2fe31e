"""The factors: a list of them, and the points of the one that is chosen, as a curve and as a table."""

from PySide6.QtCore import QItemSelection, Slot
from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.training.judging import factors
from app.training.judging.content import Content
from app.training.judging.evidence import Evidence
from app.training.judging.page import Page, chart_view
from app.training.judging.sheet_view import SheetView
from app.widgets.folding import Folding

_MOST_FACTORS = 30
_CHOOSE = "Choose a factor to see its curve and its points."


class FactorsPage(Page):
    """What was chosen in the list is shown beside it and beneath.

    Attributes:
        tests: the factors.
        curve: of the chosen one, in both models.
        points: the same as a table.
        coefficients: of all factors.
    """

    def __init__(self, title: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(title, desk, parent)
        self.tests, self.points, self.coefficients = SheetView(_MOST_FACTORS), SheetView(), SheetView()
        self.curve = chart_view(desk)
        self.charts.append(self.curve)
        self.tests.select_rows()
        self._top.addWidget(Folding(self.tests, self.curve, weights=(3, 2)))
        for sheet in (self.points, self.coefficients):
            self._top.addWidget(sheet)

    def show_evidence(self, evidence: Evidence, content: Content) -> None:
        """Show a judgement, its first factor chosen."""
        self._evidence = evidence
        self.show_words([*content.words, _CHOOSE], content.basis)
        self.tests.show_sheet(factors.tests(evidence.models[0]))
        self.coefficients.show_sheet(factors.coefficients(evidence.models[0]))
        self.tests.table.selectionModel().selectionChanged.connect(self._show_factor)
        self.tests.table.selectRow(0)

    @Slot(QItemSelection, QItemSelection)
    def _show_factor(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.tests.table.selectionModel().selectedRows()
        if not rows or self._evidence is None:
            return
        factor = self._evidence.models[0].judged.points[rows[0].row()].factor
        self.curve.show_chart(factors.chart(self._evidence, factor))
        self.points.show_sheet(factors.points(self._evidence, factor))
