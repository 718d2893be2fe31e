"""What each factor that the tables can give tells of defaults, and which factors say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from core.distribution import Counts, count_categories, count_numbers, quantile_edges
from core.evaluation.collinearity import correlation, inflation
from core.evaluation.information import Information, information
from core.features import FEATURES, Columns, FloatArray, derive
from core.findings import say_shortly
from core.portfolio.cleaning import Prepared
from core.progress import Report, silent
from core.schema import Kind, field, is_field

_BINS = 10
_MISSING = "missing"


@dataclass(frozen=True, slots=True, eq=False)
class Collinearity:
    """How much the numbers among some factors say the same.

    Attributes:
        names: the numeric factors that vary.
        correlation: of each with each, shape (k, k); what is missing counts as the median.
        inflation: variance inflation factor of each, shape (k,); infinite where the others determine it.
    """

    names: tuple[str, ...]
    correlation: FloatArray
    inflation: FloatArray

    def pairs(self, least: float) -> list[tuple[str, str, float]]:
        """Factors that correlate at least so much in either direction, with their correlation, the strongest first."""
        places = combinations(range(len(self.names)), 2)
        found = [(self.names[a], self.names[b], float(self.correlation[a, b])) for a, b in places]
        return sorted((pair for pair in found if abs(pair[2]) >= least), key=lambda pair: -abs(pair[2]))


def weigh(prepared: Prepared, report: Report = silent) -> tuple[Information, ...]:
    """The information value of every factor that the tables can give, the most telling first."""
    factors, names = derive(prepared.columns), prepared.factor_names()
    is_bad = prepared.y == 1
    found = []
    for position, name in enumerate(names):
        report(position / len(names), f"Weighing {name}")
        labels, goods, bads = _counts(name, factors, is_bad)
        found.append(information(name, labels, goods.tolist(), bads.tolist()))
    return tuple(sorted(found, key=lambda one: -one.value))


def compare(prepared: Prepared, names: Sequence[str]) -> Collinearity:
    """How much the numbers among these factors say the same; factors that the tables cannot give are left out."""
    factors, given = derive(prepared.columns), prepared.factor_names()
    numbers = {name: _filled(factors[name]) for name in names if name in given and not FEATURES[name].categories}
    varying = {name: values for name, values in numbers.items() if values.min() < values.max()}
    if not varying:
        return Collinearity((), np.empty((0, 0)), np.empty(0))
    matrix = correlation(np.column_stack(list(varying.values())))
    return Collinearity(tuple(varying), matrix, inflation(matrix))


def _filled(values: FloatArray) -> FloatArray:
    gaps = np.isnan(values)
    return np.where(gaps, np.median(values[~gaps]), values) if gaps.any() else values


def _counts(name: str, factors: Columns, is_bad: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[
    list[str], Counts, Counts
]:  # fmt: skip
    """The bins of a factor in words, and the goods and the bads in each."""
    values, categories = factors[name], FEATURES[name].categories
    if categories:
        goods, bads = (count_categories(len(categories), values[rows]) for rows in (~is_bad, is_bad))
        return [*categories, _MISSING], goods, bads
    edges = quantile_edges(values[~np.isnan(values)], _BINS)
    if _is_whole(name):
        edges = np.unique(np.ceil(edges))  # the same bins, by a number that people know
    goods, bads = (count_numbers(edges, values[rows]) for rows in (~is_bad, is_bad))
    return _labels(name, edges), goods, bads


def _labels(name: str, edges: FloatArray) -> list[str]:
    """The intervals in words; those of whole numbers end with the last number in them."""
    if not len(edges):
        return ["any", _MISSING]
    shown = [say_shortly(edge) for edge in edges]
    between = [
        _interval(say_shortly(low), say_shortly(high - 1) if _is_whole(name) else f"below {say_shortly(high)}")
        for low, high in pairwise(edges)
    ]
    return [f"below {shown[0]}", *between, f"{shown[-1]} and more", _MISSING]


def _is_whole(name: str) -> bool:
    return is_field(name) and field(name).kind is Kind.INTEGER


def _interval(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"
