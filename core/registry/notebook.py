"""Models in from the notebook that this program replaces, and out to it.

In: a ``scorecard.json``, or the notebook's ``model_data.joblib``, which is read as passive values, never unpickled.
Out: the scorecard and its metrics; for a model of straight lines also what the notebook loads:

- ``model_data.joblib``: dict(model, features, scaler, cols_to_scale);
- ``logistic_regression_model.joblib``: the model alone;
- ``preprocessor.joblib``: dict(features, scaler, cols_to_scale), all that comes before the model.

Their P is the balanced probability, from which the notebook computes the same score.
"""

import csv
import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from core import files
from core.errors import FileError, ModelError
from core.features import FEATURES, STANDARD_FEATURES
from core.registry import artifact, storage, unpickling
from core.registry.columns import MappingError
from core.registry.kinds import other_than_model
from core.registry.together import write_together
from core.scorecard import Scorecard, ScoreScale
from core.scorecard_json import to_json

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ARTIFACTS = ("model_data.joblib", "logistic_regression_model.joblib", "preprocessor.joblib")
_NAMES = ("scorecard.json", "model_comparison.csv", *_ARTIFACTS)
_LINE = 2
_AS_NAMED: Mapping[str, str] = MappingProxyType({})
_Writers = dict[str, Callable[[Path], object]]


def import_artifact(path: Path, mapping: Mapping[str, str] = _AS_NAMED) -> Scorecard:
    """Read a scorecard.json, or a notebook's model_data.joblib.

    Args:
        path: of the file.
        mapping: by our name of a column, the notebook's, such as ``{"loan_to_income": "lti"}``.

    Returns:
        A checked scorecard. The notebook's is uncalibrated: its PD is the balanced probability, and its metrics are
        not known.

    Raises:
        FileError: there is no such file, or it cannot be read.
        MappingError: a column of the model is likely one of ours; its suggestions can be the mapping.
        ModelError: it is neither, is damaged or altered, or holds a model of another kind.
    """
    content = _content(path)
    try:
        if content.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(b"{"):
            return _opened(content.decode("utf-8-sig"), mapping)
        _refuse_other_kinds(content)
        provenance = {
            "origin": f"imported from {files.name_of(path)}",
            "file_hash": hashlib.sha256(content).hexdigest(),
        }
        return artifact.scorecard_of(unpickling.read(content), provenance, mapping)
    except UnicodeDecodeError as error:
        raise ModelError(f"{path} cannot be imported. It is not UTF-8 text; use the original file.") from error
    except MappingError as question:
        raise MappingError(f"{path} cannot be imported yet. {question.finding}", question.suggestions) from question
    except ModelError as error:
        raise ModelError(f"{path} cannot be imported. {error}") from error


def _opened(text: str, mapping: Mapping[str, str]) -> Scorecard:
    if mapping:
        raise ModelError("A scorecard.json names its factors as this program does. Leave out the mapping.")
    return storage.opened(text)


def _refuse_other_kinds(content: bytes) -> None:
    kind = other_than_model(content)
    if kind is not None:
        raise ModelError(f"It is {kind}.")


