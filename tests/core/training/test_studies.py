"""Trials on disk: kept until their search has ended, and nothing that is wrong with the file stops one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import optuna
import pytest
from optuna.trial import FrozenTrial

from core.training.studies import TOLD, KeptStudy, study_name


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """In a folder whose name an address of a database could not hold."""
    folder = tmp_path / "50 % {of} it?#"
    folder.mkdir()
    return folder / "studies.sqlite"


def trial(number: int, loss: float = 0.1) -> FrozenTrial:
    told = {TOLD: {"number": number}}
    return optuna.create_trial(value=loss, user_attrs=told, intermediate_values={0: loss, 1: loss / 3})


def numbers(kept: KeptStudy) -> list[int]:
    return [trial.user_attrs[TOLD]["number"] for trial in kept.trials()]


def test_trials_are_there_for_the_next_process_to_the_last_digit(file: Path) -> None:
    for_one = KeptStudy(file, "one")
    for_one.keep(trial(1, 1 / 3))
    for_one.keep(trial(2, 2 / 7))
    found = KeptStudy(file, "one").trials()
    assert [(one.value, one.intermediate_values) for one in found] == [
        (1 / 3, {0: 1 / 3, 1: 1 / 9}),
        (2 / 7, {0: 2 / 7, 1: 2 / 7 / 3}),
    ]
    assert KeptStudy(file, "another").trials() == []


def test_optuna_tells_a_terminal_nothing(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    optuna.logging.set_verbosity(optuna.logging.INFO)
    KeptStudy(file, "one").keep(trial(1))
    assert capfd.readouterr().err == ""


def test_trials_are_taken_up_to_a_gap_and_once_where_two_searches_wrote_them(file: Path) -> None:
    kept = KeptStudy(file, "one")
    for number in (2, 1, 1, 2, 4):
        kept.keep(trial(number))
    assert numbers(KeptStudy(file, "one")) == [1, 2]


def test_a_search_that_has_given_its_model_leaves_nothing(file: Path) -> None:
    kept, other = KeptStudy(file, "one"), KeptStudy(file, "other")
    kept.keep(trial(1))
    other.keep(trial(1))
    kept.forget()
    assert numbers(KeptStudy(file, "one")) == []
    assert numbers(KeptStudy(file, "other")) == [1]
    assert kept.notes == other.notes == []


def test_a_search_that_nobody_goes_on_with_is_dropped_when_eight_newer_ones_have_begun(file: Path) -> None:
    KeptStudy(file, "old").keep(trial(1))
    for index in range(7):
        KeptStudy(file, f"newer {index}")
    assert numbers(KeptStudy(file, "old")) == [1]
    for index in range(7, 9):
        KeptStudy(file, f"newer {index}")
    assert numbers(KeptStudy(file, "old")) == []


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5_000])


def overwritten(file: Path) -> None:
    file.write_bytes(b"\x00" * 9_000)


def of_another_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v99.0.0.a'")


@pytest.mark.parametrize("damage", [cut, overwritten, of_another_version])
def test_a_file_that_cannot_be_read_is_set_aside_and_a_new_one_begun(file: Path, damage: object) -> None:
    KeptStudy(file, "one").keep(trial(1))
    assert callable(damage)
    damage(file)
    damaged = file.read_bytes()
    kept = KeptStudy(file, "one")
    assert kept.trials() == []
    assert f"cannot be read and is now {file}.damaged" in kept.notes[0]
    assert file.with_name("studies.sqlite.damaged").read_bytes() == damaged
    kept.keep(trial(1))
    assert numbers(KeptStudy(file, "one")) == [1]


def test_a_file_that_another_process_writes_is_left_alone_and_the_search_goes_on_without(file: Path) -> None:
    kept = KeptStudy(file, "one")
    kept.keep(trial(1))
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        kept.keep(trial(2))
        later = KeptStudy(file, "one")
        assert later.trials() == []
    assert kept.notes == later.notes == ["The trials of this search are not kept on disk (database is locked)."]
    kept.keep(trial(3))
    assert numbers(KeptStudy(file, "one")) == [1]


def test_a_folder_that_is_not_there_is_said_once(tmp_path: Path) -> None:
    kept = KeptStudy(tmp_path / "nowhere" / "studies.sqlite", "one")
    assert kept.trials() == []
    kept.keep(trial(1))
    kept.forget()
    assert kept.notes == ["The trials of this search are not kept on disk (unable to open database file)."]


def test_without_a_file_nothing_is_kept() -> None:
    kept = KeptStudy()
    kept.keep(trial(1))
    assert kept.trials() == []
    kept.forget()
    assert kept.notes == []


def test_a_study_removed_by_another_process_is_no_matter(file: Path) -> None:
    """Two windows may train the same; the one that ends first removes the trials."""
    first, second = KeptStudy(file, "one"), KeptStudy(file, "one")
    first.keep(trial(1))
    first.forget()
    second.keep(trial(1))
    assert "not kept on disk" in second.notes[0]


def test_the_name_of_a_study_changes_with_all_that_decides_its_trials() -> None:
    told = {"data_hash": "a", "options": {"seed": 1, "folds": 5}}
    assert study_name(told) == study_name({"options": {"folds": 5, "seed": 1}, "data_hash": "a"})
    assert study_name(told) != study_name({**told, "data_hash": "b"})
