"""A registry with one shipped model, over an empty data folder."""

from pathlib import Path

import pytest

from core.registry.versions import Registry
from tests.core.factories import curve_scorecard
from tests.core.registry.model_files import put


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The program's own folder, with v1.0 in it."""
    folder = tmp_path / "program" / "models"
    put(folder, curve_scorecard())
    return folder


@pytest.fixture
def registry(home: Path, shipped: Path) -> Registry:
    return Registry(home, shipped)
