"""What the search tries first: what the active model has, where the search itself could have come to it."""

from typing import Any

import pytest

from core.training.fitting import Settings, reference_settings
from core.training.options import TrainingOptions
from core.training.space import first_points

USUAL = {"knots": 8, "regularisation": 10.0, "resampling": "none"}
FOUND = Settings(12, 3.5, "smote").to_dict()


def test_the_parameters_of_the_active_model_come_first() -> None:
    own = {"knots": 12, "regularisation": 3.5, "resampling": "smote"}
    assert first_points(FOUND, TrainingOptions()) == [own, USUAL]


def test_resampling_that_is_chosen_is_not_searched() -> None:
    points = first_points(FOUND, TrainingOptions(resampling="under"))
    assert points == [{"knots": 12, "regularisation": 3.5}, {"knots": 8, "regularisation": 10.0}]


def test_an_active_model_with_the_usual_parameters_is_not_tried_twice() -> None:
    assert first_points(Settings(8, 10.0, "none").to_dict(), TrainingOptions()) == [USUAL]


@pytest.mark.parametrize(
    "told",
    [
        {},
        reference_settings(None).to_dict(),
        {**FOUND, "knots": 5},
        {**FOUND, "knots": "12"},
        {**FOUND, "knots": [12]},
        {**FOUND, "regularisation": 1e9},
        {**FOUND, "regularisation": None},
        {**FOUND, "resampling": "smotetomek"},
        {"C": 3.95, "solver": "liblinear"},
    ],
)
def test_what_the_search_could_not_find_is_not_tried(told: dict[str, Any]) -> None:
    assert first_points(told, TrainingOptions()) == [USUAL]
