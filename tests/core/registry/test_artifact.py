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
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MinMaxScaler

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
    releases = [path.name.split("-")[1].rpartition(".")[0] for path in OLD_ARTIFACTS]
    assert releases == ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8"]


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


def test_a_model_that_would_run_something_is_refused_and_nothing_runs(tmp_path: Path) -> None:
    canary = tmp_path / "canary"

    class Hostile:
        def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
            return Path.touch, (canary,)

    with pytest.raises(ModelError, match=r"Path.*is no part of a logistic regression"):
        imported(tmp_path, {**model_data(rows=60), "notes": Hostile()})
    assert not canary.exists()
