"""An export is opened in a plain interpreter that has never heard of this program, and gives the same answers."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.golden import with_golden_rows
from core.registry import storage
from core.registry.notebook import export_version
from core.scorecard import Calibration, Curve, Scorecard, ScoreScale
from tests.core.factories import curve_scorecard, linear_scorecard
from tests.core.registry.answers import largest_difference, scored
from tests.core.registry.corpus.artifacts import more_applicants

READER = Path(__file__).with_name("plain_reader.py")


def _mixed() -> Scorecard:
    """Straight lines beside curves that go on beyond their knots, of one of the factors that the notebook lacks."""
    lines, curves = linear_scorecard(), curve_scorecard()
    some = {name: curve for name, curve in curves.curves.items() if name in {"age", "loan_to_income"}}
    income = Curve((1e5, 4e5, 1e6, 3e6), (0.4, 0.1, -0.3, -1.1), extrapolate=True)
    return with_golden_rows(replace(lines, curves={**lines.curves, **some, "income": income}))


def _extended() -> Scorecard:
    tables = {**curve_scorecard().tables, "employment_status": {"Salaried": -0.2, "Self-Employed": 0.3}}
    return with_golden_rows(replace(curve_scorecard(), tables=tables))


def _uncalibrated() -> Scorecard:
    return with_golden_rows(replace(linear_scorecard(), calibration=Calibration()))


def _on_another_scale() -> Scorecard:
    return with_golden_rows(replace(curve_scorecard(), scale=ScoreScale("log_odds")))


def _numbers_alone() -> Scorecard:
    return with_golden_rows(replace(curve_scorecard(), tables={}))


def _shipped() -> Scorecard:
    return storage.read(Path(__file__).parents[3] / "models" / "v1.0" / "scorecard.json")


SCORECARDS: dict[str, Callable[[], Scorecard]] = {
    "straight lines": linear_scorecard,
    "straight lines, uncalibrated": _uncalibrated,
    "curves": curve_scorecard,
    "the shipped model": _shipped,
    "lines and curves": _mixed,
    "employment beside the rest": _extended,
    "another scale": _on_another_scale,
    "numbers alone": _numbers_alone,
}


def _applicants() -> pd.DataFrame:
    """Some of them far beyond the training data."""
    frame = more_applicants(1_000)
    frame["age"] += np.linspace(-30, 60, len(frame)).astype(int)
    for name in ("loan_to_income", "income", "loan_tenure_months", "avg_dpd_per_delinquency"):
        frame[name] = frame[name] * np.linspace(0.1, 3.0, len(frame))
    return frame


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[float]]:
    """What a plain interpreter says of the same applicants, by the name of the scorecard that was exported."""
    parent = tmp_path_factory.mktemp("exports")
    for place, make in enumerate(SCORECARDS.values()):
        export_version(make(), parent / str(place))
        content = json.dumps(_applicants().to_dict(orient="list"))
        (parent / str(place) / "applicants.json").write_text(content, encoding="utf-8")
    folders = [str(place) for place in range(len(SCORECARDS))]
    call = [sys.executable, "-I", "-W", "error", str(READER), *folders]
    said = subprocess.run(call, cwd=parent, check=True, capture_output=True, text=True)
    answer = json.loads(said.stdout)
    assert (answer["ours"], said.stderr) == ([], "")
    return dict(zip(SCORECARDS, map(answer["probabilities"].get, folders), strict=True))


@pytest.mark.parametrize("name", SCORECARDS)
def test_the_reference_recipe_gives_our_balanced_probability(told: dict[str, list[float]], name: str) -> None:
    ours = scored(SCORECARDS[name](), _applicants()).balanced_probability
    assert largest_difference(ours, np.array(told[name])) < 1e-9
    assert len(ours) == 1_000
