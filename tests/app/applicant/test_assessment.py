"""Texts in, an answer out: the same as the kernel's, and a reason wherever there is none."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.applicant import assessment
from app.applicant.assessment import Assessment
from app.services.active_model import ReadyModel
from core import validation
from core.schema import Field, Kind, field
from core.scoring import Scorer
from tests.core.factories import curve_scorecard, linear_scorecard

SCORERS = (Scorer(linear_scorecard()), Scorer(curve_scorecard()))
RATIOS = ("delinquency_ratio", "avg_dpd_per_delinquency")
COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")
ASKED = [item for item in validation.required_inputs(linear_scorecard()) if item.name not in COUNTS]


def assess(texts: dict[str, str], scorer: Scorer = SCORERS[0]) -> Assessment:
    return assessment.assess(texts, ReadyModel.of(scorer.scorecard))


def sensible(item: Field) -> st.SearchStrategy[str]:
    """Texts of a field that can be true and mean one value."""
    if item.is_category:
        return st.sampled_from(item.categories)
    low, high = max(item.minimum, 1), min(item.maximum, 1e9)
    if item.kind is Kind.NUMBER:
        return st.floats(low, high).map(repr)
    return st.integers(int(low), int(high)).map(str)


APPLICANTS = st.fixed_dictionaries({item.name: sensible(item) for item in ASKED})


def columns_of(texts: dict[str, str]) -> dict[str, NDArray[Any]]:
    found: dict[str, NDArray[Any]] = {}
    for name, text in texts.items():
        item = field(name)
        found[name] = np.array([item.categories.index(text)]) if item.is_category else np.array([float(text)])
    return found


@pytest.mark.parametrize("scorer", SCORERS)
@given(texts=APPLICANTS)
def test_what_is_typed_is_scored_as_in_a_file(scorer: Scorer, texts: dict[str, str]) -> None:
    """The row stands among others here, as in a file: the probability of default is the same to the last digit."""
    found = assess(texts, scorer)
    rows = {name: np.repeat(values, 3) for name, values in columns_of(texts).items()}
    expected = scorer.score(rows)
    assert found.default_probability == expected.default_probability[1]
    assert found.credit_score == expected.credit_score[1]
    assert found.headline == ""


@given(texts=APPLICANTS, left_out=st.sets(st.sampled_from([item.name for item in ASKED if item.name not in RATIOS])))
def test_every_empty_field_is_missing_and_no_other(texts: dict[str, str], left_out: set[str]) -> None:
    found = assess(texts | dict.fromkeys(left_out, ""))
    assert set(found.missing) == left_out
    assert not found.wrong
    assert (found.credit_score is None) is bool(left_out)


@given(texts=st.fixed_dictionaries({item.name: st.text(max_size=12) for item in ASKED}))
def test_any_text_gets_a_score_or_a_reason(texts: dict[str, str]) -> None:
    found = assess(texts)
    assert (found.credit_score is None) is bool(found.headline)
    assert (found.band is None) is bool(found.headline)
    assert (found.default_probability is None) is bool(found.headline)


def test_nothing_asked_gets_nothing() -> None:
    assert assess({}).credit_score is None
