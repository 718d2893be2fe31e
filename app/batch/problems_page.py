"""The problems of a file in groups; a click shows the rows of one."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.batch import figure_words as words
from app.batch.elided_lines import ElidedLines
from app.services.theme import GRID, TextRole
from app.widgets.table import NUMBERS
from core.batch.problem_groups import ProblemGroup
from core.batch.report import BatchReport

NO_PROBLEMS = "Nothing to look at: every row was scored as it is."
_HOW = "Click a problem, or press Enter on it, to see its rows in the table."
_HEADERS = ("Rows", "Column", "Problem")
_ROWS, _COLUMN, _PROBLEM = range(3)
_PATTERN = Qt.ItemDataRole.UserRole
_SHOWN_ROWS = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProblemTree(QTreeWidget):
    """Groups, each with its values beneath it.

    Signals:
        chosen: a regular expression for the ``row_problem`` of the rows, and the problem in words.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderLabels(list(_HEADERS))
        self.headerItem().setTextAlignment(_ROWS, NUMBERS)
        self.setAccessibleName("Problems of the file")
        self.setUniformRowHeights(True)
        self.itemClicked.connect(self._choose)

    def show_groups(self, groups: tuple[ProblemGroup, ...]) -> None:
        """Show these groups."""
        self.clear()
        for group in groups:
            item = _item(group.rows, group.column, words.problem(group), group.pattern())
            self.addTopLevelItem(item)
            if not words.one_value(group):
                item.addChildren([_value_item(group, one.value, one.rows) for one in group.values])
        for column in (_ROWS, _COLUMN):
            self.resizeColumnToContents(column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter; copy the line on the system's keys for it."""
        item = self.currentItem()
        if event.key() in _ENTER and item is not None:
            self._choose(item)
        elif event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()  # the page copies all figures
        else:
            super().keyPressEvent(event)

    @Slot(QTreeWidgetItem, int)
    def _choose(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        self.chosen.emit(item.data(_ROWS, _PATTERN), item.toolTip(_PROBLEM))


class ProblemsPage(QWidget):
    """The tree, with words on how to use it; only words where there are no problems.

    Attributes:
        tree: the problems.
        told: what to do with them, or that there are none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree, self.told = ProblemTree(), ElidedLines(TextRole.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.told)
        column.addWidget(self.tree, 1)
        column.addStretch()
        self.tree.setMinimumHeight(_SHOWN_ROWS * (self.fontMetrics().height() + GRID))

    def show_report(self, report: BatchReport) -> None:
        """Show a file."""
        self.told.set_lines([_HOW if report.problems else NO_PROBLEMS])
        self.tree.setVisible(bool(report.problems))
        self.tree.show_groups(report.problems)


def _item(rows: int, column: str, problem: str, pattern: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([f"{rows:,}", column, problem])
    item.setTextAlignment(_ROWS, NUMBERS)
    item.setToolTip(_PROBLEM, problem)
    item.setData(_ROWS, _PATTERN, pattern)
    return item


def _value_item(group: ProblemGroup, value: str, rows: int) -> QTreeWidgetItem:
    item = _item(rows, group.column, value, group.pattern(value))
    item.setToolTip(_PROBLEM, group.sentence(value))
    return item
