"""Held-out rows are compared with the training rows in the bins that the model keeps of them."""

import numpy as np
import pytest

from core.distribution import CategoryBins, NumberBins, TrainingDistribution
from core.evaluation.groups import Grouping
from core.evaluation.spread import SCORE, shifts, shifts_by_group
from core.evaluation.stability import Verdict, psi

SPREAD = TrainingDistribution(
    rows=1000,
    numbers={"age": NumberBins((30.0, 50.0), (300, 500, 190), 10)},
    categories={"loan_type": CategoryBins({"Secured": 600, "Unsecured": 400})},
    scores=NumberBins((500.0, 700.0), (200, 300, 500)),
)


def test_each_factor_and_the_score_are_counted_in_their_own_bins() -> None:
    age = np.repeat([25.0, 30.0, 50.0, np.nan], [100, 50, 40, 10])
    loan_type = np.repeat([0, 1, -1], [100, 98, 2]).astype(np.intp)
    score = np.repeat([499, 500, 700], [40, 60, 100])
    found = {shift.name: shift for shift in shifts(SPREAD, {"age": age, "loan_type": loan_type}, score)}
    assert [one.actual for one in found["age"].bins] == [100, 50, 40, 10]
    assert [one.actual for one in found["loan_type"].bins] == [100, 98, 2]
    assert [one.label for one in found["age"].bins] == ["below 30", "30 to below 50", "50 and more", "missing"]
    assert found["age"].psi == pytest.approx(psi([300, 500, 190, 10], [100, 50, 40, 10]))
    assert found[SCORE].psi == pytest.approx(0.0)
    assert found[SCORE].verdict is Verdict.LIKE
    assert found["age"].verdict is Verdict.LARGE


def test_a_month_that_differs_stands_out_and_the_others_do_not() -> None:
    score = np.concatenate([np.repeat([400, 600, 800], [40, 60, 100]), np.full(200, 400)])
    months = Grouping("month", ("2024-01", "2024-02"), np.repeat([0, 1], 200))
    first, second = shifts_by_group(SPREAD, score, months)
    assert (first.name, first.verdict, first.rows) == ("2024-01", Verdict.LIKE, 200)
    assert (second.name, second.verdict) == ("2024-02", Verdict.LARGE)


def test_a_model_that_keeps_no_picture_of_its_training_tells_nothing() -> None:
    none, score = TrainingDistribution(), np.array([500])
    assert shifts(none, {}, score) == ()
    assert shifts_by_group(none, score, Grouping("month", ("2024-01",), np.array([0]))) == ()


def test_a_factor_that_the_rows_do_not_have_is_left_out() -> None:
    assert [shift.name for shift in shifts(SPREAD, {"age": np.full(9, 40.0)}, np.full(9, 600))] == [SCORE, "age"]


def test_a_number_that_was_the_same_for_everybody_has_one_bin() -> None:
    spread = TrainingDistribution(rows=10, numbers={"age": NumberBins((), (10,), 0)}, scores=NumberBins((), (10,), 0))
    (_, age) = shifts(spread, {"age": np.array([40.0, np.nan])}, np.array([600, 600]))
    assert [(one.label, one.expected, one.actual) for one in age.bins] == [("any", 10, 1), ("missing", 0, 1)]
