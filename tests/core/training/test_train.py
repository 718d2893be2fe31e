"""From three tables to a candidate, judged on rows that nothing has seen."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pandas as pd
import pytest
from imblearn.over_sampling import SMOTE
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler

from core.errors import DataError
from core.features import RISING_FEATURES, STANDARD_FEATURES
from core.portfolio.cleaning import Prepared, fit_cleaning
from core.portfolio.sources import Tables
from core.progress import Cancelled
from core.scorecard_json import from_json, to_json
from core.scoring import verify
from core.training.factors import clean
from core.training.fitting import Settings
from core.training.options import REFERENCE_C, REFERENCE_TOLERANCE, Preset, Resampling, TrainingOptions
from core.training.result import TrainingResult
from core.training.train import train
from tests.core.factories import curve_scorecard
from tests.core.training.following import Listener

QUICK = TrainingOptions(trials=2, folds=3)
KEYS = {
    "auc", "gini", "ks", "pr_auc", "brier", "log_loss", "ece", "accuracy", "precision", "recall", "f1", "mean_pd",
    "default_rate",
}  # fmt: skip


@pytest.fixture(scope="module")
def tuned(tables: Tables) -> TrainingResult:
    return train(tables, QUICK, curve_scorecard())


@pytest.fixture(scope="module")
def reference(tables: Tables) -> TrainingResult:
    return train(tables, TrainingOptions(preset="reference", folds=3))


def test_the_candidate_is_a_whole_scorecard(tuned: TrainingResult) -> None:
    scorecard = tuned.scorecard
    verify(scorecard)
    assert from_json(to_json(scorecard)) == scorecard
    assert scorecard.calibration.calibrated
    assert len(scorecard.golden_rows) >= 50
    assert set(scorecard.reference) == set(scorecard.factors)
    assert scorecard.provenance["options"]["trials"] == 2
    assert scorecard.provenance["cleaning"]["fills"]["residence_type"] in {"Owned", "Rented", "Mortgage"}
    assert {"data_hash", "settings", "rows", "join", "preparation", "libraries"} <= set(scorecard.provenance)


def test_the_answer_for_scripts_has_the_promised_keys(tuned: TrainingResult) -> None:
    answer = tuned.to_dict("v2.0")
    assert set(answer["metrics"]) >= KEYS
    assert answer["version"] == "v2.0"
    assert {"parameters", "rows", "seconds"} <= set(answer)
    assert answer["rows"]["train"] + answer["rows"]["held_out"] == answer["rows"]["used"]


def test_the_probability_of_default_is_about_the_real_rate_whatever_resampling(tables: Tables) -> None:
    """Resampling moves log-odds; calibration on out-of-fold rows takes it back, within 0.5 points of each other.

    And within 1.5 points of the rate, which 1,500 held-out rows cannot tell closer.
    """
    options = [TrainingOptions(trials=1, folds=5, resampling=method) for method in get_args(Resampling)]
    found = [train(tables, one).candidate.metrics for one in options]
    means = [metrics["mean_pd"] for metrics in found]
    assert max(means) - min(means) <= 0.005
    assert all(abs(metrics["mean_pd"] - metrics["default_rate"]) < 0.015 for metrics in found)


def test_the_reference_preset_is_the_references_pipeline(reference: TrainingResult, prepared: Prepared) -> None:
    """Independent oracle: the same steps written with scikit-learn and imbalanced-learn alone."""
    train_rows, test_rows = train_test_split(
        np.arange(len(prepared.y)), test_size=0.25, random_state=42, stratify=prepared.y
    )
    factors = clean(prepared.columns, fit_cleaning(prepared.columns, train_rows), STANDARD_FEATURES)
    numbers = np.column_stack(list(factors.numbers.values()))
    scaled = MinMaxScaler().fit(numbers[train_rows]).transform(numbers)
    dummies = [codes[:, None] == np.arange(1, codes.max() + 1) for codes in factors.codes.values()]
    matrix = np.column_stack([scaled, *dummies]).astype(float)
    balanced, y = SMOTE(random_state=42).fit_resample(matrix[train_rows], prepared.y[train_rows])
    model = LogisticRegression(C=REFERENCE_C, tol=REFERENCE_TOLERANCE, solver="liblinear", max_iter=1000)
    expected = model.fit(balanced, y).decision_function(matrix[test_rows])
    calibration = reference.scorecard.calibration
    found = (reference.candidate.log_odds - calibration.offset) / calibration.slope
    np.testing.assert_allclose(found, expected, atol=1e-4)  # the solver stops at a tolerance of 4.5e-4
    assert reference.candidate.metrics["auc"] == pytest.approx(roc_auc_score(prepared.y[test_rows], expected))


def test_curves_tell_defaults_better_than_straight_lines(tuned: TrainingResult, reference: TrainingResult) -> None:
    assert tuned.candidate.metrics["auc"] > reference.candidate.metrics["auc"]


def test_the_same_seed_gives_the_same_scorecard(tables: Tables, tuned: TrainingResult) -> None:
    again = train(tables, QUICK, curve_scorecard())
    assert replace(again.scorecard, created="") == replace(tuned.scorecard, created="")


def test_the_search_is_told_with_the_model(tuned: TrainingResult) -> None:
    told = {"trials": 2, "planned": 2, "pruned": 0, "stopped": None, "started_from": None}
    assert tuned.scorecard.provenance["search"] == told
    answer = tuned.to_dict("v2.0")["search"]
    assert [trial["number"] for trial in answer["trials"]] == [1, 2]
    assert answer["trials"][0]["settings"]["knots"] == 8
    leader = min(tuned.trials, key=lambda trial: trial.log_loss)
    assert tuned.parameters == leader.settings.to_dict()
    assert f"Best of 2 trials (0 pruned): trial {leader.number}, {leader.told}." in tuned.lines()


def test_the_reference_preset_searches_nothing(reference: TrainingResult) -> None:
    assert reference.trials == ()
    assert reference.to_dict("v2.0")["search"]["trials"] == []
    assert not any("trials" in line for line in reference.lines())


def test_the_settings_of_the_active_model_are_tried_first(few_tables: Tables) -> None:
    settings = Settings(12, 3.5, "under").to_dict()
    active = replace(curve_scorecard(), provenance={"settings": settings})
    result = train(few_tables, QUICK, active)
    assert result.trials[0].settings.to_dict() == settings
    started = {"knots": 12, "regularisation": 3.5, "resampling": "under"}
    assert result.scorecard.provenance["search"]["started_from"] == started


def test_a_search_that_was_stopped_says_so_of_its_model(few_tables: Tables) -> None:
    result = train(few_tables, replace(QUICK, trials=30), follower=Listener(enough_after=2))
    assert len(result.trials) == 2
    assert result.scorecard.provenance["search"]["stopped"] == "asked"
    assert any(note.startswith("The search was stopped after 2 of 30 trials") for note in result.data_notes)


@pytest.mark.parametrize("preset", ["reference", "tuned"])
def test_risk_never_falls_along_monotone_curves(few_tables: Tables, preset: Preset) -> None:
    """On borrowers whose outcomes are turned round, along whose curves it would fall everywhere."""
    turned = few_tables.loans["default"].map({"True": "False", "False": "True"})
    loans = few_tables.loans.assign(default=turned)
    options = replace(QUICK, preset=preset, trials=1, monotone=True)
    scorecard = train(replace(few_tables, loans=loans), options).scorecard
    assert all((np.diff(scorecard.curves[name].log_odds) >= 0).all() for name in RISING_FEATURES)
    assert scorecard.calibration.slope > 0
    assert scorecard.provenance["settings"]["solver"] == "bounded-newton"


KILLED = """
import os, signal, sys
from pathlib import Path
from core.portfolio.sources import read_folder
from core.training.options import TrainingOptions
from core.training.train import train
from tests.core.training.following import Listener

