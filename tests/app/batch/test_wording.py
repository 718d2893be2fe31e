"""What the tab says in numbers: probabilities, figures, the time left, the columns a file needs."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.batch.columns import NeededColumns, content, history
from app.batch.elided_lines import ElidedLines
from app.batch.progress import time_left
from app.batch.summary import Summary, bins, figures, fits_bins
from app.batch.table_columns import percent
from core import schema
from core.batch.index import RowIndex
from core.batch.problem_groups import ProblemGroup
from core.batch.report import BINS, BatchReport
from core.golden import with_golden_rows
from core.scorecard import Calibration, ScoreScale
from tests.core.factories import curve_scorecard

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
    problems=(ProblemGroup("age is empty.", "age", 50, (), "age is empty."),),
    seconds=1.0,
    index=RowIndex((), ",", 0, (), 0, 0),
)


@pytest.mark.parametrize(
    ("text", "words"),
    [("0.5", "50.00 %"), ("0.00004", "< 0.01 %"), ("0.99996", "> 99.99 %"), ("1e-300", "< 0.01 %"), ("", "")],
)
def test_a_probability_is_never_none_and_never_all(text: str, words: str) -> None:
    assert percent(text) == words


def test_the_figures_of_a_file() -> None:
    assert dict(figures(REPORT)) == {
        "Rows": "1,200",
        "Scored": "1,000",
        "To look at": "150",
        "Rejected": "50",
        "Mended": "3",
        "Mean PD": "9.12 %",
        "Expected defaults": "104.9",
    }


def test_without_a_score_there_is_nothing_to_expect() -> None:
    empty = dict(figures(replace(REPORT, mean_default_probability=None, expected_defaults=0.0)))
    assert (empty["Mean PD"], empty["Expected defaults"]) == ("–", "–")


def test_a_probability_that_knows_no_default_rate_is_marked() -> None:
    assert "Mean PD, uncalibrated" in dict(figures(replace(REPORT, calibrated=False)))


def test_the_distribution_is_that_of_the_report() -> None:
    made = bins(REPORT)
    assert [one.count for one in made] == list(REPORT.histogram)
    assert (made[0].minimum, made[0].maximum) == (300, 309)
    assert (made[-1].minimum, made[-1].maximum) == (890, 900)


def test_a_scale_that_the_bins_do_not_fit_has_no_picture(qtbot: QtBot) -> None:
    card = curve_scorecard()
    assert fits_bins(card)
    wide = replace(card, scale=ScoreScale("log_odds", 0, 2000))
    odd = replace(card, bands=(card.bands[0], replace(card.bands[1], minimum=505), *card.bands[2:]))
    assert not fits_bins(wide)
    assert not fits_bins(odd)
    summary = Summary()
    qtbot.addWidget(summary)
    summary.show_report(REPORT, odd)
    assert summary.histogram.isHidden()
    assert summary.ratings.text() == "Poor 100 · Average 200 · Good 300 · Excellent 500"


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
