"""Scorecards come in; models go out, also in the form of the notebook, with the same answers there."""

import csv
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import pytest

from core.errors import CreditDeskError, FileError, ModelError
from core.golden import with_golden_rows
from core.registry.notebook import export_notes, export_version, import_artifact, obstacle
from core.registry.versions import Registry
from core.scorecard import Curve, Scorecard, ScoreScale, TrainingRange
from tests.core.factories import curve_scorecard, linear_scorecard
from tests.core.registry.answers import largest_difference, scored
from tests.core.registry.model_files import DAMAGES, Damage
from tests.core.registry.notebook_artifacts import NUMBERS, applicants, recipe

# In


def test_a_scorecard_is_imported_as_it_is(tmp_path: Path) -> None:
    (path, *_) = export_version(curve_scorecard(), tmp_path)
    assert import_artifact(path) == curve_scorecard()


def test_a_scorecard_saved_by_an_editor_with_a_byte_order_mark_is_imported(tmp_path: Path) -> None:
    (path, *_) = export_version(curve_scorecard(), tmp_path)
    path.write_bytes(b"\xef\xbb\xbf\r\n" + path.read_bytes())
    assert import_artifact(path) == curve_scorecard()


@pytest.mark.parametrize(("damage", "words"), DAMAGES.items(), ids=lambda item: getattr(item, "__name__", ""))
def test_a_bad_scorecard_is_refused_in_words(tmp_path: Path, damage: Damage, words: str) -> None:
    (path, *_) = export_version(curve_scorecard(), tmp_path)
    text = damage(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        ModelError, match=words if text.startswith("{") else r"cannot be imported\. It is (damaged|empty|a text)"
    ):
        import_artifact(path)


def test_a_scorecard_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scorecard.json").write_bytes(b'{"\xff')
    with pytest.raises(ModelError, match="UTF-8"):
        import_artifact(tmp_path / "scorecard.json")


def test_a_file_far_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.joblib").open("wb") as file:
        file.truncate(2**33)
    with pytest.raises(ModelError, match="far too large"):
        import_artifact(tmp_path / "huge.joblib")


@pytest.mark.parametrize("name", ["missing.joblib", "folder", "nul\0l"])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError, match=r"Check the name|Choose a file"):
        import_artifact(tmp_path / name)


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text, as Linux has them")
def test_a_file_whose_name_is_no_text_is_imported_and_saved(tmp_path: Path) -> None:
    export_version(linear_scorecard(), tmp_path)
    odd = (tmp_path / "model_data.joblib").rename(tmp_path / os.fsdecode(b"mod\xe8le.joblib"))
    saved = Registry(tmp_path / "home", tmp_path / "shipped").save(import_artifact(odd))
    assert saved.provenance["origin"] == "imported from mod?le.joblib"


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX systems have them")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileError, match=r"pipe cannot be read \(it is a device or a pipe\)\. Choose a file"):
        import_artifact(tmp_path / "pipe")


# Out


def test_a_model_of_straight_lines_gives_the_notebook_the_same_answers(tmp_path: Path) -> None:
    """The notebook's P is the balanced probability, whatever the calibration."""
    tables = linear_scorecard().tables | {
        "loan_purpose": {"Auto": 0.7, "Education": 1.6, "Home": -1.8, "Personal": 2.4}
    }
    scorecard, frame = with_golden_rows(replace(linear_scorecard(), tables=tables)), applicants(10_000, seed=7)
    export_version(scorecard, tmp_path)
    data = joblib.load(tmp_path / "model_data.joblib")
    frame["age"] += np.linspace(-30, 60, len(frame)).astype(int)
    assert largest_difference(scored(scorecard, frame).balanced_probability, recipe(data, frame)) < 1e-12


def test_a_model_goes_out_and_comes_back_with_the_same_balanced_probability(tmp_path: Path) -> None:
    frame = applicants(1000, seed=8)
    export_version(linear_scorecard(), tmp_path)
    back = import_artifact(tmp_path / "model_data.joblib")
    wanted = scored(linear_scorecard(), frame)
    found = scored(back, frame)
    assert largest_difference(found.balanced_probability, wanted.balanced_probability) < 1e-12
    assert back.training_ranges == linear_scorecard().training_ranges


