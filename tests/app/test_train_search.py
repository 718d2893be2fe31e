"""``train`` tells its search, goes on with one that was cancelled, and bends no curve the wrong way when asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import commands
from core.portfolio.demo import write_demo
from core.progress import Cancelled, Report
from tests.app.command_line import Said, call

Capsys = pytest.CaptureFixture[str]

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio of 800 borrowers."""
    folder = tmp_path_factory.mktemp("few")
    write_demo(folder, rows=800)
    return folder


def _train(capsys: Capsys, data: Path, *options: str) -> Said:
    return call(capsys, "train", "--data", data, "--folds", "2", "--trials", "3", *options)


@contextmanager
def _cancelled_after_two_trials() -> Iterator[Report]:
    def report(_fraction: float, message: str) -> None:
        if message.startswith("Trial 2 of 3"):
            raise Cancelled

    yield report


def test_a_search_that_was_cancelled_goes_on_unless_it_is_not_to(
    capsys: Capsys, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(commands, "progress", _cancelled_after_two_trials)
        assert _train(capsys, few).code == 130
    answers = [_train(capsys, few, "--json", *options).json for options in (["--no-resume"], [], [])]
    resumed = [[trial["resumed"] for trial in answer["search"]["trials"]] for answer in answers]
    assert resumed == [[False] * 3, [True, True, False], [False] * 3]
    found = [[trial["log_loss"] for trial in answer["search"]["trials"]] for answer in answers]
    assert found[0] == found[1] == found[2]
    assert answers[0]["metrics"] == answers[1]["metrics"]
    assert "2 trials were taken over from a search that had not ended." in answers[1]["notes"]


def test_a_script_asks_for_monotone_curves_and_a_limit_of_time(capsys: Capsys, few: Path) -> None:
    answer = _train(capsys, few, "--monotone", "--minutes", "60", "--no-resume", "--json").json
    assert answer["search"]["stopped"] is None
    assert [trial["settings"]["solver"] for trial in answer["search"]["trials"]] == ["bounded-newton"] * 3
    options = call(capsys, "models", "show", answer["version"], "--json").json["provenance"]["options"]
    assert (options["monotone"], options["minutes"]) == (True, 60.0)


def test_a_person_reads_which_trial_was_the_best(capsys: Capsys, few: Path) -> None:
    assert "Best of 3 trials (0 pruned): trial " in _train(capsys, few, "--no-resume").out


def test_no_time_at_all_is_refused_in_a_sentence(capsys: Capsys, few: Path) -> None:
    said = _train(capsys, few, "--minutes", "0")
    assert said.code == 2
    assert "minutes must lie between 0.01 and 10080" in said.last_line
