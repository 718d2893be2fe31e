"""The program's own reasons say what counts against an applicant, and are true of everybody who is told them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.catalogue import DEFAULTS, Language
from core.explanation import Explainer, Population, adverse
from core.features import FEATURES, Feature
from core.registry.versions import Registry
from core.scorecard import Scorecard
from core.scoring import Scorer
from tests.core.factories import curve_scorecard, linear_scorecard

MODELS = Path(__file__).resolve().parents[2] / "models"
LEAST = {
    "credit_utilization_ratio": 40.0,
    "loan_to_income": 1.0,
    "delinquency_ratio": 5.0,
    "avg_dpd_per_delinquency": 3.0,
}
"""The smallest value that the words for a factor, such as “is high”, are true of."""
TRUE_OF = {"residence_type": {"Rented", "Mortgage"}, "loan_type": {"Unsecured"}}
"""The categories that the words for a factor, such as “no security”, are true of."""
WAYS = {"high", "large", "many", "long"}


def shipped() -> Scorecard:
    return Registry(MODELS.parent / "no such home", MODELS).load("v1.0")


def told(scorecard: Scorecard, population: Population, factor: str, values: NDArray[Any]) -> list[float]:
    """The values of a factor for which its reason is told."""
    columns: dict[str, NDArray[Any]] = {
        **{name: np.zeros(len(values)) for name in scorecard.curves},
        **{name: np.zeros(len(values), dtype=np.intp) for name in scorecard.tables},
        factor: values,
    }
    scores, explainer = Scorer(scorecard).score(columns), Explainer(scorecard, population)
    most = len(scorecard.factors)
    return [
        float(value)
        for row, value in enumerate(values)
        if factor in {reason.factor for reason in adverse(explainer.reasons(scores, row), most)}
    ]


@pytest.mark.parametrize("scorecard", [shipped(), linear_scorecard(), curve_scorecard()])
@pytest.mark.parametrize("population", Population)
def test_words_with_a_direction_are_told_only_where_they_are_true(scorecard: Scorecard, population: Population) -> None:
    for factor, least in LEAST.items():
        limits = scorecard.training_ranges[factor]
        found = told(scorecard, population, factor, np.linspace(limits.minimum, limits.maximum, 500))
        assert found
        assert min(found) >= least, FEATURES[factor].adverse
    for factor, categories in TRUE_OF.items():
        codes = told(scorecard, population, factor, np.arange(len(FEATURES[factor].categories), dtype=np.intp))
        assert {FEATURES[factor].categories[int(code)] for code in codes} <= categories, FEATURES[factor].adverse


@pytest.mark.parametrize("factor", [name for name in FEATURES if name not in LEAST | TRUE_OF])
def test_a_factor_that_may_act_either_way_has_words_that_are_true_of_both(factor: str) -> None:
    """Both the young and the old may be told of their age; the curve of the shipped model turns, for one."""
    words = FEATURES[factor].adverse.split()
    assert "carry a higher risk" in FEATURES[factor].adverse
    assert not WAYS & {word for place, word in enumerate(words) if words[place - 1] != "this"}
    assert "जोखिम अधिक है" in DEFAULTS[factor][Language.HINDI]


@pytest.mark.parametrize("feature", FEATURES.values())
def test_no_reason_is_only_the_name_of_a_factor(feature: Feature) -> None:
    """A notice names the specific reasons (12 CFR 1002.9(b)(2)): “Purpose of the loan” leaves open what about it."""
    text = feature.adverse
    assert {"is", "are", "was", "were", "carry", "carries"} & set(text.split()), text
