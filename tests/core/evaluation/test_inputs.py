"""What cannot be measured is refused in a sentence, by every measure alike."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from core.errors import DataError
from core.evaluation import calibration, discrimination
from core.evaluation.report import metrics

MEASURES: dict[str, Callable[[Any, Any], object]] = {
    "roc_curve": discrimination.roc_curve,
    "auc": discrimination.auc,
    "gini": discrimination.gini,
    "ks": discrimination.ks,
    "average_precision": discrimination.average_precision,
    "auc_interval": discrimination.auc_interval,
    "delong_test, first model": lambda y, x: discrimination.delong_test(y, x, np.arange(float(np.size(y)))),
    "delong_test, second model": lambda y, x: discrimination.delong_test(y, np.arange(float(np.size(y))), x),
    "confusion": discrimination.confusion,
    "fit_calibration": calibration.fit_calibration,
    "calibration_in_the_large": calibration.calibration_in_the_large,
    "brier": calibration.brier,
    "log_loss": calibration.log_loss,
    "expected_calibration_error": calibration.expected_calibration_error,
    "reliability": calibration.reliability,
    "metrics, log-odds": lambda y, x: metrics(y, x, np.full(np.size(y), 0.5)),
    "metrics, balanced": lambda y, x: metrics(y, np.arange(float(np.size(y))), x),
}


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
@pytest.mark.parametrize(
    ("y", "predictions", "sentence"),
    [
        ([], [], "There are no rows"),
        ([[0, 1, 0, 1]], [0.0, 1.0, 0.0, 1.0], "There are no rows"),
        ([0, 0, 0, 0], [0.0, 1.0, 0.0, 1.0], "Every one of the 4 rows is a borrower who paid"),
        ([True, True, True], [0.0, 1.0, 0.0], "Every one of the 3 rows is a default"),
        ([0, 1, 2, 0], [0.0, 1.0, 0.0, 1.0], "The outcome in row 3 is 2"),
        ([0.0, 1.0, 0.0, np.nan], [0.0, 1.0, 0.0, 1.0], "The outcome in row 4 is nan"),
        ([0, 1, 0, 1], [0.0, 1.0, 0.0], "3 predictions for 4 outcomes"),
        ([0, 1, 0, 1], [0.0, 1.0, np.nan, 1.0], "The prediction in row 3 is nan"),
        ([0, 1, 0, 1], [0.0, -np.inf, 0.0, 1.0], "The prediction in row 2 is -inf"),
        ([0, 1, 0, 1], [0.0, 1.0, 0.0, 1e300], "The prediction in row 4 is 1e[+]300"),
    ],
)
def test_rows_that_cannot_be_measured_are_refused(
    measure: Callable[[Any, Any], object], y: list[float], predictions: list[float], sentence: str
) -> None:
    with pytest.raises(DataError, match=sentence):
        measure(np.array(y), np.array(predictions))


@pytest.mark.parametrize("name", ["brier", "expected_calibration_error", "reliability", "metrics, balanced"])
@pytest.mark.parametrize("value", [-0.01, 1.01, 640.0])
def test_a_probability_outside_0_to_1_is_refused(name: str, value: float) -> None:
    with pytest.raises(DataError, match=r"row 2 is .*A probability lies between 0 and 1"):
        MEASURES[name](np.array([0, 1, 0, 1]), np.array([0.5, value, 0.5, 0.5]))


def test_a_predicted_outcome_other_than_0_and_1_is_refused() -> None:
    with pytest.raises(DataError, match="neither 0 nor 1"):
        discrimination.confusion(np.array([0, 1]), np.array([0, 2]))


@pytest.mark.parametrize("y", [[0, 0, 0, 1], [1, 1, 0, 1]])
def test_a_single_row_of_an_outcome_tells_no_uncertainty(y: list[int]) -> None:
    score = np.arange(4.0)
    with pytest.raises(DataError, match="at least two rows of each outcome"):
        discrimination.auc_interval(np.array(y), score)
    with pytest.raises(DataError, match="at least two rows of each outcome"):
        discrimination.delong_test(np.array(y), score, score)


def test_outcomes_may_be_flags_or_numbers_of_any_size() -> None:
    score = np.array([0.1, 0.4, 0.35, 0.8])
    for kind in (np.bool_, np.int8, np.uint8, np.int64):
        assert discrimination.auc(np.array([0, 0, 1, 1], dtype=kind), score) == 0.75