def _content(path: Path) -> bytes:
    try:
        with files.open_file(path) as file:
            content = file.read(unpickling.MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise FileError(f"There is no file {path}. Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileError(f"{path} cannot be read ({reason}). Choose a file that you may open.") from error
    if len(content) > unpickling.MOST_BYTES:
        raise ModelError(f"{path} is far too large for a model. Choose a scorecard.json or a model_data.joblib.")
    return content


def export_version(scorecard: Scorecard, folder: Path) -> list[Path]:
    """Write scorecard.json, model_comparison.csv with the metrics where they are known, and the notebook's artifacts.

    The artifacts are left out when there is an ``obstacle``. Files of the same names are replaced, all or none.

    Returns:
        The files that were written.

    Raises:
        FileError: the folder cannot be written or is full, or holds artifacts of another model that would stay
            beside this one; nothing has changed.
    """
    writers: _Writers = {"scorecard.json": partial(_write_text, to_json(scorecard))}
    if scorecard.metrics:
        writers["model_comparison.csv"] = partial(_write_metrics, scorecard)
    if obstacle(scorecard) is None:
        writers |= _artifacts(scorecard)
    for name in _NAMES:
        if name not in writers and (folder / name).exists():
            raise FileError(f"{folder} has a {name} of another model. Export to an empty folder.")
    return write_together(folder, writers)


def obstacle(scorecard: Scorecard) -> str | None:
    """Why a model has no form that the notebook could load, as a sentence; None when it has."""
    reason = next(_obstacles(scorecard), None)
    return reason and f"The notebook's joblib files were left out, because {reason}."


def _obstacles(scorecard: Scorecard) -> Iterator[str]:
    yield from (f"the notebook does not know {name}" for name in scorecard.factors if name not in STANDARD_FEATURES)
    if not scorecard.curves:
        yield "the model has no numbers to scale"
    if scorecard.scale != ScoreScale():
        yield "the model's score is on another scale"
    yield from _shape_obstacles(scorecard)


def _shape_obstacles(scorecard: Scorecard) -> Iterator[str]:
    for name, curve in scorecard.curves.items():
        if len(curve.knots) > _LINE or not curve.extrapolate:
            yield f"the notebook knows only straight lines, and {name} has a curve"
    for name, table in scorecard.tables.items():
        if len(table) < len(FEATURES[name].categories):
            yield f"the model knows only some categories of {name}"


def _write_text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_metrics(scorecard: Scorecard, path: Path) -> None:
    """One line a model, one column a metric on its held-out rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["model", *scorecard.metrics], [scorecard.version or "candidate", *scorecard.metrics.values()]]
        )


def _artifacts(scorecard: Scorecard) -> _Writers:
    import joblib

    model, scaler, features = _estimators(scorecard)
    before = {"features": features, "scaler": scaler, "cols_to_scale": list(scorecard.curves)}
    contents = ({"model": model, **before}, model, before)
    return {name: partial(joblib.dump, content) for name, content in zip(_ARTIFACTS, contents, strict=True)}


def _estimators(scorecard: Scorecard) -> tuple[Any, Any, list[str]]:
    """The fitted model and scaler that scikit-learn would have made, and the names of the model's columns.

    The calibration is folded in, so that the model's P is the balanced probability.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import MinMaxScaler

    weights, intercept = _weights(scorecard)
    model = LogisticRegression(solver="liblinear", max_iter=1000)
    model.classes_, model.n_iter_ = np.array([0, 1]), np.array([1], dtype=np.int32)
    model.coef_, model.intercept_ = np.array([list(weights.values())]), np.array([intercept])
    model.multi_class = "auto"  # read by scikit-learn before 1.8
    scaler = MinMaxScaler().fit(np.array([curve.knots for curve in scorecard.curves.values()]).T)
    for estimator, names in ((model, list(weights)), (scaler, list(scorecard.curves))):
        estimator.feature_names_in_, estimator.n_features_in_ = np.array(names, dtype=object), len(names)
    return model, scaler, list(weights)


def _weights(scorecard: Scorecard) -> tuple[dict[str, float], float]:
    """Coefficients of the notebook's columns, numbers scaled to 0…1 and first categories left out; the intercept."""
    calibration = scorecard.calibration
    weights, log_odds = dict[str, float](), scorecard.intercept
    for name, curve in scorecard.curves.items():
        low, high = curve.log_odds
        weights[name] = calibration.slope * (high - low)
        log_odds += low
    for name, table in scorecard.tables.items():
        first, *others = sorted(table)
        weights |= {f"{name}_{category}": calibration.slope * (table[category] - table[first]) for category in others}
        log_odds += table[first]
    return weights, calibration.slope * log_odds + calibration.offset - calibration.base_log_odds
