"""Whatever is typed into whichever field: words in place, a reason for the missing score, and a way back."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.applicant.history import KEY, Way
from app.applicant.samples import SAMPLES
from app.applicant.tab import ApplicantTab
from app.services.desk import Desk
from core.schema import FIELDS
from tests.app.applicant.applicants import GROWN, assess
from tests.app.applicant.officer import entry, error, opened, retype, use

COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")
NUMBERS = [item for item in FIELDS if not item.is_category]
BAD = {
    "words": "forty",
    "below zero": "-5",
    "far too much": "1e308",
    "beyond all numbers": "1e999",
    "not a number": "NaN",
    "infinity": "inf",
    "very long": "9" * 10_000,
    "long words": "a1," * 3_000,
    "emoji": "😀💰",
    "decimal comma": "12,5",
    "foreign grouping": "12.400,50",
    "lone minus": "-",
    "lone comma": ",",
    "lone point": ".",
    "only spaces": "   ",
    "right to left": "שלום",
    "override of direction": "\u202e21",
    "fraction": "½",
    "hexadecimal": "0x1F",
    "markup": "<b>9</b>",
    "control characters": "1\u00002\u0007",
}


@pytest.fixture
def grown(desk: Desk, tab: ApplicantTab) -> ApplicantTab:
    """The tab with every field there is, all of them filled."""
    use(desk, GROWN)
    tab.form.put(SAMPLES[0])
    return tab


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_every_field_says_what_is_wrong(grown: ApplicantTab, text: str) -> None:
    width = grown.minimumSizeHint().width()
    for item in NUMBERS:
        state = SAMPLES[0] | {KEY: Way.COUNTS if item.name in COUNTS else Way.RATIOS}
        grown.form.put(state)
        line = entry(grown, item.name)
        line.setFocus()
        line.selectAll()
        line.insert(text)
        assert grown.answer.gauge.face.score is None
        line.clearFocus()
        assert 0 < len(error(grown, item.name)) < 200
        assert item.label in grown.answer.gauge.face.message
        assert grown.minimumSizeHint().width() == width
    grown.form.put(SAMPLES[0])
    assert grown.answer.gauge.face.score is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12,5", "can be read in two ways (perhaps 12.5)"),
        ("12.400,50", "can be read in two ways (perhaps 12400.50)"),
        ("-", "'-' is not a number"),
        ("   ", "is empty"),
        ("-5", "is below 0"),
        ("9" * 10_000, "is too large to be a number"),
        ("NaN", "'NaN' is not a number"),
        ("😀", "'😀' is not a number"),
    ],
)
def test_the_words_fit_the_mistake(tab: ApplicantTab, text: str, words: str) -> None:
    retype(tab, "income", "")
    entry(tab, "income").insert(text)
    entry(tab, "age").setFocus()
    assert words in error(tab, "income")


def test_a_choice_that_is_none_is_still_to_be_made(tab: ApplicantTab) -> None:
    """A memory that was tampered with cannot choose what is not on the list."""
    tab.form.put(SAMPLES[0] | {"residence_type": "😀", KEY: "neither"})
    assert tab.answer.gauge.face.message == "To fill in: Residence"
    assert tab.form.state()[KEY] == Way.RATIOS


def test_bad_texts_survive_a_restart_too(qtbot: QtBot, desk: Desk, tab: ApplicantTab) -> None:
    bad = dict(zip((item.name for item in NUMBERS), BAD.values(), strict=False))
    tab.form.put(SAMPLES[0] | bad)
    again = opened(qtbot, desk)
    assert again.form.state() == tab.form.state()
    assert again.answer.gauge.face.message == tab.answer.gauge.face.message


def test_rapid_typing_ends_with_the_answer_to_what_stands_there(tab: ApplicantTab) -> None:
    line = entry(tab, "loan_amount")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "1234567890.12" * 3 + "\b" * 35 + "56000")
    assert line.text() == "12,34,56,000"
    found = assess(tab.form.texts(), tab.assessment.scorecard)
    assert tab.answer.gauge.face.score == found.credit_score


# Without a history at the bureau


@pytest.mark.parametrize(
    ("way", "texts"),
    [
        (Way.RATIOS, {"delinquency_ratio": "", "avg_dpd_per_delinquency": ""}),
        (Way.RATIOS, {"delinquency_ratio": " ", "avg_dpd_per_delinquency": "", "credit_utilization_ratio": ""}),
        (Way.COUNTS, {"total_loan_months": "", "delinquent_months": "", "total_dpd": ""}),
        (Way.COUNTS, {"total_loan_months": "0", "delinquent_months": "", "total_dpd": ""}),
        (Way.COUNTS, {"total_loan_months": "0", "delinquent_months": "0", "total_dpd": "0"}),
    ],
)
def test_without_a_credit_history_a_person_decides(tab: ApplicantTab, way: Way, texts: dict[str, str]) -> None:
    tab.form.put(SAMPLES[0] | {KEY: way} | texts)
    assert tab.assessment.credit_score is None
    assert tab.answer.gauge.face.message == "Refer: no credit history"
    assert tab.answer.refer.text.startswith("No credit history: the bureau knows no loan")
    assert not any(row.error for row in tab.form.rows.values())


@pytest.mark.parametrize(
    ("way", "texts", "asked"),
    [
        (Way.RATIOS, {"delinquency_ratio": ""}, "Delinquency ratio"),
        (Way.COUNTS, {"total_dpd": ""}, "Total days past due"),
        (Way.COUNTS, {"total_loan_months": ""}, "Loan months"),
    ],
)
def test_half_a_history_is_to_be_completed(tab: ApplicantTab, way: Way, texts: dict[str, str], asked: str) -> None:
    tab.form.put(SAMPLES[0] | {KEY: way} | texts)
    assert tab.answer.gauge.face.message == f"To fill in: {asked}"
