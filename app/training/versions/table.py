"""The table of versions: sorted by any column, with one or two of them selected."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from app.training.versions.model import RANK_ROLE, VersionsModel
from app.widgets.table import Table
from core.registry.listing import Version

_FEWEST_ROWS, _NARROWEST = 5, 26
_WIDEST = 36
"""The most characters of a column; the whole text is told under the mouse, and beneath the table."""
_EMPTY = "No version is on this computer. Import one, or train one."
_Flag = QItemSelectionModel.SelectionFlag


class VersionsTable(Table):
    """Lists versions, the newest first until somebody sorts them otherwise.

    Signals:
        chosen_changed: others are selected.
    """

    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Reading the versions…", parent)
        self._versions, self._sorted = VersionsModel(self), QSortFilterProxyModel(self)
        self._sorted.setSortRole(RANK_ROLE)
        self._sorted.setSourceModel(self._versions)
        self.setModel(self._sorted)
        self.setAccessibleName("Versions of the model")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.horizontalHeader().setStretchLastSection(True)
        self.selectionModel().selectionChanged.connect(self.chosen_changed)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show these; what was selected stays so."""
        names = [version.name for version in self.chosen()]
        self.set_empty_text(_EMPTY)
        self._versions.show(versions)
        self._fit_columns()
        self.choose(names)

    def choose(self, names: Sequence[str]) -> None:
        """Select the versions with these names, as far as there are any."""
        self.clearSelection()
        for row in filter(lambda row: row >= 0, map(self._versions.row_of, names)):
            index = self._sorted.mapFromSource(self._versions.index(row, 0))
            self.selectionModel().select(index, _Flag.Select | _Flag.Rows)
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self.scrollTo(index)
        self.chosen_changed.emit()

    def chosen(self) -> list[Version]:
        """The selected versions, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        sources = (self._sorted.mapToSource(self._sorted.index(row, 0)) for row in rows)
        return [self._versions.version(source.row()) for source in sources]

    def minimumSizeHint(self) -> QSize:
        """Room for a few rows; it scrolls to either side."""
        rows = _FEWEST_ROWS * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        height = self.horizontalHeader().sizeHint().height() + rows + bar + 2 * self.frameWidth()
        return QSize(_NARROWEST * self.fontMetrics().averageCharWidth(), height)

    def _fit_columns(self) -> None:
        """Make columns as wide as their texts, up to a width; whoever wants another drags it."""
        header = self.horizontalHeader()
        header.resizeSections(QHeaderView.ResizeMode.ResizeToContents)
        widest = _WIDEST * self.fontMetrics().averageCharWidth()
        for column in range(header.count()):
            header.resizeSection(column, min(header.sectionSize(column), widest))
