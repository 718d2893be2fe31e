"""The answer about one applicant: gauge, probability of default, reasons, and what a person should look at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.applicant import wording
from app.applicant.assessment import Assessment
from app.services.bands import gauge_bands
from app.services.theme import GRID, TextRole
from app.widgets.gauge import Gauge
from app.widgets.labels import RoleLabel
from app.widgets.notice import Notice, NoticeKind
from app.widgets.reason_bars import ReasonBars
from app.widgets.reason_painting import Reason

_BARS = 6
_WIDEST, _WIDE = 80 * GRID, 100
_NO_ADVERSE = "Nothing counts against this applicant when compared with the average borrower."


class AnswerPanel(QWidget):
    """Shows an assessment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gauge = Gauge()
        self.probability = RoleLabel(role=TextRole.HEADING)
        self.balanced = RoleLabel(role=TextRole.SMALL)
        self.balanced.set_state("muted")
        for label in (self.probability, self.balanced):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.refer = Notice()
        self.principal = RoleLabel()
        self.principal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bars = ReasonBars(_BARS)
        self._reasons = QFrame()
        self._lay_out()

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

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self.gauge, 3)
        column.addWidget(self.probability)
        column.addWidget(self.balanced)
        column.addWidget(self.refer)
        column.addSpacing(GRID)
        reasons = QVBoxLayout(self._reasons)
        reasons.setContentsMargins(0, 0, 0, 0)
        reasons.setSpacing(GRID)
        self._reasons.setMaximumWidth(_WIDEST)
        for title, widget in (("Principal reasons", self.principal), ("What moves the score", self.bars)):
            reasons.addWidget(RoleLabel(title, TextRole.HEADING))
            reasons.addWidget(widget)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._reasons, _WIDE)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)

    def _show_probability(self, assessment: Assessment) -> None:
        pd = assessment.default_probability
        if pd is None or assessment.scores is None:
            self.probability.clear()
            self.balanced.clear()
            return
        calibrated = "" if assessment.scorecard.calibration.calibrated else " (uncalibrated)"
        self.probability.setText(f"Probability of default {wording.probability(pd)}{calibrated}")
        balanced = float(assessment.scores.balanced_probability[0])
        self.balanced.setText(
            f"{wording.one_in(pd)} · balanced probability {wording.probability(balanced)} · "
            f"model {assessment.scorecard.version}"
        )

    def _show_refer(self, assessment: Assessment) -> None:
        if assessment.refer and not (assessment.wrong or assessment.missing):
            self.refer.show_notice(NoticeKind.WARNING, "\n".join(assessment.refer), closable=False)
        else:
            self.refer.clear()

    def _show_reasons(self, assessment: Assessment) -> None:
        self._reasons.setVisible(assessment.scores is not None)
        adverse = assessment.adverse
        lines = [f"{place}. {reason.text}" for place, reason in enumerate(adverse, start=1)]
        self.principal.setText("\n".join(lines) or _NO_ADVERSE)
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
