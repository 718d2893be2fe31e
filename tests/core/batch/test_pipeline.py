"""Scoring a file, from CSV to CSV: every row in, every row out, each with its answer or the reason why not."""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core import explanation, schema
from core.batch.choices import ReadingChoices
from core.batch.pipeline import score_file
from core.batch.report import BatchReport
from core.errors import FileError
from core.parsing import Decimal, Percent
from core.progress import Cancelled
from core.scorecard import Band, Scorecard
from core.scoring import Scorer, Scores
from tests.core.batch.files import APPLICANT, applicants, read_csv, write_csv
from tests.core.factories import curve_scorecard, linear_scorecard

Row = dict[str, str]
ANSWERS = [
    "default_probability", "balanced_probability", "credit_score", "rating", "decision", "default_prediction",
    "reason_1", "reason_2", "reason_3", "reason_4", "row_status", "row_problem",
]  # fmt: skip
Score = Callable[..., list[Row]]
CURVES, LINES = curve_scorecard(), linear_scorecard()
FOUND_OUT, AS_PROGRAMS_WRITE = ReadingChoices(), ReadingChoices(decimal=Decimal.POINT, percent=Percent.PERCENT)


@pytest.fixture
def score(tmp_path: Path) -> Score:
    """Write applicants, score them, and give the rows of the scored file."""

    def score_rows(
        rows: list[Row], scorecard: Scorecard = CURVES, chunk_rows: int = 1000, choices: ReadingChoices = FOUND_OUT
    ) -> list[Row]:
        source = write_csv(tmp_path / "in.csv", rows)
        score_file(source, tmp_path / "out.csv", scorecard, choices=choices, chunk_rows=chunk_rows)
        return read_csv(tmp_path / "out.csv")

    return score_rows


def columns_of(applicant: Row) -> dict[str, NDArray[Any]]:
    """One applicant as the kernel takes it, read by the standard library."""
    columns = {}
    for name, text in applicant.items():
        if name != "cust_id":
            item = schema.field(name)
            columns[name] = np.array([item.categories.index(text) if item.is_category else float(text)])
    return columns


def alone(applicant: Row, scorecard: Scorecard) -> Scores:
    return Scorer(scorecard).score(columns_of(applicant))


def score_bytes(folder: Path, content: bytes, scorecard: Scorecard = CURVES) -> tuple[BatchReport, bytes]:
    (folder / "in.csv").write_bytes(content)
    report = score_file(folder / "in.csv", folder / "out.csv", scorecard)
    return report, (folder / "out.csv").read_bytes()


# --- the answers ---


def test_a_scored_file_has_every_input_cell_and_the_answers(score: Score) -> None:
    (row,) = score([{"note": 'says "hi", \nthen left', **APPLICANT, "empty": ""}])
    assert list(row) == ["note", *APPLICANT, "empty", *ANSWERS]
    assert (row["note"], row["empty"]) == ('says "hi", \nthen left', "")
    scores = alone(APPLICANT, CURVES)
    assert float(row["default_probability"]) == scores.default_probability[0]
    assert float(row["balanced_probability"]) == scores.balanced_probability[0]
    assert int(row["credit_score"]) == scores.credit_score[0]
    assert (row["rating"], row["decision"]) == ("Excellent", "Approved")
    assert (row["default_prediction"], row["row_status"], row["row_problem"]) == ("0", "scored", "")


def test_reasons_are_those_that_one_applicant_gets(score: Score) -> None:
    risky = {**APPLICANT, "credit_utilization_ratio": "95", "loan_purpose": "Personal", "residence_type": "Rented"}
    (row,) = score([risky])
    explainer = explanation.Explainer(CURVES)
    expected = explanation.adverse(explainer.reasons(alone(risky, CURVES), factors=columns_of(risky)))
    assert row["reason_2"] == "Applicants who rent their home carry a higher risk"
    assert [row[f"reason_{rank}"] for rank in (1, 2, 3, 4)] == [reason.text for reason in expected]
    assert row["default_prediction"] == "1"


def test_reasons_compare_with_the_population_and_in_the_words_that_were_chosen(tmp_path: Path) -> None:
    """The same four as of one applicant on the window, in a bank's own words."""
    strict = {name: value - 1.0 for name, value in CURVES.reference.items()} | {"age": 9.0}
    scorecard = replace(CURVES, reference_above_cutoff=strict)
    words = {name: f"Our words for {name}, say" for name in CURVES.factors}
    explainer = explanation.Explainer(scorecard, explanation.Population.ABOVE_CUTOFF, words)
    source = write_csv(tmp_path / "in.csv", applicants({}, {"age": "19"}))
    score_file(source, tmp_path / "out.csv", scorecard, explainer=explainer)
    first, second = read_csv(tmp_path / "out.csv")
    assert first["reason_1"].startswith("Our words for ")
    for row, applicant in ((first, APPLICANT), (second, {**APPLICANT, "age": "19"})):
        told = explanation.adverse(explainer.reasons(alone(applicant, scorecard), factors=columns_of(applicant)))
        assert [row[f"reason_{rank}"] for rank in (1, 2, 3, 4)] == [reason.text for reason in told]


