"""The answer about one applicant: gauge, probability of default, what a person should look at, and pages on it."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.applicant import observed_words
from app.applicant.assessment import Assessment, assess
from app.applicant.case import Case
from app.applicant.pages import AnswerPages
from app.services.active_model import ReadyModel
from app.services.bands import gauge_bands
from app.services.settings import Settings
from app.services.theme import GRID, TextRole
from app.widgets.gauge import Gauge
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind

_WIDEST, _WIDE = 90, 100
"""The widest column of answers in characters, and its share of a narrower panel in per cent."""
_ANY_WIDTH = (1 << 24) - 1
"""What Qt calls QWIDGETSIZE_MAX, which its binding does not have."""
_LOOK = "Scored, but a person should look at it:"


class AnswerPanel(QWidget):
    """Shows an assessment in one column under the gauge, which stays in its place whatever is said below it.

    Attributes:
        pages: what more there is to say and to do about the score.
    """

    def __init__(self, settings: Settings, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gauge = Gauge()
        self.gauge.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.probability = RoleLabel(role=TextRole.HEADING)
        self.about = RoleLabel(role=TextRole.SMALL)
        self.about.set_state("muted")
        self.refer = Notice()
        self.pages, self._content = AnswerPages(settings, case), QWidget()
        self._lay_out()
        self._limit_width()
        self.pages.tried.connect(self._try)
        self.pages.currentChanged.connect(self._limit_width)

    def show_assessment(self, assessment: Assessment, model: ReadyModel) -> None:
        """Show what a model says, or what stands in its way."""
        self._assessment, self._model = assessment, model
        self.gauge.set_bands(gauge_bands(assessment.scorecard))
        self.gauge.set_ghost(None)
        self._show_score(assessment)
        self._show_refer(assessment)
        self.pages.show_assessment(assessment, model)
        self.pages.setVisible(assessment.scores is not None)

    @Slot(dict)
    def _try(self, texts: dict[str, str]) -> None:
        """Show the score of a change, beside a mark of the applicant's own; no change goes back to that one."""
        original = self._assessment
        trial = assess({**original.texts, **texts}, self._model) if texts else None
        self.gauge.set_ghost(None if trial is None else original.credit_score)
        self._show_score(trial or original)
        self.pages.show_trial(trial)

    def changeEvent(self, event: QEvent) -> None:
        """Let the column grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._limit_width()

    @Slot()
    def _limit_width(self) -> None:
        """Narrow enough to be read; but scenarios stand side by side wherever there is room for them."""
        width = _ANY_WIDTH if self.pages.shown == "compare" else _WIDEST * self.fontMetrics().averageCharWidth()
        self._content.setMaximumWidth(width)

    def _lay_out(self) -> None:
        middle = QHBoxLayout(self)
        middle.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        middle.addStretch(1)
        middle.addWidget(self._content, _WIDE)
        middle.addStretch(1)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
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