def test_the_notebooks_three_files_hold_what_it_expects(tmp_path: Path) -> None:
    paths = export_version(linear_scorecard(), tmp_path)
    assert [path.name for path in paths] == [
        "scorecard.json", "model_comparison.csv", "metrics.json",
        "model_data.joblib", "logistic_regression_model.joblib", "preprocessor.joblib",
    ]  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in paths)
    data, model, before = (joblib.load(path) for path in paths[3:])
    assert list(data) == ["model", "features", "scaler", "cols_to_scale"]
    assert data["cols_to_scale"] == before["cols_to_scale"] == NUMBERS
    assert data["features"][:7] == NUMBERS
    assert list(before) == ["features", "scaler", "cols_to_scale"]
    assert (model.coef_ == data["model"].coef_).all()
    assert model.predict(pd.DataFrame([[0.5] * 13], columns=data["features"])) in ([0], [1])


def test_the_metrics_are_written_as_a_table(tmp_path: Path) -> None:
    export_version(linear_scorecard(), tmp_path)
    with (tmp_path / "model_comparison.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["model"] == "v1.0"
    assert {name: float(value) for name, value in row.items() if name != "model"} == linear_scorecard().metrics
    told = json.loads((tmp_path / "metrics.json").read_text(encoding="utf-8"))
    assert (told["version"], told["metrics"]) == ("v1.0", linear_scorecard().metrics)


def test_a_full_disk_is_told_with_the_folder_that_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FileError, match=r"Nothing was written in .*out \(No space left on device\)"):
        export_version(linear_scorecard(), tmp_path / "out")
    assert list(tmp_path.iterdir()) == [], "nor is the folder that was made for it left"


def test_a_model_without_metrics_has_no_table(tmp_path: Path) -> None:
    names = [path.name for path in export_version(replace(linear_scorecard(), metrics={}), tmp_path)]
    assert "model_comparison.csv" not in names


def _with_level_ends(scorecard: Scorecard) -> Scorecard:
    age = scorecard.curves["age"]
    return replace(scorecard, curves={**scorecard.curves, "age": Curve(age.knots, age.log_odds)})


def _with_income(scorecard: Scorecard) -> Scorecard:
    line = Curve((0.0, 1e6), (0.0, -1.0), extrapolate=True)
    ranges = {**scorecard.training_ranges, "income": TrainingRange(0.0, 1e6)}
    return replace(scorecard, curves={**scorecard.curves, "income": line}, training_ranges=ranges)


def _without_secured(scorecard: Scorecard) -> Scorecard:
    return replace(scorecard, tables={**scorecard.tables, "loan_type": {"Unsecured": 0.4}})


OBSTACLES: dict[str, tuple[Scorecard, str]] = {
    "a category missing": (_without_secured(linear_scorecard()), "only some categories of loan_type"),
    "no numbers": (replace(linear_scorecard(), curves={}), "no numbers to scale"),
}


@pytest.mark.parametrize("name", OBSTACLES)
def test_a_model_the_notebook_cannot_hold_is_exported_as_a_scorecard_alone_and_says_why(
    tmp_path: Path, name: str
) -> None:
    scorecard, words = OBSTACLES[name]
    scorecard = with_golden_rows(scorecard)
    assert words in str(obstacle(scorecard))
    assert export_notes(scorecard) == [obstacle(scorecard)]
    names = [path.name for path in export_version(scorecard, tmp_path)]
    assert names == ["scorecard.json", "model_comparison.csv", "metrics.json"]
    assert import_artifact(tmp_path / "scorecard.json") == scorecard


CAVEATS: dict[str, tuple[Scorecard, str]] = {
    "curves": (curve_scorecard(), "has curves, so model_data.joblib holds a pipeline"),
    "level ends": (_with_level_ends(linear_scorecard()), "has curves"),
    "an extended factor": (_with_income(linear_scorecard()), "must give the model income too"),
    "another scale": (replace(linear_scorecard(), scale=ScoreScale("log_odds")), "on another scale"),
}


@pytest.mark.parametrize("name", CAVEATS)
def test_what_the_notebook_must_know_of_a_model_is_told(name: str) -> None:
    scorecard, words = CAVEATS[name]
    (note,) = export_notes(scorecard)
    assert words in note


def test_a_model_of_straight_lines_has_no_obstacle() -> None:
    assert obstacle(linear_scorecard()) is None
    assert export_notes(linear_scorecard()) == []


def test_artifacts_of_another_model_do_not_stay_beside_a_new_scorecard(tmp_path: Path) -> None:
    export_version(linear_scorecard(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(FileError, match=r"has a model_data\.joblib of another model\. Export to an empty folder"):
        export_version(_without_secured(linear_scorecard()), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_full_disk_leaves_the_old_export_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export_version(linear_scorecard(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("joblib.dump", full)
    with pytest.raises(CreditDeskError, match="No space left on device"):
        export_version(replace(linear_scorecard(), created="later"), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
