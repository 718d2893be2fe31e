"""Options that make no sense are refused before any data is read."""

from datetime import date
from typing import Any

import pytest

from core.errors import InputError
from core.features import EXTENDED_FEATURES, STANDARD_FEATURES
from core.training.options import TrainingOptions


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"preset": "best"}, "reference, tuned"),
        ({"features": "all"}, "standard, extended"),
        ({"resampling": "over"}, "smotetomek"),
        ({"trials": 0}, "trials must lie between 1"),
        ({"folds": 1}, "folds must lie between 2"),
        ({"folds": 21}, "it is 21"),
        ({"seed": -1}, "seed must lie between 0"),
        ({"split": "newest"}, "random, out-of-time"),
        ({"held_out": 0.01}, "held-out share must lie between 0.05 and 0.5; it is 0.01"),
        ({"minutes": 0.0}, "minutes must lie between 0.01 and 10080; it is 0.0"),
        ({"since": date(2024, 1, 1)}, "goes with an out-of-time split. Choose that"),
    ],
)
def test_a_choice_nobody_offers_is_refused_in_words(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        TrainingOptions(**wrong)


def test_the_feature_sets_name_their_factors() -> None:
    assert TrainingOptions(features="standard").factors == STANDARD_FEATURES
    assert TrainingOptions(features="extended").factors == EXTENDED_FEATURES
    assert not {"gender", "marital_status", "city", "cust_id"} & set(EXTENDED_FEATURES)


def test_the_choices_can_be_written_down() -> None:
    assert TrainingOptions(seed=7).to_dict()["seed"] == 7
    assert TrainingOptions(split="out-of-time", since=date(2024, 7, 1)).to_dict()["since"] == "2024-07-01"
