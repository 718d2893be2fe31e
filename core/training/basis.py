"""The design matrix: numbers as straight lines between knots, categories as one column each but the first.

A number with knots t_0 < … < t_m becomes m columns that climb from 0 to 1 between neighbouring knots; the fitted
coefficients are the steps of its curve. Two knots give exactly min-max scaling, so the reference's model is the
smallest case of the same basis.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from core.features import FEATURES, FloatArray
from core.findings import BoolArray
from core.scorecard import Curve
from core.training.factors import Factors, IntArray

LINEAR = 2


@dataclass(frozen=True, slots=True)
class Basis:
    """Where the knots and categories of a model lie, fitted on training rows.

    Attributes:
        knots: by numeric factor, increasing; a factor that is constant has no entry and no column.
        categories: by categorical factor, the codes that occur, the first of which has no column.
    """

    knots: dict[str, FloatArray]
    categories: dict[str, IntArray]

    def matrix(self, factors: Factors) -> FloatArray:
        """Design matrix, shape (rows, columns), without an intercept column."""
        columns = [_steps(factors.numbers[name], knots) for name, knots in self.knots.items()]
        columns += [
            (factors.codes[name][:, np.newaxis] == codes[1:]).astype(float) for name, codes in self.categories.items()
        ]
        return np.concatenate(columns, axis=1)

    def is_step_of(self, names: Collection[str]) -> BoolArray:
        """Which columns of ``matrix`` are steps of these numbers, shape (columns,)."""
        steps = [np.full(len(knots) - 1, name in names) for name, knots in self.knots.items()]
        categories = [np.zeros(len(codes) - 1, dtype=bool) for codes in self.categories.values()]
        return np.concatenate([*steps, *categories])

    def curves(self, coefficients: FloatArray) -> dict[str, Curve]:
        """Curves of the numeric factors from the coefficients of ``matrix``."""
        result, start = {}, 0
        for name, knots in self.knots.items():
            steps = coefficients[start : start + len(knots) - 1]
            heights = (0.0, *np.cumsum(steps).tolist())
            result[name] = Curve(tuple(knots.tolist()), heights, extrapolate=len(knots) == LINEAR)
            start += len(knots) - 1
        return result

    def tables(self, coefficients: FloatArray) -> dict[str, dict[str, float]]:
        """Tables of the categorical factors from the coefficients of ``matrix``."""
        result, start = {}, sum(len(knots) - 1 for knots in self.knots.values())
        for name, codes in self.categories.items():
            names = [FEATURES[name].categories[code] for code in codes]
            result[name] = dict(zip(names, (0.0, *coefficients[start : start + len(codes) - 1].tolist()), strict=True))
            start += len(codes) - 1
        return result


def fit_basis(factors: Factors, knots: int) -> Basis:
    """Lay ``knots`` knots at evenly spaced quantiles of each number (fewer where values repeat)."""
    shares = np.linspace(0.0, 1.0, knots)
    quantiles = {name: np.unique(np.quantile(values, shares)) for name, values in factors.numbers.items()}
    return Basis(
        {name: found for name, found in quantiles.items() if len(found) > 1},
        {name: np.unique(codes) for name, codes in factors.codes.items()},
    )


def _steps(values: FloatArray, knots: FloatArray) -> FloatArray:
    width = np.diff(knots)
    steps: FloatArray = (values[:, np.newaxis] - knots[:-1]) / width
    if len(knots) == LINEAR:
        return steps
    return np.clip(steps, 0.0, 1.0, out=steps)
