"""``models show`` tells of the gates of a version, and what people wrote of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.services import paths
from core.registry.versions import Registry
from tests.app.command_line import call
from tests.core.factories import linear_scorecard

Capsys = pytest.CaptureFixture[str]
GATES = [
    {"name": "Calibration", "passed": True, "sentence": "The slope is 1.0."},
    {"name": "Enough rows", "passed": False, "sentence": "Only 20 defaults."},
]


def _saved(home: Path, **provenance: object) -> Registry:
    registry = Registry(home, paths.models_folder())
    registry.save(replace(linear_scorecard(), version="", provenance=provenance))
    return registry


def test_the_verdict_of_each_gate_and_why_it_is_used_all_the_same(capsys: Capsys, home: Path) -> None:
    registry = _saved(home, gates=GATES, origin="trained here")
    registry.activate("v2.0", "a pilot of two weeks", "risk")
    told = call(capsys, "models", "show", "v2.0").out.splitlines()
    assert "passed: Calibration: The slope is 1.0." in told
    assert "not passed: Enough rows: Only 20 defaults." in told
    assert told[-1].endswith(" risk: Put into use though it does not pass its gates, because: a pilot of two weeks")
    answer = call(capsys, "models", "show", "v2.0", "--json").json
    assert answer["provenance"]["gates"] == GATES
    assert [note["author"] for note in answer["notes"]] == ["risk"]


def test_a_record_of_gates_that_this_program_did_not_write_stops_nothing(capsys: Capsys, home: Path) -> None:
    _saved(home, gates="none")
    said = call(capsys, "models", "show", "v2.0")
    assert said.code == 0
    assert "passed" not in said.out
