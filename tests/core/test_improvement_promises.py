"""What would it take: a promise holds for whomever and by whatever model, and no smaller change keeps it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core import features
from core.features import Columns, FloatArray
from core.improvement import Alternative, alternatives, limits
from core.registry.versions import Registry
from core.schema import field
from core.scorecard import Curve, Scorecard, ScoreScale
from core.scoring import Scorer
from core.validation import check
from tests.core.applicants import COUNTS, RATIOS, columns_of
from tests.core.factories import curve_scorecard, linear_scorecard

Person = dict[str, float]
SHARE, AVERAGE = RATIOS
MONTHS, DELINQUENT, DPD = COUNTS

SHIPPED = Scorer(Registry(Path("no home"), Path(__file__).parents[2] / "models").load("v1.0"))
LOG_ODDS = ScoreScale("log_odds", 300, 900, base_score=300.0, base_odds=1.0, pdo=60.0)
LINES = Scorer(linear_scorecard())
MODELS = [LINES, Scorer(curve_scorecard()), Scorer(replace(linear_scorecard(), scale=LOG_ODDS)), SHIPPED]
OWN_FACTOR = {
    "loan_amount": "loan_to_income", "loan_tenure_months": "loan_tenure_months",
    "credit_utilization_ratio": "credit_utilization_ratio", "number_of_open_accounts": "number_of_open_accounts",
    SHARE: SHARE, AVERAGE: AVERAGE, DELINQUENT: SHARE, DPD: AVERAGE,
}  # fmt: skip
"""All that may change, and the factor of the model that changes with it."""

INCOMES = st.one_of(st.integers(2, 80).map(lambda lakh: lakh * 1e5), st.floats(1e4, 1e10))


@st.composite
def people(draw: st.DrawFn, incomes: st.SearchStrategy[float] = INCOMES, months: int = 150) -> Person:
    """Applicants who pass the checks, many of them beyond the training data in something."""
    kinds = draw(st.integers(0, 23))
    person = {
        "residence_type": kinds % 3,
        "loan_purpose": kinds // 3 % 4,
        "loan_type": kinds // 12,
        "age": float(draw(st.integers(18, 75))),
        "income": draw(incomes),
        "loan_tenure_months": float(draw(st.integers(3, 72))),
        "credit_utilization_ratio": draw(st.integers(0, 440)) / 4,
        "number_of_open_accounts": float(draw(st.integers(0, 6))),
    }
    person["loan_amount"] = float(max(round(draw(st.floats(0.2, 6)) * person["income"]), 1))
    if draw(st.booleans()):
        share = float(draw(st.integers(0, 100)))
        return person | {SHARE: share, AVERAGE: draw(st.floats(1, 12)) if share else 0.0}
    known = draw(st.integers(1, months))
    delinquent = draw(st.integers(0, known))
    dpd = draw(st.integers(delinquent, 12 * delinquent))
    return person | dict(zip(COUNTS, map(float, (known, delinquent, dpd)), strict=True))


@st.composite
def bent_models(draw: st.DrawFn) -> Scorer:
    """Models whose curves go up and down, so that no field alone may be enough and less is not always better."""
    plain = LINES.scorecard
    log_odds = draw(st.lists(st.floats(-2, 2), min_size=28, max_size=28))
    curves = {}
    for place, (name, known) in enumerate(plain.training_ranges.items()):
        knots = np.linspace(known.minimum, known.maximum, 4).tolist()
        curves[name] = Curve(tuple(knots), tuple(log_odds[4 * place : 4 * place + 4]), extrapolate=place % 2 == 0)
    return Scorer(replace(plain, curves=curves, intercept=draw(st.floats(-5, 2)), golden_rows=()))


APART = 0.3
ROUNDING = 1e-9
PEOPLE = people()
BENT = bent_models()
MODEL = st.one_of(st.sampled_from(MODELS), BENT)
TARGET = st.one_of(st.sampled_from([500, 650, 750]), st.integers(301, 900))


def with_values(person: Person, changes: Columns) -> Columns:
    """The person once for each of the other values, which are of shape (n,)."""
    size = len(next(iter(changes.values())))
    return {name: np.repeat(values, size) for name, values in columns_of(person).items()} | dict(changes)


def numbers(columns: Columns, scorecard: Scorecard) -> FloatArray:
    """Numbers of the model, shape (numbers, n)."""
    factors = features.derive(columns)
    return np.array([factors[name] for name in scorecard.curves])


def ends(scorecard: Scorecard) -> tuple[FloatArray, FloatArray]:
    limits = [scorecard.training_ranges[name] for name in scorecard.curves]
    return np.array([[each.minimum] for each in limits]), np.array([[each.maximum] for each in limits])


def beyond(columns: Columns, scorecard: Scorecard) -> FloatArray:
    """How far each number lies outside its training range, shape (numbers, n)."""
    low, high = ends(scorecard)
    values = numbers(columns, scorecard)
    result: FloatArray = np.maximum(low - values, 0) + np.maximum(values - high, 0)
    return result


def cost(columns: Columns, person: Person, scorecard: Scorecard) -> FloatArray:
    """As documented: each number's change as a share of its training range, summed."""
    low, high = ends(scorecard)
    change = np.abs(numbers(columns, scorecard) - numbers(columns_of(person), scorecard))
    result: FloatArray = (change / (high - low)).sum(axis=0)
    return result


