"""What would it take: no smaller change keeps the promise, tried against every value there may be."""

from collections.abc import Iterable, Iterator

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.delinquency import is_all_tried
from core.features import Columns, FloatArray
from core.improvement import Alternative, alternatives
from core.scoring import Scorer
from tests.core.applicants import columns_of
from tests.core.improving import (
    APART,
    AVERAGE,
    BENT,
    DELINQUENT,
    DPD,
    MODEL,
    OWN_FACTOR,
    ROUNDING,
    SHARE,
    TARGET,
    Person,
    allowed_changes,
    beyond,
    changes_of,
    cost,
    distance,
    leading,
    pairs,
    people,
    score_of,
    share,
    with_values,
)


def least_cost(scorer: Scorer, person: Person, target: int, tried: Iterable[dict[str, FloatArray]]) -> float:
    """Of all changes that reach the target; infinite where none does."""
    least = np.inf
    for changes in tried:
        columns = with_values(person, changes)
        enough = scorer.score(columns).credit_score >= target
        least = min(least, cost(columns, person, scorer.scorecard)[enough].min(initial=np.inf))
    return least


@settings(max_examples=150)
@given(MODEL, people(incomes=st.floats(1e4, 3e6)), TARGET)
def test_a_change_of_one_field_is_the_smallest_of_all_that_are_enough(
    scorer: Scorer, person: Person, target: int
) -> None:
    """Against every value of every field."""
    assume(score_of(scorer, person) < target)
    everything = list(allowed_changes(scorer, person))
    gentle = [without_drastic(person, changes) for changes in everything]
    found = alternatives(scorer, columns_of(person), target, most=99)
    singles = [each for each in found if len(leading(each.changes)) == 1]
    is_drastic = any(each.is_drastic for each in found)
    assert not (is_drastic and np.isfinite(least_cost(scorer, person, target, gentle)))
    least = least_cost(scorer, person, target, without_months(everything if is_drastic else gentle))
    assert cheapest_without_months(singles) == pytest.approx(least, rel=1e-9)


def without_drastic(person: Person, changes: dict[str, FloatArray]) -> dict[str, FloatArray]:
    """Those that leave a fifth of the loan."""
    kept = share(person, changes, "loan_amount") <= 0.8
    return {name: values[np.broadcast_to(kept, len(values))] for name, values in changes.items()}


@settings(max_examples=60)
@given(BENT, people(incomes=st.floats(1e4, 5e4), months=24).filter(lambda one: SHARE in one), st.integers(500, 800))
def test_the_first_of_two_fields_is_the_most_moderate_and_none_is_forgotten(
    scorer: Scorer, person: Person, target: int
) -> None:
    """Against every two values of every two fields: none is left that lies well apart from all that are offered."""
    assume(score_of(scorer, person) < target)
    shown = alternatives(scorer, columns_of(person), target, most=99)
    singles = [each for each in shown if len(leading(each.changes)) == 1]
    most = 1.0 if shown and shown[0].is_drastic else 0.8
    for_choice, left = [np.inf], [np.inf]
    for changes in smallest_pairs(scorer, person, target):
        is_gentle = share(person, changes, "loan_amount") <= most
        for shares, others in ((for_choice, singles), (left, shown)):
            shares.extend(moderation(person, changes)[is_gentle & are_apart(person, changes, others)])
    assert min(left) == np.inf
    offered = [moderation(person, changes_of(each))[0] for each in shown[len(singles) :]]
    assert (offered or [np.inf])[0] == pytest.approx(min(for_choice), rel=1e-9)


def moderation(person: Person, changes: Columns) -> FloatArray:
    """The larger share of the two fields."""
    result: FloatArray = np.maximum(*(share(person, changes, name) for name in sorted(leading(changes))))
    return result


def are_apart(person: Person, changes: Columns, others: Iterable[Alternative]) -> NDArray[np.bool_]:
    size = len(next(iter(changes.values())))
    apart = [distance(person, changes, changes_of(other)) >= APART - ROUNDING for other in others]
    result: NDArray[np.bool_] = np.all([np.ones(size, dtype=bool), *apart], axis=0)
    return result


def smallest_pairs(scorer: Scorer, person: Person, target: int) -> Iterator[dict[str, FloatArray]]:
    """All changes of two fields that are enough while neither one of them alone is, nor a smaller version."""
    singles = [nearest_first(scorer, person, changes) for changes in allowed_changes(scorer, person)]
    for first, second, both in pairs(singles):
        shape = len(next(iter(first.values()))), len(next(iter(second.values())))
        enough = (scorer.score(with_values(person, both)).credit_score >= target).reshape(shape)
        smaller = np.logical_or.accumulate(np.logical_or.accumulate(enough, axis=0), axis=1)
        smallest = np.zeros(shape, dtype=bool)
        smallest[1:, 1:] = enough[1:, 1:] & ~smaller[:-1, 1:] & ~smaller[1:, :-1]
        yield {name: values[smallest.ravel()] for name, values in both.items()}


