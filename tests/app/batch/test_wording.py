"""What the tab says in numbers: probabilities, figures, the time left, the columns a file needs."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.batch.bins import bins
from app.batch.columns import NeededColumns, content, history
from app.batch.elided_lines import ElidedLines
from app.batch.figure_words import figures, index, odds, one_value, outcome, outcomes, problem, share, text
from app.batch.progress import time_left
from app.batch.table_columns import percent
from app.services.bands import gauge_bands
from core import schema
from core.affordability import Policy
from core.batch.figures import Driver, Figures, ScoreCounts
from core.batch.problem_groups import ProblemGroup, ProblemValue
from core.batch.report import BINS, BatchReport
from core.evaluation.stability import Bin, Shift
from core.golden import with_golden_rows
from core.scorecard import Band, Calibration, ScoreScale
from tests.core.factories import curve_scorecard

COUNTS = ScoreCounts(
    minimum=649,
    rows=(2, 1, 1),
    defaults=(1.0, 0.1, 0.1),
    defaulting={"Secured": (0.0, 4e5, 2e5), "Unsecured": (1.1e6, 2e5, 0.0)},
)
REPORT = BatchReport(
    source=Path("in.csv"),
    target=Path("out.csv"),
    model="v1.0",
    calibrated=True,
    rows=1_200,
    scored=1_000,
    refer=150,
    rejected=50,
    mended=3,
    ratings={"Poor": 100, "Average": 200, "Good": 300, "Excellent": 500},
    histogram=(*range(BINS - 1), 7),
    mean_default_probability=0.0912,
    expected_defaults=104.88,
    problems=(
        ProblemGroup(
            "age is above 70.", "age", 50, (ProblemValue("80", 40), ProblemValue("90", 10)), "age … is above 70."
        ),
    ),
    seconds=1.0,
    separator=",",
    scored_at="2026-03-31T12:00:00+00:00",
    figures=Figures(
        scores=COUNTS,
        drivers=(Driver("age", 0.0, 1.0, 200),),
        population="all",
        shifts=(Shift("score", 0.0524, 0.01, 0.001, (Bin("any", 9, 9),)),),
        training_rows=9,
    ),
)


@pytest.mark.parametrize(
    ("text", "words"),
    [("0.5", "50.00 %"), ("0.00004", "< 0.01 %"), ("0.99996", "> 99.99 %"), ("1e-300", "< 0.01 %"), ("", "")],
)
def test_a_probability_is_never_none_and_never_all(text: str, words: str) -> None:
    assert percent(text) == words


def test_the_figures_of_a_file() -> None:
    assert dict(figures(REPORT, Policy())) == {
        "Rows": "1,200",
        "Scored · 83.3 %": "1,000",
        "To look at · 12.5 %": "150",
        "Rejected · 4.2 %": "50",
        "Mended": "3",
        "Mean PD": "9.12 %",
        "Expected defaults": "104.9",
        "Expected loss": "₹13 lakh",
    }


def test_without_a_score_there_is_nothing_to_expect() -> None:
    empty = dict(figures(replace(REPORT, mean_default_probability=None, expected_defaults=0.0), Policy()))
    assert (empty["Mean PD"], empty["Expected defaults"], empty["Expected loss"]) == ("–", "–", "–")


def test_without_amounts_there_is_no_loss() -> None:
    counts = replace(COUNTS, defaulting={})
    report = replace(REPORT, figures=replace(REPORT.figures, scores=counts))
    assert dict(figures(report, Policy()))["Expected loss"] == "–"
    assert outcomes(counts.approved(650, Policy()), 4)[2] == ("Loss among them", "–")
    assert outcome(counts.approved(650, Policy()), 4) == (
        "Cut-off 650: 50.0 % approved, 2 of 4; 0.2 defaults to be expected among them."
    )


def test_a_probability_that_knows_no_default_rate_is_marked() -> None:
    assert "Mean PD, uncalibrated" in dict(figures(replace(REPORT, calibrated=False), Policy()))


@pytest.mark.parametrize(
    ("count", "total", "words"),
    [
        (0, 0, "0 %"),
        (0, 9, "0 %"),
        (9, 9, "100 %"),
        (1, 8, "12.5 %"),
        (1, 10**6, "< 0.1 %"),
        (999_999, 10**6, "> 99.9 %"),
    ],
)
def test_a_share_is_none_or_all_only_where_it_is(count: int, total: int, words: str) -> None:
    assert share(count, total) == words


@pytest.mark.parametrize(
    ("log_odds", "words"),
    [(0.0, "× 1.00"), (0.896, "× 2.45"), (-1.0, "× 0.37"), (7.02, "× 1,119"), (-9.0, "< × 0.01"), (1e9, "× 1")],
)
def test_odds_are_told_as_a_multiple(log_odds: float, words: str) -> None:
    assert odds(log_odds).startswith(words)


@pytest.mark.parametrize(("value", "words"), [(0.0, "0.000"), (1e-9, "< 0.001"), (0.0524, "0.052"), (7.6, "7.600")])
def test_an_index_is_nothing_only_where_it_is(value: float, words: str) -> None:
    assert index(value) == words


def test_what_comes_of_a_cutoff_is_told_with_what_is_lost() -> None:
    approved = COUNTS.approved(650, Policy(lgd_secured=0.5, lgd_unsecured=1.0))
    assert outcome(approved, 4) == (
        "Cut-off 650: 50.0 % approved, 2 of 4; 0.2 defaults and a loss of ₹5 lakh to be expected among them."
    )
    assert outcomes(approved, 4) == [
        ("Approved · 2", "50.0 %"), ("Defaults among them", "0.2"), ("Loss among them", "₹5 lakh"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "template", "words"),
    [
        (
            (ProblemValue("Castle", 3),),
            "residence_type … is none of Owned.",
            "residence_type 'Castle' is none of Owned.",
        ),
        ((ProblemValue("350", 3),), "age … is above 100, the most.", "age 350 is above 100, the most."),
        ((ProblemValue("Castle", 2), ProblemValue("Hut", 1)), "residence_type … is none.", "the words"),
        ((ProblemValue("50", 3),), "delinquent_months … are more than total_loan_months ….", "the words"),
        ((), "age is empty.", "the words"),
    ],
)
def test_a_problem_of_one_value_is_told_with_it(values: tuple[ProblemValue, ...], template: str, words: str) -> None:
    group = ProblemGroup("the words", "", 3, values, template)
    assert problem(group) == words
    assert one_value(group) is (words != "the words")


def test_all_figures_can_be_copied_as_text() -> None:
    """A line each, with tabs between the columns of tables, as a spreadsheet takes them."""
    parts = text(REPORT, Policy(), 650).split("\n\n")
    assert parts[0].splitlines()[:2] == ["in.csv, scored with model v1.0", "Rows\t1,200"]
    assert "Excellent\t500\t45.5 %" in parts[0].splitlines()
    assert "Cut-off 650: 50.0 % approved, 2 of 4" in parts[0]
    assert "Expected loss: PD × loss given default 65 % of secured, 70 % of unsecured loans × loan amount." in parts[0]
    assert parts[1].splitlines() == [
        "Odds of default against those of all borrowers in training",
        "Factor\tAmong the defaults to expect\tIn all rows\tFirst reason in",
        "Age\t× 2.72\t× 1.00\t18.2 %",
    ]
    assert parts[2].splitlines() == [
        "Stability\tPSI\tBy chance up to\tVerdict", "Score\t0.052\t0.010\tSmall shift",
    ]  # fmt: skip
    assert parts[3].splitlines() == [
        "Rows\tColumn\tProblem", "50\tage\tage is above 70.", "40\tage\t  80", "10\tage\t  90",
    ]  # fmt: skip


def test_a_file_with_nothing_but_counts_has_no_empty_tables_to_copy() -> None:
    bare = replace(REPORT, problems=(), figures=Figures())
    assert "\n\n" not in text(bare, Policy(), 650)


def test_bins_lie_in_one_band_each_and_lose_nobody() -> None:
    rows = tuple(range(601))
    bands = gauge_bands(replace(curve_scorecard(), bands=(Band(300, "Poor", ""), Band(505, "Good", ""))))
    made = bins(ScoreCounts(300, 1, rows), bands)
    assert sum(one.count for one in made) == sum(rows)
    assert (made[0].minimum, made[0].maximum, made[0].count) == (300, 309, sum(range(10)))
    assert made[-1].maximum == 900
    assert {one.minimum for one in made} >= {500, 505}
    assert [one.minimum for one in made[1:]] == [one.maximum + 1 for one in made[:-1]]


def test_a_wide_scale_has_no_more_bins() -> None:
    scale = ScoreScale("log_odds", 0, 2000)
    bands = gauge_bands(replace(curve_scorecard(), scale=scale))
    made = bins(ScoreCounts(0, 1, (1,) * 2001), bands)
    assert 55 <= len(made) <= 65
    assert sum(one.count for one in made) == 2001


def test_a_scale_in_steps_is_counted_whole() -> None:
    counts = ScoreCounts(0, 7, tuple(range(1, 101)))
    bands = gauge_bands(replace(curve_scorecard(), scale=ScoreScale("balanced", 0, 699), bands=(Band(0, "All", ""),)))
    made = bins(counts, bands)
    assert sum(one.count for one in made) == sum(counts.rows)


def test_problems_are_cut_to_the_room_there_is_and_told_whole_under_the_mouse(qtbot: QtBot) -> None:
    lines = ElidedLines()
    qtbot.addWidget(lines)
    words = "50 × a problem that takes many words to be told"
    lines.set_lines([words], [words, "1 × another"])
    lines.resize(2000, 40)
    lines.show()
    assert lines.text() == words
    lines.resize(100, 40)
    assert "…" in lines.text()
    assert lines.toolTip() == f"{words}\n1 × another"
    assert lines.minimumSizeHint().width() <= 100


@pytest.mark.parametrize(
    ("fraction", "seconds", "words"),
    [
        (0.01, 1.0, ""),
        (0.5, 0.1, "about 1 s left"),
        (0.5, 20.0, "about 20 s left"),
        (0.25, 100.0, "about 5 min left"),
        (1.0, 20.0, "about 1 s left"),
    ],
)
def test_the_time_left_is_told_once_it_can_be_known(fraction: float, seconds: float, words: str) -> None:
    assert time_left(fraction, seconds) == words


def test_the_columns_are_named_with_their_units_or_categories(qtbot: QtBot) -> None:
    columns = NeededColumns()
    qtbot.addWidget(columns)
    columns.show_model(curve_scorecard())
    texts = [label.text() for label in columns.findChildren(QLabel)]
    assert texts[texts.index("income") + 1] == "₹ a year"
    assert texts[texts.index("residence_type") + 1] == "Owned, Rented or Mortgage"
    (either,) = [text for text in texts if "instead" in text]
    assert either.startswith("delinquency_ratio and avg_dpd_per_delinquency, or")
    assert either.endswith("total_loan_months, delinquent_months, total_dpd")


def test_a_model_without_history_asks_for_none(qtbot: QtBot) -> None:
    card = curve_scorecard()
    plain = with_golden_rows(
        replace(
            card,
            curves={name: curve for name, curve in card.curves.items() if name not in history(card)[0]},
            reference={name: value for name, value in card.reference.items() if name not in history(card)[0]},
            calibration=Calibration(),
        )
    )
    assert history(plain) == ([], [])
    columns = NeededColumns()
    qtbot.addWidget(columns)
    columns.show_model(plain)
    assert not any("instead" in label.text() for label in columns.findChildren(QLabel))
    assert content(schema.field("age")) == "years"
