"""The models on a machine: which there are, which is in use, and that a bad one never stops the work."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import CreditDeskError, FileError, ModelError
from core.golden import with_golden_rows
from core.registry.versions import Registry
from core.scorecard import Calibration, Scorecard
from tests.core.factories import curve_scorecard, linear_scorecard
from tests.core.registry.model_files import DAMAGES, Damage, altered, cut_in_half, harm, put


def candidate(intercept: float = -5.0) -> Scorecard:
    """A model as training hands it over: without a version, unlike the shipped one."""
    return with_golden_rows(replace(linear_scorecard(), version="", intercept=intercept))


def file_of(home: Path, name: str) -> Path:
    return home / "models" / name / "scorecard.json"


def names(registry: Registry) -> list[str]:
    return [version.name for version in registry.versions()]


# Which there are


def test_a_new_machine_has_the_shipped_model_in_use(registry: Registry) -> None:
    (version,) = registry.versions()
    assert (version.name, version.shipped, version.active, version.problem) == ("v1.0", True, True, None)
    assert registry.active().notice is None
    assert registry.active().scorecard == curve_scorecard()


def test_of_several_shipped_models_the_newest_is_in_use(registry: Registry, shipped: Path) -> None:
    put(shipped, replace(linear_scorecard(), version="v2.0"))
    assert registry.active().scorecard.version == "v2.0"


def test_saved_models_are_listed_after_the_shipped_one_in_the_order_of_their_numbers(registry: Registry) -> None:
    for _ in range(10):
        registry.save(candidate())
    assert names(registry) == [f"v{number}.0" for number in range(1, 12)]
    assert [version.shipped for version in registry.versions()] == [True] + [False] * 10


def test_a_version_tells_as_plain_values_what_a_list_shows(registry: Registry, home: Path) -> None:
    registry.save(replace(candidate(), provenance={"origin": "trained on last year's loans"}))
    told = registry.versions()[1].to_dict()
    assert json.loads(json.dumps(told)) == {
        "name": "v2.0",
        "path": str(file_of(home, "v2.0")),
        "shipped": False,
        "active": False,
        "status": "not used yet",
        "created": linear_scorecard().created,
        "origin": "trained on last year's loans",
        "author": "",
        "rows": None,
        "data_hash": "",
        "calibrated": True,
        "notes": [],
        "metrics": linear_scorecard().metrics,
        "failed": [],
        "problem": None,
    }


def test_a_model_of_unknown_quality_and_origin_is_listed_without_metrics(registry: Registry) -> None:
    registry.save(with_golden_rows(replace(candidate(), metrics={}, provenance={}, calibration=Calibration())))
    version = registry.versions()[1]
    assert (version.metrics, version.origin, version.problem) == ({}, "", None)


def test_a_version_tells_which_gates_it_does_not_pass(registry: Registry) -> None:
    gates = [{"name": "Enough rows", "passed": False, "sentence": "Too few."}, {"name": "Golden rows", "passed": True}]
    registry.save(replace(candidate(), provenance={"gates": gates}))
    registry.save(replace(candidate(), provenance={"gates": gates, "reason": "The board decided so."}))
    assert [version.failed for version in registry.versions()] == [(), ("Too few.",), ()]


def test_other_things_in_the_models_folder_are_not_models(registry: Registry, home: Path) -> None:
    registry.save(candidate())
    for stray in ("v0.0", "v3.1", "v03.0", "notes", ".saving-old"):
        (home / "models" / stray).mkdir()
    (home / "models" / "readme.txt").write_text("mine", encoding="utf-8")
    assert names(registry) == ["v1.0", "v2.0"]


def test_a_machine_without_any_model_says_what_to_do(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "home", tmp_path / "nothing")
    assert registry.versions() == []
    with pytest.raises(ModelError, match="install the program again, or import a model"):
        registry.active()
    with pytest.raises(ModelError, match=r"no model v1\.0.*none is installed"):
        registry.load("v1.0")


# Using one and going back


def test_a_saved_model_is_not_in_use_until_somebody_says_so(registry: Registry) -> None:
    saved = registry.save(candidate())
    assert registry.active().scorecard.version == "v1.0"
    assert registry.activate(saved.version) == saved
    assert registry.active().scorecard == saved
    assert [version.active for version in registry.versions()] == [False, True]


def test_another_start_of_the_program_finds_the_same_model_in_use(
    registry: Registry, home: Path, shipped: Path
) -> None:
    registry.activate(registry.save(candidate()).version)
    assert Registry(home, shipped).active().scorecard.version == "v2.0"


def test_rolling_back_goes_through_the_models_in_the_order_they_were_used(registry: Registry) -> None:
    for name in (registry.save(candidate()).version, registry.save(candidate(-4.0)).version, "v2.0", "v2.0"):
        registry.activate(name)
    assert [registry.roll_back() for _ in range(3)] == ["v3.0", "v2.0", "v1.0"]
    with pytest.raises(ModelError, match="no earlier model to go back to"):
        registry.roll_back()
    assert registry.active().scorecard.version == "v1.0"


def test_rolling_back_passes_over_models_that_are_gone_or_damaged(registry: Registry, home: Path) -> None:
    for intercept in (-5.0, -4.0, -3.0):
        registry.activate(registry.save(candidate(intercept)).version)
    shutil.rmtree(home / "models" / "v3.0")
    harm(file_of(home, "v2.0"), cut_in_half)
    assert registry.roll_back() == "v1.0"


def test_what_was_in_use_once_is_never_said_to_be_unused(registry: Registry, home: Path, shipped: Path) -> None:
    """Also after going back from it, after another start, and after passing over it."""
    for intercept in (-5.0, -4.0):
        registry.activate(registry.save(candidate(intercept)).version)
    whole = file_of(home, "v2.0").read_bytes()
    harm(file_of(home, "v2.0"), cut_in_half)
    assert registry.roll_back() == "v1.0"
    file_of(home, "v2.0").write_bytes(whole)
    registry.activate(registry.save(candidate(-3.0)).version)
    statuses = [version.status.value for version in Registry(home, shipped).versions()]
    assert statuses == ["used before", "used before", "used before", "in use"]


def test_a_choice_that_an_earlier_program_wrote_is_read(registry: Registry, home: Path) -> None:
    registry.save(candidate())
    text = '{"active": "v2.0", "previous": ["v1.0"]}'
    (home / "models" / "active.json").write_text(text, encoding="utf-8")
    assert [version.status.value for version in registry.versions()] == ["used before", "in use"]
    assert registry.roll_back() == "v1.0"


@pytest.mark.parametrize("name", ["v9.0", "", "../v1.0", "active.json"])
def test_a_model_that_is_not_there_is_not_taken(registry: Registry, name: str) -> None:
    with pytest.raises(ModelError, match=r"Choose one of: v1\.0"):
        registry.activate(name)
    assert registry.active().scorecard.version == "v1.0"


def test_the_choice_survives_when_it_cannot_be_written(
    registry: Registry, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.activate(registry.save(candidate()).version)
    before = (home / "models" / "active.json").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FileError, match="No space left"):
        registry.activate("v1.0")
    with pytest.raises(FileError, match="No space left"):
        registry.roll_back()
    assert (home / "models" / "active.json").read_bytes() == before
    assert sorted(path.name for path in (home / "models").iterdir()) == ["active.json", "v2.0"]


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path, shipped: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    registry = Registry(tmp_path / "file", shipped)
    assert registry.active().scorecard.version == "v1.0"
    with pytest.raises(FileError, match="cannot be written"):
        registry.activate("v1.0")
    with pytest.raises(FileError, match="cannot be written"):
        registry.save(candidate())


# Bad files


@pytest.mark.parametrize(("damage", "words"), DAMAGES.items(), ids=lambda item: getattr(item, "__name__", ""))
def test_a_bad_model_is_refused_in_words_and_the_one_before_goes_on(
    registry: Registry, home: Path, damage: Damage, words: str
) -> None:
    registry.activate(registry.save(candidate()).version)
    registry.activate(registry.save(candidate(-4.0)).version)
    harm(file_of(home, "v3.0"), damage)
    for use in (registry.load, registry.activate):
        with pytest.raises(ModelError, match=words) as raised:
            use("v3.0")
        assert str(raised.value).startswith(f"The model v3.0 in {home / 'models' / 'v3.0'} cannot be used. ")
    active = registry.active()
    assert active.scorecard.version == "v2.0"
    assert active.notice is not None
    assert words in active.notice
    assert "Meanwhile v2.0 is used" in active.notice
    assert words in str(registry.versions()[2].problem)
    assert [version.active for version in registry.versions()] == [False, True, False]


def test_a_model_that_is_gone_is_told_and_the_shipped_one_goes_on(registry: Registry, home: Path) -> None:
    registry.activate(registry.save(candidate()).version)
    file_of(home, "v2.0").unlink()
    active = registry.active()
    assert active.scorecard.version == "v1.0"
    assert "There is no file" in str(active.notice)


def test_a_file_that_is_no_text_is_refused(registry: Registry, home: Path) -> None:
    registry.save(candidate())
    file_of(home, "v2.0").write_bytes(b"\xff\xfe\x00\x01" * 50)
    with pytest.raises(CreditDeskError, match="not UTF-8 text"):
        registry.load("v2.0")


def test_a_model_copied_to_the_place_of_another_is_refused(registry: Registry, home: Path) -> None:
    registry.save(candidate())
    shutil.copytree(home / "models" / "v2.0", home / "models" / "v3.0")
    with pytest.raises(ModelError, match=r"is model v2\.0, copied to the place of v3\.0"):
        registry.load("v3.0")


def test_nobodys_choice_is_used_only_when_nothing_else_is_left(registry: Registry, home: Path, shipped: Path) -> None:
    """A candidate that was never activated steps in after the shipped model, not before it."""
    registry.activate(registry.save(candidate()).version)
    registry.save(candidate(-4.0))
    harm(file_of(home, "v2.0"), altered)
    assert registry.active().scorecard.version == "v1.0"
    harm(shipped / "v1.0" / "scorecard.json", altered)
    assert registry.active().scorecard.version == "v3.0"
    harm(file_of(home, "v3.0"), altered)
    with pytest.raises(ModelError, match="No other model can be used"):
        registry.active()


def test_a_shipped_model_steps_in_even_behind_a_damaged_one_of_its_name(registry: Registry, home: Path) -> None:
    """As after an update that ships a version whose name the user's own model has already."""
    (home / "models" / "v1.0").mkdir(parents=True)
    active = registry.active()
    assert active.scorecard == curve_scorecard()
    assert active.notice is not None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"v2.0"', "{}", '{"active": "v2.0"}', '{"active": "v2.0", "previous": 3}', "[" * 100_000,
     "\ufeffbytes"],
    ids=range(10),
)  # fmt: skip
def test_where_the_choice_is_unreadable_the_shipped_model_is_used_and_a_new_choice_mends_it(
    registry: Registry, home: Path, text: str
) -> None:
    registry.save(candidate())
    choice = home / "models" / "active.json"
    choice.write_text(text, encoding="utf-8")
    active = registry.active()
    assert active.scorecard.version == "v1.0"
    assert "does not say which model is active" in str(active.notice)
    with pytest.raises(ModelError, match="activate one from the list"):
        registry.roll_back()
    registry.activate("v2.0")
    assert registry.active().notice is None


