"""The page that keeps up to four scenarios of an applicant side by side."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.applicant import scenarios
from app.applicant.assessment import Assessment
from app.applicant.scenarios import MOST, Scenario
from app.services.active_model import ReadyModel
from app.services.settings import Settings
from app.services.theme import GRID, TextRole
from app.widgets.figures import use_equal_widths
from app.widgets.labels import RoleLabel

_EMPTY = "Keep what is in the form, change it, keep it again: up to four scenarios stand here side by side."
_FULL = "Four scenarios are kept. Remove one to keep another."
_KEY = "applicant/scenarios"


class ComparePage(QWidget):
    """Scenarios as columns; survives a restart.

    Signals:
        keep_asked: the form is to be kept as a scenario.
        loaded: what the form said in a scenario, to be typed into it again.

    Attributes:
        scenarios: those kept, oldest first.
    """

    keep_asked = Signal()
    loaded = Signal(dict)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.scenarios = scenarios.from_text(settings.text(_KEY))
        self.keep, self.copy = QPushButton("Keep this scenario"), QPushButton("Copy the table")
        self.message = RoleLabel(role=TextRole.SMALL)
        self.message.set_state("muted")
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.keep.clicked.connect(self.keep_asked)
        self.copy.clicked.connect(self._copy_table)
        self._show()

    def add(self, one: Scenario) -> None:
        """Keep a scenario; the same once is enough."""
        if one not in self.scenarios and len(self.scenarios) < MOST:
            self._set([*self.scenarios, one])

    def show_assessment(self, assessment: Assessment, _model: ReadyModel) -> None:
        """Take an applicant; one with a score can be kept."""
        self._may_keep = assessment.scores is not None
        self._show_whether_to_keep()

    def _lay_out(self) -> None:
        self._may_keep = False
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.copy)
        row.addStretch()
        self._column.setContentsMargins(0, GRID, 0, 0)
        self._column.setSpacing(GRID)
        self._column.addWidget(RoleLabel("Compare", TextRole.HEADING))
        self._column.addLayout(row)
        self._column.addWidget(self.message)
        self._column.addWidget(self._area)
        self._column.addStretch()

    def _set(self, kept: list[Scenario]) -> None:
        self.scenarios = kept
        self._settings.put(_KEY, scenarios.to_text(kept))
        self._show()

    def _show(self) -> None:
        self.message.setText(_FULL if len(self.scenarios) == MOST else "" if self.scenarios else _EMPTY)
        self.message.setVisible(bool(self.message.text()))
        self.copy.setEnabled(bool(self.scenarios))
        self._show_whether_to_keep()
        body = self._table()
        self._area.setWidget(body)
        bar = self._area.horizontalScrollBar().sizeHint().height()
        self._area.setFixedHeight(body.sizeHint().height() + bar)

    def _show_whether_to_keep(self) -> None:
        self.keep.setEnabled(self._may_keep and len(self.scenarios) < MOST)

    def _table(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setColumnStretch(MOST + 1, 1)
        lines = scenarios.table(self.scenarios)
        for line, (name, texts) in enumerate(lines, start=1):
            for column, text in enumerate([name, *texts]):
                grid.addWidget(_cell(text, is_name=column == 0), line, column)
        for place in range(len(self.scenarios)):
            grid.addLayout(self._buttons(place), 0, place + 1)
        return body

    def _buttons(self, place: int) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, slot in (("Load", self._load), ("Remove", self._remove)):
            button = QPushButton(text)
            button.setAccessibleName(f"{text} scenario {place + 1}")
            button.setProperty("place", place)
            button.clicked.connect(slot)
            row.addWidget(button)
        return row

    @Slot()
    def _load(self) -> None:
        self.loaded.emit(dict(self.scenarios[self.sender().property("place")].texts))

    @Slot()
    def _remove(self) -> None:
        place = self.sender().property("place")
        self._set([one for index, one in enumerate(self.scenarios) if index != place])

    @Slot()
    def _copy_table(self) -> None:
        lines = ["\t".join([name, *texts]) for name, texts in scenarios.table(self.scenarios)]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _cell(text: str, *, is_name: bool) -> QLabel:
    label = QLabel(text)
    label.setProperty("muted", is_name)
    use_equal_widths(label)
    return label
