"""Everything in the corpus is imported with the notebook's answers, asked about, or refused having executed nothing."""

import json
import subprocess
import sys
from pathlib import Path

import joblib
import pytest

from core.errors import ModelError
from core.registry.columns import MappingError
from core.registry.notebook import import_artifact
from core.scorecard import Scorecard
from tests.core.registry.answers import largest_difference, scored
from tests.core.registry.corpus import CASES
from tests.core.registry.corpus.case import Case, Kind

ROOT = Path(__file__).parents[3]
WATCHED = Path(__file__).with_name("watched_import.py")
_LONGEST = 700
"""Letters of a sentence, with the path of the file."""


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.kind}: {case.name}") for case in CASES])
def test_a_file_is_imported_right_asked_about_or_refused(case: Case, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    path = tmp_path / "model_data.joblib"
    path.write_bytes(case.content(canary))
    if case.words:
        assert_refused(case, path)
    if case.answers:
        assert_answers(case, import_artifact(path, case.mapping))
    assert not canary.exists()


def assert_refused(case: Case, path: Path) -> None:
    """A sentence says what is wrong with the file; a question offers what it is accepted with."""
    with pytest.raises(ModelError) as refused:
        import_artifact(path)
    sentence = str(refused.value)
    assert case.words in sentence
    assert sentence.startswith(f"{path} ")
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert len(sentence) < _LONGEST
    if isinstance(refused.value, MappingError):
        assert refused.value.suggestions == case.mapping


def assert_answers(case: Case, scorecard: Scorecard) -> None:
    """The same probabilities as the notebook's own recipe gives, and the model is marked as uncalibrated."""
    assert case.answers
    frame, wanted = case.answers()
    assert largest_difference(scored(scorecard, frame).balanced_probability, wanted) < 1e-12
    assert not scorecard.calibration.calibrated


def test_there_are_files_of_every_kind() -> None:
    assert {case.kind for case in CASES} == set(Kind)
    assert len({(case.kind, case.name) for case in CASES}) == len(CASES)
    outcomes = [case.outcome for case in CASES]
    assert outcomes.count("accepted") >= 30
    assert outcomes.count("asked") >= 10
    assert outcomes.count("refused") >= 200


def _watched(folder: Path, reader: str) -> dict[str, list[str]]:
    """What the interpreter was made to do while each file of a folder was read, by the name of the file."""
    call = [sys.executable, str(WATCHED), str(folder), reader]
    said = subprocess.run(call, cwd=ROOT, check=True, capture_output=True, text=True)
    events: dict[str, list[str]] = json.loads(said.stdout)
    return events


def test_nothing_is_imported_opened_or_run_by_any_file(tmp_path: Path) -> None:
    """The interpreter's own audit events (PEP 578) tell all that a file could make it do."""
    canary = tmp_path / "canary"
    folder = tmp_path / "files"
    folder.mkdir()
    for place, case in enumerate(CASES):
        (folder / f"{place}").write_bytes(case.content(canary))
    events = _watched(folder, "core")
    assert len(events) == len(CASES)
    assert {name: seen for name, seen in events.items() if seen} == {}
    assert not canary.exists()


def test_the_watch_sees_what_joblib_is_made_to_do(tmp_path: Path) -> None:
    """So that the test above means something."""
    folder = tmp_path / "files"
    folder.mkdir()
    (path,) = [case for case in CASES if case.name == "a shell"]
    (folder / "shell").write_bytes(path.content(tmp_path / "canary"))
    joblib.dump({}, folder / "harmless")
    events = _watched(folder, "joblib")
    assert any(event.startswith("os.system") for event in events["shell"])
    assert (tmp_path / "canary").exists()
