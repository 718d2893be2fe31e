"""A page about a judgement: sentences, charts and tables beneath each other, scrolled as a whole."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.theme import GRID, TextRole
from app.training.column import Column
from app.training.judging.content import Content, Sheet
from app.training.judging.evidence import Evidence
from app.training.judging.sheet_view import SheetView
from app.widgets.chart import ChartView
from app.widgets.chart_rendering import Chart
from app.widgets.folding import Folding
from app.widgets.labels import RoleLabel

CHART_HELP = "Right-click a chart, or press the menu key, to copy it, save it, or see its numbers as a table."
_CHART_LINES = 20
_CACHE = "matplotlib"


def chart_view(desk: Desk) -> ChartView:
    """A chart with its menu."""
    view = ChartView(desk.jobs, desk.dialogs, desk.data_folder / _CACHE)
    view.setToolTip(CHART_HELP)
    view.setMinimumHeight(_CHART_LINES * view.fontMetrics().lineSpacing())
    return view


class Page(Column):
    """Shows any content; pages of more than that build upon it.

    Attributes:
        charts: in their order.
        sheets: the tables, in their order.
    """

    def __init__(self, title: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._desk = desk
        self._evidence: Evidence | None = None
        self.charts: list[ChartView] = []
        self.sheets: list[SheetView] = []
        self._basis, self._words = RoleLabel(role=TextRole.SMALL), RoleLabel()
        self._basis.set_state("muted")
        self._top, self._chart_rows, self._tables = (_lines() for _ in range(3))
        self._chart_help = RoleLabel(CHART_HELP, TextRole.SMALL)
        self._chart_help.set_state("muted")
        self._chart_help.hide()
        self.lines.addWidget(self._basis)
        self.lines.addWidget(self._words)
        for part in (self._top, self._chart_rows):
            self.lines.addLayout(part)
        self.lines.addWidget(self._chart_help)
        self.lines.addLayout(self._tables)
        self.lines.addStretch()

    @property
    def words(self) -> str:
        """The sentences, the first of them on which rows it was judged."""
        return "\n\n".join(filter(None, [self._basis.text(), self._words.text()]))

    def show_evidence(self, evidence: Evidence, content: Content) -> None:
        """Show a judgement, whose content is ready."""
        self._evidence = evidence
        self.show_words(content.words, content.basis)
        self.show_charts(content.charts)
        self.show_sheets(content.sheets)

    def show_words(self, words: Sequence[str], basis: str) -> None:
        """Show sentences on top, and on which rows it was judged."""
        self._basis.setText(basis)
        self._words.setText("\n\n".join(words))
        self._words.setVisible(bool(words))

    def show_charts(self, charts: Sequence[Chart]) -> None:
        """Show charts, two in a row where there is room."""
        if len(charts) > len(self.charts):
            self._add_charts(len(charts) - len(self.charts))
        for view, chart in zip(self.charts, charts, strict=False):
            view.show_chart(chart)

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show tables, and hide those that are too many."""
        for _ in range(len(sheets) - len(self.sheets)):
            self.sheets.append(SheetView())
            self._tables.addWidget(self.sheets[-1])
        for view, sheet in zip(self.sheets, sheets, strict=False):
            view.show_sheet(sheet)
        for place, view in enumerate(self.sheets):
            view.setVisible(place < len(sheets))

    def _add_charts(self, count: int) -> None:
        views = [chart_view(self._desk) for _ in range(count)]
        self.charts += views
        self._chart_help.show()
        for start in range(0, count, 2):
            self._chart_rows.addWidget(Folding(*views[start : start + 2]))


def _lines() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GRID)
    return column
