"""The slow work of the tab, as a job does it but without the job."""

from functools import partial
from pathlib import Path

import pytest

from app.batch import work
from app.batch.work import Errand, Scored, concerns_target, copying, scoring, stamp_of
from core.batch.kept.shelf import kept_in, tidy
from core.errors import FileError
from core.progress import Cancelled, silent
from tests.core.batch.files import applicants, read_csv, write_csv
from tests.core.factories import curve_scorecard

_ROWS = 260


@pytest.fixture
def errand(tmp_path: Path) -> Errand:
    """A file where every tenth applicant has no age."""
    rows = ({"age": "" if row % 10 == 0 else "40", "cust_id": f"C{row}"} for row in range(_ROWS))
    return Errand(
        write_csv(tmp_path / "in.csv", applicants(*rows)), tmp_path / "out.csv", curve_scorecard(), tmp_path / "batches"
    )


def carry_out(errand: Errand) -> Scored:
    scored = scoring(errand)(silent)
    assert isinstance(scored, Scored)
    return scored


def test_a_file_is_scored_and_its_rows_can_be_read(errand: Errand) -> None:
    assert not errand.was_carried_out()
    scored = carry_out(errand)
    assert errand.was_carried_out()
    assert scored.report.rows == _ROWS
    assert scored.pages is not None
    written = read_csv(errand.target)
    for number in (_ROWS - 1, 0, 128, 127):
        assert scored.pages.row(number) == tuple(written[number].values())


def test_a_file_is_scored_where_its_rows_cannot_be_kept(errand: Errand) -> None:
    errand.shelf.write_text("no folder", encoding="utf-8")
    scored = carry_out(errand)
    assert len(read_csv(errand.target)) == _ROWS
    assert scored.pages is None
    assert "The scored file itself is complete" in scored.remark


def test_only_the_newest_results_stay(errand: Errand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.batch.kept.shelf.tidy", partial(tidy, most=2))
    for _ in range(3):
        carry_out(errand)
    assert len(kept_in(errand.shelf)) == 2


def test_another_place_helps_only_where_the_result_cannot_be_written(errand: Errand) -> None:
    nowhere = Errand(errand.source, errand.target.parent / "none" / "out.csv", errand.scorecard, errand.shelf)
    with pytest.raises(FileError) as unwritten:
        carry_out(nowhere)
    assert concerns_target(unwritten.value, nowhere.source)
    missing = Errand(errand.source.with_name("none.csv"), errand.target, errand.scorecard, errand.shelf)
    with pytest.raises(FileError) as unread:
        carry_out(missing)
    assert not concerns_target(unread.value, missing.source)
    assert not concerns_target(ZeroDivisionError(), missing.source)


def test_a_copy_is_whole_or_not_at_all(errand: Errand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_PIECE", 1000)

    def stop(fraction: float, _message: str) -> None:
        if fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        copying(errand.source, errand.target)(stop)
    assert stamp_of(errand.target) is None
    assert copying(errand.source, errand.target)(silent) == errand.target
    assert errand.target.read_bytes() == errand.source.read_bytes()
