"""Writes down how the training rows spread, so that files scored later can be compared with them."""

import numpy as np

from core.distribution import (
    CategoryBins,
    NumberBins,
    TrainingDistribution,
    count_categories,
    count_numbers,
    quantile_edges,
)
from core.features import FEATURES, Columns, FloatArray, derive
from core.scorecard import Scorecard
from core.scoring import Scorer
from core.training.factors import Factors

_BINS = 10
"""Bins of a number, with about as many rows each; fewer where many rows have the same value."""


def record(scorecard: Scorecard, inputs: Columns, train: Factors) -> TrainingDistribution:
    """The distribution of the training rows.

    Args:
        scorecard: the model they have trained.
        inputs: of the training rows, before anything missing was filled in.
        train: the same rows as the model saw them, which give the scores.
    """
    factors = derive(inputs)
    scores = Scorer(scorecard).score({**train.numbers, **train.codes}).credit_score
    return TrainingDistribution(
        rows=train.rows,
        numbers={name: _numbers(factors[name]) for name in scorecard.curves},
        categories={name: _categories(name, factors[name]) for name in scorecard.tables},
        scores=_numbers(scores.astype(np.float64)),
    )


def _numbers(values: FloatArray) -> NumberBins:
    edges = quantile_edges(values[~np.isnan(values)], _BINS)
    *counts, missing = count_numbers(edges, values).tolist()
    return NumberBins(tuple(edges.tolist()), tuple(counts), missing)


def _categories(name: str, codes: np.ndarray[tuple[int], np.dtype[np.intp]]) -> CategoryBins:
    categories = FEATURES[name].categories
    *counts, missing = count_categories(len(categories), codes).tolist()
    return CategoryBins(dict(zip(categories, counts, strict=True)), missing)
