"""What became of a file, above its rows: counts, the distribution of the scores, the most common problems."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.batch.elided_lines import ElidedLines
from app.services.bands import gauge_bands
from app.services.theme import GRID, TextRole
from app.widgets.histogram import ScoreHistogram
from app.widgets.histogram_painting import Bin
from app.widgets.labels import RoleLabel
from core.batch.report import BIN_WIDTH, HIGHEST_SCORE, LOWEST_SCORE, BatchReport
from core.scorecard import Scorecard

_PROBLEMS, _IN_A_LINE, _NARROWEST = 4, 4, 40 * GRID
_NO_PROBLEMS = "Nothing to look at: every row was scored as it is."


class Summary(QWidget):
    """Figures of one scored file beside the distribution of its scores.

    Attributes:
        problems: the most common problems, with how many rows have each.
        ratings: how many rows have each rating.
        histogram: the distribution of the scores.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles, self.histogram = QWidget(), ScoreHistogram()
        self.problems, self.ratings = ElidedLines(TextRole.SMALL), RoleLabel(role=TextRole.SMALL)
        self.ratings.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.histogram.setMinimumWidth(_NARROWEST)
        self._left, right = QVBoxLayout(), QVBoxLayout()
        self._left.setSpacing(GRID)
        for widget in (self._tiles, self.problems):
            self._left.addWidget(widget)
        self._left.addStretch()
        right.setSpacing(0)
        right.addWidget(self.ratings)
        right.addWidget(self.histogram, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, GRID)
        row.setSpacing(3 * GRID)
        row.addLayout(self._left, 1)
        row.addLayout(right, 1)

    def show_report(self, report: BatchReport, scorecard: Scorecard) -> None:
        """Show the figures of a file that was scored with a model."""
        tiles = _tiles(report)
        self._left.replaceWidget(self._tiles, tiles)
        self._tiles.deleteLater()
        self._tiles = tiles
        found = [f"{group.rows:,} × {group.words}" for group in report.problems] or [_NO_PROBLEMS]
        self.problems.set_lines(found[:_PROBLEMS], found)
        self.ratings.setText(" · ".join(f"{rating} {count:,}" for rating, count in report.ratings.items()))
        self.histogram.set_bands(gauge_bands(scorecard))
        self.histogram.set_bins(bins(report))
        self.histogram.setVisible(fits_bins(scorecard))


def figures(report: BatchReport) -> list[tuple[str, str]]:
    """The figures of a file, each with its name."""
    mean, word = report.mean_default_probability, "Mean PD" if report.calibrated else "Mean PD, uncalibrated"
    return [
        ("Rows", f"{report.rows:,}"),
        ("Scored", f"{report.scored:,}"),
        ("To look at", f"{report.refer:,}"),
        ("Rejected", f"{report.rejected:,}"),
        ("Mended", f"{report.mended:,}"),
        (word, "–" if mean is None else f"{100 * mean:.2f} %"),
        ("Expected defaults", "–" if mean is None else f"{report.expected_defaults:,.1f}"),
    ]


def bins(report: BatchReport) -> list[Bin]:
    """The distribution; its last bin includes the highest score."""
    last = len(report.histogram) - 1
    starts = range(LOWEST_SCORE, HIGHEST_SCORE, BIN_WIDTH)
    return [
        Bin(start, start + BIN_WIDTH - (0 if place == last else 1), count)
        for place, (start, count) in enumerate(zip(starts, report.histogram, strict=True))
    ]


def fits_bins(scorecard: Scorecard) -> bool:
    """Whether no bin lies in two bands and no score beyond the bins, so that the distribution can be drawn."""
    limits = [band.minimum for band in scorecard.bands[1:]]
    is_inside = scorecard.scale.minimum >= LOWEST_SCORE and scorecard.scale.maximum <= HIGHEST_SCORE
    return is_inside and all((limit - LOWEST_SCORE) % BIN_WIDTH == 0 for limit in limits)


def _tiles(report: BatchReport) -> QWidget:
    """Each figure above its name."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(0)
    for place, (name, figure) in enumerate(figures(report)):
        line, column = divmod(place, _IN_A_LINE)
        number, words = RoleLabel(figure, TextRole.HEADING), RoleLabel(name, TextRole.SMALL)
        words.set_state("muted")
        for below, label in enumerate((number, words)):
            label.setWordWrap(False)
            grid.addWidget(label, 3 * line + below, column)
        grid.setRowMinimumHeight(3 * line + 2, GRID)
    return page
