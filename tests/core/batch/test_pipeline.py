"""Scoring a file, from CSV to CSV."""

from pathlib import Path

from core.batch.pipeline import score_file
from core.batch.results import open_results
from tests.core.batch.files import APPLICANT, applicants, read_csv, write_csv
from tests.core.factories import curve_scorecard


def test_a_scored_file_has_every_input_cell_and_the_answers(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({}, {"income": "0"}, {"loan_purpose": "Personaal"}))
    report = score_file(source, tmp_path / "out.csv", curve_scorecard())
    good, bad, mended = read_csv(tmp_path / "out.csv")
    assert {name: good[name] for name in APPLICANT} == APPLICANT
    assert [row["row_status"] for row in (good, bad, mended)] == ["scored", "rejected", "scored"]
    assert mended["row_problem"] == "loan_purpose 'Personaal' was read as Personal."
    assert (report.rows, report.scored, report.rejected, report.mended) == (3, 2, 1, 1)
    results = open_results(report)
    assert results.page(1, 5) == [tuple(bad.values()), tuple(mended.values())]
