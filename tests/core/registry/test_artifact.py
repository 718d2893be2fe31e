"""A model_data.joblib comes in: the same answers as in the notebook, or a sentence that says why not."""

import copy
import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from core.errors import ModelError
from core.registry.notebook import import_artifact
from core.registry.versions import Registry
from core.scorecard import Calibration
from core.scoring import verify
from tests.core.registry.answers import imported, largest_difference, scored
from tests.core.registry.notebook_artifacts import NUMBERS, applicants, model_data, recipe

OLD_ARTIFACTS = sorted((Path(__file__).parent / "artifacts").glob("*.joblib"))
Data = dict[str, Any]


# The same answers


def test_ten_thousand_applicants_get_the_answer_of_the_notebook(tmp_path: Path) -> None:
    data, frame = model_data(), applicants(10_000, seed=3)
    answers = scored(imported(tmp_path, data), frame)
    assert largest_difference(answers.default_probability, recipe(data, frame)) < 1e-12
    assert largest_difference(answers.balanced_probability, recipe(data, frame)) < 1e-12


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.floats(0.01, 100.0), st.sampled_from(["liblinear", "lbfgs"]), st.booleans())
def test_whatever_the_notebook_has_fitted_gives_the_same_answers(
    tmp_path_factory: pytest.TempPathFactory, seed: int, strength: float, solver: str, intercept: bool
) -> None:
    """Also for values beyond the training data, where the scaled numbers leave 0…1."""
    data = model_data(rows=150, C=strength, solver=solver, fit_intercept=intercept)
    frame = applicants(200, seed)
    frame[NUMBERS] = frame[NUMBERS].astype(float) * np.random.default_rng(seed).uniform(-3.0, 3.0, (200, len(NUMBERS)))
    answers = scored(imported(tmp_path_factory.mktemp("notebook"), data), frame)
    assert largest_difference(answers.default_probability, recipe(data, frame)) < 1e-12


@pytest.mark.parametrize("path", OLD_ARTIFACTS, ids=lambda path: path.stem)
def test_artifacts_of_older_libraries_give_the_answers_they_gave_then(path: Path) -> None:
    told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    answers = scored(import_artifact(path), pd.DataFrame(told["applicants"]))
    assert largest_difference(answers.default_probability, np.array(told["probabilities"])) < 1e-12


def test_there_are_artifacts_of_older_libraries() -> None:
    assert len(OLD_ARTIFACTS) == 3


def _clipped(data: Data) -> Data:
    data["scaler"].clip = True
    return data


def _wider(data: Data) -> Data:
    """Scaled to −1…1 by a scaler of its own, with the same model."""
    scaler = MinMaxScaler(feature_range=(-1, 1)).fit(applicants(400, seed=1)[list(data["cols_to_scale"])])
    return {**data, "scaler": scaler}


def _without_names(data: Data) -> Data:
    """Fitted on arrays, so that only the lists know the columns."""
    bare = copy.deepcopy(data)
    del bare["model"].feature_names_in_
    del bare["scaler"].feature_names_in_
    return {**bare, "features": list(data["features"]), "cols_to_scale": np.array(data["cols_to_scale"], dtype=object)}


def _with_more(data: Data) -> Data:
    return {**data, "threshold": 0.5, "notes": ["tuned", None]}


@pytest.mark.parametrize("change", [_clipped, _wider, _with_more])
def test_variants_of_the_artifact_give_the_same_answers_too(tmp_path: Path, change: Callable[[Data], Data]) -> None:
    data, frame = change(model_data()), applicants(1000, seed=4)
    frame["age"] += np.linspace(-30, 60, 1000).astype(int)
    assert largest_difference(scored(imported(tmp_path, data), frame).default_probability, recipe(data, frame)) < 1e-12


def test_an_artifact_fitted_on_arrays_without_names_gives_the_same_answers(tmp_path: Path) -> None:
    data, frame = model_data(), applicants(1000, seed=4)
    answers = scored(imported(tmp_path, _without_names(data)), frame)
    assert largest_difference(answers.default_probability, recipe(data, frame)) < 1e-12


def test_a_number_that_was_not_scaled_counts_as_it_is(tmp_path: Path) -> None:
    frame = applicants(300, seed=5)[["age", "loan_to_income"]].astype(float)
    scaled = frame.assign(age=MinMaxScaler().fit_transform(frame[["age"]]))
    model = LogisticRegression().fit(scaled, frame["loan_to_income"] > 2.0)
    model.classes_ = np.array([0, 1])
    scaler = MinMaxScaler().fit(frame[["age"]])
    data = {"model": model, "features": list(frame), "scaler": scaler, "cols_to_scale": ["age"]}
    scorecard = imported(tmp_path, data)
    wanted = model.predict_proba(scaled)[:, 1]
    assert largest_difference(scored(scorecard, frame).default_probability, wanted) < 1e-12
    assert set(scorecard.training_ranges) == {"age"}


