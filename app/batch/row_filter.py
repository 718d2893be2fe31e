"""Says which rows of a scored file somebody wants to see: by status, rating, score and text, all at once."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.batch.work import Scored
from app.services.bands import gauge_bands
from app.services.theme import GRID, TextRole
from app.widgets.editors import ChoiceBox, NumberEdit
from app.widgets.labels import RoleLabel
from app.widgets.wrapping import WrappingRow
from core.batch.kept.wish import Wish

_KINDS = (("", "All rows"), ("scored", "Scored"), ("refer", "To look at"), ("rejected", "Rejected"))
_ANY, _NONE = "Any rating", "No rating"
_PAUSE_MS = 250
"""How long nothing is typed before rows are looked for."""
_LARGEST_SCORE, _DIGITS, _LETTERS = 99_999, 6, 24


class RowFilter(QWidget):
    """Choices beside each other, and how many rows they leave.

    Signals:
        changed: other rows are wanted.

    Attributes:
        choice: of a status.
        rating: of a rating.
        lowest: the least score.
        highest: the greatest score.
        text: what stands in the row.
        everything: shows all rows again.
        count: how many rows are shown.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem, self._words, self._total = "", "", 0
        self.choice, self.rating = ChoiceBox(), ChoiceBox()
        self.lowest, self.highest, self.text = NumberEdit(), NumberEdit(), QLineEdit()
        self.everything, self.count = QPushButton("Show a&ll"), RoleLabel(role=TextRole.SMALL)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._set_up()
        self._lay_out()
        self._connect()

    @property
    def wish(self) -> Wish:
        """The rows that are wanted, in the order of the file."""
        status, rating = self.choice.currentData(), self.rating.currentData()
        return Wish(
            statuses=(status,) if status else (),
            ratings=() if rating is None else (rating,),
            lowest=_number(self.lowest),
            highest=_number(self.highest),
            text=self.text.text(),
            problem=self._problem,
        )

    def offer(self, scored: Scored) -> None:
        """Offer the rows of a file; all of them are on show."""
        report = scored.report
        counts = {"": report.rows, "scored": report.scored, "refer": report.refer, "rejected": report.rejected}
        self.choice.clear()
        for status, words in _KINDS:
            if counts[status]:
                self.choice.addItem(f"{words} ({counts[status]:,})", status)
        self.rating.clear()
        self.rating.addItem(_ANY, None)
        for band in gauge_bands(scored.scorecard):
            self.rating.addItem(f"{band.rating} ({report.ratings.get(band.rating, 0):,})", band.rating)
        without = report.rows - sum(report.ratings.values())
        if without:
            self.rating.addItem(f"{_NONE} ({without:,})", "")
        self._total = report.rows
        self.show_wish(Wish(), report.rows)
        self.setEnabled(scored.pages is not None)

    def show_wish(self, wish: Wish, shown: int) -> None:
        """Show what rows were chosen by, and how many they are."""
        self._pause.stop()
        self.choice.setCurrentIndex(max(self.choice.findData(wish.statuses[0] if wish.statuses else ""), 0))
        self.rating.setCurrentIndex(max(self.rating.findData(wish.ratings[0]), 0) if wish.ratings else 0)
        for edit, limit in ((self.lowest, wish.lowest), (self.highest, wish.highest)):
            edit.setText("" if limit is None else str(limit))
        if self.text.text() != wish.text:
            self.text.setText(wish.text)
        self._problem = wish.problem
        self._words = self._words if wish.problem else ""
        self.tell(shown, is_all=wish.is_everything)

    def tell_busy(self) -> None:
        """Say that rows are being looked for."""
        self.count.setText("Finding rows…")

    @Slot(str, str)
    def show_problem(self, pattern: str, words: str) -> None:
        """Ask for the rows whose problem matches a regular expression; ``words`` say which problem that is."""
        self.show_wish(Wish(problem=pattern), 0)
        self._words = words
        self.changed.emit()

    @Slot()
    def show_everything(self) -> None:
        """Ask for all rows."""
        self.show_wish(Wish(), self._total)
        self.changed.emit()

    def tell(self, shown: int, *, is_all: bool) -> None:
        """Say how many rows are shown; whoever types goes on typing."""
        rows = "1 row" if self._total == 1 else f"{self._total:,} rows"
        words = rows if is_all else f"{shown:,} of {rows}"
        self.count.setText(f"{words} · {self._words}" if self._words else words)
        self.count.setToolTip(self._words)
        self.everything.setVisible(not is_all)

    def _set_up(self) -> None:
        for edit, words in ((self.lowest, "from"), (self.highest, "to")):
            edit.setPlaceholderText(words)
            edit.setValidator(QIntValidator(0, _LARGEST_SCORE, edit))
            edit.setAccessibleName(f"Score {words}")
            edit.setFixedWidth(_DIGITS * edit.fontMetrics().averageCharWidth() + 3 * GRID)
        self.text.setPlaceholderText("Any text in the row")
        self.text.setToolTip("In the file's own cells, ratings, decisions, reasons and problems, whatever the case")
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(_LETTERS * self.text.fontMetrics().averageCharWidth())
        self.rating.setAccessibleName("Rating")
        self.count.setWordWrap(False)
        self.count.set_state("muted")

    def _lay_out(self) -> None:
        row = WrappingRow()
        self.setLayout(row)
        row.addWidget(_group("Sho&w", self.choice, self.rating))
        row.addWidget(_group("Score", self.lowest, self.highest))
        row.addWidget(_group("F&ind", self.text))
        row.addWidget(self.everything)
        row.addWidget(self.count)

    def _connect(self) -> None:
        for choice in (self.choice, self.rating):
            choice.activated.connect(self._ask)
        for edit in (self.lowest, self.highest, self.text):
            edit.textEdited.connect(self._wait)
            edit.returnPressed.connect(self._ask)
        self._pause.timeout.connect(self.changed)
        self.everything.clicked.connect(self.show_everything)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        keys.setContext(Qt.ShortcutContext.WindowShortcut)

    @Slot()
    def _wait(self) -> None:
        self._pause.start()

    @Slot()
    def _ask(self) -> None:
        self._pause.stop()
        self.changed.emit()

    @Slot()
    def _find(self) -> None:
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()


def _group(words: str, *editors: QWidget) -> QWidget:
    """Editors behind their label, which stay together."""
    group, label = QWidget(), QLabel(words)
    label.setBuddy(editors[0])
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID)
    for widget in (label, *editors):
        row.addWidget(widget)
    return group


def _number(edit: QLineEdit) -> int | None:
    return int(edit.text()) if edit.text() else None