class Killer(Listener):
    asked = 0

    def is_enough(self):
        self.asked += len(self.trials) == 3
        if self.asked == 2:  # after the first fold of the fourth
            os.kill(os.getpid(), signal.SIGKILL)
        return False

tables, file = read_folder(Path(sys.argv[1])), Path(sys.argv[2])
train(tables, TrainingOptions(trials=5, folds=3), None, follower=Killer(), study=file)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is not killed by a signal")
def test_a_search_that_was_killed_goes_on_and_gives_the_same_scorecard(
    few: Path, few_tables: Tables, tmp_path: Path
) -> None:
    file, options = tmp_path / "studies.sqlite", replace(QUICK, trials=5)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(few), str(file)], check=False)
    assert killed.returncode == -signal.SIGKILL
    listener = Listener()
    gone_on = train(few_tables, options, follower=listener, study=file)
    assert [trial.resumed for trial in listener.trials] == [True, True, True, False, False]
    assert "3 trials were taken over from a search that had not ended." in gone_on.data_notes
    undisturbed = train(few_tables, options)
    assert replace(gone_on.scorecard, created="") == replace(undisturbed.scorecard, created="")

    anew = train(few_tables, options, study=file)
    assert not any(trial.resumed for trial in anew.trials)
    assert replace(anew.scorecard, created="") == replace(undisturbed.scorecard, created="")


