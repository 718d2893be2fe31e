"""Files of joblib that hold another model, or a logistic regression whose parts do not belong together."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV, RidgeClassifier, SGDClassifier
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, PowerTransformer, RobustScaler, StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from tests.core.registry.corpus.artifacts import Data, dumped
from tests.core.registry.corpus.case import Case, Kind
from tests.core.registry.notebook_artifacts import NUMBERS, model_data

_MODELS = (
    CalibratedClassifierCV(), DummyClassifier(), GradientBoostingClassifier(), HistGradientBoostingClassifier(),
    LogisticRegressionCV(), RidgeClassifier(), SGDClassifier(loss="log_loss"), GaussianNB(), KNeighborsClassifier(),
    MLPClassifier(), SVC(probability=False), DecisionTreeClassifier(), GridSearchCV(LogisticRegression(), {}),
    Pipeline([("scale", MinMaxScaler()), ("model", LogisticRegression())]),
)  # fmt: skip
_SCALERS = (RobustScaler(), PowerTransformer(), OneHotEncoder())


def _bare(data: Data) -> Data:
    """Fitted on arrays, so that only the lists know the columns."""
    for part in ("model", "scaler"):
        del data[part].feature_names_in_
    return data


def _renamed(data: Data, name: str, new: str) -> Data:
    names = [new if each == name else each for each in data["features"]]
    data["model"].feature_names_in_ = np.array(names, dtype=object)
    return {**data, "features": names}


def _with(data: Data, part: str, **state: object) -> Data:
    for name, value in state.items():
        setattr(data[part], name, value)
    return data


def _three_classes(data: Data) -> Data:
    values = np.random.default_rng(0).normal(size=(60, len(data["features"])))
    return {**data, "model": LogisticRegression().fit(values, np.arange(60) % 3)}


_REFUSED: dict[str, tuple[Callable[[Data], object], str]] = {
    "the model alone": (lambda data: data["model"], "holds a LogisticRegression alone. Import model_data.joblib"),
    "the scaler alone": (lambda data: data["scaler"], "holds a MinMaxScaler alone. Import model_data.joblib"),
    "the scaling alone": (
        lambda data: {key: data[key] for key in ("features", "scaler", "cols_to_scale")},
        "must hold model, features, scaler, cols_to_scale",
    ),
    "no dictionary": (lambda data: [data["model"]], "must hold model, features"),
    "a preprocessor": (
        lambda _: ColumnTransformer([("scale", StandardScaler(), ["age"])]),
        "names sklearn.compose._column_transformer.ColumnTransformer",
    ),
    "a forest": (lambda data: {**data, "model": RandomForestClassifier()}, "RandomForestClassifier, which is no part"),
    "another scaling": (lambda data: {**data, "scaler": StandardScaler()}, "StandardScaler, which is no part"),
    "parts mixed up": (lambda data: {**data, "model": data["scaler"]}, "else where a LogisticRegression should be"),
    "a text for a scaler": (lambda data: {**data, "scaler": "min-max"}, "else where a MinMaxScaler should be"),
    "a model that is not fitted": (lambda data: {**data, "model": LogisticRegression()}, "do not fit together"),
    "an unknown number": (lambda data: _renamed(data, "age", "shoe_size"), "column 'shoe_size', which this program"),
    "an unknown category": (
        lambda data: _renamed(data, "residence_type_Owned", "residence_type_Castle"),
        "column 'residence_type_Castle'",
    ),
    "a category as a number": (lambda data: _renamed(data, "age", "loan_type"), "column 'loan_type'"),
    "two first categories": (
        lambda data: _renamed(data, "loan_purpose_Education", "income"),
        "which loan_purpose its columns leave out, Auto or Education",
    ),
    "a last category left out": (
        lambda data: _renamed(data, "loan_type_Unsecured", "loan_type_Secured"),
        "which loan_type its columns leave out, Unsecured",
    ),
    "a column twice": (lambda data: _renamed(data, "age", "loan_to_income"), "lists of columns contradict"),
    "other columns than were fitted": (
        lambda data: {**data, "features": list(data["features"])[::-1]},
        "lists of columns contradict",
    ),
    "other columns than were scaled": (
        lambda data: {**data, "cols_to_scale": list(data["cols_to_scale"])[::-1]},
        "lists of columns contradict",
    ),
    "too few columns": (
        lambda data: {**_bare(data), "features": NUMBERS},
        "do not fit together",
    ),
    "three outcomes": (_three_classes, "does not tell 0"),
    "outcomes in words": (lambda data: _with(data, "model", classes_=np.array(["no", "yes"])), "do not fit together"),
    "outcomes 1 and 2": (lambda data: _with(data, "model", classes_=np.array([1, 2])), "does not tell 0"),
    "another link": (lambda data: _with(data, "model", multi_class="multinomial"), "does not tell 0"),
    "a coefficient that is none": (
        lambda data: _with(data, "model", coef_=np.full((1, 13), np.nan)),
        "do not fit together",
    ),
    "two intercepts": (lambda data: _with(data, "model", intercept_=np.zeros(2)), "do not fit together"),
    "a range that is none": (lambda data: _with(data, "scaler", data_min_=np.full(9, np.inf)), "do not fit together"),
    "too few ranges": (lambda data: _with(data, "scaler", data_max_=np.zeros(3)), "do not fit together"),
}


def _content(change: Callable[[Data], object], _canary: Path) -> bytes:
    return dumped(change(model_data(rows=60)))


def _estimator(key: str, estimator: object) -> Case:
    """The notebook's dictionary, with another estimator in it."""
    name = type(estimator).__name__
    words = "which is no part of a logistic regression"
    return Case(
        Kind.ESTIMATORS, f"{name} for the {key}", partial(_content, lambda data: {**data, key: estimator}), words
    )


CASES = (
    *(_estimator("model", model) for model in _MODELS),
    *(_estimator("scaler", scaler) for scaler in _SCALERS),
    *(Case(Kind.COLUMNS, name, partial(_content, change), words) for name, (change, words) in _REFUSED.items()),
)
