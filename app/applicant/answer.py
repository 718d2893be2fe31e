"""The answer about one applicant: gauge, probability of default, reasons, and what a person should look at."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.applicant import wording
from app.applicant.assessment import Assessment
from app.services.bands import gauge_bands
from app.services.theme import GRID, TextRole
from app.widgets.gauge import Gauge
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from app.widgets.reason_bars import ReasonBars
from app.widgets.reason_painting import Reason
from core.explanation import MOST_REASONS

_BARS = 6
_WIDEST, _WIDE = 90, 100
"""The widest column of answers in characters, and its share of a narrower panel in per cent."""
_NO_ADVERSE = "Nothing counts against this applicant when compared with the average borrower."
_LOOK = "Scored, but a person should look at it:"


class AnswerPanel(QWidget):
    """Shows an assessment in one column under the gauge, which stays in its place whatever is said below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gauge = Gauge()
        self.gauge.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.probability = RoleLabel(role=TextRole.HEADING)
        self.balanced = RoleLabel(role=TextRole.SMALL)
        self.balanced.set_state("muted")
        self.refer = Notice()
        self.principal = [RoleLabel() for _ in range(MOST_REASONS)]
        self.bars = ReasonBars(_BARS)
        self._reasons, self._content = QFrame(), QWidget()
        self._lay_out()
        self._limit_width()

    def show_assessment(self, assessment: Assessment) -> None:
        """Show what a model says, or what stands in its way."""
        self.gauge.set_bands(gauge_bands(assessment.scorecard))
        band = assessment.band
        if band is None:
            self.gauge.show_message(assessment.headline)
        else:
            self.gauge.set_score(assessment.credit_score, band.rating, band.decision)
        self._show_probability(assessment)
        self._show_refer(assessment)
        self._show_reasons(assessment)

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
        for widget in (self.gauge, self.probability, self.balanced, self.refer, self._reasons):
            column.addWidget(widget)
        column.addStretch(1)
        for label in (self.probability, self.balanced):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._lay_out_reasons()

    def _lay_out_reasons(self) -> None:
        column = QVBoxLayout(self._reasons)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(RoleLabel("Principal reasons", TextRole.HEADING))
        for label in self.principal:
            column.addWidget(label)
        column.addSpacing(GRID)
        column.addWidget(RoleLabel("What moves the score", TextRole.HEADING))
        column.addWidget(self.bars)

    def _show_probability(self, assessment: Assessment) -> None:
        pd, scores = assessment.default_probability, assessment.scores
        for label in (self.probability, self.balanced):
            label.setVisible(scores is not None)
        if pd is None or scores is None:
            return
        calibrated = "" if assessment.scorecard.calibration.calibrated else " (uncalibrated)"
        self.probability.setText(f"Probability of default {wording.probability(pd)}{calibrated}")
        balanced = wording.probability(float(scores.balanced_probability[0]))
        self.balanced.setText(
            f"{wording.one_in(pd)} · balanced probability {balanced} · model {assessment.scorecard.version}"
        )

    def _show_refer(self, assessment: Assessment) -> None:
        lead = [_LOOK] if assessment.scores else []
        text = "\n".join([*lead, *assessment.refer])
        if not assessment.refer or assessment.wrong or assessment.missing:
            self.refer.clear()
        elif text != self.refer.text:  # else it would be spoken again at every key
            self.refer.show_notice(NoticeKind.WARNING, text, closable=False)

    def _show_reasons(self, assessment: Assessment) -> None:
        self._reasons.setVisible(assessment.scores is not None)
        words = [f"{place}. {reason.text}" for place, reason in enumerate(assessment.adverse, start=1)] or [_NO_ADVERSE]
        for place, label in enumerate(self.principal):
            label.setText(words[place] if place < len(words) else "")
        self.bars.set_reasons(
            [
                Reason(
                    reason.label,
                    wording.factor_value(reason.factor, assessment.factors[reason.factor][0]),
                    reason.points,
                )
                for reason in assessment.reasons
            ]
        )
