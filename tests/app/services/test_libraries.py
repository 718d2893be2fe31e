"""A large library is loaded without looking for garbage among its objects, and afterwards all is as it was."""

import gc
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.libraries import loading


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a library that nobody has loaded yet, and that notes whether garbage is looked for meanwhile."""
    (tmp_path / "credit_library.py").write_text("import gc\nwas_looking = gc.isenabled()\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield "credit_library"
    monkeypatch.delitem(sys.modules, "credit_library", raising=False)
    gc.unfreeze()


def test_nobody_looks_for_garbage_while_a_library_is_loaded_nor_among_what_it_brought(library: str) -> None:
    gc.unfreeze()
    with loading(library):
        loaded = importlib.import_module(library)
    assert not loaded.was_looking
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_a_library_that_is_there_changes_nothing(library: str) -> None:
    importlib.import_module(library)
    gc.unfreeze()
    with loading(library):
        assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_garbage_is_looked_for_again_when_loading_fails(library: str) -> None:
    with pytest.raises(ImportError), loading(library):
        raise ImportError
    assert gc.isenabled()
