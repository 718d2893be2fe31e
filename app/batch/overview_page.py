"""The figures of a scored file, beside the distribution of its scores with a cut-off to move."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from app.batch import figure_words as words
from app.batch.bins import bins
from app.batch.tiles import Tiles
from app.services.bands import gauge_bands
from app.services.theme import GRID, TextRole
from app.widgets.folding import Folding
from app.widgets.histogram import ScoreHistogram
from app.widgets.labels import RoleLabel
from core.affordability import Policy
from core.batch.figures import ScoreCounts
from core.batch.likeness import likeness
from core.batch.report import BatchReport
from core.scorecard import CUTOFF, Scorecard

_TILE, _SMALL_TILE = 17, 12
"""Characters that fit into a tile."""


class OverviewPage(QWidget):
    """What stands first: counts, sums, and what comes of a cut-off.

    Attributes:
        histogram: the distribution of the scores; its value is the cut-off.
        cutoff: the cut-off to type.
        tiles: counts and sums.
        outcome: what comes of the cut-off.
        ratings: how many rows have each rating.
        likeness: whether the file looks like the training data.
        assumption: how the expected loss comes about.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts, self._policy = ScoreCounts(), Policy()
        self.histogram, self.cutoff = ScoreHistogram(), QSpinBox()
        self.tiles, self.outcome = Tiles(_TILE), Tiles(_SMALL_TILE)
        self.ratings = RoleLabel(role=TextRole.SMALL)
        self.likeness, self.assumption = RoleLabel(role=TextRole.SMALL), RoleLabel(role=TextRole.SMALL)
        self.assumption.set_state("muted")
        self.cutoff.setKeyboardTracking(False)
        self.cutoff.setSingleStep(10)
        self._lay_out()
        self.cutoff.valueChanged.connect(self.histogram.setValue)
        self.histogram.valueChanged.connect(self._take_cutoff)

    def show_report(self, report: BatchReport, scorecard: Scorecard, policy: Policy) -> None:
        """Show a file; the cut-off stays where it is on the same scale."""
        self._counts, self._policy = report.figures.scores, policy
        self.tiles.show_figures(words.figures(report, policy))
        self.assumption.setText(words.assumption(policy))
        self.likeness.setText(likeness(report.figures).sentence)
        self.ratings.setText(" · ".join(f"{rating} {count:,}" for rating, count in report.ratings.items()))
        bands = gauge_bands(scorecard)
        is_new = (self.histogram.minimum(), self.histogram.maximum()) != (bands[0].minimum, bands[-1].maximum)
        self.histogram.set_bands(bands)
        self.histogram.set_bins(bins(self._counts, bands))
        self.cutoff.setRange(self.histogram.minimum(), self.histogram.maximum())
        if is_new:
            self.cutoff.setValue(CUTOFF)
        self._take_cutoff()

    def _lay_out(self) -> None:
        left = _column(self.tiles, self.ratings, self.likeness, self.assumption)
        left.addStretch()
        line = QHBoxLayout()
        label = QLabel("C&ut-off")
        label.setBuddy(self.cutoff)
        line.addWidget(label)
        line.addWidget(self.cutoff)
        line.addSpacing(GRID)
        line.addWidget(self.outcome, 1)
        right = _column()
        right.addLayout(line)
        right.addWidget(self.histogram, 1)
        sides = QWidget(), QWidget()
        for side, column in zip(sides, (left, right), strict=True):
            side.setLayout(column)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, GRID, 0, GRID)
        page.addWidget(Folding(*sides))

    @Slot()
    def _take_cutoff(self) -> None:
        cutoff = self.histogram.value()
        self.cutoff.setValue(cutoff)
        approved, total = self._counts.approved(cutoff, self._policy), sum(self._counts.rows)
        self.outcome.show_figures(words.outcomes(approved, total))
        self.histogram.set_outcome(words.outcome(approved, total))


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    for widget in widgets:
        column.addWidget(widget)
    return column