def test_a_constant_number_does_no_harm(tmp_path: Path) -> None:
    data = model_data()
    frame = applicants(400, seed=1).assign(age=40)
    data["scaler"].fit(frame[list(data["cols_to_scale"])])
    assert largest_difference(scored(imported(tmp_path, data), frame).default_probability, recipe(data, frame)) < 1e-12


def test_a_pickle_without_joblib_is_read_too(tmp_path: Path) -> None:
    data, frame = model_data(), applicants(100, seed=6)
    (tmp_path / "model.pkl").write_bytes(pickle.dumps(data))
    answers = scored(import_artifact(tmp_path / "model.pkl"), frame)
    assert largest_difference(answers.default_probability, recipe(data, frame)) < 1e-12


# What is known of the model, and what is not


def test_an_imported_model_is_marked_as_uncalibrated_and_keeps_what_it_knows(tmp_path: Path) -> None:
    scorecard = imported(tmp_path, model_data())
    assert scorecard.calibration == Calibration(calibrated=False)
    assert (scorecard.metrics, scorecard.version) == ({}, "")
    assert scorecard.provenance["origin"] == "imported from model_data.joblib"
    assert set(scorecard.provenance["libraries"]) == {"scikit-learn"}
    assert "unknown" in scorecard.provenance["reference_population"]
    assert scorecard.training_ranges["age"].minimum == 18
    assert set(scorecard.reference) == set(scorecard.factors)
    assert set(scorecard.tables["residence_type"]) == {"Owned", "Rented", "Mortgage"}
    assert scorecard.tables["residence_type"]["Mortgage"] == 0.0
    assert all(len(curve.knots) == 2 and curve.extrapolate for curve in scorecard.curves.values())


def test_an_imported_model_has_golden_rows_and_becomes_a_version(tmp_path: Path, registry: Registry) -> None:
    scorecard = imported(tmp_path, model_data())
    assert len(scorecard.golden_rows) >= 50
    verify(scorecard)
    assert registry.activate(registry.save(scorecard).version) == replace(scorecard, version="v2.0")
    assert registry.versions()[1].to_dict()["metrics"] == {}


def test_a_category_that_training_never_saw_is_not_in_the_model(tmp_path: Path) -> None:
    """Personal comes after others in the alphabet, so it cannot be the first one, which is left out."""
    data = model_data()
    kept = [name for name in data["features"] if name != "loan_purpose_Personal"]
    model = LogisticRegression().fit(np.random.default_rng(0).normal(size=(50, len(kept))), np.arange(50) % 2)
    scorecard = imported(tmp_path, {**data, "model": model, "features": kept})
    assert set(scorecard.tables["loan_purpose"]) == {"Auto", "Education", "Home"}


def test_a_model_with_a_column_for_every_category_leaves_none_out(tmp_path: Path) -> None:
    data = model_data()
    names = [*data["features"], "loan_type_Secured"]
    model = LogisticRegression().fit(np.random.default_rng(0).normal(size=(50, len(names))), np.arange(50) % 2)
    scorecard = imported(tmp_path, {**data, "model": model, "features": names})
    assert scorecard.tables["loan_type"]["Secured"] == pytest.approx(model.coef_[0, -1])


# Refusals


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


REFUSED: dict[str, tuple[Callable[[Data], object], str]] = {
    "the model alone": (lambda data: data["model"], "holds a LogisticRegression alone. Import model_data.joblib"),
    "the scaler alone": (lambda data: data["scaler"], "holds a MinMaxScaler alone. Import model_data.joblib"),
    "the scaling alone": (
        lambda data: {key: data[key] for key in ("features", "scaler", "cols_to_scale")},
        "must hold model, features, scaler, cols_to_scale",
    ),
    "no dictionary": (lambda data: [data["model"]], "must hold model, features"),
    "a preprocessor": (
        lambda _: ColumnTransformer([("scale", StandardScaler(), ["age"])]),
        r"names sklearn\.compose\._column_transformer\.ColumnTransformer",
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
        lambda data: {**_without_names(data), "features": NUMBERS},
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


@pytest.mark.parametrize("name", REFUSED)
def test_another_model_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    change, words = REFUSED[name]
    with pytest.raises(ModelError, match=rf"model_data\.joblib cannot be imported\. It.*{words}"):
        imported(tmp_path, change(model_data(rows=60)))


def test_a_model_that_would_run_something_is_refused_and_nothing_runs(tmp_path: Path) -> None:
    canary = tmp_path / "canary"

    class Hostile:
        def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
            return Path.touch, (canary,)

    with pytest.raises(ModelError, match=r"Path.*is no part of a logistic regression"):
        imported(tmp_path, {**model_data(rows=60), "notes": Hostile()})
    assert not canary.exists()
