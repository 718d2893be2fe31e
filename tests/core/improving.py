"""Applicants and models to ask what it would take, and all that may change for one of them, by hand."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from core import features
from core.features import Columns, FloatArray
from core.improvement import Alternative
from core.registry.versions import Registry
from core.scorecard import Curve, Scorecard, ScoreScale
from core.scoring import Scorer
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


def score_of(scorer: Scorer, person: Person) -> int:
    return int(scorer.score(columns_of(person)).credit_score[0])
