"""One chart of each kind, of invented numbers, so that a copy of the program can show that it draws them all."""

import numpy as np

from app.widgets.calibration_chart import Groups, calibration_chart
from app.widgets.chart_rendering import Chart, Numbers
from app.widgets.curves import KsCurves, RocCurve, ks_chart, roc_chart
from app.widgets.factor_chart import FactorCurve, factor_chart
from app.widgets.points_chart import PointsLine, points_chart
from app.widgets.precision_chart import PrecisionCurve, precision_chart
from app.widgets.rates import Rate, RateWords, rates_chart
from app.widgets.score_chart import ScoreCounts, score_chart
from app.widgets.search_charts import Course, importance_chart, loss_chart
from app.widgets.weights import Weights, weights_chart
from core.grouping import in_short

_LINE = np.linspace(0.0, 1.0, 11)
_SCORES = 300.0 + 600.0 * _LINE
_COUNTS = np.arange(10)


def sample_charts() -> list[Chart]:
    """Draw nothing yet; every function of the widgets that makes a chart made one of these."""
    return [*_of_judging(), *_of_factors(), *_of_training()]


def _of_judging() -> list[Chart]:
    """How good a model is."""
    rate = _LINE**2
    return [
        roc_chart([RocCurve("Candidate", "candidate", _LINE, np.sqrt(_LINE), 2 / 3)]),
        ks_chart(KsCurves("Candidate", _SCORES, np.sqrt(_LINE), _LINE**2)),
        precision_chart([PrecisionCurve("Candidate", "candidate", _LINE[::-1], _LINE, 0.5)], 0.1),
        calibration_chart([Groups("Candidate", "candidate", rate, rate, rate / 2, (rate + 1) / 2, "1.00")]),
        score_chart([ScoreCounts("Candidate", _SCORES, _COUNTS[::-1], _COUNTS)]),
    ]


def _of_factors() -> list[Chart]:
    """What a factor does; numbers and categories are drawn in different ways."""
    places = np.arange(2.0)
    return [
        factor_chart(FactorCurve("Age", "years", 20 + 50 * _LINE, (), _SCORES, 45, "45 years", 600, (500, 650))),
        factor_chart(
            FactorCurve("Residence", "", places, ("Owned", "Rented"), 600 + places, 1, "Rented", 601, (500, 650))
        ),
        points_chart("Age", "years", [PointsLine("Candidate", "candidate", (20.0, 70.0), (-9.0, 9.0))], in_short),
        points_chart(
            "Residence", "", [PointsLine("Candidate", "candidate", ("Owned", "Rented"), (9.0, -9.0))], in_short
        ),
        weights_chart("Income", Weights(("Low", "High"), (-0.4, 0.4), "Weight of evidence"), Numbers(("Income",), ())),
    ]


def _of_training() -> list[Chart]:
    """What is known of a portfolio, and of a search."""
    rates = (Rate("January", 200, 9, 0.02, 0.08), Rate("February", 200, 18, 0.06, 0.14))
    return [
        rates_chart(rates, RateWords("Default rate by month", "Month", "Loans", "Defaults")),
        loss_chart(Course((1, 2, 3), (0.11, 0.1, 0.12), (False, False, True), 3)),
        importance_chart({"Curves": 0.75, "Resampling": 0.25}),
    ]
