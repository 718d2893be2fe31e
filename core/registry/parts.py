"""Finds model, columns and scaling in a notebook's dictionary, also under keys that are misspelled.

What an estimator is, and the columns it was fitted with, stand in the file itself; so a key that is missing under its
name is found for certain by what it holds.
"""

from difflib import get_close_matches
from typing import Any

from core.errors import ModelError
from core.registry.passive import BROKEN, Record, texts

PARTS = ("model", "features", "scaler", "cols_to_scale")
"""The keys of the notebook's dictionary."""
_KINDS = {"model": "LogisticRegression", "scaler": "MinMaxScaler"}
_FITTED = {"features": "model", "cols_to_scale": "scaler"}
_OTHER_KEYS = {
    "features": ("features", "feature_names", "feature_columns", "columns"),
    "cols_to_scale": ("cols_to_scale", "columns_to_scale", "scaled_columns", "numeric_columns", "num_cols"),
}
_CLOSE = 0.75


def parts_of(content: object) -> dict[str, Any]:
    """The four parts, by the notebook's keys.

    Raises:
        ModelError: one of them is not there, or cannot be told from another.
    """
    if isinstance(content, Record):
        raise ModelError(
            f"It holds a {content.kind} alone. "
            "Import model_data.joblib, which holds the model, its columns and their scaling."
        )
    if not isinstance(content, dict):
        raise _incomplete()
    parts = {name: content[name] if name in content else _estimator(content, kind) for name, kind in _KINDS.items()}
    for name, estimator in _FITTED.items():
        parts[name] = content[name] if name in content else _columns(content, name, parts[estimator])
    return parts


def _estimator(content: dict[str, Any], kind: str) -> Record:
    found = [value for value in content.values() if isinstance(value, Record) and value.kind == kind]
    if len(found) != 1:
        raise _incomplete()
    return found[0]


def _columns(content: dict[str, Any], name: str, estimator: object) -> object:
    """The columns under a key much like the right one, else those that the estimator remembers."""
    lists = {key.lower(): value for key, value in content.items() if key not in PARTS and _is_columns(value)}
    for key in _OTHER_KEYS[name]:
        close = get_close_matches(key, lists, n=1, cutoff=_CLOSE)
        if close:
            return lists[close[0]]
    learnt = estimator.state if isinstance(estimator, Record) else None
    if not isinstance(learnt, dict) or "feature_names_in_" not in learnt:
        raise _incomplete()
    return learnt["feature_names_in_"]


def _is_columns(value: object) -> bool:
    try:
        return bool(texts(value))
    except BROKEN:
        return False


def _incomplete() -> ModelError:
    return ModelError(f"It must hold {', '.join(PARTS)}, and does not. Import the notebook's model_data.joblib.")
