"""Saving a model: whole or not at all, under a number of its own, whatever else happens meanwhile."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import FileError, ModelError
from core.registry import storage
from core.registry.versions import Registry
from core.scorecard import GoldenRow, Scorecard
from core.scorecard_json import to_json
from tests.core.factories import linear_scorecard
from tests.core.registry.model_files import signed

ROOT = Path(__file__).parents[3]


def candidate() -> Scorecard:
    return replace(linear_scorecard(), version="")


def left_in(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "models").iterdir())


def test_a_saved_model_is_the_same_to_the_last_digit_but_for_its_version(registry: Registry) -> None:
    saved = registry.save(candidate())
    assert saved == replace(candidate(), version="v2.0")
    assert registry.load("v2.0") == saved


def test_saving_never_touches_an_earlier_version(registry: Registry, home: Path) -> None:
    registry.save(candidate())
    before = (home / "models" / "v2.0" / "scorecard.json").read_bytes()
    registry.save(replace(candidate(), version="v2.0", created="later"))
    assert (home / "models" / "v2.0" / "scorecard.json").read_bytes() == before
    assert left_in(home) == ["v2.0", "v3.0"]


def test_a_damaged_version_keeps_its_number(registry: Registry, home: Path) -> None:
    (home / "models" / "v7.0").mkdir(parents=True)
    assert registry.save(candidate()).version == "v8.0"


def test_threads_that_save_at_once_get_a_version_each(registry: Registry, home: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        saved = [job.result() for job in [pool.submit(registry.save, candidate()) for _ in range(8)]]
    assert sorted(each.version for each in saved) == sorted(f"v{number}.0" for number in range(2, 10))
    assert all(version.problem is None for version in registry.versions())
    assert len(left_in(home)) == 8


_SAVE_FIVE = """
import sys
from pathlib import Path
from core.registry.versions import Registry
registry = Registry(Path(sys.argv[1]), Path(sys.argv[2]))
scorecard = registry.load("v1.0")
print(*(registry.save(scorecard).version for _ in range(5)))
"""


def test_processes_that_save_at_once_get_a_version_each(home: Path, shipped: Path, registry: Registry) -> None:
    command = [sys.executable, "-c", _SAVE_FIVE, str(home), str(shipped)]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = " ".join(process.communicate()[0] for process in started).split()
    assert [process.returncode for process in started] == [0, 0]
    assert sorted(said) == sorted(f"v{number}.0" for number in range(2, 12))
    assert all(version.problem is None for version in registry.versions())


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no file is taken away while it is open")
def test_a_save_whose_folder_is_taken_away_under_it_starts_again(
    registry: Registry, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def take_away_once(handle: int) -> None:
        monkeypatch.setattr("os.fsync", sync)
        (unfinished,) = (home / "models").iterdir()
        shutil.rmtree(unfinished)

    monkeypatch.setattr("os.fsync", take_away_once)
    assert registry.save(candidate()).version == "v2.0"
    assert left_in(home) == ["v2.0"]


def test_a_save_that_is_still_running_is_not_swept_away_by_another(
    registry: Registry, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync, between = os.fsync, list[str]()

    def save_another(handle: int) -> None:
        monkeypatch.setattr("os.fsync", sync)
        between.append(registry.save(candidate()).version)

    monkeypatch.setattr("os.fsync", save_another)
    assert registry.save(candidate()).version == "v3.0"  # v2.0 was taken meanwhile
    assert between == ["v2.0"]
    assert left_in(home) == ["v2.0", "v3.0"]


def test_a_folder_that_vanishes_again_and_again_is_given_up_in_words(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("os.fsync", gone)
    with pytest.raises(FileError, match="busy"):
        registry.save(candidate())


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.rename", "pathlib.Path.open", "pathlib.Path.mkdir"])
def test_a_full_or_read_only_disk_leaves_nothing_behind(
    registry: Registry, home: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    registry.save(candidate())

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(call, full)
        with pytest.raises(FileError, match="No space left on device"):
            registry.save(candidate())
    assert left_in(home) == ["v2.0"]


def test_a_system_that_cannot_sync_a_folder_saves_all_the_same(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a folder cannot be opened."""

    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr("os.open", refuse)
    assert registry.save(candidate()).version == "v2.0"


def test_a_model_that_contradicts_its_golden_rows_is_not_saved(registry: Registry, home: Path) -> None:
    with pytest.raises(ModelError, match="another answer"):
        registry.save(replace(candidate(), intercept=3.0))
    assert left_in(home) == []


def test_a_model_with_a_value_that_is_no_number_is_not_saved(registry: Registry, home: Path) -> None:
    nothing = GoldenRow({}, float("nan"), float("nan"), float("nan"), 0)
    with pytest.raises(ModelError, match="not a number"):
        registry.save(replace(candidate(), golden_rows=(nothing,)))
    assert left_in(home) == []


# Forged files: the checksum is right, the content is not

_BODY = json.loads(to_json(linear_scorecard()))
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**400) | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "age", "Home", "residence_type", "balanced"]) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["age", "minimum", "x"]), inner),
    max_leaves=4,
)  # fmt: skip


def _places(value: object, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The ways to every value in a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(place for key, item in inside for place in _places(item, (*here, key)))]


_PLACES = [place for place in _places(_BODY) if place and not ("golden_rows" in place and 0 not in place)]


@given(st.sampled_from(_PLACES), _VALUES)
def test_a_forged_model_is_opened_or_refused_in_words_but_never_crashes(
    place: tuple[str | int, ...], value: object
) -> None:
    body = json.loads(json.dumps(_BODY))
    inside = body
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    with suppress(ModelError):
        storage.opened(signed(body))


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin1")))
def test_any_text_at_all_is_opened_or_refused_in_words(text: str) -> None:
    with pytest.raises(ModelError):
        storage.opened(text)
