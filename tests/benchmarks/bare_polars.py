"""The least a program in polars would do: scan a file, compute the model's score in one expression, sink."""

from functools import reduce
from operator import add
from pathlib import Path

import polars as pl

from core.scorecard import Curve, Scorecard

_INPUTS = {"loan_to_income": pl.col("loan_amount") / pl.col("income")}


def score_bare(source: Path, target: Path, scorecard: Scorecard) -> None:
    """Add PD and score to a file in which every value is as it should be; no checks, no reasons."""
    calibration = scorecard.calibration
    log_odds = calibration.slope * _log_odds(scorecard) + calibration.offset
    balanced = 1.0 / (1.0 + (calibration.base_log_odds - log_odds).exp())
    scored = pl.scan_csv(source).with_columns(
        default_probability=1.0 / (1.0 + (-log_odds).exp()),
        balanced_probability=balanced,
        credit_score=(300.0 + (1.0 - balanced) * 600.0).floor(),
    )
    scored.sink_csv(target)


def _log_odds(scorecard: Scorecard) -> pl.Expr:
    curves = [
        _curve(_INPUTS.get(name, pl.col(name)).cast(pl.Float64), curve) for name, curve in scorecard.curves.items()
    ]
    tables = [pl.col(name).replace_strict(table) for name, table in scorecard.tables.items()]
    return reduce(add, [*curves, *tables], pl.lit(scorecard.intercept))


def _curve(value: pl.Expr, curve: Curve) -> pl.Expr:
    """Level, then one slope from knot to knot, then level."""
    height = pl.lit(curve.log_odds[0])
    for left, right, low, high in zip(curve.knots, curve.knots[1:], curve.log_odds, curve.log_odds[1:], strict=False):
        height = height + (value.clip(left, right) - left) * ((high - low) / (right - left))
    return height
