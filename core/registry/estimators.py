"""The fitted scikit-learn objects that give a scorecard's balanced probability by the notebook's recipe.

The recipe scales the numbers, makes a column of each category, takes the model's columns and calls ``predict_proba``. A
model of straight lines is a logistic regression on those columns. One with curves is a pipeline that takes the same
columns: a first-degree spline through the knots of each curve, then a logistic regression.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from core.scorecard import Curve, Scorecard

if TYPE_CHECKING:
    from sklearn.base import BaseEstimator
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import SplineTransformer

_LINE = 2


def is_of_lines(scorecard: Scorecard) -> bool:
    """Whether every number contributes a straight line without end, as in the notebook's own models."""
    return all(len(curve.knots) == _LINE and curve.extrapolate for curve in scorecard.curves.values())


def estimators(scorecard: Scorecard) -> tuple[Any, Any, list[str]]:
    """The fitted model and scaler, and the names of the model's columns.

    The calibration is folded in, so that the model's P is the balanced probability.
    """
    from sklearn.preprocessing import MinMaxScaler

    numbers = list(scorecard.curves)
    marks, intercept = _marks(scorecard)
    columns = [*numbers, *marks]
    ends = [(curve.knots[0], curve.knots[-1]) for curve in scorecard.curves.values()]
    scaler = _named(MinMaxScaler().fit(np.array(ends).T), numbers)
    if is_of_lines(scorecard):
        slopes, start = _slopes(scorecard)
        return _named(_regression([*slopes, *marks.values()], start + intercept), columns), scaler, columns
    return _pipeline(scorecard, columns, marks, intercept), scaler, columns


def _marks(scorecard: Scorecard) -> tuple[dict[str, float], float]:
    """Coefficients of the columns of categories, the first of each left out; the intercept without numbers."""
    calibration = scorecard.calibration
    weights, log_odds = dict[str, float](), scorecard.intercept
    for name, table in scorecard.tables.items():
        first, *others = sorted(table)
        weights |= {f"{name}_{category}": calibration.slope * (table[category] - table[first]) for category in others}
        log_odds += table[first]
    return weights, calibration.slope * log_odds + calibration.offset - calibration.base_log_odds


def _slopes(scorecard: Scorecard) -> tuple[list[float], float]:
    """Coefficients of the scaled numbers, and what they all contribute at 0."""
    slope = scorecard.calibration.slope
    ends = [curve.log_odds for curve in scorecard.curves.values()]
    return [slope * (high - low) for low, high in ends], slope * sum(low for low, _ in ends)


def _pipeline(scorecard: Scorecard, columns: list[str], marks: dict[str, float], intercept: float) -> "Pipeline":
    import pandas as pd
    from sklearn.compose import ColumnTransformer
    from sklearn.pipeline import Pipeline

    curves = [(name, _spline(curve), [name]) for name, curve in scorecard.curves.items()]
    basis = ColumnTransformer([*curves, ("categories", "passthrough", list(marks))], verbose_feature_names_out=False)
    basis.fit(pd.DataFrame(np.array([[0.0], [1.0]]).repeat(len(columns), axis=1), columns=columns))
    heights = [value for curve in scorecard.curves.values() for value in curve.log_odds]
    weights = [scorecard.calibration.slope * value for value in heights]
    return Pipeline([("curves", basis), ("model", _regression([*weights, *marks.values()], intercept))])


def _spline(curve: Curve) -> "SplineTransformer":
    """A hat at each knot; the knots are scaled to 0…1 as the numbers are."""
    from sklearn.preprocessing import SplineTransformer

    knots = np.array(curve.knots)
    scaled = (knots - knots[0]) / (knots[-1] - knots[0])
    beyond = "linear" if curve.extrapolate else "constant"
    return SplineTransformer(degree=1, knots=scaled[:, None], extrapolation=beyond)


def _regression(weights: list[float], intercept: float) -> "LogisticRegression":
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(solver="liblinear", max_iter=1000)
    model.classes_, model.n_iter_ = np.array([0, 1]), np.array([1], dtype=np.int32)
    model.coef_, model.intercept_ = np.array([weights]), np.array([intercept])
    model.n_features_in_ = len(weights)
    model.multi_class = "auto"  # read by scikit-learn before 1.8
    return model


def _named(estimator: "BaseEstimator", columns: list[str]) -> "BaseEstimator":
    """Let a fitted estimator know the names of its columns, so that it refuses others."""
    estimator.feature_names_in_, estimator.n_features_in_ = np.array(columns, dtype=object), len(columns)
    return estimator
