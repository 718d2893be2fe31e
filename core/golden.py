"""Golden rows: made-up applicants whose answers are kept with a model and computed again whenever it is loaded."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core import schema
from core.features import FloatArray
from core.scorecard import GoldenRow, Scorecard, TrainingRange
from core.scoring import Scorer, Scores, encode

_DECIMALS = 4
_Rows = list[dict[str, float | str]]


def with_golden_rows(scorecard: Scorecard, rows: int = 60, seed: int = 0) -> Scorecard:
    """Give a scorecard its golden rows, in place of any it has.

    The first row has every number at the low end of its training range, the second at the high end; the others lie
    between, drawn from the seed. Every category of a table occurs. No real applicant's data is used.

    Args:
        scorecard: a model; where it has no training range for a factor, the outer knots of the curve stand in.
        rows: how many applicants, at least 2.
        seed: the same seed gives the same rows.
    """
    random = np.random.default_rng(seed)
    numbers = {name: _numbers(random, name, _range(scorecard, name), rows) for name in scorecard.curves}
    categories = {name: _categories(random, list(table), rows) for name, table in scorecard.tables.items()}
    codes = {name: encode(name, list(values)) for name, values in categories.items()}
    values = {**{name: numbers[name].tolist() for name in numbers}, **categories}
    factors: _Rows = [{name: values[name][row] for name in scorecard.factors} for row in range(rows)]
    return replace(scorecard, golden_rows=_answered(factors, Scorer(scorecard).score({**numbers, **codes})))


def _answered(factors: _Rows, scores: Scores) -> tuple[GoldenRow, ...]:
    answers = zip(
        scores.log_odds.tolist(),
        scores.default_probability.tolist(),
        scores.balanced_probability.tolist(),
        scores.credit_score.tolist(),
        strict=True,
    )
    return tuple(GoldenRow(row, *answer) for row, answer in zip(factors, answers, strict=True))


def _range(scorecard: Scorecard, name: str) -> TrainingRange:
    knots = scorecard.curves[name].knots
    return scorecard.training_ranges.get(name, TrainingRange(knots[0], knots[-1]))


def _numbers(random: np.random.Generator, name: str, limits: TrainingRange, rows: int) -> FloatArray:
    """Both limits, then values between them, whole where people count; shape (rows,)."""
    drawn = random.uniform(limits.minimum, limits.maximum, rows)
    whole = schema.is_field(name) and schema.field(name).kind is schema.Kind.INTEGER
    values: FloatArray = np.clip(np.round(drawn, 0 if whole else _DECIMALS), limits.minimum, limits.maximum)
    values[:2] = limits.minimum, limits.maximum
    return values


def _categories(random: np.random.Generator, names: list[str], rows: int) -> list[str]:
    """Every category equally often, in drawn order."""
    codes: NDArray[np.intp] = random.permutation(np.arange(rows) % len(names))
    return [names[code] for code in codes.tolist()]
