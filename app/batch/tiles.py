"""Figures above their names, side by side in as many lines as the room asks for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.theme import TextRole
from app.widgets.labels import RoleLabel
from app.widgets.wrapping import WrappingRow


class Tiles(QWidget):
    """A few figures, all of which are as wide as a number of characters at least."""

    def __init__(self, characters: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._characters = characters
        self._labels: list[tuple[RoleLabel, RoleLabel]] = []
        self._row = WrappingRow()
        self.setLayout(self._row)

    def show_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show figures, each given as its name and itself; there are always as many."""
        while len(self._labels) < len(figures):
            self._add()
        for (number, label), (name, figure) in zip(self._labels, figures, strict=True):
            number.setText(figure)
            label.setText(name)
            number.setAccessibleName(f"{name}: {figure}")

    def figures(self) -> dict[str, str]:
        """The figures on show by name."""
        return {label.text(): number.text() for number, label in self._labels}

    def _add(self) -> None:
        tile, number, label = QWidget(), RoleLabel(role=TextRole.HEADING), RoleLabel(role=TextRole.SMALL)
        column = QVBoxLayout(tile)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        label.set_state("muted")
        for part in (number, label):
            part.setWordWrap(False)
            column.addWidget(part)
        tile.setMinimumWidth(self._characters * tile.fontMetrics().averageCharWidth())
        self._labels.append((number, label))
        self._row.addWidget(tile)
