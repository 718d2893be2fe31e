"""Whether a file looks like the training data: a sentence, each characteristic's index, and the bins of one of them."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Slot
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from app.batch import figure_words as words
from app.batch.elided_lines import ElidedLines
from app.services.theme import GRID, TextRole
from app.widgets.bar_cells import Bar
from app.widgets.figure_model import Cell, FigureModel
from app.widgets.figure_table import FigureTable
from app.widgets.folding import Folding
from app.widgets.notice import Notice, NoticeKind
from core.batch.likeness import likeness
from core.batch.report import BatchReport
from core.evaluation.stability import LARGE, MODERATE, Bin, Shift, Verdict

ICONS = {
    Verdict.LIKE: NoticeKind.SUCCESS,
    Verdict.TOO_FEW: NoticeKind.INFO,
    Verdict.SMALL: NoticeKind.INFO,
    Verdict.MODERATE: NoticeKind.WARNING,
    Verdict.LARGE: NoticeKind.ERROR,
}
"""The shape of each verdict."""
_HEADERS = ("Characteristic", "PSI", "Chance limit", "Verdict")
_BIN_HEADERS = ("Values", "Training", "", "This file", "")
_BARS = (1, 3)
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_LIMITS = (
    f"PSI from {MODERATE:.2f} is a moderate shift, from {LARGE:.2f} a large one, if it is beyond its limit of chance: "
    "of files of this size in which nothing has shifted, one in twenty passes any of these limits."
)


class StabilityPage(QWidget):
    """Two tables: what was selected in the first is shown in the second.

    Attributes:
        notice: the sentence.
        shifts: the score and the factors.
        bins: the selected one's rows by value, in training and now.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Shift, ...] = ()
        self._model, self._bins = FigureModel(_HEADERS, [3], self), FigureModel(_BIN_HEADERS, _BARS, self)
        self.notice, self._title = Notice(), ElidedLines(TextRole.SMALL)
        self.shifts, self.bins = FigureTable(self._model), FigureTable(self._bins, _BARS)
        self.shifts.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.shifts.horizontalHeader().setToolTip(_LIMITS)
        self.shifts.setAccessibleName("Stability of the score and the factors")
        self.shifts.selectionModel().selectionChanged.connect(self._show_bins)
        self._tables = Folding(_column(_told(), self.shifts), _column(self._title, self.bins))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.notice)
        column.addWidget(self._tables, 1)

    def show_report(self, report: BatchReport) -> None:
        """Show a file."""
        told = likeness(report.figures)
        icon = ICONS[told.verdict] if told.verdict else NoticeKind.INFO
        self.notice.show_notice(icon, told.sentence, closable=False)
        self._found = report.figures.shifts
        self._tables.setVisible(bool(self._found))
        self._model.show_rows([_cells(shift) for shift in self._found])
        self.shifts.selectionModel().setCurrentIndex(self._model.index(0, 0), _SELECT)

    @Slot(QItemSelection, QItemSelection)
    def _show_bins(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.shifts.selectionModel().selectedRows()
        if not rows:
            return
        shift = self._found[rows[0].row()]
        title = f"{words.label(shift.name)}: shares of the rows"
        self._title.set_lines([title])
        self.bins.setAccessibleName(title)
        self._bins.show_rows(_bin_cells(shift))


def _told() -> ElidedLines:
    """What the columns mean, under the mouse in full."""
    told = ElidedLines(TextRole.SMALL)
    told.set_lines(["What has shifted, and what chance alone may shift"], [_LIMITS])
    return told


def _column(*parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, FigureTable) else 0)
    return page


def _cells(shift: Shift) -> list[Cell]:
    name, index, limit, verdict = words.shift_cells(shift)
    return [Cell(name), Cell(index), Cell(limit), Cell(verdict, ICONS[shift.verdict])]


def _bin_cells(shift: Shift) -> list[list[Cell]]:
    earlier, now = sum(one.expected for one in shift.bins), shift.rows
    most = max(max(one.expected / earlier, one.actual / now) for one in shift.bins)
    shown = [one for one in shift.bins if one.expected or one.actual]
    return [[Cell(one.label), *_pair(one, earlier, now, most)] for one in shown]


def _pair(one: Bin, earlier: int, now: int, most: float) -> list[Cell]:
    before, after = words.share(one.expected, earlier), words.share(one.actual, now)
    bars = Bar(one.expected / earlier / most, "active"), Bar(one.actual / now / most, "candidate")
    return [Cell(before, bar=bars[0]), Cell(before), Cell(after, bar=bars[1]), Cell(after)]
