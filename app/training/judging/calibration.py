"""Whether probabilities of default are right: slope and intercept, and what came about in groups by PD."""

from app.training.judging import figures
from app.training.judging.content import Content, Sheet, cells
from app.training.judging.evidence import Evidence, Model
from app.widgets.calibration_chart import Groups, calibration_chart
from app.widgets.chart_rendering import Chart

_MEASURES = {
    "calibration_slope": "Slope (1 is right)",
    "calibration_intercept": "Intercept (0 is right)",
    "brier": "Brier score",
    "log_loss": "Log loss",
    "ece": "Calibration error (ECE)",
}
_HEADERS = ("Group, safest first", "n", "Defaults", "Mean PD", "Observed default rate")


def content(evidence: Evidence) -> Content:
    """The page."""
    groups = [_groups(model) for model in evidence.models]
    failed = [gate for gate in evidence.judgement.blocked_by if "alibration" in gate.name]
    return Content(
        evidence.basis,
        charts=(chart(evidence.models),),
        sheets=(_line(evidence), *groups),
        mark="error" if failed else "",
    )


def chart(models: list[Model]) -> Chart:
    """The calibration plot of models."""
    return calibration_chart([_plotted(model) for model in models])


def _line(evidence: Evidence) -> Sheet:
    rows = [
        cells(
            label,
            *(figures.estimate(model.judged.measures[key], 3) for model in evidence.models),
            f"{evidence.count:,}",
        )
        for key, label in _MEASURES.items()
    ]
    return Sheet("Calibration", ("Measure", *(model.name for model in evidence.models), "n"), rows)


def _groups(model: Model) -> Sheet:
    found = model.judged.calibration
    rows = [
        cells(str(place), f"{rows:,}", f"{defaults:,}", figures.percent(pd, 2), _rate(rate, low, high))
        for place, (rows, defaults, pd, rate, low, high) in enumerate(
            zip(found.rows, found.defaults, found.mean_pd, found.rate, found.low, found.high, strict=True), start=1
        )
    ]
    return Sheet(f"{model.name}: groups by PD", _HEADERS, rows)


def _rate(rate: float, low: float, high: float) -> str:
    return f"{figures.percent(rate)} ({100 * low:.1f}–{100 * high:.1f} %)"


def _plotted(model: Model) -> Groups:
    found = model.judged.calibration
    slope = figures.estimate(model.judged.measures["calibration_slope"], 2)
    return Groups(model.name, model.role, found.mean_pd, found.rate, found.low, found.high, slope)
