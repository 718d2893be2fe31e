"""What ``train`` keeps with a new version: who trained it, and all that was told of it on held-out rows."""

import json
from pathlib import Path

import pytest

from app.services import paths
from core.portfolio.demo import write_demo
from core.registry.versions import Registry
from tests.app.command_line import call

QUICK = ("--preset", "reference", "--folds", "2")


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio of 800 borrowers."""
    folder = tmp_path_factory.mktemp("portfolio")
    write_demo(folder, rows=800)
    return folder


def test_a_version_is_kept_with_who_trained_it_and_its_whole_judgement(
    capsys: pytest.CaptureFixture[str], portfolio: Path, home: Path
) -> None:
    said = call(capsys, "train", "--data", portfolio, *QUICK, "--author", "Model owner", "--json")
    assert said.code == 0, said.err
    registry = Registry(home, paths.models_folder())
    kept = registry.judgement(said.json["version"])
    assert kept is not None
    assert json.loads(json.dumps(kept.tables())) == said.json["judgement"]
    assert kept.active is not None
    assert kept.active.name == "v1.0"
    assert registry.versions()[-1].author == "Model owner"
    assert registry.judgement("v1.0") is None  # shipped before judgements were kept
