"""What people write about versions stays with them, in order, whatever happens to the models."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import FileError, InputError, ModelError
from core.golden import with_golden_rows
from core.registry import notes
from core.registry.listing import Status
from core.registry.versions import Registry
from tests.core.factories import linear_scorecard
from tests.core.registry.model_files import cut_in_half, harm, put


def test_notes_come_back_in_order_with_who_wrote_them(registry: Registry) -> None:
    registry.save(linear_scorecard())
    first = registry.note("v2.0", "Trained on the portfolio of the south.", "Model owner")
    second = registry.note("v2.0", "Not for\nself-employed  borrowers.")
    assert registry.notes("v2.0") == registry.versions()[1].notes == (first, second)
    assert (first.author, second.author, second.text) == ("Model owner", "", "Not for self-employed borrowers.")
    assert first.at.endswith("+00:00")
    assert registry.versions()[0].notes == ()


def test_a_shipped_model_takes_notes_and_its_folder_stays_as_it_is(registry: Registry, shipped: Path) -> None:
    before = sorted(shipped.rglob("*"))
    registry.note("v1.0", "Replaced by v2.0 in March.", "Model owner")
    assert [note.text for note in registry.versions()[0].notes] == ["Replaced by v2.0 in March."]
    assert sorted(shipped.rglob("*")) == before


def test_a_damaged_model_keeps_its_notes_and_takes_more(registry: Registry, home: Path) -> None:
    registry.save(linear_scorecard())
    registry.note("v2.0", "Sound when it was saved.")
    harm(home / "models" / "v2.0" / "scorecard.json", cut_in_half)
    registry.note("v2.0", "Damaged by the crash of the disk.")
    version = registry.versions()[1]
    assert (version.status, len(version.notes)) == (Status.DAMAGED, 2)


def test_a_version_that_is_not_there_takes_no_note(registry: Registry) -> None:
    with pytest.raises(ModelError, match=r"There is no model v7\.0"):
        registry.note("v7.0", "Where is it?")


@pytest.mark.parametrize("text", ["", " \n", "x" * 2001])
def test_a_note_says_something_and_is_short(registry: Registry, text: str) -> None:
    with pytest.raises(InputError, match="between 1 and 2000 letters"):
        registry.note("v1.0", text)


def test_a_line_that_was_cut_short_costs_no_other_note(registry: Registry, home: Path) -> None:
    registry.note("v1.0", "First.")
    path = home / "models" / "notes" / "v1.0.jsonl"
    with path.open("ab") as file:
        file.write(b'{"at": "2026-01-01T00:')
    registry.note("v1.0", "Second.")
    first, cut, second = registry.notes("v1.0")
    assert (first.text, second.text) == ("First.", "Second.")
    assert "cannot be read; the other notes are whole" in cut.text


def test_notes_that_cannot_be_read_or_written_are_told(registry: Registry, home: Path) -> None:
    (home / "models" / "notes" / "v1.0.jsonl").mkdir(parents=True)
    (note,) = registry.notes("v1.0")
    assert "cannot be read (it is a folder)" in note.text
    with pytest.raises(FileError, match=r"The note could not be written in .*v1\.0\.jsonl"):
        registry.note("v1.0", "Here?")


@given(st.text(min_size=1, max_size=200), st.text(max_size=20))
def test_any_letters_come_back(tmp_path_factory: pytest.TempPathFactory, text: str, author: str) -> None:
    folder = tmp_path_factory.mktemp("models")
    try:
        written = notes.add(folder, "v1.0", text, author)
    except InputError:
        assert not text.strip()
        return
    shown = replace(written, text=_utf8(written.text), author=_utf8(written.author))
    assert notes.read(folder, "v1.0") == (shown,)


def _utf8(text: str) -> str:
    """Half of a pair of UTF-16, which no text should hold, is written as a question mark."""
    return text.encode("utf-8", "replace").decode()


# Status and author


def test_the_status_tells_what_a_version_was_to_people(registry: Registry) -> None:
    for _ in range(3):
        registry.save(linear_scorecard())
    registry.activate("v2.0")
    registry.activate("v3.0")
    statuses = [version.status.value for version in registry.versions()]
    assert statuses == ["used before", "used before", "in use", "not used yet"]
    registry.roll_back()
    statuses = [version.status.value for version in registry.versions()]
    assert statuses == ["used before", "in use", "used before", "not used yet"]


def test_a_shipped_model_that_nobody_used_is_shipped(registry: Registry, shipped: Path) -> None:
    put(shipped, with_golden_rows(replace(linear_scorecard(), version="v2.0")))
    assert [version.status for version in registry.versions()] == [Status.SHIPPED, Status.IN_USE]


def test_the_author_is_kept_with_the_model(registry: Registry) -> None:
    saved = registry.save(linear_scorecard(), "Model owner")
    assert saved.provenance["author"] == "Model owner"
    told = registry.versions()[1]
    assert (told.author, told.rows, told.calibrated) == ("Model owner", 50_000, True)
    assert registry.save(linear_scorecard()).provenance == linear_scorecard().provenance