def test_a_choice_of_bytes_or_a_folder_in_its_place_is_no_choice(registry: Registry, home: Path) -> None:
    choice = home / "models" / "active.json"
    choice.mkdir(parents=True)
    assert "does not say" in str(registry.active().notice)
    choice.rmdir()
    choice.write_bytes(b"\xff\xfe")
    assert "does not say" in str(registry.active().notice)


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX systems have them")
def test_a_pipe_in_the_place_of_the_choice_is_no_choice_and_nobody_waits_for_it(registry: Registry, home: Path) -> None:
    (home / "models").mkdir()
    os.mkfifo(home / "models" / "active.json")
    assert "does not say" in str(registry.active().notice)
    with pytest.raises(FileError, match="a device or a pipe"):
        registry.activate("v1.0")


# Deleting one


def test_a_deleted_version_is_gone_and_its_folder_with_it(registry: Registry, home: Path) -> None:
    registry.save(candidate())
    registry.delete("v2.0", "Somebody")
    assert names(registry) == ["v1.0"]
    assert sorted(path.name for path in (home / "models").iterdir()) == ["notes"]
    with pytest.raises(ModelError, match=r"There is no model v2\.0"):
        registry.delete("v2.0")


def test_the_number_of_a_deleted_version_is_not_given_again_and_its_notes_are_kept(registry: Registry) -> None:
    """A file scored with v2.0 would else seem to be scored with another model."""
    registry.save(candidate())
    registry.note("v2.0", "For the spring campaign.")
    registry.delete("v2.0", "Somebody")
    assert registry.save(candidate()).version == "v3.0"
    assert [(note.text, note.author) for note in registry.notes("v2.0")] == [
        ("For the spring campaign.", ""),
        ("Deleted.", "Somebody"),
    ]


