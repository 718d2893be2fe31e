"""A file is kept whole or not at all, for this user alone, and never at the cost of the scored file."""

import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from core.batch.kept.about import ABOUT, RECORDS, REPORT, ROWS, SCORECARD
from core.batch.kept.rows import open_kept
from core.batch.kept.shelf import forget, kept_in, tidy
from core.batch.kept.writer import KeptWriter
from core.batch.pipeline import score_file
from core.batch.report import BatchReport
from core.errors import FileError
from core.progress import Cancelled
from tests.core.batch.files import applicants, read_csv, write_csv
from tests.core.batch.kept.making import CARD, keep

ROWS_OF_FILE = 40
Keep = Callable[[str], Path]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    changes = ({"age": "" if row % 9 == 0 else "40", "cust_id": f"C{row}"} for row in range(ROWS_OF_FILE))
    return write_csv(tmp_path / "in.csv", applicants(*changes))


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "batches"


def _score(source: Path, shelf: Path, report: Callable[[float, str], None] = lambda _f, _m: None) -> KeptWriter:
    with KeptWriter(shelf, CARD) as keeper:
        done = score_file(source, source.with_name("out.csv"), CARD, keeper=keeper, report=report, chunk_rows=8)
        keeper.finish(done)
    return keeper


def test_a_kept_file_has_its_report_and_its_model(source: Path, tmp_path: Path) -> None:
    kept = open_kept(keep(tmp_path, source))
    told = score_file(source, tmp_path / "scored.csv", CARD, chunk_rows=7)
    assert _figures(kept.report) == _figures(told)
    assert kept.scorecard == CARD


def _figures(report: BatchReport) -> dict[str, object]:
    """All of a report but when it was made, and how long it took."""
    return {name: getattr(report, name) for name in report.__slots__ if name not in ("seconds", "scored_at")}


def test_the_newest_file_comes_first_with_what_it_is(source: Path, tmp_path: Path, shelf: Path) -> None:
    first, second = keep(tmp_path, source), keep(tmp_path, source)
    first.rename(shelf / "20200101-000000-aaaaaaaa")
    newest, oldest = kept_in(shelf)
    assert newest.folder == second
    assert oldest.about is not None
    assert (oldest.about.source, oldest.about.rows, oldest.about.model) == (str(source), ROWS_OF_FILE, "v1.0")
    assert oldest.size >= sum(path.stat().st_size for path in oldest.folder.iterdir() if path.name != ABOUT)


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_nobody_else_may_look_into_it(source: Path, tmp_path: Path, shelf: Path) -> None:
    folder = keep(tmp_path, source)
    for place in (shelf, folder):
        assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0


def test_nothing_is_left_of_a_file_whose_scoring_was_cancelled(source: Path, shelf: Path) -> None:
    def stop(fraction: float, _message: str) -> None:
        if fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        _score(source, shelf, stop)
    assert list(shelf.iterdir()) == []


def test_what_a_killed_process_left_is_removed_by_the_next_file(source: Path, tmp_path: Path, shelf: Path) -> None:
    shelf.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.getpid", lambda: 2**22 + 1)  # beyond all process numbers, so it lives no more
        keeper = KeptWriter(shelf, CARD)
    left = keeper._part
    left.mkdir()
    kept = keep(tmp_path, source)
    assert list(shelf.iterdir()) == [kept]


def test_a_full_disk_costs_the_rows_but_not_the_scored_file(
    source: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(source.parent)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage._replace(free=1 << 20))
    keeper = _score(source, shelf)
    assert keeper.problem is not None
    assert "No space left" in str(keeper.problem)
    assert len(read_csv(source.with_name("out.csv"))) == ROWS_OF_FILE
    assert list(shelf.iterdir()) == []


def test_a_shelf_that_cannot_be_made_costs_only_the_rows(source: Path, shelf: Path) -> None:
    shelf.write_text("not a folder", encoding="utf-8")
    keeper = _score(source, shelf)
    assert "could not be kept" in str(keeper.problem)
    assert len(read_csv(source.with_name("out.csv"))) == ROWS_OF_FILE


def test_a_folder_that_vanishes_meanwhile_costs_only_the_rows(source: Path, shelf: Path) -> None:
    with KeptWriter(shelf, CARD) as keeper:
        done = score_file(source, source.with_name("out.csv"), CARD, keeper=keeper)
        shutil.rmtree(shelf)
        assert keeper.finish(done) is None
    assert "The scored file itself is complete" in str(keeper.problem)


