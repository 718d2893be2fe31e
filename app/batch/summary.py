"""What became of a file, above its rows: an overview, its risk, its stability, its problems, one page each."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.batch import figure_words as words
from app.batch.overview_page import OverviewPage
from app.batch.problems_page import ProblemsPage
from app.batch.risk_page import RiskPage
from app.batch.stability_page import ICONS, StabilityPage
from app.services import theme
from app.services.theme import GRID
from app.widgets.quiet_area import QuietArea
from app.widgets.shapes import shape_icon
from core.affordability import Policy
from core.batch.likeness import likeness
from core.batch.report import BatchReport
from core.evaluation.stability import Verdict
from core.scorecard import Scorecard

_PAGES = {"overview": "Overview", "risk": "Risk", "stability": "Stability", "problems": "Problems"}
"""Titles of the pages by the attributes that hold them."""
_STABILITY, _PROBLEMS = 2, 3
_ROOM = 29 * GRID
_ALARMING = (Verdict.MODERATE, Verdict.LARGE)


class Summary(QWidget):
    """The figures of one scored file; Ctrl+C, or the button, copies all of them as text.

    Signals:
        save_requested: all figures should be saved, as this text.
        rows_requested: a problem was chosen: a regular expression for the ``row_problem`` of its rows, and its words.

    Attributes:
        overview: counts, sums and the cut-off.
        risk: PD and what drives it.
        stability: whether it looks like the training data.
        problems: what is wrong with rows.
        pages: all of them.
    """

    save_requested = Signal(str)
    rows_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[BatchReport, Scorecard] | None = None
        self._policy = Policy()
        self.overview, self.risk = OverviewPage(), RiskPage()
        self.stability, self.problems = StabilityPage(), ProblemsPage()
        self.pages = QTabWidget()
        self.pages.tabBar().setAccessibleName("Figures of the file")
        self.problems.tree.chosen.connect(self.rows_requested)
        self._lay_out()
        theme.notifier().changed.connect(self._mark_stability)

    def show_report(self, report: BatchReport, scorecard: Scorecard) -> None:
        """Show the figures of a file that was scored with a model."""
        self._shown = report, scorecard
        self.overview.show_report(report, scorecard, self._policy)
        self.risk.show_report(report)
        self.stability.show_report(report)
        self.problems.show_report(report)
        count = len(report.problems)
        self.pages.setTabText(_PROBLEMS, f"Problems ({count})" if count else "Problems")
        self._mark_stability()

    def go_to(self, name: str) -> None:
        """Bring a page to the front by the name of its attribute."""
        self.pages.setCurrentIndex(list(_PAGES).index(name))

    def take_policy(self, policy: Policy) -> None:
        """Expect losses by another policy."""
        self._policy = policy
        if self._shown is not None:
            self.overview.show_report(*self._shown, policy)

    @property
    def cutoff(self) -> int:
        """The score from which on loans would be approved."""
        return self.overview.histogram.value()

    @property
    def text(self) -> str:
        """All figures as text; nothing before the first file."""
        return words.text(self._shown[0], self._policy, self.cutoff) if self._shown else ""

    @Slot()
    def copy(self) -> None:
        """Put all figures on the clipboard, as text."""
        QGuiApplication.clipboard().setText(self.text)

    @Slot()
    def _save(self) -> None:
        self.save_requested.emit(self.text)

    def sizeHint(self) -> QSize:
        """Some room beneath the titles, however large the text is; what is left is for the rows."""
        height = self.pages.tabBar().sizeHint().height() + _ROOM
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """So much of that room that a figure can be read while the rest is scrolled to."""
        height = self.pages.tabBar().sizeHint().height() + _ROOM // 3
        return QSize(super().minimumSizeHint().width(), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on the system's keys for it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.pages.setDocumentMode(True)
        self.pages.setCornerWidget(self._buttons())
        for name, title in _PAGES.items():
            self.pages.addTab(QuietArea(getattr(self, name), title), title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)

    def _buttons(self) -> QWidget:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for title, tip, slot in (
            ("Copy fi&gures", "Copy all figures of these pages as text", self.copy),
            ("Save figures…", "Save all figures of these pages as a text file", self._save),
        ):
            button = QPushButton(title)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            row.addWidget(button)
        return buttons

    @Slot()
    def _mark_stability(self) -> None:
        """A shift that matters shows on the title of its page."""
        verdict = likeness(self._shown[0].figures).verdict if self._shown else None
        icon = QIcon()
        if verdict in _ALARMING:
            look, kind = theme.current(), ICONS[verdict]
            icon = shape_icon(kind, getattr(look, kind), look.window)
        self.pages.setTabIcon(_STABILITY, icon)
