"""Turns what the notebook's model_data.joblib says into a scorecard.

The notebook scales numbers, x · scale + min, makes a column of every category but the first, and fits a logistic
regression; so each number contributes a straight line and each category a fixed log-odds. Two knots with lines that
go on beyond them hold such a line exactly. The model knows no default rate: PD is its P, marked as uncalibrated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from statistics import fmean
from typing import Any

from core.errors import ModelError
from core.features import FEATURES
from core.golden import with_golden_rows
from core.registry.passive import BROKEN, Record, expect, numbers, texts
from core.scorecard import Curve, Scorecard, TrainingRange

PARTS = ("model", "features", "scaler", "cols_to_scale")
"""The keys of the notebook's dictionary."""

_POPULATION = "unknown; the middle of each training range and the mean of each table stand in"


@dataclass(frozen=True, slots=True)
class _Scaling:
    """Of one number: x · scale + shift, held between the limits of its range where ``clip`` says so."""

    scale: float = 1.0
    shift: float = 0.0
    minimum: float = 0.0
    maximum: float = 1.0
    clip: bool = False

    def curve(self, weight: float) -> Curve:
        """The line of a number with this weight, through both ends of its range."""
        knots = (self.minimum, self.maximum if self.maximum > self.minimum else self.minimum + 1.0)
        log_odds = tuple(weight * (knot * self.scale + self.shift) for knot in knots)
        return Curve(knots, log_odds, extrapolate=not self.clip)


def scorecard_of(content: object, provenance: Mapping[str, Any]) -> Scorecard:
    """The scorecard that gives the notebook's P for every applicant.

    Args:
        content: of a model_data.joblib, as ``core.registry.unpickling.read`` gives it.
        provenance: where the file came from.

    Raises:
        ModelError: it is no logistic regression on factors that this program knows, or its parts do not fit.
    """
    parts = _parts(content)
    try:
        weights, intercept = _weights(parts["model"], texts(parts["features"]))
        scalings = _scalings(parts["scaler"], texts(parts["cols_to_scale"]))
        bare = _bare(weights, intercept, scalings)
        libraries = {"scikit-learn": expect(parts["model"].state.get("_sklearn_version", "unknown"), str)}
        told = {**provenance, "libraries": libraries, "reference_population": _POPULATION}
        return with_golden_rows(_with_population(bare, scalings, told))
    except BROKEN as error:
        raise ModelError("Its parts do not fit together, or are of a kind that is not known. Save it again.") from error


def _parts(content: object) -> dict[str, Any]:
    if isinstance(content, Record):
        raise ModelError(
            f"It holds a {content.kind} alone. "
            "Import model_data.joblib, which holds the model, its columns and their scaling."
        )
    if not isinstance(content, dict) or not all(name in content for name in PARTS):
        raise ModelError(f"It must hold {', '.join(PARTS)}, and does not. Import the notebook's model_data.joblib.")
    return content


def _state(record: object, kind: str) -> dict[str, Any]:
    """What an estimator has learnt."""
    if not isinstance(record, Record) or record.kind != kind:
        raise ModelError(f"It has something else where a {kind} should be. Import the notebook's model_data.joblib.")
    return expect(record.state, dict)


def _weights(model: object, features: list[str]) -> tuple[dict[str, float], float]:
    """Coefficient of each column, and the intercept."""
    state = _state(model, "LogisticRegression")
    _check_names(state, features)
    if numbers(state["classes_"]) != [0.0, 1.0] or state.get("multi_class") == "multinomial":
        raise ModelError(
            "It does not tell 0 (repaid) from 1 (default) as the notebook's model does. Train it that way."
        )
    (intercept,) = numbers(state["intercept_"])
    return dict(zip(features, numbers(state["coef_"]), strict=True)), intercept


def _scalings(scaler: object, columns: list[str]) -> dict[str, _Scaling]:
    state = _state(scaler, "MinMaxScaler")
    _check_names(state, columns)
    learnt = [numbers(state[name]) for name in ("scale_", "min_", "data_min_", "data_max_")]
    clip = expect(state.get("clip", False), bool)  # absent in scikit-learn before 0.24
    rows = zip(columns, *learnt, strict=True)
    return {name: _Scaling(scale, shift, minimum, maximum, clip) for name, scale, shift, minimum, maximum in rows}


def _check_names(state: dict[str, Any], names: list[str]) -> None:
    """Names must be unique, and those that the estimator was fitted with where it remembers them."""
    if len(set(names)) < len(names) or texts(state.get("feature_names_in_", names)) != names:
        raise ModelError("Its lists of columns contradict each other. Save model and columns together, in one order.")


def _bare(weights: dict[str, float], intercept: float, scalings: dict[str, _Scaling]) -> Scorecard:
    curves, dummies = {}, dict[str, dict[str, float]]()
    for column, weight in weights.items():
        factor, category = _factor(column)
        if category:
            dummies.setdefault(factor, {})[category] = weight
        else:
            curves[factor] = scalings.get(factor, _Scaling()).curve(weight)
    tables = {factor: _table(factor, found) for factor, found in dummies.items()}
    return Scorecard("", datetime.now(UTC).isoformat(timespec="seconds"), intercept, curves, tables)


def _factor(column: str) -> tuple[str, str]:
    """The factor of a column, and the category when it stands for one; such as ``loan_purpose_Home``."""
    if column in FEATURES and not FEATURES[column].categories:
        return column, ""
    for feature in FEATURES.values():
        for category in feature.categories:
            if column == f"{feature.name}_{category}":
                return feature.name, category
    raise ModelError(f"It uses the column {column[:60]!r}, which this program does not know. Train on other columns.")


def _table(factor: str, found: dict[str, float]) -> dict[str, float]:
    """Log-odds of each category: 0 for the one left out, which is the first in the alphabet that training saw.

    A category without a column that comes later in the alphabet was in no training row.
    """
    left_out = [name for name in FEATURES[factor].categories if name not in found]
    first = [name for name in left_out if name < min(found)]
    if len(first) > 1 or (left_out and not first):
        raise ModelError(
            f"It does not tell which {factor} its columns leave out, {' or '.join(left_out)}. "
            "Encode all categories but the first."
        )
    return {**dict.fromkeys(first, 0.0), **found}


def _with_population(bare: Scorecard, scalings: dict[str, _Scaling], provenance: dict[str, Any]) -> Scorecard:
    """Add what is known of the borrowers in training: the smallest and the largest value of each number."""
    known = {name: scalings[name] for name in bare.curves if name in scalings}
    middles = {name: fmean(curve.log_odds) for name, curve in bare.curves.items()}
    means = {name: fmean(table.values()) for name, table in bare.tables.items()}
    return replace(
        bare,
        training_ranges={name: TrainingRange(each.minimum, each.maximum) for name, each in known.items()},
        reference={**middles, **means},
        provenance=provenance,
    )
