"""Artifacts that are imported as they are: of many libraries, in many layouts, with more than the model needs."""

import copy
import io
import json
import pickle
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import joblib
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.preprocessing import MinMaxScaler

from tests.core.registry.corpus.case import Case, Kind
from tests.core.registry.notebook_artifacts import applicants, defaults, model_data, recipe

Data = dict[str, Any]
Frame = Callable[[pd.DataFrame], pd.DataFrame]
Change = Callable[[Data], Data]
_T = TypeVar("_T")
ARTIFACTS = sorted((Path(__file__).parents[1] / "artifacts").glob("*.joblib"))
_ROWS, _ASKED = 150, 300


def dumped(value: object, compress: int | tuple[str, int] = 0) -> bytes:
    """What ``joblib.dump`` writes."""
    file = io.BytesIO()
    joblib.dump(value, file, compress)
    return file.getvalue()


def as_it_is(value: _T) -> _T:
    return value


@cache
def trained(frame: Frame) -> Data:
    """The notebook's dictionary after training on columns that were changed."""
    return model_data(_ROWS, frame)


def more_applicants(rows: int = _ASKED) -> pd.DataFrame:
    """Applicants with every factor there is, as this program names them."""
    random = np.random.default_rng(5)
    return applicants(rows, seed=9).assign(
        income=random.integers(1, 30, rows) * 1e5,
        number_of_dependants=random.integers(0, 5, rows),
        employment_status=random.choice(["Salaried", "Self-Employed"], rows),
    )


def answers(frame: Frame, change: Change = as_it_is) -> tuple[pd.DataFrame, NDArray[np.float64]]:
    """Our applicants, and what the notebook says of them under its own names."""
    ours = more_applicants()
    return ours, recipe(change(copy.deepcopy(trained(frame))), frame(ours))


def written(frame: Frame, change: Change, dump: Callable[[Any], bytes], _canary: Path) -> bytes:
    return dump(change(copy.deepcopy(trained(frame))))


def case(
    kind: Kind,
    name: str,
    frame: Frame = as_it_is,
    change: Change = as_it_is,
    dump: Callable[[Any], bytes] = dumped,
    model: Change = as_it_is,
) -> Case:
    """An artifact that is accepted.

    Args:
        kind: of the case.
        name: of the case.
        frame: what the notebook did to its columns.
        change: what it did to the dictionary, without another answer of the recipe.
        dump: how it wrote it.
        model: what it did to the parts, with another answer.
    """
    return Case(
        kind,
        name,
        partial(written, frame, lambda data: change(model(data)), dump),
        "",
        {},
        partial(answers, frame, model),
    )


# Of other libraries


def _told(path: Path) -> tuple[pd.DataFrame, NDArray[np.float64]]:
    told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return pd.DataFrame(told["applicants"]), np.array(told["probabilities"])


def _library(path: Path) -> Case:
    return Case(Kind.LIBRARIES, path.stem, lambda _: path.read_bytes(), answers=lambda: _told(path))


# In other layouts


def _bare(data: Data) -> Data:
    """Fitted on arrays, so that only the lists know the columns."""
    for part in ("model", "scaler"):
        del data[part].feature_names_in_
    return {**data, "features": list(data["features"]), "cols_to_scale": np.array(data["cols_to_scale"], dtype=object)}


def _clipped(data: Data) -> Data:
    data["scaler"].clip = True
    return data


def _wider(data: Data) -> Data:
    frame = more_applicants()[list(data["cols_to_scale"])]
    return {**data, "scaler": MinMaxScaler(feature_range=(-1, 1)).fit(frame)}


def _with_more(data: Data) -> Data:
    return {**data, "threshold": 0.5, "notes": ["tuned", None], "trained_on": "2024-03-01"}


def _reordered(data: Data) -> Data:
    return dict(reversed(data.items()))


def _lists(data: Data) -> Data:
    return {**data, "features": list(data["features"]), "cols_to_scale": tuple(data["cols_to_scale"])}


def _pickled(protocol: int) -> Callable[[Any], bytes]:
    return lambda data: pickle.dumps(data, protocol=protocol)


_LAYOUTS = (
    case(Kind.LAYOUTS, "as the notebook writes it"),
    case(Kind.LAYOUTS, "fitted on arrays without names", change=_bare),
    case(Kind.LAYOUTS, "columns as list and tuple", change=_lists),
    case(Kind.LAYOUTS, "keys in another order", change=_reordered),
    case(Kind.LAYOUTS, "more than the four keys", change=_with_more),
    case(Kind.LAYOUTS, "a scaler that clips", model=_clipped),
    case(Kind.LAYOUTS, "scaled to −1…1", model=_wider),
    *(case(Kind.LAYOUTS, f"a pickle of protocol {number}", dump=_pickled(number)) for number in range(2, 6)),
    *(
        case(Kind.LAYOUTS, f"packed by {name}", dump=partial(dumped, compress=(name, 3)))
        for name in ("zlib", "gzip", "bz2", "lzma", "xz")
    ),
)


# With other columns


def _with_target(scaled: bool) -> Frame:
    """The target was among the numbers that were scaled; the model does not use it."""

    def changed(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(default=defaults(frame).astype(float)) if scaled else frame

    return changed


_SCALED_TARGET = _with_target(scaled=True)


def _without_target(data: Data) -> Data:
    """Fit the model again without the column of the target, as the notebook does after it has split it off."""
    model = data["model"]
    used = [name for name in data["features"] if name != "default"]
    places = [list(data["features"]).index(name) for name in used]
    model.coef_, model.feature_names_in_ = model.coef_[:, places], np.array(used, dtype=object)
    model.n_features_in_, model.classes_ = len(used), np.array([0.0, 1.0])
    return {**data, "features": used}


def _more_factors(frame: pd.DataFrame) -> pd.DataFrame:
    random = np.random.default_rng(1)
    if "income" in frame:
        return frame.drop(columns="number_of_dependants").rename(columns={"enquiry_count": "enquiries"})
    return frame.assign(
        income=random.integers(1, 30, len(frame)) * 1e5,
        employment_status=random.choice(["Salaried", "Self-Employed"], len(frame)),
    ).rename(columns={"enquiry_count": "enquiries"})


def _fewer_factors(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[["age", "credit_utilization_ratio", "loan_to_income", "residence_type"]]


def _scaled_more(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=["income", "number_of_dependants", "employment_status"], errors="ignore")


_COLUMNS = (
    case(Kind.COLUMNS, "a scaler fitted on more columns than are features", _scaled_more),
    case(
        Kind.COLUMNS, "the target scaled with the numbers, outcomes 0.0 and 1.0", _SCALED_TARGET, model=_without_target
    ),
    case(Kind.COLUMNS, "income, employment and enquiries beside the usual factors", _more_factors),
    case(Kind.COLUMNS, "four factors only", _fewer_factors),
)
CASES = (*map(_library, ARTIFACTS), *_LAYOUTS, *_COLUMNS)
