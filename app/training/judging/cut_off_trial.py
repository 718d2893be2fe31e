"""A cut-off to be tried: dragged or typed, with its confusion matrices, and the best one for a cost ratio marked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.theme import GRID
from app.training.judging import cut_off, figures
from app.training.judging.sheet_view import SheetView
from app.widgets.confusion import DECLINED, ConfusionMatrix
from app.widgets.cut_off_scale import CutOffScale, Mark, Spread
from app.widgets.folding import Folding
from app.widgets.labels import RoleLabel
from app.widgets.wrapping import WrappingRow

if TYPE_CHECKING:
    from core.evaluation.cut_off import CutOffs

_RATIO = 10.0
_RATIO_HELP = "What an approved defaulter costs against a declined good borrower."


class CutOffTrial(QWidget):
    """Everything follows the cut-off at once.

    Attributes:
        typed: the cut-off in per cent.
        ratio: what an approved defaulter costs, in declined good borrowers.
        best: takes the cut-off to the best one for that ratio.
        scale: the cut-off to drag.
        matrices: the confusion matrices, the candidate's first.
        outcome: rates at the cut-off.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready: dict[str, CutOffs] = {}
        self._cut_off = 0.0
        self.typed, self.ratio = _number(0.01, 99.99, " %", 2), _number(0.01, 10_000.0, " : 1", 1)
        self.best, self.scale, self.outcome = QPushButton(), CutOffScale(), SheetView()
        self.matrices = (ConfusionMatrix(DECLINED), ConfusionMatrix(DECLINED))
        self._titles = (RoleLabel(), RoleLabel())
        self._lay_out()
        self.ratio.setValue(_RATIO)
        self.ratio.setToolTip(_RATIO_HELP)
        self.typed.valueChanged.connect(self._take_typed)
        self.ratio.valueChanged.connect(self._take_ratio)
        self.best.clicked.connect(self._take_best)
        self.scale.moved.connect(self._go_to)

    @property
    def cut_off(self) -> float:
        """The cut-off, as a PD."""
        return self._cut_off

    def show_rows(self, ready: "dict[str, CutOffs]", spread: Spread) -> None:
        """Show models by their names at the best cut-off, and how the PDs of the first one spread."""
        self._ready = ready
        self.scale.set_spread(spread)
        for place, (title, matrix) in enumerate(zip(self._titles, self.matrices, strict=True)):
            for widget in (title, matrix):
                widget.setVisible(place < len(ready))
        for title, name in zip(self._titles, ready, strict=False):
            title.setText(f"{name}: declined and approved")
        self._take_ratio()
        self._take_best()

    @Slot(float)
    def _go_to(self, pd: float) -> None:
        """Show what comes of a cut-off."""
        self._cut_off = pd
        self.scale.set_pd(pd)
        self.typed.blockSignals(True)  # else its rounded value would be taken for another cut-off
        self.typed.setValue(100.0 * pd)
        self.typed.blockSignals(False)
        self._show_outcome()

    def _show_outcome(self) -> None:
        found = {name: one.at(self._cut_off) for name, one in self._ready.items()}
        for matrix, one in zip(self.matrices, found.values(), strict=False):
            matrix.set_counts(cut_off.counts(one))
        self.outcome.show_sheet(cut_off.outcome(found, self.ratio.value()))
        self.scale.set_outcome(cut_off.in_words(next(iter(found.values()))))

    @Slot()
    def _take_typed(self) -> None:
        self._go_to(self.typed.value() / 100.0)

    @Slot()
    def _take_ratio(self) -> None:
        """Mark the best cut-off for another ratio, and count the cost by it."""
        word = f"best {figures.percent(self._best())}"
        self.scale.set_mark(Mark(self._best(), word))
        self.best.setText(f"Set to the best, {figures.percent(self._best())}")
        if self._ready:
            self._show_outcome()

    @Slot()
    def _take_best(self) -> None:
        self._go_to(self._best())

    def _best(self) -> float:
        from core.evaluation.cut_off import best_cut_off

        return best_cut_off(1.0, self.ratio.value())

    def _lay_out(self) -> None:
        controls = WrappingRow()
        for widget in (
            _labelled("Cut-off (PD)", self.typed),
            _labelled("Cost ratio", self.ratio),
            self.best,
        ):
            controls.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(controls)
        column.addWidget(self.scale)
        column.addWidget(Folding(*(_beneath(*pair) for pair in zip(self._titles, self.matrices, strict=True))))
        column.addWidget(self.outcome)


def _number(low: float, high: float, suffix: str, decimals: int) -> QDoubleSpinBox:
    box = QDoubleSpinBox(minimum=low, maximum=high, decimals=decimals, suffix=suffix)
    box.setKeyboardTracking(False)
    box.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
    return box


def _labelled(text: str, box: QDoubleSpinBox) -> QWidget:
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, GRID, 0)
    row.setSpacing(GRID)
    label = QLabel(text)
    label.setBuddy(box)
    for widget in (label, box):
        row.addWidget(widget)
    box.setAccessibleName(text)
    return place


def _beneath(*widgets: QWidget) -> QWidget:
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        column.addWidget(widget)
    return place
