"""Stability: the score and the factors, the shares of the one that is chosen, and the months."""

from PySide6.QtCore import QItemSelection, Slot
from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.training.judging import stability
from app.training.judging.content import Content
from app.training.judging.evidence import Evidence
from app.training.judging.page import Page
from app.training.judging.sheet_view import SheetView
from app.widgets.folding import Folding

_CHOOSE = "Choose the score or a factor to see its shares."


class StabilityPage(Page):
    """What was chosen in the first table is shown beside it.

    Attributes:
        shifts: the score and the factors of the candidate.
        bins: the chosen one's shares, value by value.
    """

    def __init__(self, title: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(title, desk, parent)
        self.shifts, self.bins = SheetView(), SheetView()
        self.shifts.select_rows()
        self._chosen = Folding(self.shifts, self.bins)
        self._top.addWidget(self._chosen)

    def show_evidence(self, evidence: Evidence, content: Content) -> None:
        """Show a judgement, the score chosen."""
        self._evidence = evidence
        own = evidence.models[0]
        has_shifts = bool(own.judged.shifts)
        self._chosen.setVisible(has_shifts)
        self.show_words([*content.words, *([_CHOOSE] if has_shifts else [])], content.basis)
        self.show_sheets(content.sheets[1:] if has_shifts else content.sheets)
        if has_shifts:
            self.shifts.show_sheet(content.sheets[0])
            self.shifts.table.selectionModel().selectionChanged.connect(self._show_bins)
            self.shifts.table.selectRow(0)

    @Slot(QItemSelection, QItemSelection)
    def _show_bins(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.shifts.table.selectionModel().selectedRows()
        if rows and self._evidence is not None:
            self.bins.show_sheet(stability.bins(self._evidence.models[0].judged.shifts[rows[0].row()]))
