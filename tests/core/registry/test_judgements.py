"""The judgement of a version is kept with it, comes back exactly, and never stands between a model and its use."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import ModelError
from core.evaluation.judgement import Judgement
from core.registry.versions import Registry
from core.scorecard import Scorecard
from tests.core.factories import curve_scorecard
from tests.core.judged import judgement
from tests.core.registry.model_files import altered, cut_in_half, harm, signed

MOST_BYTES = 300_000


def candidate() -> Scorecard:
    return replace(curve_scorecard(), version="")


@pytest.fixture
def kept(registry: Registry, home: Path) -> Path:
    """The file of the judgement of v2.0."""
    registry.save(candidate(), judgement=judgement())
    return home / "models" / "v2.0" / "judgement.json"


def test_a_judgement_comes_back_with_its_version(registry: Registry, kept: Path) -> None:
    found = registry.judgement("v2.0")
    assert found is not None
    assert found.to_dict() == judgement().to_dict()
    assert found.gates == judgement().gates
    assert kept.stat().st_size < MOST_BYTES


def test_a_model_is_kept_without_a_judgement_as_before(registry: Registry, home: Path) -> None:
    registry.save(candidate())
    assert registry.judgement("v2.0") is None
    assert registry.judgement("v1.0") is None
    assert [path.name for path in (home / "models" / "v2.0").iterdir()] == ["scorecard.json"]


def test_there_is_no_judgement_of_a_version_that_is_not_there(registry: Registry) -> None:
    with pytest.raises(ModelError, match=r"no model v7\.0"):
        registry.judgement("v7.0")


def of_another_version(text: str) -> str:
    return signed({**json.loads(text), "version": "v9.0"})


def from_a_newer_program(text: str) -> str:
    return signed({**json.loads(text), "format_version": 99})


def bettered(text: str) -> str:
    body = json.loads(text)
    body["judgement"]["gates"][0]["passed"] = True
    body["judgement"]["candidate"]["measures"]["auc"]["value"] = 0.99
    return json.dumps(body)


def without_gates(text: str) -> str:
    body = json.loads(text)
    del body["judgement"]["gates"]
    return signed(body)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (cut_in_half, "is damaged, or was altered"),
        (bettered, "is damaged, or was altered"),
        (lambda _text: "[]", "is damaged, or was altered"),
        (lambda _text: "[" * 100_000, "is damaged, or was altered"),
        (lambda text: text.replace("credit-desk-judgement", "credit-desk-opinion"), "is damaged, or was altered"),
        (from_a_newer_program, "newer version of the program"),
        (of_another_version, r"is that of v9\.0"),
        (without_gates, r"cannot be read.*\(gates\)"),
    ],
)
def test_a_bad_judgement_is_refused_in_words_and_its_model_works(
    registry: Registry, kept: Path, damage: Callable[[str], str], words: str
) -> None:
    harm(kept, damage)
    with pytest.raises(ModelError, match=words):
        registry.judgement("v2.0")
    assert registry.activate("v2.0").version == "v2.0"
    assert registry.active().notice is None
    assert registry.versions()[1].problem is None


def test_a_damaged_model_still_has_its_judgement(registry: Registry, kept: Path) -> None:
    """What was told of it when it was trained stays true."""
    harm(kept.with_name("scorecard.json"), altered)
    assert isinstance(registry.judgement("v2.0"), Judgement)


def test_a_judgement_that_could_not_be_read_back_is_not_kept_nor_its_model(registry: Registry, home: Path) -> None:
    found = judgement()
    auc = replace(found.candidate.measures["auc"], rows=2**60)
    beyond = replace(found, candidate=replace(found.candidate, measures={"auc": auc}))
    with pytest.raises(ModelError, match="was not saved, because its judgement cannot be kept"):
        registry.save(candidate(), judgement=beyond)
    assert list((home / "models").iterdir()) == []
