"""Models in from the notebook that this program replaces, and out to it.

In: a ``scorecard.json``, or the notebook's ``model_data.joblib``, which is read as passive values, never unpickled.
Out: the scorecard, its metrics and model card, and what the notebook loads:

- ``model_data.joblib``: dict(model, features, scaler, cols_to_scale);
- ``logistic_regression_model.joblib``: the model alone;
- ``preprocessor.joblib``: dict(features, scaler, cols_to_scale), all that comes before the model.

Their P is the balanced probability, from which the notebook computes the same score.
"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from core import files
from core.errors import FileError, ModelError
from core.features import FEATURES, STANDARD_FEATURES
from core.registry import artifact, storage, unpickling
from core.registry.columns import MappingError
from core.registry.estimators import estimators, is_of_lines
from core.registry.kinds import other_than_model
from core.registry.together import write_together
from core.scorecard import Scorecard, ScoreScale
from core.scorecard_json import to_json

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ARTIFACTS = ("model_data.joblib", "logistic_regression_model.joblib", "preprocessor.joblib")
_BESIDE = ("model_card.html", "model_card.pdf", "judgement.json", "validation_pack.xlsx", "validation_pack.pdf")
_NAMES = ("scorecard.json", "model_comparison.csv", "metrics.json", *_ARTIFACTS, *_BESIDE)
_AS_NAMED: Mapping[str, str] = MappingProxyType({})
Writers = Mapping[str, Callable[[Path], object]]
"""By the name of a file, what writes it at a path."""
_NOTHING: Writers = MappingProxyType({})


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
        raise question.about(f"{path} cannot be imported yet.") from question
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


def export_version(scorecard: Scorecard, folder: Path, beside: Writers = _NOTHING) -> list[Path]:
    """Write a version as a folder.

    That is scorecard.json; model_comparison.csv and metrics.json where the metrics are known; the notebook's artifacts
    unless there is an ``obstacle``; and what stands beside it. Files of the same names are replaced, all or none.

    Args:
        scorecard: to write.
        folder: made where it is missing.
        beside: by file name, what writes the files beside it, such as its card and validation pack.

    Returns:
        The files that were written.

    Raises:
        FileError: the folder cannot be written or is full, or holds files of another model that would stay beside
            this one; nothing has changed.
    """
    writers: dict[str, Callable[[Path], object]] = {"scorecard.json": partial(_write_text, to_json(scorecard))}
    if scorecard.metrics:
        writers["model_comparison.csv"] = partial(_write_metrics, scorecard)
        writers["metrics.json"] = partial(_write_text, _metrics(scorecard))
    if obstacle(scorecard) is None:
        writers |= _artifacts(scorecard)
    writers |= beside
    for name in _NAMES:
        if name not in writers and (folder / name).exists():
            raise FileError(f"{folder} has a {name} of another model. Export to an empty folder.")
    return write_together(folder, writers)


def obstacle(scorecard: Scorecard) -> str | None:
    """Why a model has no form that the notebook's recipe could run, as a sentence; None when it has."""
    reason = next(_obstacles(scorecard), None)
    return reason and f"The notebook's joblib files were left out, because {reason}."


def export_notes(scorecard: Scorecard) -> list[str]:
    """What somebody who opens an export in the notebook must know, a sentence each."""
    left_out = obstacle(scorecard)
    return [left_out] if left_out else list(_caveats(scorecard))


def _obstacles(scorecard: Scorecard) -> Iterator[str]:
    if not scorecard.curves:
        yield "the model has no numbers to scale"
    for name, table in scorecard.tables.items():
        if len(table) < len(FEATURES[name].categories):
            yield f"the model knows only some categories of {name}"


def _caveats(scorecard: Scorecard) -> Iterator[str]:
    if not is_of_lines(scorecard):
        yield (
            "The model has curves, so model_data.joblib holds a pipeline, for scikit-learn 1.5 or newer; the "
            "notebook's recipe runs it all the same."
        )
    added = [name for name in scorecard.factors if name not in STANDARD_FEATURES]
    if added:
        yield f"The notebook must give the model {', '.join(added)} too, which its own data preparation leaves out."
    if scorecard.scale != ScoreScale():
        yield "Its score is on another scale than the notebook's; the probabilities agree, the scores do not."


def _write_text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _metrics(scorecard: Scorecard) -> str:
    """The metrics with what they were measured on, as JSON."""
    told = {
        "version": scorecard.version,
        "created": scorecard.created,
        "data_hash": scorecard.provenance.get("data_hash"),
        "metrics": scorecard.metrics,
    }
    return json.dumps(told, indent=1) + "\n"


def _write_metrics(scorecard: Scorecard, path: Path) -> None:
    """One line a model, one column a metric on its held-out rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["model", *scorecard.metrics], [scorecard.version or "candidate", *scorecard.metrics.values()]]
        )


def _artifacts(scorecard: Scorecard) -> Writers:
    import joblib

    model, scaler, features = estimators(scorecard)
    before = {"features": features, "scaler": scaler, "cols_to_scale": list(scorecard.curves)}
    contents = ({"model": model, **before}, model, before)
    return {name: partial(joblib.dump, content) for name, content in zip(_ARTIFACTS, contents, strict=True)}
