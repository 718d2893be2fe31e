"""What became of a file, above its rows: counts, the distribution of the scores, the most common problems."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.bands import gauge_bands
from app.services.theme import GRID, TextRole
from app.widgets.histogram import ScoreHistogram
from app.widgets.histogram_painting import Bin
from app.widgets.labels import RoleLabel
from app.widgets.table import NUMBERS
from core.scorecard import Scorecard

if TYPE_CHECKING:
    from core.batch.report import BatchReport

_PROBLEMS = 4


class Summary(QWidget):
    """Figures of one scored file beside the distribution of its scores."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures, self.histogram = QGridLayout(), ScoreHistogram()
        self._figures.setHorizontalSpacing(2 * GRID)
        self._figures.setVerticalSpacing(GRID // 2)
        self.problems = RoleLabel(role=TextRole.SMALL)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addLayout(self._figures)
        left.addWidget(self.problems)
        left.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4 * GRID)
        row.addLayout(left, 2)
        row.addWidget(self.histogram, 3)

    def show_report(self, report: "BatchReport", scorecard: Scorecard) -> None:
        """Show the figures of a file that was scored with a model."""
        self._clear()
        for line, (name, figure) in enumerate(figures(report)):
            label, value = QLabel(name), QLabel(figure)
            value.setAlignment(NUMBERS)
            self._figures.addWidget(label, line, 0)
            self._figures.addWidget(value, line, 1)
        self._figures.setColumnStretch(2, 1)
        found = [f"{count:,} × {words}" for words, count in report.problems[:_PROBLEMS]]
        self.problems.setText("\n".join(found))
        self.histogram.set_bands(gauge_bands(scorecard))
        self.histogram.set_bins(_bins(report, scorecard))

    def _clear(self) -> None:
        while (item := self._figures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()


def figures(report: "BatchReport") -> list[tuple[str, str]]:
    """The figures of a file, each with its name."""
    found = [
        ("Rows", f"{report.rows:,}"),
        ("Scored", f"{report.scored:,}"),
        ("For a person to look at", f"{report.refer:,}"),
        ("Rejected", f"{report.rejected:,}"),
    ]
    if report.mended:
        found.append(("Mended", f"{report.mended:,}"))
    if report.mean_default_probability is not None:
        mean = "Mean probability of default" if report.calibrated else "Mean PD (uncalibrated)"
        found += [(mean, f"{report.mean_default_probability:.2%}".replace("%", " %"))]
        found += [("Expected defaults", f"{report.expected_defaults:,.1f}")]
    return found


def _bins(report: "BatchReport", scorecard: Scorecard) -> list[Bin]:
    lowest, highest = scorecard.scale.minimum, scorecard.scale.maximum
    width = (highest - lowest) // len(report.histogram)
    last = len(report.histogram) - 1
    return [
        Bin(lowest + place * width, highest if place == last else lowest + (place + 1) * width - 1, count)
        for place, count in enumerate(report.histogram)
    ]
