"""The charts of a validation pack, by the section that each belongs to."""

from dataclasses import replace

from app.widgets.calibration_chart import Groups, calibration_chart
from app.widgets.chart_rendering import Chart
from app.widgets.curves import KsCurves, RocCurve, ks_chart, roc_chart
from app.widgets.points_chart import PointsLine, points_chart
from app.widgets.precision_chart import PrecisionCurve, precision_chart
from app.widgets.score_chart import ScoreCounts, score_chart
from core.evaluation.judgement import ModelJudgement
from core.features import FEATURES
from core.grouping import in_short
from core.registry.pack.tables import Kind, Pack, text

_Models = list[tuple[str, str, ModelJudgement]]
"""Names, roles and judgements."""


def charts(pack: Pack) -> dict[str, tuple[Chart, ...]]:
    """What is drawn of each section, by its key."""
    judgement = pack.judgement
    models: _Models = [(pack.version, "candidate", judgement.candidate)]
    if judgement.active:
        models.append((judgement.active.name, "active", judgement.active))
    return {
        "roc": (roc_chart([_roc(*model) for model in models]),),
        "precision_recall": (_precision(models),),
        "ks": (ks_chart(_ks(*models[0])),),
        "calibration": (calibration_chart([_groups(*model) for model in models]),),
        "scores": (score_chart([_scores(*models[0])]),),
        "points": _points(*models[0]),
    }


def _roc(name: str, role: str, judged: ModelJudgement) -> RocCurve:
    curve, auc = judged.roc, judged.measures["auc"].value or 0.0
    return RocCurve(name, role, curve.false_positive_rate, curve.true_positive_rate, auc)


def _precision(models: _Models) -> Chart:
    rate = models[0][2].measures["default_rate"].value or 0.0
    return precision_chart([_precision_curve(*model) for model in models], rate)


def _precision_curve(name: str, role: str, judged: ModelJudgement) -> PrecisionCurve:
    curve, area = judged.precision_recall, judged.measures["pr_auc"].value or 0.0
    return PrecisionCurve(name, role, curve.recall, curve.precision, area)


def _ks(name: str, role: str, judged: ModelJudgement) -> KsCurves:
    return KsCurves(name, judged.ks.scores, judged.ks.defaulted, judged.ks.paid, role)


def _groups(name: str, role: str, judged: ModelJudgement) -> Groups:
    found, slope = judged.calibration, text(Kind.SHORT, judged.measures["calibration_slope"])
    return Groups(name, role, found.mean_pd, found.rate, found.low, found.high, slope)


def _scores(name: str, _role: str, judged: ModelJudgement) -> ScoreCounts:
    return ScoreCounts(name, judged.scores.edges, judged.scores.defaulted, judged.scores.paid)


def _points(name: str, role: str, judged: ModelJudgement) -> tuple[Chart, ...]:
    found = [(FEATURES[one.factor], PointsLine(name, role, one.values, one.points)) for one in judged.points]
    return tuple(replace(points_chart(of.label, of.unit, [line], in_short), title=of.label) for of, line in found)
