"""The answer about one applicant: gauge, probability of default, what a person should look at, and pages on it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from app.applicant import observed_words
from app.applicant.assessment import Assessment
from app.applicant.reasons_page import ReasonsPage
from app.services.active_model import ReadyModel
from app.services.bands import gauge_bands
from app.services.theme import GRID, TextRole
from app.widgets.gauge import Gauge
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind

_WIDEST, _WIDE = 90, 100
"""The widest column of answers in characters, and its share of a narrower panel in per cent."""
_LOOK = "Scored, but a person should look at it:"


class AnswerPanel(QWidget):
    """Shows an assessment in one column under the gauge, which stays in its place whatever is said below it.

    Attributes:
        reasons: the first of the pages.
        pages: what more there is to say and to do about the score.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gauge = Gauge()
        self.gauge.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.probability = RoleLabel(role=TextRole.HEADING)
        self.about = RoleLabel(role=TextRole.SMALL)
        self.about.set_state("muted")
        self.refer = Notice()
        self.reasons = ReasonsPage()
        self.pages, self._content = QTabWidget(documentMode=True), QWidget()
        self._lay_out()
        self._limit_width()

    def show_assessment(self, assessment: Assessment, model: ReadyModel) -> None:
        """Show what a model says, or what stands in its way."""
        self.gauge.set_bands(gauge_bands(assessment.scorecard))
        self._show_score(assessment)
        self._show_refer(assessment)
        self.reasons.show_assessment(assessment, model.explainer.population, model.explainer.reference_score)
        self.pages.setVisible(assessment.scores is not None)

    def show_trial(self, trial: Assessment | None, original: Assessment) -> None:
        """Show another score in place of the original, which a second needle marks; None goes back to the original."""
        self.gauge.set_ghost(original.credit_score if trial is not None else None)
        self._show_score(trial or original)

    def changeEvent(self, event: QEvent) -> None:
        """Let the column grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._limit_width()

    def _limit_width(self) -> None:
        self._content.setMaximumWidth(_WIDEST * self.fontMetrics().averageCharWidth())

    def _lay_out(self) -> None:
        middle = QHBoxLayout(self)
        middle.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        middle.addStretch(1)
        middle.addWidget(self._content, _WIDE)
        middle.addStretch(1)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.pages.addTab(self.reasons, "Reasons")
        for widget in (self.gauge, self.probability, self.about, self.refer, self.pages):
            column.addWidget(widget)
        column.addStretch(1)
        for label in (self.probability, self.about):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def _show_score(self, assessment: Assessment) -> None:
        band = assessment.band
        if band is None:
            self.gauge.show_message(assessment.headline)
        else:
            self.gauge.set_score(assessment.credit_score, band.rating, band.decision)
        for label, text in (
            (self.probability, observed_words.default_probability(assessment)),
            (self.about, observed_words.about(assessment)),
        ):
            label.setText(text)
            label.setVisible(bool(text))

    def _show_refer(self, assessment: Assessment) -> None:
        lead = [_LOOK] if assessment.scores else []
        text = "\n".join([*lead, *assessment.refer])
        if not assessment.refer or assessment.wrong or assessment.missing:
            self.refer.clear()
        elif text != self.refer.text:  # else it would be spoken again at every key
            self.refer.show_notice(NoticeKind.WARNING, text, closable=False)
