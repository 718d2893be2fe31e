"""What the search may try, and which parameters it tries first."""

from collections.abc import Mapping
from typing import Any, cast, get_args

import optuna

from core.training.fitting import Settings, Solver
from core.training.options import Resampling, TrainingOptions

KNOTS = (2, 4, 6, 8, 10, 12, 16)
REGULARISATION = (1e-2, 1e3)
SEARCHED: tuple[Resampling, ...] = tuple(method for method in get_args(Resampling) if method != "smotetomek")
"""SMOTETomek takes ten times as long as the others and is never better; who wants it chooses it."""
_FIRST = {"knots": 8, "regularisation": 10.0, "resampling": "none"}


def suggest(trial: optuna.Trial, options: TrainingOptions) -> Settings:
    """What a trial fits."""
    trial.suggest_categorical("knots", KNOTS)
    trial.suggest_float("regularisation", *REGULARISATION, log=True)
    if options.resampling is None:
        trial.suggest_categorical("resampling", SEARCHED)
    return settings_of(trial.params, options)


def settings_of(parameters: Mapping[str, Any], options: TrainingOptions) -> Settings:
    """What is fitted with the parameters of a trial."""
    method = options.resampling or cast(Resampling, parameters["resampling"])
    solver: Solver = "bounded-newton" if options.monotone else "newton-cholesky"
    return Settings(parameters["knots"], parameters["regularisation"], method, solver=solver)


def first_points(active: Mapping[str, Any], options: TrainingOptions) -> list[dict[str, Any]]:
    """The parameters of the first trials: those of the active model, then what is usually good.

    Args:
        active: the settings told in the provenance of the active model; empty where there are none.
        options: resampling that is chosen in them is not searched.
    """
    searched = [name for name in _FIRST if name != "resampling" or options.resampling is None]
    points = [{name: point[name] for name in searched} for point in (active, _FIRST) if _is_found(point, searched)]
    return points[:1] if points[0] == points[-1] else points


def _is_found(point: Mapping[str, Any], searched: list[str]) -> bool:
    """Whether the search itself could come to it; not of a model fitted in another way, or told oddly."""
    knots, strength, method = (point.get(name) for name in _FIRST)
    is_near = isinstance(strength, float) and REGULARISATION[0] <= strength <= REGULARISATION[1]
    is_whole = isinstance(knots, int) and knots in KNOTS
    return not point.get("encoded") and is_near and is_whole and ("resampling" not in searched or method in SEARCHED)
