"""What is opened to look closer at a score: how it came about, and the curve of one factor."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.applicant import observed_words, wording
from app.applicant.assessment import Assessment
from app.applicant.factor_curve import factor_curve
from app.services.active_model import ReadyModel
from app.services.desk import Desk
from app.services.theme import GRID
from app.widgets.chart import ChartView
from app.widgets.chart_rendering import Numbers
from app.widgets.factor_chart import factor_chart
from app.widgets.labels import RoleLabel
from app.widgets.numbers_dialog import NumbersDialog
from core.origin import BandMeaning, band_meanings, steps

_TITLE = "How this score came about"
_BANDS = ("Band", "Score", "Probability of default", "Held-out borrowers", "Of them defaulted")
_SIZE = 560, 420


def origin_dialog(assessment: Assessment, parent: QWidget) -> NumbersDialog:
    """The steps from log-odds to score, the log-odds of each factor, and the table of bands."""
    scores, scorecard = assessment.scores, assessment.scorecard
    words = steps(scorecard, scores) if scores is not None else []
    meanings = band_meanings(scorecard)
    above = [meaning.below for meaning in (meanings[0], *meanings)]
    rows = [_band_row(meaning, limit) for meaning, limit in zip(meanings, above, strict=False)]
    return NumbersDialog(_TITLE, Numbers(_BANDS, tuple(rows)), parent, words=(*_factors(assessment), *words))


def _factors(assessment: Assessment) -> list[str]:
    """The log-odds of each factor, so that they can be added up by hand."""
    if assessment.scores is None:
        return []
    parts = [
        f"{wording.label(name)} {wording.factor_value(name, assessment.factors[name][0])}: {float(log_odds[0]):.4f}"
        for name, log_odds in zip(assessment.scorecard.factors, assessment.scores.contributions, strict=True)
    ]
    return ["Log-odds of the factors: " + "; ".join(parts)]


def _band_row(meaning: BandMeaning, better: float) -> tuple[str, ...]:
    """A row of the table of bands; ``better`` is the limit of the band above."""
    limit = f"above {100 * better:.1f} %" if meaning.below == 1.0 else f"below {100 * meaning.below:.1f} %"
    observed = meaning.observed
    seen = ("–", "–")
    if observed is not None and observed.borrowers:
        seen = (f"{observed.borrowers:,}", f"{observed.defaults:,} ({observed_words.share(observed)})")
    return meaning.rating, f"{meaning.minimum}–{meaning.maximum}", limit, *seen


class CurveDialog(QDialog):
    """The score at each value of one factor, with the applicant's place on it."""

    def __init__(self, assessment: Assessment, model: ReadyModel, factor: str, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(wording.label(factor))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chart = factor_chart(factor_curve(assessment, model, factor))
        self.chart = ChartView(desk.jobs, desk.dialogs, desk.data_folder / "cache")
        self.chart.show_chart(chart)
        words = RoleLabel(chart.description)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self.chart, 1)
        column.addWidget(words)
        column.addWidget(buttons)
        self.resize(*_SIZE)
