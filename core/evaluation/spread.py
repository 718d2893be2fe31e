"""How the held-out rows spread over the bins of the training rows, factor by factor and month by month."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.distribution import NumberBins, TrainingDistribution, count_categories, count_numbers
from core.evaluation.groups import Grouping
from core.evaluation.stability import Bin, Characteristic, Shift, compare
from core.features import FEATURES, Columns
from core.findings import say_shortly

SCORE = "credit_score"


def shifts(spread: TrainingDistribution, factors: Columns, credit_score: NDArray[np.integer[Any]]) -> tuple[Shift, ...]:
    """How far the score and each factor have shifted since training; none for a model without a picture of it.

    Args:
        spread: of the training rows.
        factors: of the later rows, as they were before anything missing was filled in, each of shape (n,).
        credit_score: of the later rows, shape (n,).
    """
    if not (spread.rows and len(credit_score)):
        return ()
    found = [_numbers(SCORE, spread.scores, credit_score.astype(np.float64))]
    found += [_numbers(name, bins, factors[name]) for name, bins in spread.numbers.items() if name in factors]
    for name, known in spread.categories.items():
        if name in factors:
            categories = FEATURES[name].categories
            expected = (*(known.counts.get(category, 0) for category in categories), known.missing)
            actual = count_categories(len(categories), factors[name]).tolist()
            found.append(_characteristic(name, (*categories, "missing"), expected, actual))
    return compare(found)


def shifts_by_group(
    spread: TrainingDistribution, credit_score: NDArray[np.integer[Any]], grouping: Grouping
) -> tuple[Shift, ...]:
    """How far the score of each group of rows, such as each month, lies from that of the training rows."""
    if not spread.rows:
        return ()
    scores = credit_score.astype(np.float64)
    return compare([_numbers(label, spread.scores, scores[chosen]) for label, chosen in grouping.groups()])


def _numbers(name: str, bins: NumberBins, values: NDArray[np.float64]) -> Characteristic:
    actual = count_numbers(np.array(bins.edges), values).tolist()
    return _characteristic(name, _labels(bins.edges), (*bins.counts, bins.missing), actual)


def _characteristic(name: str, labels: Sequence[str], expected: Sequence[int], actual: Sequence[int]) -> Characteristic:
    return Characteristic(name, tuple(map(Bin, labels, expected, actual)))


def _labels(edges: Sequence[float]) -> list[str]:
    if not edges:
        return ["any", "missing"]
    limits = [say_shortly(edge) for edge in edges]
    between = [f"{low} to below {high}" for low, high in pairwise(limits)]
    return [f"below {limits[0]}", *between, f"{limits[-1]} and more", "missing"]
