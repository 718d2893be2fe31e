"""The measures of the comparison: how each is called, written and judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from app.widgets.figures import MINUS

Metrics = Mapping[str, float]


class Better(Enum):
    """Which of two values of a measure is the better one."""

    HIGHER = auto()
    LOWER = auto()
    NEARER_TO_RATE = auto()
    NEITHER = auto()


@dataclass(frozen=True)
class Measure:
    """One row of the comparison.

    Attributes:
        key: in the metrics.
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

    def text(self, metrics: Metrics) -> str:
        """The value in figures."""
        value = metrics[self.key]
        return (f"{100 * value:.2f} %" if self.in_percent else f"{value:.4f}").replace("-", MINUS)


@dataclass(frozen=True)
class Line:
    """One row as it is shown; ``better`` is ``candidate``, ``active``, ``same`` or empty."""

    label: str
    candidate: str
    active: str
    better: str
    help: str


_INTERVAL = "95 % interval"
MEASURES = (
    Measure("auc", "AUC", Better.HIGHER, "The chance that a defaulter is ranked as riskier than one who repays."),
    Measure("gini", "Gini", Better.HIGHER, "Twice the AUC less one: 0 is guessing, 1 is perfect."),
    Measure("ks", "KS", Better.HIGHER, "The largest gap between the score curves of defaulters and good borrowers."),
    Measure(
        "pr_auc", "PR AUC", Better.HIGHER, "Mean precision over all levels of recall; hard where defaults are few."
    ),
    Measure("recall", "Recall", Better.HIGHER, "The share of defaulters that is flagged.", in_percent=True),
    Measure("precision", "Precision", Better.HIGHER, "The share of the flagged that defaults.", in_percent=True),
    Measure("brier", "Brier score", Better.LOWER, "The mean squared error of the probability of default."),
    Measure("log_loss", "Log loss", Better.LOWER, "The mean surprise at what happened; the search makes it small."),
    Measure(
        "ece", "Calibration error", Better.LOWER, "How far probabilities are from the rates that came about (ECE)."
    ),
    Measure(
        "mean_pd", "Mean PD", Better.NEARER_TO_RATE, "Should be as high as the default rate beneath.", in_percent=True
    ),
    Measure("default_rate", "Default rate", Better.NEITHER, "The share that did default.", in_percent=True),
)


def compare(candidate: Metrics, active: Metrics | None) -> list[Line]:
    """The rows of the comparison; without an active model its column is empty."""
    lines = [_line(measure, candidate, active) for measure in MEASURES]
    interval = Line(
        _INTERVAL, _limits(candidate), _limits(active), "", "Where the AUC lies on other borrowers like these."
    )
    return [lines[0], interval, *lines[1:]]


def _line(measure: Measure, candidate: Metrics, active: Metrics | None) -> Line:
    if active is None:
        return Line(measure.label, measure.text(candidate), "", "", measure.help)
    texts = measure.text(candidate), measure.text(active)
    return Line(measure.label, *texts, _better(measure, candidate, active), measure.help)


def _better(measure: Measure, candidate: Metrics, active: Metrics) -> str:
    if measure.better is Better.NEITHER:
        return ""
    if measure.text(candidate) == measure.text(active):
        return "same"
    return "candidate" if _merit(measure, candidate) > _merit(measure, active) else "active"


def _merit(measure: Measure, metrics: Metrics) -> float:
    value = metrics[measure.key]
    if measure.better is Better.NEARER_TO_RATE:
        return -abs(value - metrics["default_rate"])
    return value if measure.better is Better.HIGHER else -value


def _limits(metrics: Metrics | None) -> str:
    return "" if metrics is None else f"{metrics['auc_low']:.4f}–{metrics['auc_high']:.4f}"