def test_the_version_in_use_and_a_shipped_one_are_never_deleted(registry: Registry) -> None:
    registry.save(candidate())
    registry.activate("v2.0")
    for name, why in (("v2.0", "is in use"), ("v1.0", "came with the program")):
        with pytest.raises(ModelError, match=why):
            registry.delete(name)
    assert names(registry) == ["v1.0", "v2.0"]
    assert registry.active().scorecard.version == "v2.0"


def test_a_chosen_version_that_is_damaged_and_what_stands_in_for_it_are_not_deleted(
    registry: Registry, home: Path
) -> None:
    for _ in range(2):
        registry.save(candidate())
    registry.activate("v2.0")
    registry.activate("v3.0")
    harm(file_of(home, "v3.0"), altered)
    for name in ("v2.0", "v3.0"):
        with pytest.raises(ModelError, match="is in use"):
            registry.delete(name)
    assert registry.active().scorecard.version == "v2.0"


def test_going_back_passes_over_a_deleted_version(registry: Registry) -> None:
    for _ in range(2):
        registry.save(candidate())
    registry.activate("v2.0")
    registry.activate("v3.0")
    assert registry.earlier() == "v2.0"
    registry.delete("v2.0")
    assert registry.earlier() == "v1.0"
    assert registry.roll_back() == "v1.0"
    assert registry.earlier() == ""


def test_where_nobody_can_tell_what_was_chosen_there_is_no_way_back(registry: Registry, home: Path) -> None:
    registry.save(candidate())
    registry.activate("v2.0")
    (home / "models" / "active.json").write_text("{", encoding="utf-8")
    assert registry.earlier() == ""


def test_a_damaged_version_can_be_deleted(registry: Registry, home: Path) -> None:
    registry.save(candidate())
    harm(file_of(home, "v2.0"), cut_in_half)
    registry.delete("v2.0")
    assert names(registry) == ["v1.0"]


def test_a_version_that_cannot_be_taken_away_stays_whole(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = registry.save(candidate())

    def refuse(path: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        with pytest.raises(FileError, match="Permission denied"):
            registry.delete("v2.0")
    assert registry.load("v2.0") == saved
