"""How well the models tell defaulters from good borrowers: ROC, precision and recall, Kolmogorov–Smirnov."""

from app.training.judging import figures
from app.training.judging.content import Content, Sheet, cells
from app.training.judging.evidence import Evidence, Model
from app.widgets.chart_rendering import Chart
from app.widgets.curves import KsCurves, RocCurve, ks_chart, roc_chart
from app.widgets.precision_chart import PrecisionCurve, precision_chart

_MEASURES = {"auc": "AUC", "gini": "Gini", "ks": "KS", "pr_auc": "PR AUC"}


def content(evidence: Evidence) -> Content:
    """The page."""
    return Content(evidence.basis, charts=charts(evidence), sheets=(_sheet(evidence),))


def charts(evidence: Evidence) -> tuple[Chart, ...]:
    """The curves of both models."""
    models = evidence.models
    rate = models[0].judged.measures["default_rate"].value or 0.0
    return (
        roc_chart([_roc(one) for one in models]),
        precision_chart([_precision(one) for one in models], rate),
        ks(models),
    )


def ks(models: list[Model]) -> Chart:
    """The KS curves of models."""
    return ks_chart(*(_ks(one) for one in models))


def _sheet(evidence: Evidence) -> Sheet:
    rows = [
        cells(label, *(_told(model, key) for model in evidence.models), f"{evidence.count:,}")
        for key, label in _MEASURES.items()
    ]
    return Sheet("Discrimination", ("Measure", *(model.name for model in evidence.models), "n"), rows)


def _told(model: Model, key: str) -> str:
    return figures.estimate(model.judged.measures[key])


def _roc(model: Model) -> RocCurve:
    curve, auc = model.judged.roc, model.judged.measures["auc"].value
    return RocCurve(model.name, model.role, curve.false_positive_rate, curve.true_positive_rate, auc or 0.0)


def _precision(model: Model) -> PrecisionCurve:
    curve, area = model.judged.precision_recall, model.judged.measures["pr_auc"].value
    return PrecisionCurve(model.name, model.role, curve.recall, curve.precision, area or 0.0)


def _ks(model: Model) -> KsCurves:
    curve = model.judged.ks
    return KsCurves(model.name, curve.scores, curve.defaulted, curve.paid, model.role)
