"""The shipped model is rebuilt by one command, and the one that ships was built by it."""

from pathlib import Path

import pytest

from app.services import paths
from core.registry.versions import Registry
from core.scoring import verify
from tests.shipped_model import VERSION, build


def test_a_small_model_is_rebuilt_the_same_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    models, resources = tmp_path / "models", tmp_path / "resources"
    resources.mkdir()
    build(models, resources, rows=1_500, trials=2)
    registry = Registry(tmp_path / "home", models)
    scorecard = registry.active().scorecard
    assert scorecard.version == VERSION
    assert scorecard.metrics["auc"] > 0.95
    assert scorecard.provenance["origin"] == "trained on the demo portfolio of 1,500 invented borrowers"
    assert "author" not in scorecard.provenance
    assert (resources / "sample_applicants.csv").exists()
    judgement = registry.judgement(VERSION)
    assert judgement is not None
    assert judgement.active is None
    assert [gate["sentence"] for gate in scorecard.provenance["gates"]] == [gate.sentence for gate in judgement.gates]


def test_the_shipped_model_is_sound_and_good_enough(tmp_path: Path) -> None:
    scorecard = Registry(tmp_path, paths.models_folder()).load(VERSION)
    verify(scorecard)
    assert len(scorecard.golden_rows) >= 50
    assert scorecard.metrics["auc"] >= 0.989
    assert 0.9 <= scorecard.metrics["calibration_slope"] <= 1.1
    assert abs(scorecard.metrics["mean_pd"] - scorecard.metrics["default_rate"]) <= 0.005
    assert "50,000" in str(scorecard.provenance["origin"])