def test_no_borrower_is_in_the_file_of_searches(few_tables: Tables, tmp_path: Path) -> None:
    file, said = tmp_path / "studies.sqlite", Listener()

    def report(_fraction: float, _message: str) -> None:
        if said.trials:
            raise Cancelled

    with pytest.raises(Cancelled):
        train(few_tables, QUICK, None, report, said, file)
    kept = file.read_bytes()
    assert not any(name.encode() in kept for name in few_tables.customers["cust_id"])


def test_more_columns_make_more_factors(tables: Tables) -> None:
    result = train(tables, TrainingOptions(features="extended", trials=1, folds=2))
    assert {"enquiry_count", "employment_status", "balance_to_income"} <= set(result.scorecard.factors)


def test_held_out_rows_do_not_change_the_model(tables: Tables, tuned: TrainingResult, prepared: Prepared) -> None:
    """Turn the held-out borrowers' outcomes and values over: the model must stay the same to the last digit."""
    held_out = train_test_split(np.arange(len(prepared.y)), test_size=0.25, random_state=42, stratify=prepared.y)[1]

    customers = tables.customers.copy()
    of_row = prepared.rows[held_out]
    ids = tables.loans["cust_id"].iloc[of_row]
    customers.loc[customers["cust_id"].isin(ids), "age"] = "55"
    changed = train(replace(tables, customers=customers), QUICK)
    assert changed.scorecard.curves == tuned.scorecard.curves
    assert changed.scorecard.calibration == tuned.scorecard.calibration
    assert changed.candidate.metrics != tuned.candidate.metrics


def test_the_active_model_is_judged_on_the_same_rows(tuned: TrainingResult, tables: Tables) -> None:
    assert tuned.active is not None
    assert len(tuned.active.log_odds) == len(tuned.y) == tuned.rows["held_out"]
    assert "may have seen" in tuned.comparison_note
    same = train(tables, QUICK, replace(tuned.scorecard, version="v2.0"))
    assert same.comparison_note == ""
    assert same.active is not None
    assert same.active.metrics == tuned.candidate.metrics
    assert any("v2.0" in line for line in same.lines())


def test_an_active_model_that_needs_other_columns_is_left_out_and_said(tables: Tables) -> None:
    extended = train(tables, TrainingOptions(features="extended", trials=1, folds=2)).scorecard
    bureau = tables.bureau.drop(columns="enquiry_count")
    result = train(replace(tables, bureau=bureau), replace(QUICK, trials=1), extended)
    assert result.active is None
    assert "enquiry_count" in result.comparison_note
    assert result.to_dict("v3.0")["active_metrics"] is None


def test_home_loans_without_security_are_told_to_be_unseen(tuned: TrainingResult) -> None:
    pairs = {(pair.first_category, pair.second_category) for pair in tuned.scorecard.unseen_pairs}
    assert ("Home", "Unsecured") in pairs
    assert ("Personal", "Unsecured") not in pairs


def test_trials_are_told_as_they_end(tables: Tables) -> None:
    said: list[str] = []
    shares: list[float] = []

    def report(fraction: float, message: str) -> None:
        shares.append(fraction)
        said.append(message)

    train(tables, QUICK, None, report)
    assert any(message.startswith("Trial 2 of 2") for message in said)
    assert shares == sorted(shares)
    assert 0 <= min(shares) <= max(shares) <= 1


@pytest.mark.parametrize("after", [0, 1, 5, 12, 20])
def test_a_cancel_stops_at_the_next_report(tables: Tables, after: int) -> None:
    calls = 0

    def report(_fraction: float, _message: str) -> None:
        nonlocal calls
        calls += 1
        if calls > after:
            raise Cancelled

    with pytest.raises(Cancelled):
        train(tables, QUICK, None, report)
    assert calls == after + 1


def test_fewer_defaults_than_folds_are_refused(portfolio: Path, tables: Tables) -> None:
    few = replace(tables, loans=tables.loans.head(150))
    with pytest.raises(DataError, match="20 folds need at least 20"):
        train(few, TrainingOptions(folds=20, trials=1))


def test_a_handful_of_borrowers_is_refused(tables: Tables) -> None:
    loans = tables.loans
    few = loans[loans["default"] == "True"].head(3)
    some = loans[loans["default"] == "False"].head(3)
    with pytest.raises(DataError, match="at least 4 borrowers"):
        train(replace(tables, loans=pd.concat([few, some])), QUICK)


def test_outcomes_that_have_nothing_to_do_with_the_factors_are_refused(tables: Tables) -> None:
    """On noise a model learns from one fold the reverse of what holds in the other, as with this seed."""
    loans = tables.loans.head(400)
    noise = np.random.default_rng(3).choice(["True", "False"], len(loans))
    with pytest.raises(DataError, match="do not tell who defaults"):
        train(replace(tables, loans=loans.assign(default=noise)), TrainingOptions(trials=1, folds=2, seed=5))
