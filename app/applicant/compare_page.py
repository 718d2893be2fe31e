"""The page that keeps up to four scenarios of an applicant side by side."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.applicant import scenarios
from app.applicant.assessment import Assessment
from app.applicant.case import SCENARIOS, Case
from app.applicant.scenarios import MOST, Scenario
from app.services.active_model import ReadyModel
from app.services.theme import GRID, TextRole
from app.widgets.figures import use_equal_widths
from app.widgets.labels import RoleLabel

_EMPTY = "Keep what is in the form, change it, keep it again: up to four scenarios stand here side by side."
_FULL = "Four scenarios are kept. Remove one to keep another."
_MARKS = "The first is the one to compare with: + and − say by how much another differs, ≠ that it does."
_NAME_ROW, _BUTTON_ROW, _FIRST_LINE = range(3)
_LONGEST_NAME, _NAME_WIDTH = 60, 20
"""In characters: what a name may have, and what is seen of it."""


class ComparePage(QWidget):
    """Scenarios of one applicant as columns; they come and go with the applicant.

    Signals:
        keep_asked: the form is to be kept as a scenario.
        loaded: what the form said in a scenario, to be typed into it again.

    Attributes:
        scenarios: those kept, oldest first.
        names: what they are called, to be changed.
    """

    keep_asked = Signal()
    loaded = Signal(dict)

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = case
        self.scenarios: list[Scenario] = []
        self.names: list[QLineEdit] = []
        self.keep, self.copy = QPushButton("Keep this scenario"), QPushButton("Copy the table")
        self.message = RoleLabel(role=TextRole.SMALL)
        self.message.set_state("muted")
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName("Kept scenarios")
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.keep.clicked.connect(self.keep_asked)
        self.copy.clicked.connect(self._copy_table)
        case.beside_changed.connect(self._follow)
        self._show(scenarios.from_text(case.beside(SCENARIOS)))

    def add(self, one: Scenario) -> None:
        """Keep a scenario under a name that says what sets it apart; the same once is enough."""
        if len(self.scenarios) < MOST and not any(one.is_like(other) for other in self.scenarios):
            self._keep([*self.scenarios, scenarios.named(one, self.scenarios)])

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

    def _keep(self, kept: list[Scenario]) -> None:
        self._case.put_beside(SCENARIOS, scenarios.to_text(kept))

    @Slot()
    def _follow(self) -> None:
        """Show what the case holds, unless it was typed here just now: a line must stay under the hands."""
        kept = scenarios.from_text(self._case.beside(SCENARIOS))
        if kept != self.scenarios:
            self._show(kept)

    def _show(self, kept: list[Scenario]) -> None:
        self.scenarios = kept
        said = (_MARKS if len(kept) > 1 else "", _FULL if len(kept) == MOST else "" if kept else _EMPTY)
        self.message.setText("\n".join(filter(None, said)))
        self.message.setVisible(bool(self.message.text()))
        self.copy.setEnabled(bool(kept))
        self._show_whether_to_keep()
        self._show_table()

    def _show_table(self) -> None:
        body, old = self._table(), self._area.takeWidget()
        if old is not None:
            old.deleteLater()  # a button in it may be what is pressed
        self._area.setWidget(body)
        bar = self._area.horizontalScrollBar().sizeHint().height()
        self._area.setFixedHeight(body.sizeHint().height() + bar)

    def _show_whether_to_keep(self) -> None:
        self.keep.setEnabled(self._may_keep and len(self.scenarios) < MOST)

    def _table(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, GRID)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setColumnStretch(MOST + 1, 1)
        for line, (name, texts) in enumerate(scenarios.table(self.scenarios), start=_FIRST_LINE):
            for column, text in enumerate([name, *texts]):
                grid.addWidget(_cell(text, is_name=column == 0), line, column)
        places = range(len(self.scenarios))
        self.names = [self._name(place) for place in places]
        for place in places:
            grid.addWidget(self.names[place], _NAME_ROW, place + 1)
            row = QHBoxLayout()
            row.setSpacing(GRID // 2)
            row.addWidget(_button("Load", place, self._load))
            row.addWidget(_button("Remove", place, self._remove))
            row.addStretch()
            grid.addLayout(row, _BUTTON_ROW, place + 1)
        return body

    def _name(self, place: int) -> QLineEdit:
        edit = QLineEdit(self.scenarios[place].name, maxLength=_LONGEST_NAME)
        edit.setPlaceholderText(f"Scenario {place + 1}")
        edit.setAccessibleName(f"Name of scenario {place + 1}")
        edit.setCursorPosition(0)
        edit.setMinimumWidth(_NAME_WIDTH * self.fontMetrics().averageCharWidth())
        edit.setProperty("place", place)
        edit.textEdited.connect(self._rename)
        return edit

    @Slot(str)
    def _rename(self, name: str) -> None:
        place = self.sender().property("place")
        self.scenarios[place] = replace(self.scenarios[place], name=" ".join(name.split()))
        self._case.put_beside(SCENARIOS, scenarios.to_text(self.scenarios), is_typing=True)

    @Slot()
    def _load(self) -> None:
        self.loaded.emit(dict(self.scenarios[self.sender().property("place")].texts))

    @Slot()
    def _remove(self) -> None:
        place = self.sender().property("place")
        self._keep([one for index, one in enumerate(self.scenarios) if index != place])

    @Slot()
    def _copy_table(self) -> None:
        named = zip(self.scenarios, self.names, strict=True)
        head = ("", [one.name or edit.placeholderText() for one, edit in named])
        lines = (head, *scenarios.table(self.scenarios))
        QGuiApplication.clipboard().setText("\n".join("\t".join([name, *texts]) for name, texts in lines))


def _button(text: str, place: int, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(text.lower())
    button.setAccessibleName(f"{text} scenario {place + 1}")
    button.setProperty("place", place)
    button.clicked.connect(slot)
    return button


def _cell(text: str, *, is_name: bool) -> QLabel:
    label = QLabel(text)
    label.setProperty("muted", is_name)
    use_equal_widths(label)
    return label