def test_any_number_of_reasons_can_be_asked_for(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({}))
    for reasons in (0, 1, 12):
        score_file(source, tmp_path / "out.csv", CURVES, reasons=reasons)
        (row,) = read_csv(tmp_path / "out.csv")
        assert sum(name.startswith("reason_") for name in row) == reasons


ODD = st.sampled_from(["", "x", "-1", "0", "1e9", "Personaal", "Owned ", "12,40,000", "n/a", "१२", "7.5"])
APPLICANTS = st.fixed_dictionaries(
    {
        **{name: st.just(text) for name, text in APPLICANT.items()},
        "age": st.integers(18, 90).map(str),
        "income": st.integers(1, 10**8).map(str),
        "loan_amount": st.floats(1, 1e8).map(repr),
        "credit_utilization_ratio": st.floats(0, 200).map(repr),
        "residence_type": st.sampled_from(schema.field("residence_type").categories),
        "loan_purpose": st.sampled_from(schema.field("loan_purpose").categories),
        "total_loan_months": st.integers(60, 999).map(str),
        "delinquent_months": st.integers(1, 60).map(str),
        "total_dpd": st.integers(60, 999).map(str),
    }
)
ODD_ONES = st.tuples(APPLICANTS, st.sampled_from(list(APPLICANT)), ODD).map(lambda odd: {**odd[0], odd[1]: odd[2]})


