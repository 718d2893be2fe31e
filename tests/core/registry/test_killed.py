"""Whoever pulls the plug while models are changed finds the old state or the new, and nothing in between."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.golden import with_golden_rows
from core.registry.versions import Registry
from core.scorecard import Scorecard
from tests.core.factories import curve_scorecard
from tests.core.judged import judgement
from tests.core.registry.killing import JUDGED_ROWS
from tests.core.registry.model_files import put

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(signal, "SIGKILL"), reason="processes are killed as POSIX systems do it"
)


def another(intercept: float) -> Scorecard:
    """A model of its own, with the answers that go with it."""
    return with_golden_rows(replace(curve_scorecard(), version="", intercept=intercept))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all was done and killed: in data folders in which v2.0 was in use, after v1.0, and v3.0 not yet."""
    folder = tmp_path_factory.mktemp("folder")
    put(folder / "shipped", curve_scorecard())
    registry = Registry(folder / "before", folder / "shipped")
    registry.save(another(-5.0), judgement=judgement(JUDGED_ROWS))
    registry.activate("v2.0")
    registry.save(another(-4.0), judgement=judgement(JUDGED_ROWS))
    places = [str(folder / name) for name in ("shipped", "before", "killed")]
    subprocess.run([sys.executable, "-m", "tests.core.registry.killing", *places], cwd=ROOT, check=True)
    return folder


@pytest.fixture
def shipped(folder: Path) -> Path:
    """The program's own models."""
    return folder / "shipped"


def killed(action: str, folder: Path) -> tuple[list[Path], Path]:
    """The data folders of all that were killed, in the order of the points, and that of the one that was not."""
    *died, done = sorted((folder / "killed" / action).iterdir())
    return died, done


def state(home: Path, shipped: Path) -> tuple[str, list[str]]:
    """Which model is in use, and which there are; every one is whole, and nobody has anything to be told."""
    registry = Registry(home, shipped)
    active = registry.active()
    assert active.notice is None
    versions = registry.versions()
    assert [version.problem for version in versions] == [None] * len(versions)
    return active.scorecard.version, [version.name for version in versions]


def left_over(home: Path) -> list[str]:
    return [path.name for path in (home / "models").iterdir() if path.name.startswith(".")]


def assert_clean_after_the_next_change(died: list[Path], shipped: Path) -> None:
    """What was killed left something behind at some points; of those the last is looked at."""
    home = [home for home in died if left_over(home)][-1]
    registry = Registry(home, shipped)
    saved = registry.save(another(-3.0))
    registry.activate(saved.version)
    assert registry.active().scorecard == saved
    assert left_over(home) == []


def test_a_save_that_is_killed_leaves_no_half_version(folder: Path, shipped: Path) -> None:
    died, done = killed("save", folder)
    states = [state(home, shipped) for home in died]
    old, new = ("v2.0", ["v1.0", "v2.0", "v3.0"]), ("v2.0", ["v1.0", "v2.0", "v3.0", "v4.0"])
    assert state(done, shipped) == new
    turned = states.index(new)
    assert states == [old] * turned + [new] * (len(states) - turned)
    assert turned >= 6  # a folder and two files were made, written and synced before the version was there
    assert all(Registry(home, shipped).judgement("v4.0") is not None for home in (*died[turned:], done))
    assert_clean_after_the_next_change(died, shipped)


@pytest.mark.parametrize(("action", "after"), [("activate", "v3.0"), ("roll_back", "v1.0")])
def test_whoever_is_killed_while_another_model_is_put_into_use_leaves_the_old_one_or_the_new(
    folder: Path, shipped: Path, action: str, after: str
) -> None:
    died, done = killed(action, folder)
    active = [state(home, shipped)[0] for home in died]
    assert state(done, shipped)[0] == after
    turned = active.index(after) if after in active else len(active)
    assert active == ["v2.0"] * turned + [after] * (len(active) - turned)
    assert turned >= 3  # a file was made, written and synced before it took the place of the old one
    assert_clean_after_the_next_change(died, shipped)


def test_a_version_is_deleted_whole_or_not_at_all(folder: Path, shipped: Path) -> None:
    died, done = killed("delete", folder)
    names = [state(home, shipped)[1] for home in died]
    assert state(done, shipped)[1] == ["v1.0", "v2.0"]
    assert {tuple(found) for found in names} == {("v1.0", "v2.0", "v3.0"), ("v1.0", "v2.0")}
    assert_clean_after_the_next_change(died, shipped)
