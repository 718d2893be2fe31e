"""The buttons above the form: another applicant, and what is taken of this one."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.widgets.wrapping import WrappingRow

_SAMPLE_NAMES = ("A &good one", "An &average one", "A &poor one")
_COPY_KEYS = "Ctrl+Shift+C"


class FormButtons(QWidget):
    """New, Sample, Copy as text and Papers.

    Signals:
        new_asked: the form is to be emptied.
        sample_asked: the number of an invented applicant.
        copy_asked: all about the applicant is wanted as text.

    Attributes:
        copy: copies.
        hand_over: triggers ``papers``.
        papers: asks for a paper about the applicant.
    """

    new_asked = Signal()
    sample_asked = Signal(int)
    copy_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new, self._samples = QPushButton("&New"), QPushButton("&Sample")
        self.copy, self.hand_over = QPushButton("Copy as te&xt"), QPushButton("&Papers…")
        self.papers = QAction("&Papers…", self)
        self.papers.setShortcuts(QKeySequence.StandardKey.Print)
        self._menu = QMenu(self._samples)
        for number, name in enumerate(_SAMPLE_NAMES):
            self._menu.addAction(name).setData(number)
        self._samples.setMenu(self._menu)
        row = WrappingRow()
        self.setLayout(row)
        for button in (self._new, self._samples, self.copy, self.hand_over):
            row.addWidget(button)
        self._connect()
        self._explain()

    def allow(self, *, copy: bool, papers: bool) -> None:
        """Whether there is anything to copy, and anything for a paper to say."""
        self.copy.setEnabled(copy)
        for one in (self.hand_over, self.papers):
            one.setEnabled(papers)

    def _connect(self) -> None:
        self._new.clicked.connect(self.new_asked)
        self._menu.triggered.connect(self._choose_sample)
        self.copy.clicked.connect(self.copy_asked)
        self.hand_over.clicked.connect(self.papers.trigger)
        keys = QShortcut(QKeySequence(_COPY_KEYS), self, self.copy.click)
        keys.setContext(Qt.ShortcutContext.WindowShortcut)

    def _explain(self) -> None:
        native = QKeySequence.SequenceFormat.NativeText
        copying, papers = QKeySequence(_COPY_KEYS).toString(native), self.papers.shortcut().toString(native)
        self._new.setToolTip("Empty the form for the next applicant")
        self.copy.setToolTip(f"Copy applicant, score and reasons ({copying})")
        self.hand_over.setToolTip(f"Print or save an assessment or a letter ({papers})")

    @Slot(QAction)
    def _choose_sample(self, action: QAction) -> None:
        self.sample_asked.emit(int(action.data()))
