"""Which columns a file of applicants needs, for the eye."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.services.theme import GRID, TextRole
from app.widgets.labels import RoleLabel
from core import validation
from core.features import FEATURES
from core.schema import Field
from core.scorecard import Scorecard

_SIDE_BY_SIDE = 2
_TITLE = "Columns of the file, in any order; other columns are kept"
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class NeededColumns(QWidget):
    """Names the columns that a model reads, each with what it holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._column.addWidget(RoleLabel(_TITLE, TextRole.HEADING))
        self._column.addWidget(self._page)

    def show_model(self, scorecard: Scorecard) -> None:
        """Name the columns that this model reads."""
        page = _filled(scorecard)
        self._column.replaceWidget(self._page, page)
        self._page.deleteLater()
        self._page = page


def _filled(scorecard: Scorecard) -> QWidget:
    page, (ratios, counts) = QWidget(), history(scorecard)
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(GRID // 2)
    fields = [item for item in validation.required_inputs(scorecard) if item.name not in (*ratios, *counts)]
    lines = -(-len(fields) // _SIDE_BY_SIDE)
    for place, item in enumerate(fields):
        side, line = divmod(place, lines)
        grid.addWidget(_label(item.name), line, 2 * side)
        grid.addWidget(_label(content(item), muted=True), line, 2 * side + 1)
        grid.setColumnStretch(2 * side + 1, 1)
    if ratios:
        either = f"{' and '.join(ratios)}, or instead of them {', '.join(counts)}"
        grid.addWidget(RoleLabel(either), lines, 0, 1, 2 * _SIDE_BY_SIDE)
    return page


def _label(text: str, *, muted: bool = False) -> QLabel:
    label = QLabel(text)
    label.setProperty("muted", muted)
    label.setWordWrap(muted)
    label.setTextInteractionFlags(_SELECTABLE)
    return label


def history(scorecard: Scorecard) -> tuple[list[str], list[str]]:
    """The ratios that can be given as they are, and the counts that can be given instead of them."""
    ratios = [name for name in scorecard.factors if name in FEATURES[name].inputs and len(FEATURES[name].inputs) > 1]
    counts = dict.fromkeys(name for ratio in ratios for name in FEATURES[ratio].inputs if name not in ratios)
    return ratios, list(counts)


def content(item: Field) -> str:
    """What stands in the cells of a column: its unit, or its categories."""
    return f"{', '.join(item.categories[:-1])} or {item.categories[-1]}" if item.is_category else item.unit