def leading(changes: Collection[str]) -> set[str]:
    """The fields that somebody changes, without those of the history that go along with another one."""
    return set(changes) - {AVERAGE if SHARE in changes else "", DPD if DELINQUENT in changes else ""}


# Promises


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


def share(person: Person, changes: Columns, name: str) -> FloatArray:
    """How much of a field changes by itself: a third from 30 to 20 and as much from 20 to 30."""
    if name not in leading(changes):
        return np.array([0.0])
    smaller, larger = np.minimum(changes[name], person[name]), np.maximum(changes[name], person[name])
    result: FloatArray = 1 - smaller / larger
    return result


def distance(person: Person, first: Columns, second: Columns) -> FloatArray:
    """By how much the shares of two changes differ in the field where they differ most."""
    names = leading(first) | leading(second)
    apart = [np.abs(share(person, first, name) - share(person, second, name)) for name in sorted(names)]
    result: FloatArray = np.max(np.broadcast_arrays(*apart), axis=0)
    return result


def changes_of(found: Alternative) -> dict[str, FloatArray]:
    return {name: np.array([value]) for name, value in found.changes.items()}


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


# The smallest change


def below(value: float, step: float = 1.0) -> FloatArray:
    multiples: FloatArray = np.round(np.arange(np.ceil(value / step)) * step, 1)
    return multiples[multiples < value]


def every_change(person: Person) -> Iterator[dict[str, FloatArray]]:
    """Each field that may change with every value it may take."""
    yield {"loan_amount": below(person["loan_amount"], 1000.0)[1:]}
    tenures = np.arange(1.0, 481.0)
    yield {"loan_tenure_months": tenures[tenures != person["loan_tenure_months"]]}
    for name in ("credit_utilization_ratio", "number_of_open_accounts"):
        yield {name: below(person[name])}
    if SHARE in person:
        shares, averages = below(person[SHARE]), below(person[AVERAGE], 0.1)
        yield {SHARE: shares, AVERAGE: np.where(shares == 0, 0.0, person[AVERAGE])}
        yield {AVERAGE: averages[averages >= 1]}
    else:
        delinquent, dpd = below(person[DELINQUENT]), below(person[DPD])
        yield {DELINQUENT: delinquent, DPD: delinquent * person[DPD] // max(person[DELINQUENT], 1)}
        yield {DPD: dpd[dpd >= person[DELINQUENT]]}


def allowed_changes(scorer: Scorer, person: Person) -> Iterator[dict[str, FloatArray]]:
    """The same with the values that lead nothing out of the training data."""
    for changes in every_change(person):
        columns = with_values(person, changes)
        most = beyond(columns_of(person), scorer.scorecard)
        most[[list(scorer.scorecard.curves).index(OWN_FACTOR[name]) for name in leading(changes)]] = 0.0
        kept = (beyond(columns, scorer.scorecard) <= most).all(axis=0)
        if kept.any():
            yield {name: values[kept] for name, values in changes.items()}


def pairs(singles: list[dict[str, FloatArray]]) -> Iterator[tuple[dict[str, FloatArray], ...]]:
    """Every two fields that do not go along with each other, and each value of one with each of the other."""
    for first, second in combinations(singles, 2):
        if not first.keys() & second.keys():
            sizes = [len(next(iter(each.values()))) for each in (first, second)]
            rows, partners = (places.ravel() for places in np.indices(sizes))
            both = {name: values[rows] for name, values in first.items()}
            yield first, second, both | {name: values[partners] for name, values in second.items()}


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


def score_of(scorer: Scorer, person: Person) -> int:
    return int(scorer.score(columns_of(person)).credit_score[0])


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
