"""From an assessment to the curve of one of its factors."""

import numpy as np

from app.applicant import wording
from app.applicant.assessment import Assessment
from app.services.active_model import ReadyModel
from app.widgets.factor_chart import FactorCurve
from core.features import FEATURES, FloatArray
from core.scorecard import Scorecard
from core.scoring import Scores

_POINTS = 121


def factor_curve(assessment: Assessment, model: ReadyModel, name: str) -> FactorCurve:
    """The scores of an applicant at other values of one factor.

    Raises:
        ValueError: the assessment has no score.
    """
    if assessment.scores is None:
        raise ValueError("there is no score to explain")
    at, feature = float(assessment.factors[name][0]), FEATURES[name]
    values, names = _values(model.scorecard, name, at)
    return FactorCurve(
        feature.label,
        feature.unit,
        np.arange(len(names), dtype=float) if names else values,
        names,
        _scores(assessment.scores, model, name, values),
        float(names.index(feature.categories[int(at)])) if names else at,
        wording.factor_value(name, at),
        float(assessment.scores.exact_score[0]),
        [band.minimum for band in model.scorecard.bands[1:]],
    )


def _values(scorecard: Scorecard, name: str, at: float) -> tuple[FloatArray, tuple[str, ...]]:
    """Where to score: over the training range and out to the applicant, or at the categories the model knows."""
    if name in scorecard.tables:
        names = tuple(scorecard.tables[name])
        return np.array([float(FEATURES[name].categories.index(category)) for category in names]), names
    knots = scorecard.curves[name].knots
    even = np.linspace(min(knots[0], at), max(knots[-1], at), _POINTS)
    return np.unique(np.concatenate([even, np.array(knots)])), ()


def _scores(scores: Scores, model: ReadyModel, name: str, values: FloatArray) -> FloatArray:
    place = model.scorecard.factors.index(name)
    others = float(scores.log_odds[0]) - float(scores.contributions[place, 0])
    column = values.astype(np.intp) if name in model.scorecard.tables else values
    log_odds = others + model.scorer.contribution(name, column)
    return model.scorer.scores(log_odds, np.empty((0, len(values)))).exact_score
