"""How likely the applicants of a file are to default, and which factors that comes of."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.batch import figure_words as words
from app.batch.elided_lines import ElidedLines
from app.services.theme import GRID, TextRole
from app.widgets.bar_cells import Bar
from app.widgets.figure_model import Cell, FigureModel
from app.widgets.figure_table import FigureTable
from app.widgets.folding import Folding
from app.widgets.stepped_bars import SteppedBars
from core.batch.figures import Driver
from core.batch.report import BatchReport

_HEADERS = ("Factor", "Drives defaults", "Odds", "First reason")
_BARS = 1
_EMPTY = "What drives defaults is told when a row has a score."


class RiskPage(QWidget):
    """A table of drivers beside the distribution of PD.

    Attributes:
        probabilities: how many rows have which PD.
        drivers: the factors, what drives defaults most first.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = FigureModel(_HEADERS, [_BARS], self)
        self.probabilities = SteppedBars("Distribution of the probability of default")
        self.drivers, self._told = FigureTable(self._model, [_BARS], _EMPTY), ElidedLines(TextRole.SMALL)
        self.drivers.setAccessibleName("What drives the expected defaults")
        self._lay_out()

    def show_report(self, report: BatchReport) -> None:
        """Show a file."""
        found = report.figures
        self.probabilities.set_counts(words.probability_steps(), found.probabilities)
        strongest = max((abs(driver.among_defaults) for driver in found.drivers), default=1.0) or 1.0
        self._model.show_rows([_cells(driver, report, strongest) for driver in found.drivers])
        whom = words.reference(found.population)
        self._told.set_lines(
            [f"Odds of default over {whom}"],
            [f"By how much the odds of default, on average among the defaults to expect, are higher than {whom}"],
        )

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        for page, parts in ((left, (self._told, self.drivers)), (right, (_title(), self.probabilities))):
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GRID)
            for part in parts:
                column.addWidget(part, 1 if part in (self.drivers, self.probabilities) else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.addWidget(Folding(left, right))


def _title() -> ElidedLines:
    title = ElidedLines(TextRole.SMALL)
    title.set_lines(["Rows by probability of default"])
    return title


def _cells(driver: Driver, report: BatchReport, strongest: float) -> list[Cell]:
    name, among, mean, first = words.driver_cells(driver, report)
    tip = f"{name}: odds {among} among the defaults to expect, {mean} in all rows"
    role = "adverse" if driver.among_defaults > 0 else "favourable"
    bar = Bar(driver.among_defaults / strongest, role, diverges=True)
    return [Cell(name, tip=tip), Cell(among, bar=bar, tip=tip), Cell(among, tip=tip), Cell(first)]
