"""The measures of the comparison: how each is called, written and judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from app.training.judging import figures

if TYPE_CHECKING:
    from core.evaluation.estimate import Estimate

Measures = Mapping[str, "Estimate"]


class Better(Enum):
    """Which of two values of a measure is the better one."""

    HIGHER = auto()
    LOWER = auto()
    NEARER_TO_RATE = auto()
    NEARER_TO_ONE = auto()
    NEARER_TO_ZERO = auto()
    NEITHER = auto()


@dataclass(frozen=True)
class Measure:
    """One row of the comparison.

    Attributes:
        key: in the measures.
        label: for people.
        better: which value is the better one.
        help: what it tells, as a sentence.
        in_percent: whether it is written in per cent; else with four decimals.
    """

    key: str
    label: str
    better: Better
    help: str
    in_percent: bool = False

    def text(self, measures: Measures) -> str:
        """The value in figures."""
        value = measures[self.key].value
        return figures.percent(value, 2) if self.in_percent else figures.number(value)

    def figure(self, measures: Measures) -> "Figure":
        """The value, its interval and its rows."""
        found = measures[self.key]
        places = 1 if self.in_percent else 4
        between = figures.interval(found, places, in_percent=self.in_percent)
        return Figure(self.text(measures), between or figures.NOTHING, f"{found.rows:,}")


@dataclass(frozen=True)
class Figure:
    """A value of a measure as it is written, its 95 % interval, and the number of rows it comes from."""

    value: str
    interval: str
    rows: str


@dataclass(frozen=True)
class Line:
    """One row as it is shown; ``better`` is ``candidate``, ``active``, ``same`` or empty."""

    label: str
    candidate: Figure
    active: Figure | None
    better: str
    help: str


MEASURES = (
    Measure("auc", "AUC", Better.HIGHER, "The chance that a defaulter is ranked as riskier than one who repays."),
    Measure("gini", "Gini", Better.HIGHER, "Twice the AUC less one: 0 is guessing, 1 is perfect."),
    Measure("ks", "KS", Better.HIGHER, "The largest gap between the score curves of defaulters and good borrowers."),
    Measure(
        "pr_auc", "PR AUC", Better.HIGHER, "Mean precision over all levels of recall; hard where defaults are few."
    ),
    Measure(
        "recall",
        "Recall",
        Better.HIGHER,
        "The share of defaulters that is flagged: balanced probability of a half or more.",
        in_percent=True,
    ),
    Measure("precision", "Precision", Better.HIGHER, "The share of the flagged that defaults.", in_percent=True),
    Measure("brier", "Brier score", Better.LOWER, "The mean squared error of the probability of default."),
    Measure("log_loss", "Log loss", Better.LOWER, "The mean surprise at what happened; the search makes it small."),
    Measure(
        "ece", "Calibration error (ECE)", Better.LOWER, "How far probabilities are from the rates that came about."
    ),
    Measure(
        "calibration_slope",
        "Calibration slope",
        Better.NEARER_TO_ONE,
        "1 is right; below it, high PDs are too high and low ones too low.",
    ),
    Measure(
        "calibration_intercept",
        "Calibration intercept",
        Better.NEARER_TO_ZERO,
        "0 is right on average; above it, PDs are too low.",
    ),
    Measure(
        "mean_pd", "Mean PD", Better.NEARER_TO_RATE, "Should be as high as the default rate beneath.", in_percent=True
    ),
    Measure("default_rate", "Default rate", Better.NEITHER, "The share that did default.", in_percent=True),
)


def compare(candidate: Measures, active: Measures | None) -> list[Line]:
    """The rows of the comparison; without an active model it stands alone."""
    return [_line(measure, candidate, active) for measure in MEASURES]


def _line(measure: Measure, candidate: Measures, active: Measures | None) -> Line:
    if active is None:
        return Line(measure.label, measure.figure(candidate), None, "", measure.help)
    better = _better(measure, candidate, active)
    return Line(measure.label, measure.figure(candidate), measure.figure(active), better, measure.help)


def _better(measure: Measure, candidate: Measures, active: Measures) -> str:
    own, other = _merit(measure, candidate), _merit(measure, active)
    if measure.better is Better.NEITHER or own is None or other is None:
        return ""
    if measure.text(candidate) == measure.text(active):
        return "same"
    if own == other:  # as far from what is right, on either side
        return "same"
    return "candidate" if own > other else "active"


def _merit(measure: Measure, measures: Measures) -> float | None:
    """The higher, the better; None without a value."""
    value, rate = measures[measure.key].value, measures["default_rate"].value
    right = {Better.NEARER_TO_RATE: rate, Better.NEARER_TO_ONE: 1.0, Better.NEARER_TO_ZERO: 0.0}.get(measure.better)
    if value is None:
        return None
    if right is not None:
        return -abs(value - right)
    return -value if measure.better is Better.LOWER else value
