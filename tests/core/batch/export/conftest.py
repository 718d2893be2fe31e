"""What tests of exports stand on."""

from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the many files of a property."""
    return tmp_path_factory.mktemp("many")
