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
from core.registry.columns import MappingError, Meaning, Names, likely, shown
from core.registry.parts import parts_of
from core.registry.passive import BROKEN, Record, expect, numbers, texts
from core.scorecard import Curve, Scorecard, TrainingRange

_POPULATION = "unknown; the middle of each training range and the mean of each table stand in"


@dataclass(frozen=True, slots=True)
class _Scaling:
    """Of one number: x · scale + shift, held between the limits of its range where ``clip`` says so."""

    scale: float = 1.0
    shift: float = 0.0
    minimum: float = 0.0
    maximum: float = 1.0
    clip: bool = False

    def times(self, multiple: float) -> "_Scaling":
        """Of a number that is so many times the one that was scaled."""
        ends = self.minimum * multiple, self.maximum * multiple
        return _Scaling(self.scale / multiple, self.shift, *ends, self.clip)

    def curve(self, weight: float) -> Curve:
        """The line of a number with this weight, through both ends of its range."""
        knots = (self.minimum, self.maximum if self.maximum > self.minimum else self.minimum + 1.0)
        log_odds = tuple(weight * (knot * self.scale + self.shift) for knot in knots)
        return Curve(knots, log_odds, extrapolate=not self.clip)


def scorecard_of(content: object, provenance: Mapping[str, Any], mapping: Mapping[str, str]) -> Scorecard:
    """The scorecard that gives the notebook's P for every applicant.

    Args:
        content: of a model_data.joblib, as ``core.registry.unpickling.read`` gives it.
        provenance: where the file came from.
        mapping: by our name of a column, the one that a person says is it, as ``core.registry.columns.Names`` takes.

    Raises:
        MappingError: a column is only likely one of ours.
        ModelError: it is no logistic regression on factors that this program knows, or its parts do not fit.
    """
    parts = parts_of(content)
    try:
        weights, intercept = _weights(parts["model"], texts(parts["features"]))
        scalings = _scalings(parts["scaler"], texts(parts["cols_to_scale"]))
        names = Names(mapping, {*weights, *scalings})
        meanings = names.all_of(weights)
        known = _known_scalings(meanings, scalings, names)
        bare = _bare({meanings[column]: weight for column, weight in weights.items()}, intercept, known)
        told = {**provenance, **_told(parts["model"], meanings)}
        return with_golden_rows(_with_population(bare, known, told))
    except BROKEN as error:
        raise ModelError("Its parts do not fit together, or are of a kind that is not known. Save it again.") from error


def _told(model: Record, meanings: Mapping[str, Meaning]) -> dict[str, Any]:
    """What a reader of the scorecard should know of its making."""
    renamed = {meaning.column: column for column, meaning in meanings.items() if meaning.column != column}
    version = expect(model.state.get("_sklearn_version", "unknown"), str)
    told = {"libraries": {"scikit-learn": version}, "reference_population": _POPULATION}
    return {**told, "renamed_columns": renamed} if renamed else told


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


def _known_scalings(
    meanings: Mapping[str, Meaning], scalings: Mapping[str, _Scaling], names: Names
) -> dict[str, _Scaling]:
    """How each number of the model was scaled, by our names; a number that nothing scaled counts as it is."""
    found = {}
    for column, meaning in meanings.items():
        scaled = None if meaning.category else _scaled_as(column, meaning, scalings, names)
        if scaled is not None:
            _ask_about_share(column, meaning, scalings[scaled], names)
            found[meaning.factor] = scalings[scaled].times(meaning.multiple)
    return found


def _scaled_as(column: str, meaning: Meaning, scalings: Mapping[str, _Scaling], names: Names) -> str | None:
    """The name under which a number was scaled, which may be another than the model's; None where nothing scaled it."""
    if column in scalings:
        return column
    for other in scalings:
        certain = names.certain(other)
        if certain is not None and certain.column == meaning.column:
            return other
    close = next((other for other in scalings if likely(other, [meaning.column])), None)
    if close is not None and not names.is_chosen(column):
        raise MappingError(
            f"It scales {shown(close)}, which may be the {meaning.column} of the model.", {meaning.column: close}
        )
    return None


def _ask_about_share(column: str, meaning: Meaning, scaling: _Scaling, names: Names) -> None:
    """A number that is per cent here and never above 1 there may be a share, a hundred times smaller."""
    is_small = 0.0 <= scaling.minimum < scaling.maximum <= 1.0
    if is_small and FEATURES[meaning.factor].unit == "%" and not names.is_chosen(column):
        raise MappingError(
            f"Its {shown(column)} was never above 1, as a share; {meaning.factor} is in per cent here.",
            {meaning.factor: f"100*{column}"},
        )


def _bare(weights: Mapping[Meaning, float], intercept: float, scalings: Mapping[str, _Scaling]) -> Scorecard:
    curves, marks = {}, dict[str, dict[str, float]]()
    for meaning, weight in weights.items():
        if meaning.category:
            marks.setdefault(meaning.factor, {})[meaning.category] = weight
        else:
            unscaled = _Scaling().times(meaning.multiple)
            curves[meaning.factor] = scalings.get(meaning.factor, unscaled).curve(weight)
    tables = {factor: _table(factor, found) for factor, found in marks.items()}
    return Scorecard("", datetime.now(UTC).isoformat(timespec="seconds"), intercept, curves, tables)


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
    middles = {name: fmean(curve.log_odds) for name, curve in bare.curves.items()}
    means = {name: fmean(table.values()) for name, table in bare.tables.items()}
    return replace(
        bare,
        training_ranges={name: TrainingRange(each.minimum, each.maximum) for name, each in scalings.items()},
        reference={**middles, **means},
        provenance=provenance,
    )