@pytest.mark.parametrize("name", [ABOUT, REPORT, SCORECARD, ROWS, RECORDS])
@pytest.mark.parametrize("harm", ["cut", "altered", "gone"])
def test_a_damaged_file_is_refused_in_a_sentence(source: Path, tmp_path: Path, name: str, harm: str) -> None:
    folder = keep(tmp_path, source)
    path = folder / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(data[: len(data) // 2] if harm == "cut" else data)
    with pytest.raises(FileError, match=rf"{folder.name} is damaged or was forgotten\. Score its file again"):
        open_kept(folder)


def test_a_file_of_another_version_names_the_file_to_score_again(source: Path, tmp_path: Path, shelf: Path) -> None:
    folder = keep(tmp_path, source)
    about = json.loads((folder / ABOUT).read_text("utf-8"))
    (folder / ABOUT).write_text(json.dumps(about | {"format_version": 99}), encoding="utf-8")
    with pytest.raises(FileError, match=r"in\.csv was kept by another version of Credit Desk\. Score in\.csv again"):
        open_kept(folder)
    (kept,) = kept_in(shelf)
    assert kept.about is None
    assert "another version" in kept.problem
    assert kept.size > 0


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"format_version": 1, "checksum": "0"}', "\ud800"])
def test_any_other_content_is_damage(source: Path, tmp_path: Path, text: str) -> None:
    folder = keep(tmp_path, source)
    (folder / ABOUT).write_text(text, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(FileError):
        open_kept(folder)


def test_rows_that_were_forgotten_meanwhile_are_told(source: Path, tmp_path: Path) -> None:
    kept = open_kept(keep(tmp_path, source))
    forget(kept.folder)
    with pytest.raises(FileError, match="damaged or was forgotten"):
        kept.page(range(1))


def test_rows_that_were_cut_off_meanwhile_are_told(source: Path, tmp_path: Path) -> None:
    kept = open_kept(keep(tmp_path, source))
    with (kept.folder / RECORDS).open("r+b") as file:
        file.truncate(100)
    with pytest.raises(FileError, match="damaged or was forgotten"):
        kept.page(range(ROWS_OF_FILE - 1, ROWS_OF_FILE))


def test_opening_tells_how_far_it_is_and_can_be_cancelled(source: Path, tmp_path: Path) -> None:
    folder, told = keep(tmp_path, source), []

    def watch(fraction: float, message: str) -> None:
        told.append(fraction)
        if len(told) > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        open_kept(folder, watch)
    assert told == sorted(told)
    assert 0 < told[0] < 1


def test_what_became_of_source_and_result_is_told(source: Path, tmp_path: Path) -> None:
    kept = open_kept(keep(tmp_path, source))
    assert kept.about.changes() == []
    source.write_text("other", encoding="utf-8")
    (tmp_path / "scored.csv").unlink()
    assert kept.about.changes() == ["in.csv was changed since it was scored.", "scored.csv is no longer there."]
    assert len(kept.page(range(ROWS_OF_FILE))) == ROWS_OF_FILE


def test_a_forgotten_file_is_gone(source: Path, tmp_path: Path, shelf: Path) -> None:
    folder = keep(tmp_path, source)
    forget(folder)
    assert list(shelf.iterdir()) == []
    forget(folder)  # somebody else may have been faster


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever may do all is refused nothing")
def test_a_file_that_cannot_be_forgotten_stays_whole(source: Path, tmp_path: Path, shelf: Path) -> None:
    folder = keep(tmp_path, source)
    shelf.chmod(0o500)
    try:
        with pytest.raises(FileError, match="could not be forgotten"):
            forget(folder)
    finally:
        shelf.chmod(0o700)
    assert len(open_kept(folder)) == ROWS_OF_FILE


@pytest.fixture
def named(source: Path, tmp_path: Path, shelf: Path) -> Keep:
    """Keeps a file under a name of its own."""

    def keep_as(name: str) -> Path:
        return keep(tmp_path, source).rename(shelf / name)

    return keep_as


def test_the_oldest_go_when_there_are_too_many(named: Keep, shelf: Path) -> None:
    names = ["2026-1", "2026-2", "2026-3"]
    for name in names:
        named(name)
    tidy(shelf, most=2)
    assert [kept.folder.name for kept in kept_in(shelf)] == ["2026-3", "2026-2"]


def test_the_oldest_go_when_they_are_too_large_but_never_the_newest(named: Keep, shelf: Path) -> None:
    for name in ("2026-1", "2026-2"):
        named(name)
    tidy(shelf, most_bytes=1)
    assert [kept.folder.name for kept in kept_in(shelf)] == ["2026-2"]


def test_the_file_of_now_stays_even_when_the_clock_was_set_back(named: Keep, shelf: Path) -> None:
    for name in ("2026-2", "2026-3"):
        named(name)
    tidy(shelf, named("2026-1"), most=2)
    assert [kept.folder.name for kept in kept_in(shelf)] == ["2026-3", "2026-1"]


def test_files_of_the_same_second_are_in_their_order(source: Path, tmp_path: Path, shelf: Path) -> None:
    folders = [keep(tmp_path, source) for _ in range(3)]
    assert [kept.folder for kept in kept_in(shelf)] == folders[::-1]


def test_no_shelf_is_an_empty_one(shelf: Path) -> None:
    assert kept_in(shelf) == []
    tidy(shelf)
