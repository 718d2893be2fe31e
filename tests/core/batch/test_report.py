"""What became of a file, in numbers that add up, for a script and for a person."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from core.affordability import Policy
from core.batch.pipeline import score_file
from core.batch.report import BIN_WIDTH, BINS, LOWEST_SCORE, BatchReport, money
from core.scorecard import Calibration, ScoreScale
from tests.core.batch.files import APPLICANT, applicants, read_csv, write_csv
from tests.core.factories import curve_scorecard

CHANGES = [
    *[{"credit_utilization_ratio": str(share), "residence_type": "Rented"} for share in range(0, 100, 4)],
    {"age": "75"},
    {"income": "0"},
    {"income": "0"},
    {"income": "0", "age": "75"},
    {"loan_purpose": "Personaal", "loan_type": "Secured."},
    {"loan_purpose": "Boat"},
    {"age": "7"},
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BatchReport:
    folder = tmp_path_factory.mktemp("report")
    source = write_csv(folder / "in.csv", applicants(*CHANGES))
    return score_file(source, folder / "out.csv", curve_scorecard(), chunk_rows=4)


def test_rows_are_counted_by_what_became_of_them(report: BatchReport) -> None:
    assert report.rows == len(CHANGES) == report.scored + report.refer + report.rejected
    assert (report.refer, report.rejected, report.mended) == (2, 4, 1)


def test_sums_are_those_of_the_scored_file(report: BatchReport) -> None:
    rows = [row for row in read_csv(report.target) if row["credit_score"]]
    chances = [float(row["default_probability"]) for row in rows]
    assert report.expected_defaults == pytest.approx(sum(chances), rel=1e-12)
    assert report.mean_default_probability == pytest.approx(sum(chances) / len(rows), rel=1e-12)
    ratings = [row["rating"] for row in rows]
    assert report.ratings == {name: ratings.count(name) for name in ("Poor", "Average", "Good", "Excellent")}
    bins = [min((int(row["credit_score"]) - LOWEST_SCORE) // BIN_WIDTH, BINS - 1) for row in rows]
    assert report.histogram == tuple(bins.count(place) for place in range(BINS))
    assert len(set(bins)) > 5


def test_problems_are_counted_by_their_words_the_most_common_first(report: BatchReport) -> None:
    counts = [(group.words, group.rows) for group in report.problems]
    assert counts[0] == ("income is 0; a loan needs an income to compare.", 3)
    assert ("age is above 70, the most any borrower in training had.", 2) in counts
    assert ("loan_purpose is none of Home, Auto, Personal, Education.", 1) in counts
    assert ("loan_purpose was read as Personal.", 1) in counts


def test_no_problem_is_left_out_for_there_are_many(tmp_path: Path) -> None:
    """A person gets the first five, and how many more there are."""
    numbers = [name for name in APPLICANT if APPLICANT[name].isdecimal()]
    changes = [dict.fromkeys(numbers, cell) for cell in ("-1", "9e15", "0.5", "", "many")]
    source = write_csv(tmp_path / "in.csv", applicants(*changes))
    report = score_file(source, tmp_path / "out.csv", curve_scorecard())
    told = report.to_dict()["problems"]
    assert len(told) > 20
    assert {f"{name} is below 0, the least it can be." for name in ("income", "total_dpd")} < {
        problem["problem"] for problem in told
    }
    assert report.lines()[-2] == f"And {len(told) - 5} more problems; the column row_problem tells each row's."


def test_a_cell_of_a_row_that_cannot_be_trusted_is_not_mended(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({"loan_purpose": "Personaal"}))
    source.write_text(source.read_text().rstrip("\n") + ",more\n")
    report = score_file(source, tmp_path / "out.csv", curve_scorecard())
    assert (report.mended, len(report.problems)) == (0, 1)


def test_a_script_gets_everything_as_json(report: BatchReport) -> None:
    answer = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    assert answer["source"] == str(report.source)
    assert (answer["rows"], answer["scored"], answer["refer"], answer["rejected"]) == (32, 26, 2, 4)
    first, second, *_ = answer["problems"]
    words = "income is 0; a loan needs an income to compare."
    assert first == {"problem": words, "rows": 3, "column": "income", "values": []}
    assert (second["column"], second["values"]) == ("age", [{"value": "75", "rows": 2}])
    assert sum(answer["histogram"]) == sum(answer["ratings"].values()) == 27


def test_a_person_gets_a_few_lines(report: BatchReport) -> None:
    first, ratings, expectation, loss, cutoff, alike, mended, *problems, last = replace(report, seconds=1.25).lines()
    assert first == ("in.csv: 32 rows, 26 scored, 2 for a person to look at, 4 rejected by model v1.0 in 1.2 s.")
    assert ratings.startswith("Ratings: Poor ")
    assert expectation.startswith("Mean probability of default ")
    assert expectation.endswith(" defaults expected.")
    assert loss.endswith(" (loss given default 65 % of secured, 70 % of unsecured loans).")
    assert re.fullmatch(r"At a cut-off of 650 \d+\.\d% would be approved, \d+\.\d defaults among them\.", cutoff)
    assert alike.startswith("This model keeps no picture of its training data")
    assert mended == "Mended: 1 row with a misspelled category."
    assert problems[0] == "3 rows: income is 0; a loan needs an income to compare."
    assert last == f"Written to {report.target}."


def test_the_loss_is_said_with_what_it_assumes(report: BatchReport) -> None:
    policy = Policy(lgd_secured=0.125, lgd_unsecured=1.0)
    loss = report.figures.loss(policy)
    assert loss is not None
    words = f"Expected loss {money(loss)} (loss given default 12.5 % of secured, 100 % of unsecured loans)."
    assert words in report.lines(policy)
    assert report.to_dict(policy)["expected_loss"] == loss


@pytest.mark.parametrize(
    ("amount", "words"), [(0.0, "₹0"), (999.4, "₹999"), (12_400.0, "₹12.4 thousand"), (2.5e9, "₹250 crore")]
)
def test_money_is_said_as_people_say_it(amount: float, words: str) -> None:
    assert money(amount) == words


def test_a_script_gets_what_comes_of_sixty_cutoffs(report: BatchReport) -> None:
    cutoffs = report.to_dict()["cutoffs"]
    assert [one["cutoff"] for one in cutoffs] == list(range(300, 901, 10))
    assert (cutoffs[0]["rows"], cutoffs[0]["share"]) == (27, 1.0)
    assert cutoffs[0]["expected_defaults"] == pytest.approx(report.expected_defaults)


def test_a_cutoff_that_no_score_of_the_model_can_reach_is_not_told(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({}))
    scorecard = replace(curve_scorecard(), scale=ScoreScale("balanced", 0, 100))
    lines = score_file(source, tmp_path / "out.csv", scorecard).lines()
    assert not [line for line in lines if "cut-off" in line]


def test_nothing_scored_has_no_mean(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({"age": ""}))
    report = score_file(source, tmp_path / "out.csv", replace(curve_scorecard(), version=""))
    assert (report.mean_default_probability, report.expected_defaults) == (None, 0.0)
    first, *others = report.lines()
    assert first.startswith(
        "in.csv: 1 row, 0 scored, 0 for a person to look at, 1 rejected by a model without a version"
    )
    assert others == ["1 row: age is empty.", f"Written to {report.target}."]


def test_a_probability_that_knows_no_default_rate_is_marked(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({}))
    report = score_file(source, tmp_path / "out.csv", replace(curve_scorecard(), calibration=Calibration()))
    assert "uncalibrated: as if half of all borrowers defaulted" in report.lines()[2]
    assert report.to_dict()["calibrated"] is False


def test_scores_beyond_the_histogram_count_in_its_outer_bins(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({}, {"credit_utilization_ratio": "99", "income": "200000"}))
    scale = ScoreScale("log_odds", 0, 2000, base_score=600.0, pdo=200.0)
    report = score_file(source, tmp_path / "out.csv", replace(curve_scorecard(), scale=scale))
    assert (report.histogram[0], report.histogram[-1]) == (1, 1)