@given(st.lists(APPLICANTS, min_size=1, max_size=6), st.sampled_from([CURVES, LINES]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_row_of_a_file_gets_the_probability_it_gets_alone(
    score: Score, rows: list[Row], scorecard: Scorecard
) -> None:
    for row, found in zip(rows, score(rows, scorecard, choices=AS_PROGRAMS_WRITE), strict=True):
        probability = alone(row, scorecard).default_probability[0]
        assert math.isclose(float(found["default_probability"]), probability, rel_tol=1e-12)


@given(st.lists(APPLICANTS | ODD_ONES, min_size=2, max_size=6), st.randoms(use_true_random=False), st.integers(1, 3))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_of_rows_and_columns_and_size_of_chunks_change_nothing(
    score: Score, rows: list[Row], dice: random.Random, chunk_rows: int
) -> None:
    names = list(rows[0])
    dice.shuffle(names)
    order = list(range(len(rows)))
    dice.shuffle(order)
    first = score(rows, choices=AS_PROGRAMS_WRITE)
    shuffled = [{name: rows[place][name] for name in names} for place in order]
    second = score(shuffled, chunk_rows=chunk_rows, choices=AS_PROGRAMS_WRITE)
    assert [dict(row) for row in second] == [first[place] for place in order]


# --- rows with something wrong ---


@pytest.mark.parametrize(
    ("change", "status", "problem"),
    [
        ({"income": "0"}, "rejected", "income is 0; a loan needs an income to compare."),
        ({"income": "-5000"}, "rejected", "income -5,000 is below 0, the least it can be."),
        ({"income": "lots"}, "rejected", "income 'lots' is not a number. Type digits, with a point before decimals."),
        ({"age": "350"}, "rejected", "age 350 is above 100, the most it can be."),
        ({"age": ""}, "rejected", "age is empty."),
        ({"residence_type": ""}, "rejected", "residence_type is empty; it must be one of Owned, Rented, Mortgage."),
        ({"loan_purpose": "Boat"}, "refer", "loan_purpose 'Boat' is none of Home, Auto, Personal, Education."),
        ({"total_loan_months": "0", "delinquent_months": "0", "total_dpd": "0"}, "refer", "No credit history"),
        (
            {"delinquent_months": "50"},
            "rejected",
            "delinquent_months 50 are more than total_loan_months 40.",
        ),
        (
            {"income": "1e-308", "loan_amount": "1e9"},
            "rejected",
            "income '1e-308' is too small to compare loan_amount with.",
        ),
    ],
)
def test_a_row_that_cannot_be_scored_says_why_and_stops_no_other(
    score: Score, change: Row, status: str, problem: str
) -> None:
    before, bad, after = score(applicants({}, change, {}))
    assert bad["row_status"] == status
    assert problem in bad["row_problem"]
    assert [bad[name] for name in ANSWERS[:10]] == [""] * 10
    assert before == after
    assert before["row_status"] == "scored"


def test_all_problems_of_a_row_are_told_together(score: Score) -> None:
    (row,) = score(applicants({"age": "7", "loan_type": "Sekured", "loan_tenure_months": "x"}))
    assert row["row_problem"] == (
        "age 7 is below 18, the least it can be. "
        "loan_tenure_months 'x' is not a number. Type digits, with a point before decimals. "
        "loan_type 'Sekured' was read as Secured."
    )


def test_ragged_rows_and_stray_quotes_keep_their_place(tmp_path: Path) -> None:
    header, good = ",".join(APPLICANT), ",".join(APPLICANT.values())
    lines = [header, good, good + ",more", good.removesuffix(",12"), good.replace("C1", '"C1'), "", good]
    report, _ = score_bytes(tmp_path, "\n".join(lines).encode())
    rows = read_csv(tmp_path / "out.csv")
    assert [row["row_status"] for row in rows] == ["scored", "rejected", "rejected", "rejected", "rejected", "scored"]
    problems = [row["row_problem"] for row in rows]
    assert problems[1] == (
        "The row has 14 cells where the header has 13, so its values may stand in wrong columns; left over: 'more'."
    )
    assert problems[2].startswith(
        "The row has 12 cells where the header has 13; the missing ones count as empty. delinquency_ratio is empty"
    )
    assert "quotation mark that is not closed" in problems[3]
    assert (problems[0], problems[4], problems[5]) == ("", "This row is no applicant: it is empty.", "")
    assert [row["cust_id"] for row in rows] == ["C1", "C1", "C1", '"C1', "", "C1"]
    counts = {group.words: group.rows for group in report.problems}
    assert counts["The row has too many cells, so its values may stand in wrong columns."] == 1


# --- files of every kind ---


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_scored_file_is_laid_out_like_its_source(tmp_path: Path, bom: bytes, line_end: str, separator: str) -> None:
    lines = [
        separator.join(APPLICANT),
        separator.join(APPLICANT.values()),
        separator.join({**APPLICANT, "age": "7"}.values()),
    ]
    _, found = score_bytes(tmp_path, bom + line_end.join([*lines, "", ""]).encode())
    assert found.startswith(bom + lines[0].encode())
    written = found.removeprefix(bom).decode().split(line_end)
    assert [text.startswith(line) for text, line in zip(written, lines, strict=False)] == [True] * 3
    assert written[3:] == [""]
    good, bad = read_csv(tmp_path / "out.csv", separator)
    assert (good["row_status"], bad["row_status"]) == ("scored", "rejected")
    assert bad["row_problem"].startswith("age 7 is below 18, the least it can be.")


def test_words_of_a_model_that_hold_the_separator_are_quoted(score: Score) -> None:
    band = Band(300, 'Good, "very"', "yes; no")
    (row,) = score([APPLICANT], replace(CURVES, bands=(band,)))
    assert (row["rating"], row["decision"]) == (band.rating, band.decision)


def test_history_given_as_ratios_scores_like_history_given_as_counts(score: Score) -> None:
    ratios = {
        name: text
        for name, text in APPLICANT.items()
        if name not in ("total_loan_months", "delinquent_months", "total_dpd")
    }
    (counted,) = score([APPLICANT])
    (given_ratios,) = score([{**ratios, "delinquency_ratio": "10", "avg_dpd_per_delinquency": "3"}])
    assert given_ratios["default_probability"] == counted["default_probability"]


# --- files that are refused ---


def test_a_source_is_never_overwritten(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({}))
    (tmp_path / "folder").mkdir()
    for target in (source, tmp_path / "folder" / ".." / "in.csv"):
        with pytest.raises(FileError, match=r"is the file to score; its rows would be lost"):
            score_file(source, target, CURVES)
    assert read_csv(source) == [APPLICANT]


def test_a_missing_folder_for_the_result_is_told(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants({}))
    with pytest.raises(FileError, match=r"out\.csv could not be written in .*none \(No such file or directory\)"):
        score_file(source, tmp_path / "none" / "out.csv", CURVES)


def test_a_full_disk_leaves_the_old_result(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="only some systems limit the size of a file")
    source = write_csv(tmp_path / "in.csv", applicants(*[{}] * 200))
    (tmp_path / "out.csv").write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(FileError, match=r"out\.csv could not be written in .* \(File too large\)"):
            score_file(source, tmp_path / "out.csv", CURVES)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (tmp_path / "out.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_source_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants(*[{}] * 20))

    def append(_fraction: float, _message: str) -> None:
        with source.open("a") as file:
            file.write("more\n")

    with pytest.raises(FileError, match=r"in\.csv was changed while it was read"):
        score_file(source, tmp_path / "out.csv", CURVES, report=append)
    assert not (tmp_path / "out.csv").exists()


# --- progress ---


def test_progress_rises_to_the_end_and_is_told_many_times_a_chunk(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants(*[{}] * 50))
    told: list[tuple[float, str]] = []
    score_file(source, tmp_path / "out.csv", CURVES, chunk_rows=10, report=lambda *step: told.append(step))
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert told[0] == (0.0, "Opening in.csv")
    assert told[-1] == (1.0, "Scored 50 rows")
    assert len(told) > 10


def test_cancelling_whenever_it_is_possible_leaves_the_old_result_and_nothing_else(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", applicants(*[{"age": "x"}] * 25))
    (tmp_path / "out.csv").write_text("old")
    told: list[float] = []
    score_file(source, tmp_path / "done.csv", CURVES, chunk_rows=10, report=lambda share, _: told.append(share))
    (tmp_path / "done.csv").unlink()

    for calls in range(len(told)):
        left = iter(range(calls))

        def stop(_fraction: float, _message: str, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            score_file(source, tmp_path / "out.csv", CURVES, chunk_rows=10, report=stop)
        assert (tmp_path / "out.csv").read_text() == "old"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]
