"""The page of what it would take: the smallest changes that reach a band, and the most that still reaches each."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.applicant import trial_fields, wording
from app.applicant.affordability_page import AffordabilityPage
from app.applicant.assessment import Assessment
from app.applicant.ways import MOST_WAYS, Way, ways
from app.paper import words
from app.services.active_model import ReadyModel
from app.services.theme import GRID, TextRole
from app.widgets.labels import RoleLabel
from app.widgets.wrapping import WrappingRow
from core import improvement
from core.catalogue import Language
from core.delinquency import DELINQUENT, is_all_tried
from core.scorecard import Band

_REACHED = "The best band is reached already."
_NOTHING = (
    "Nothing feasible does: no change of one or two of loan amount, tenure, credit in use, open accounts and "
    "delinquency within what the model knows reaches {}."
)
_DRASTIC = "; a drastic change, as more than four fifths of the loan would go"
_STEPS = (
    "Each change is just enough: with any part of it smaller, in steps of ₹1,000, 1 month, 1 account, 1 % and 1 day "
    "(0.1 on average), it is not. Other combinations may be enough as well."
)
_NEARLY = (
    "So many months and days past due were tried in larger steps; a slightly smaller change of them may be enough."
)
_ENDS = "*", "* The most that training has seen; beyond it the model has no experience."
"""What marks a figure that no band limits, and what that means."""


class NextBandPage(QWidget):
    """Alternatives that were scored before they are shown.

    Signals:
        tried: texts of the form, by field, of an alternative that somebody wants to try.

    Attributes:
        policy: that a breached limit is not lifted by a better band.
        steps: what is promised of the changes.
        ends: what the marks beside the limits mean.
    """

    tried = Signal(dict)

    def __init__(self, costs: Callable[[], AffordabilityPage], parent: QWidget | None = None) -> None:
        """Ask ``costs`` for what the loan of the applicant on show costs."""
        super().__init__(parent)
        self._costs = costs
        self._assessment: Assessment | None = None
        self._found: tuple[Way, ...] = ()
        self.target = QComboBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.target.setAccessibleName("Band to reach")
        self.lines = [RoleLabel() for _ in range(MOST_WAYS)]
        self.buttons = [QPushButton("Try it") for _ in range(MOST_WAYS)]
        self.policy, self.ends = RoleLabel(), RoleLabel(_ENDS[1], TextRole.SMALL)
        self.steps = RoleLabel(role=TextRole.SMALL)
        for label in (self.ends, self.steps):
            label.set_state("muted")
        self.limits: dict[tuple[int, int], QLabel] = {}
        self._limits = QGridLayout()
        self._lay_out()
        self._connect()

    def show_assessment(self, assessment: Assessment, model: ReadyModel) -> None:
        """Take an applicant; the band after the present one is proposed unless a higher one was chosen."""
        self._assessment, self._model = assessment, model
        if assessment.band is not None:
            self._offer(assessment.band)
        if assessment.scores is not None:
            self._work_out()
            self._show_limits(assessment)

    def forget_target(self) -> None:
        """Propose the next band again: another applicant comes, for whom nobody chose."""
        self.target.clear()

    def sentences(self) -> list[str]:
        """The alternatives on show, in words."""
        return [line.text() for line in self.lines[: len(self._found)]]

    def _lay_out(self) -> None:
        head, title = WrappingRow(), RoleLabel("What would it take to reach", TextRole.HEADING)
        title.setWordWrap(False)
        head.addWidget(title)
        head.addWidget(self.target)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        for line, button in zip(self.lines, self.buttons, strict=True):
            row = QHBoxLayout()
            row.addWidget(line, 1)
            row.addWidget(button)
            column.addLayout(row)
        column.addWidget(self.steps)
        column.addWidget(self.policy)
        column.addSpacing(GRID)
        column.addWidget(RoleLabel("The most that still reaches each band", TextRole.HEADING))
        self._limits.setHorizontalSpacing(3 * GRID)
        self._limits.setColumnStretch(3, 1)
        column.addLayout(self._limits)
        column.addWidget(self.ends)
        column.addStretch()

    def _connect(self) -> None:
        self.target.activated.connect(self._work_out)
        for place, button in enumerate(self.buttons):
            button.setProperty("place", place)
            button.clicked.connect(self._try)

    def _offer(self, band: Band) -> None:
        """The bands above the present one."""
        above = [one.rating for one in self._model.scorecard.bands if one.minimum > band.minimum]
        self.target.setVisible(bool(above))
        if above == [self.target.itemText(place) for place in range(self.target.count())]:
            return
        chosen = self.target.currentText()
        self.target.clear()
        self.target.addItems(above)
        self.target.setCurrentIndex(max(0, self.target.findText(chosen)))

    @Slot()
    def _work_out(self) -> None:
        assessment = self._assessment
        if assessment is None or assessment.scores is None:
            return
        minima = {band.rating: band.minimum for band in self._model.scorecard.bands}
        wanted = self.target.currentText()
        self._found = ways(assessment, self._model, self._costs(), minima[wanted]) if wanted else ()
        self._show_alternatives(assessment, wanted)
        self._show_steps(assessment)

    def _show_alternatives(self, assessment: Assessment, wanted: str) -> None:
        now = self._costs().breaches
        self.policy.setText("\n".join(words.policy_stays(one, Language.ENGLISH) for one in now))
        self.policy.setVisible(bool(now))
        said = [
            _sentence(assessment, one) + words.policy_of_change(now, one.breaches, Language.ENGLISH)
            for one in self._found
        ]
        if not said:
            said = [_NOTHING.format(wanted) if wanted else _REACHED]
        for place, (line, button) in enumerate(zip(self.lines, self.buttons, strict=True)):
            line.setText(_unbroken(said[place]) if place < len(said) else "")
            line.setVisible(place < len(said))
            button.setVisible(place < len(self._found))
            button.setAccessibleName(f"Try: {line.text()}")

    def _show_steps(self, assessment: Assessment) -> None:
        is_nearly = any(DELINQUENT in one.texts for one in self._found) and not is_all_tried(assessment.inputs)
        self.steps.setText(_unbroken(f"{_STEPS} {_NEARLY}" if is_nearly else _STEPS))
        self.steps.setVisible(bool(self._found))

    def _show_limits(self, assessment: Assessment) -> None:
        scorer, inputs = self._model.scorer, assessment.inputs
        loans, tenures = improvement.limits(scorer, inputs)
        most, bands = improvement.most_known(scorer, inputs), self._model.scorecard.bands
        rows = [
            (band.rating, _amount(loan, most.loan), _months(tenure, most.tenure))
            for band, loan, tenure in reversed(list(zip(bands, loans, tenures, strict=True)))
        ]
        self.ends.setVisible(any(text.endswith(_ENDS[0]) for row in rows for text in row))
        for line, row in enumerate([("Band", "Largest loan", "Longest tenure"), *rows]):
            for column, text in enumerate(row):
                self._cell(line, column).setText(text)

    def _cell(self, line: int, column: int) -> QLabel:
        if (line, column) not in self.limits:
            label = RoleLabel(role=TextRole.SMALL) if line == 0 else RoleLabel()
            self.limits[line, column] = label
            self._limits.addWidget(label, line, column)
        return self.limits[line, column]

    @Slot()
    def _try(self) -> None:
        self.tried.emit(self._found[self.sender().property("place")].texts)


def _sentence(assessment: Assessment, way: Way) -> str:
    """``Loan amount ₹51,00,000 instead of ₹58,00,000: 752 points, …``, a field after the other."""
    first, *more = (
        f"{wording.label(name)} {trial_fields.said(name, text)} instead of {trial_fields.now(assessment, name)}"
        for name, text in way.texts.items()
    )
    parts = [first, *map(wording.lowered, more)]
    pd = wording.probability(way.change.default_probability)
    drastic = _DRASTIC if way.change.is_drastic else ""
    return f"{', and '.join(parts)}: {way.change.credit_score} points, probability of default {pd}{drastic}"


def _unbroken(text: str) -> str:
    """The text with its per cent signs beside their numbers."""
    return text.replace(" %", "\u00a0%")


def _amount(value: int | None, most: int | None) -> str:
    return "not with any amount" if value is None else f"₹{wording.grouped(value)}{_mark(value, most)}"


def _months(value: int | None, most: int | None) -> str:
    return "not with any tenure" if value is None else f"{value} months{_mark(value, most)}"


def _mark(value: int, most: int | None) -> str:
    return f" {_ENDS[0]}" if value == most else ""
