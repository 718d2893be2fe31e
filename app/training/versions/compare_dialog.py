"""Shows two versions side by side: their figures, their factors, and how they were made."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTabWidget, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID
from app.training.versions.compare_rows import figure_rows, making_rows
from app.training.versions.comparing import Compared, factor_words
from app.training.versions.sizing import size_of
from app.widgets.action_button import ActionButton
from app.widgets.chart import ChartView
from app.widgets.editors import ChoiceBox
from app.widgets.figure_model import FigureModel
from app.widgets.figure_table import FigureTable
from app.widgets.labels import RoleLabel, breakable
from app.widgets.quiet_area import QuietArea
from core.features import FEATURES

_ALIKE = "Nothing that was written down tells them apart."
_CACHE = "cache"


class CompareDialog(QDialog):
    """Three pages, and all of it as text; goes away for good when it is closed.

    Attributes:
        pages: figures, factors, making.
        figures: the table of figures.
        factor: which factor is drawn.
        chart: its points in both versions.
        making: the table of what was done otherwise.
        copy: puts all of it on the clipboard as text.
    """

    def __init__(self, desk: Desk, compared: Compared, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        found = compared.comparison
        self._compared = compared
        self.setWindowTitle(f"{found.first} and {found.second}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages, self.factor = QTabWidget(), ChoiceBox()
        self.chart = ChartView(desk.jobs, desk.dialogs, desk.data_folder / _CACHE)
        self.figures = _table(("Figure", found.first, found.second, "Difference"), ())
        self.making = _table(("What", found.first, found.second), (1, 2), _ALIKE)
        self._fill()
        self._lay_out()
        self.factor.currentIndexChanged.connect(self._draw)
        self._draw()

    def _fill(self) -> None:
        found = self._compared.comparison
        for table, rows in ((self.figures, figure_rows(found)), (self.making, making_rows(found))):
            model = table.model()
            assert isinstance(model, FigureModel)
            model.show_rows(rows)
        for factor in self._compared.charts:
            self.factor.addItem(FEATURES[factor].label, factor)

    def _lay_out(self) -> None:
        found = self._compared.comparison
        choose = QLabel("&Points of")
        choose.setBuddy(self.factor)
        self.pages.addTab(_page(_words(found.note), self.figures), "&Figures")
        numbers = ActionButton(self.chart.commands.show_numbers)
        factors = _page(_words(factor_words(self._compared)), choose, self.factor, numbers, self.chart)
        self.pages.addTab(factors, "F&actors")
        self.pages.addTab(_page(self.making), "&Making")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton("&Copy as text", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.pages)
        column.addWidget(buttons)
        self.resize(size_of(self, 104, 42))

    @Slot()
    def _draw(self) -> None:
        factor = self.factor.currentData()
        if factor is not None:
            self.chart.show_chart(self._compared.charts[factor])

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._compared.comparison.lines()))


def _table(headers: tuple[str, ...], words: tuple[int, ...], empty: str = "") -> FigureTable:
    table = FigureTable(FigureModel(headers, words), empty_text=empty)
    table.setAccessibleName(f"{headers[0]}: {headers[1]} and {headers[2]}")
    return table


def _words(text: str) -> RoleLabel:
    label = RoleLabel(breakable(text))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _page(*widgets: QWidget) -> QuietArea:
    """Widgets beneath each other, scrolled where there is little room."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(GRID, 2 * GRID, GRID, GRID)
    column.setSpacing(GRID)
    for widget in widgets:
        column.addWidget(widget)
    column.setStretchFactor(widgets[-1], 1)
    return QuietArea(page)