def nearest_first(scorer: Scorer, person: Person, changes: dict[str, FloatArray]) -> dict[str, FloatArray]:
    """The present value and then the others, of those equally far the better one first."""
    (name,) = leading(changes)
    order = np.lexsort((scorer.score(with_values(person, changes)).log_odds, share(person, changes, name)))
    return {other: np.append(person[other], values[order]) for other, values in changes.items()}


def without_months(tried: Iterable[dict[str, FloatArray]]) -> Iterator[dict[str, FloatArray]]:
    """Those of delinquent months are as small as months and days can be, which is not the least cost."""
    return (changes for changes in tried if DELINQUENT not in changes)


def cheapest_without_months(found: Iterable[Alternative]) -> float:
    return min((each.cost for each in found if DELINQUENT not in each.changes), default=np.inf)


def smaller_versions(person: Person, changes: Person) -> Iterator[dict[str, FloatArray]]:
    """The same change with less of one field, or of months, of days or of both; or without one of the fields."""
    for name in leading(changes) if len(leading(changes)) == 2 else ():
        without = {SHARE: {SHARE, AVERAGE}, DELINQUENT: {DELINQUENT, DPD}}.get(name, {name})
        yield {other: np.array([value]) for other, value in changes.items() if other not in without}
    if DELINQUENT in changes:
        axes = [np.arange(changes.get(name, person[name]), person[name] + 1) for name in (DELINQUENT, DPD)]
        months, days = (values.ravel() for values in np.meshgrid(*axes))
        least = np.minimum(months, months * person[DPD] // person[DELINQUENT])
        sound = (days >= least) & ((months > 0) | (days == 0))
        sound[0] = False
        rest = {name: np.full(months.size, value) for name, value in changes.items()}
        yield {name: values[sound] for name, values in (rest | {DELINQUENT: months, DPD: days}).items()}
    for name in leading(changes) - {DELINQUENT}:
        step = {"loan_amount": 1000.0, AVERAGE: 0.1}.get(name, 1.0)
        low, high = sorted((changes[name], person[name]))
        between = np.round(np.arange(low, high, step), 1)
        kept = {other: value for other, value in changes.items() if name != SHARE or other != AVERAGE}
        values = between[(between > low) & (between < high)][:2000]
        yield {other: np.full(values.size, value) for other, value in kept.items()} | {name: values}


@settings(max_examples=400)
@given(MODEL, people(incomes=st.one_of(st.floats(1e4, 1.5e5), st.floats(1e6, 1e9)), months=24), TARGET)
def test_nothing_offered_has_a_smaller_version_of_itself_that_is_enough(
    scorer: Scorer, person: Person, target: int
) -> None:
    assert_no_smaller_is_enough(scorer, person, target)


@settings(max_examples=300)
@given(
    BENT,
    people(incomes=st.floats(1e4, 1.5e5), months=60).filter(lambda one: one.get(DELINQUENT, 0) > 0),
    st.integers(450, 700),
)
def test_months_and_days_and_another_field_are_as_small_as_they_can_be_together(
    scorer: Scorer, person: Person, target: int
) -> None:
    """Where fewer days may score worse, less of months and days may leave less to do for the other field."""
    assume(is_all_tried(columns_of(person)))  # of a longer history only the nearly smallest is promised
    assert_no_smaller_is_enough(scorer, person, target)


def assert_no_smaller_is_enough(scorer: Scorer, person: Person, target: int) -> None:
    order = list(scorer.scorecard.curves)
    for each in alternatives(scorer, columns_of(person), target, most=99):
        for smaller in smaller_versions(person, dict(each.changes)):
            columns = with_values(person, smaller)
            most = np.repeat(beyond(columns_of(person), scorer.scorecard), len(columns["age"]), axis=1)
            for name in leading(smaller):
                most[order.index(OWN_FACTOR[name])] = 0.0
            if DELINQUENT in smaller:
                most[order.index(AVERAGE), smaller[DELINQUENT] == person[DELINQUENT]] = 0.0
            allowed = (beyond(columns, scorer.scorecard) <= most).all(axis=0)
            assert not (allowed & (scorer.score(columns).credit_score >= target)).any(), (each, smaller)
