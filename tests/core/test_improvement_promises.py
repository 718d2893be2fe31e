"""What would it take: a promise holds for whomever and by whatever model."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core import features
from core.features import Columns, FloatArray
from core.improvement import alternatives, limits
from core.schema import field
from core.scorecard import Scorecard
from core.scoring import Scorer
from core.validation import check
from tests.core.applicants import columns_of
from tests.core.improving import (
    APART,
    AVERAGE,
    BENT,
    DELINQUENT,
    DPD,
    LINES,
    MODEL,
    MODELS,
    OWN_FACTOR,
    PEOPLE,
    ROUNDING,
    SHARE,
    SHIPPED,
    TARGET,
    Person,
    beyond,
    changes_of,
    cost,
    distance,
    leading,
    people,
    with_values,
)


def assert_may_change(person: Person, changes: Person) -> None:
    """Only the loan and the credit history, in round values, and nothing but the tenure grows."""
    assert 1 <= len(leading(changes)) <= 2
    assert changes.keys() <= OWN_FACTOR.keys()
    for name, value in changes.items():
        assert field(name).minimum <= value <= field(name).maximum
        assert value < person[name] or (name == "loan_tenure_months" and value != person[name])
        assert value == round(value, 1 if name == AVERAGE else 0)
        assert name != "loan_amount" or value % 1000 == 0


def assert_sound(columns: Columns) -> None:
    """The checks reject nobody, and nobody without delinquency has days past due."""
    assert check(columns, LINES.scorecard).scorable().all()
    for delinquent, days in ((SHARE, AVERAGE), (DELINQUENT, DPD)):
        if delinquent in columns:
            assert not columns[days][columns[delinquent] == 0].any()


def assert_within_ranges(person: Person, changes: Person, scorecard: Scorecard) -> None:
    """What somebody changes lies within the training data; nothing else is farther outside than before."""
    outside = beyond(columns_of(person | changes), scorecard)[:, 0]
    assert (outside <= beyond(columns_of(person), scorecard)[:, 0]).all()
    moved = {OWN_FACTOR[name] for name in leading(changes)}
    assert not any(value for name, value in zip(scorecard.curves, outside, strict=True) if name in moved)


@settings(max_examples=200)
@given(BENT, PEOPLE, TARGET)
def test_every_alternative_reaches_the_score_when_it_is_typed_in(bent: Scorer, person: Person, target: int) -> None:
    changed = []
    for scorer in (*MODELS, bent):
        found = alternatives(scorer, columns_of(person), target)
        assert len(found) <= 3
        for each in found:
            assert_may_change(person, dict(each.changes))
            assert_within_ranges(person, dict(each.changes), scorer.scorecard)
        scores = scorer.score(columns_of(person, *(person | dict(each.changes) for each in found)))
        assert scores.credit_score.tolist()[1:] == [each.credit_score for each in found]
        assert scores.default_probability.tolist()[1:] == [each.default_probability for each in found]
        assert (scores.credit_score[1:] >= target).all()
        changed += [person | dict(each.changes) for each in found]
    assert_sound(columns_of(person, *changed))


@settings(max_examples=400)
@given(MODEL, PEOPLE, TARGET, st.integers(0, 4))
def test_alternatives_of_one_field_come_first_and_of_those_the_least_costly(
    scorer: Scorer, person: Person, target: int, most: int
) -> None:
    columns = columns_of(person)
    found = alternatives(scorer, columns, target, most=9)
    assert alternatives(scorer, columns, target, most) == found[:most]
    fields = [len(leading(each.changes)) for each in found]
    assert fields == sorted(fields)
    singles = found[: fields.count(1)]
    assert [each.cost for each in singles] == sorted(each.cost for each in singles)
    assert len({frozenset(leading(each.changes)) for each in singles}) == len(singles)
    for each in found:
        changed = columns_of(person | dict(each.changes))
        assert each.cost == pytest.approx(cost(changed, person, scorer.scorecard)[0], rel=1e-9)


@settings(max_examples=400)
@given(MODEL, PEOPLE, TARGET)
def test_those_of_two_fields_lie_well_apart_from_all_others(scorer: Scorer, person: Person, target: int) -> None:
    for first, second in combinations(alternatives(scorer, columns_of(person), target, most=9), 2):
        if len(leading(second.changes)) == 2:
            assert distance(person, changes_of(first), changes_of(second))[0] >= APART - ROUNDING


@settings(max_examples=400)
@given(MODEL, PEOPLE, TARGET)
def test_a_drastic_change_is_offered_only_where_nothing_else_is_enough(
    scorer: Scorer, person: Person, target: int
) -> None:
    """Who could keep a fifth of the loan, or more, is not told to keep less."""
    found = alternatives(scorer, columns_of(person), target, most=9)
    left = [each.changes.get("loan_amount", np.inf) / person["loan_amount"] for each in found]
    assert [each.is_drastic for each in found] == [each < 0.2 - ROUNDING for each in left]
    assert len({each.is_drastic for each in found}) <= 1


# The largest loan and the longest tenure


def largest_loan(scorer: Scorer, columns: Columns) -> tuple[int | None, ...]:
    return limits(scorer, columns).loans


def longest_tenure(scorer: Scorer, columns: Columns) -> tuple[int | None, ...]:
    return limits(scorer, columns).tenures


def bands_at(scorer: Scorer, person: Person, name: str, values: FloatArray) -> NDArray[np.intp]:
    """The band at each value of a field; −1 where the value is outside the training data."""
    columns = with_values(person, {name: values})
    own = list(scorer.scorecard.curves).index(OWN_FACTOR[name])
    inside = beyond(columns, scorer.scorecard)[own] == 0
    return np.where(inside, scorer.score(columns).band, -1)


@settings(max_examples=200)
@given(BENT, PEOPLE)
def test_the_largest_loan_of_a_band_reaches_it_and_a_thousand_more_does_not(bent: Scorer, person: Person) -> None:
    promised = [person["loan_amount"]]
    for scorer in (*MODELS, bent):
        found = largest_loan(scorer, columns_of(person))
        reached = [position for position, amount in enumerate(found) if amount is not None]
        amounts = np.array([amount for amount in found if amount is not None], dtype=float)
        assert not (amounts % 1000).any()
        assert (bands_at(scorer, person, "loan_amount", amounts) >= reached).all()
        assert (bands_at(scorer, person, "loan_amount", amounts + 1000) < reached).all()
        promised += amounts.tolist()
    assert_sound(with_values(person, {"loan_amount": np.array(promised)}))


@settings(max_examples=150)
@given(MODEL, people(incomes=st.floats(1e3, 3e6)))
def test_no_loan_is_larger_than_the_largest(scorer: Scorer, person: Person) -> None:
    """Against every whole thousand up to ten annual incomes."""
    amounts = np.arange(1000.0, max(10 * person["income"], 2000.0), 1000.0)
    bands = bands_at(scorer, person, "loan_amount", amounts)
    largest = [amounts[bands >= position] for position in range(4)]
    assert largest_loan(scorer, columns_of(person)) == tuple(
        int(values[-1]) if values.size else None for values in largest
    )


@settings(max_examples=150)
@given(BENT, PEOPLE)
def test_the_longest_tenure_of_a_band_is_the_last_month_that_reaches_it(bent: Scorer, person: Person) -> None:
    """Against every number of months there can be."""
    months = np.arange(1.0, 481.0)
    for scorer in (*MODELS, bent):
        bands = bands_at(scorer, person, "loan_tenure_months", months)
        longest = [months[bands >= position] for position in range(4)]
        assert longest_tenure(scorer, columns_of(person)) == tuple(
            int(values[-1]) if values.size else None for values in longest
        )


# What an assessment keeps


@settings(max_examples=50)
@given(PEOPLE, TARGET)
def test_ratios_that_follow_from_the_inputs_may_stand_among_them(person: Person, target: int) -> None:
    plain, derived = columns_of(person), features.derive(columns_of(person))
    assert alternatives(SHIPPED, derived, target) == alternatives(SHIPPED, plain, target)
    assert largest_loan(SHIPPED, derived) == largest_loan(SHIPPED, plain)
