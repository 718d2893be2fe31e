"""A validation pack tells all of a judgement as tables, each with what it says and on how many rows."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import precision_recall_curve, roc_curve

from core.errors import ModelError
from core.evaluation.estimate import Estimate, share
from core.registry.notes import Note
from core.registry.pack.contents import pack_of, validation_pack
from core.registry.pack.tables import Cell, Kind, text
from core.registry.versions import Registry
from core.scorecard import CUTOFF
from tests.core.factories import curve_scorecard
from tests.core.judged import answers_of, held_out, judgement
from tests.core.registry.pack.material import MODEL, ROWS, pack, section

ORDER = [
    "summary", "gates", "measures", "roc", "precision_recall", "ks", "calibration", "scores", "deciles", "cut_offs",
    "confusions", "points", "coefficients", "factor_tests", "stability", "month_stability", "months", "bands",
    "segments", "fairness", "areas", "swap_set",
]  # fmt: skip
OF_THE_MODEL = {"points", "coefficients", "factor_tests"}

LOANS = held_out(ROWS)
ANSWERS = answers_of("v2.0", curve_scorecard(), LOANS)
DEFAULTS = int(LOANS.y.sum())


def value(cell: Cell) -> float:
    """The figure in a cell."""
    found = cell.value if isinstance(cell, Estimate) else cell
    assert isinstance(found, int | float)
    return found


def test_the_sections_stand_in_their_order_and_say_on_which_rows() -> None:
    assert [one.key for one in pack().sections] == ORDER
    assert len({one.title for one in pack().sections}) == len(ORDER)
    for one in pack().sections:
        told = "9,000 loans" if one.key in OF_THE_MODEL else f"{ROWS:,} held-out loans, {DEFAULTS:,} of which"
        assert told in one.basis
        assert one.tells.endswith(".")
        assert all(len(row) == len(one.columns) for row in one.rows)
        assert one.rows or one.notes


def test_measures_have_their_intervals_and_stand_beside_those_of_the_active_model() -> None:
    found = section("measures")
    assert [column.label for column in found.columns] == ["Measure", "v2.0", "v1.0", "n"]
    first = found.rows[0]
    judged = judgement(ROWS)
    assert judged.active is not None
    assert first == ("AUC", judged.candidate.measures["auc"], judged.active.measures["auc"], ROWS)
    assert {row[0] for row in found.rows} >= {"Gini", "KS", "PR AUC", "Brier score", "Default rate"}


def test_the_roc_table_has_the_shares_that_scikit_learn_finds() -> None:
    flagged, caught, _ = roc_curve(LOANS.y, ANSWERS.log_odds)
    for row in section("roc").rows:
        expected = np.interp(value(row[0]), flagged, caught)
        assert value(row[1]) == pytest.approx(expected, abs=0.02)  # the curve is kept with 200 of its points
        assert row[1] == share(round(value(row[1]) * DEFAULTS), DEFAULTS)


def test_the_precision_table_has_the_shares_that_scikit_learn_finds() -> None:
    precision, recall, _ = precision_recall_curve(LOANS.y, ANSWERS.log_odds)
    found = section("precision_recall")
    for row in found.rows[5:]:  # before, the curve is a saw
        assert value(row[1]) == pytest.approx(np.interp(value(row[0]), recall[::-1], precision[::-1]), abs=0.03)
    assert value(found.rows[-1][0]) == 1.0
    assert f"{100 * DEFAULTS / ROWS:.2f} %" in found.notes[0]


def test_the_ks_table_holds_the_widest_gap() -> None:
    found = section("ks")
    gaps = [value(row[3]) for row in found.rows]
    curve = judgement(ROWS).candidate.ks
    assert max(gaps) == pytest.approx(np.max(curve.defaulted - curve.paid))
    widest = found.rows[int(np.argmax(gaps))]
    assert f"score {value(widest[0]):.0f}" in found.notes[0]
    below = ANSWERS.credit_score <= value(widest[0])
    assert value(widest[1]) == pytest.approx(np.mean(below[LOANS.y == 1]))
    assert value(widest[2]) == pytest.approx(np.mean(below[LOANS.y == 0]))


def test_the_decile_table_is_that_of_the_notebook() -> None:
    """``pandas.qcut`` of the PDs, riskiest group first, with what gathers from group to group."""
    found = section("deciles")
    assert [column.label for column in found.columns][:5] == [
        "Decile",
        "Lowest PD",
        "Highest PD",
        "Events",
        "Non-events",
    ]
    frame = pd.DataFrame({"pd": ANSWERS.pd, "y": LOANS.y})
    events = frame.groupby(pd.qcut(frame["pd"], 10, labels=False, duplicates="drop"))["y"].sum()[::-1]
    assert [row[3] for row in found.rows] == events.tolist()
    assert [row[7] for row in found.rows] == events.cumsum().tolist()
    assert value(found.rows[-1][9]) == 1.0


def test_every_held_out_loan_is_in_each_table_of_counts_once() -> None:
    assert sum(value(row[1]) for row in section("calibration").rows) == ROWS
    assert sum(value(row[2]) + value(row[3]) for row in section("scores").rows) == ROWS
    assert sum(value(row[1]) for row in section("bands").rows) == ROWS
    assert sum(value(row[2]) for row in section("segments").rows) == ROWS
    assert sum(value(row[1]) for row in section("months").rows) == ROWS
    assert sum(value(row[1]) for row in section("swap_set").rows) == ROWS
    for row in section("confusions").rows:
        assert sum(value(cell) for cell in row[2:6]) == ROWS


def test_cut_offs_follow_what_a_wrong_decision_costs() -> None:
    for row in section("cut_offs").rows:
        assert value(row[1]) == pytest.approx(1.0 / (1.0 + value(row[0])))
        assert value(row[2]) == pytest.approx(np.mean(ANSWERS.pd > value(row[1])))
    ratio, _, _, missed, lost, _, cost = map(value, section("confusions").rows[3])
    assert cost == lost + ratio * missed


def test_the_swap_set_tells_who_is_treated_otherwise_and_the_approval_rates() -> None:
    found = section("swap_set")
    assert found.rows[0][0] == "Newly approved: by v2.0 alone"
    assert text(Kind.SHARE, share(int(np.sum(ANSWERS.credit_score >= CUTOFF)), ROWS)) in found.notes[0]
    difference = section("areas").rows[-1]
    judged = judgement(ROWS).auc_difference
    assert judged is not None
    assert difference[0] == "Difference"
    assert value(difference[1]) == judged.difference
    assert difference[2] == judged.p_value


def test_without_an_active_model_nothing_is_compared_and_it_says_so() -> None:
    alone = replace(judgement(ROWS), active=None, auc_difference=None, swap_set=None)
    assert section("swap_set", alone).rows == ()
    assert len(section("areas", alone).rows) == 1
    assert "nothing to compare with" in section("areas", alone).notes[0]
    assert [column.label for column in section("roc", alone).columns][1:] == ["Defaulters caught: v2.0"]
    assert section("summary", alone).rows[-1] == ("Compared with", "no model")


def test_groups_with_few_people_are_named_and_not_shown() -> None:
    judged = judgement(ROWS)
    (gender,) = judged.candidate.fairness
    hidden = replace(gender, groups=gender.groups[:1], hidden=("M",))
    found = section("fairness", replace(judged, candidate=replace(judged.candidate, fairness=(hidden,))))
    assert [row[:2] for row in found.rows] == [("Gender", "F")]
    assert found.notes[-1] == "Gender: hidden, with fewer than 30 loans each: M."


def test_what_cannot_be_told_is_said_in_a_note() -> None:
    """A model of before keeps neither covariance nor picture of its training; its loans have no dates nor groups."""
    judged = judgement(ROWS)
    bare = replace(judged, candidate=replace(judged.candidate, months=(), month_shifts=(), shifts=(), fairness=()))
    assert "keeps no covariance" in section("coefficients", bare).notes[0]
    assert "keeps no covariance" in section("factor_tests", bare).notes[0]
    assert section("factor_tests", bare).rows == ()
    assert "no picture of the loans that trained it" in section("stability", bare).notes[0]
    assert "no dates of disbursal" in section("months", bare).notes[0]
    assert "no dates of disbursal" in section("month_stability", bare).notes[0]
    assert "name no group of people" in section("fairness", bare).notes[0]


def test_gates_come_with_the_reason_to_use_it_all_the_same_and_with_what_people_wrote() -> None:
    used = replace(MODEL, provenance={**MODEL.provenance, "reason": "a pilot of ten branches"})
    note = Note("2026-02-01T10:00:00+00:00", "Risk committee", "Seen in the meeting of February.")
    (gates,) = [one for one in validation_pack(used, judgement(ROWS), [note]).sections if one.key == "gates"]
    assert [row[:2] for row in gates.rows[:1]] == [("AUC against the active model", "passed")]
    assert gates.notes == (
        "It was put into use all the same, because: a pilot of ten branches",
        "2026-02-01 Risk committee: Seen in the meeting of February.",
    )


def test_the_summary_says_who_made_it_of_what() -> None:
    told = {row[0]: row[1] for row in section("summary").rows}
    assert told["Model"] == "v2.0"
    assert told["Author"] == "Model owner"
    assert told["Status"] == "not used yet"
    assert told["Borrowers"] == "9,000 trained on"
    assert told["Compared with"] == "v1.0"


def test_a_version_has_a_pack_where_its_judgement_is_kept_with_it(registry: Registry) -> None:
    registry.save(replace(MODEL, version=""), judgement=judgement(ROWS))
    registry.note("v2.0", "Looked at.", "Risk")
    found = pack_of(registry, "v2.0")
    assert (found.title, found.version) == ("Validation pack v2.0", "v2.0")
    gates = found.sections[1]
    assert gates.notes[-1].endswith("Risk: Looked at.")
    with pytest.raises(
        ModelError, match=r"No judgement is kept with v1\.0, so it has no validation pack.*Train a model"
    ):
        pack_of(registry, "v1.0")


def test_a_model_whose_making_cannot_be_read_has_no_pack() -> None:
    forged = replace(MODEL, provenance={"preparation": {"excluded": 7}})
    with pytest.raises(ModelError, match="tells of its making cannot be read"):
        validation_pack(forged, judgement(ROWS))


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        (Kind.TEXT, "Home", "Home"),
        (Kind.TEXT, 1_400_123.0, "14,00,000"),
        (Kind.COUNT, 12_500, "12,500"),
        (Kind.SHARE, Estimate(0.0861, 0.0815, 0.0909, 12_500), "8.61 % (8.15–9.09)"),
        (Kind.NUMBER, Estimate(-0.0104, -0.0151, -0.0056, 10), "−0.0104 (−0.0151 to −0.0056)"),
        (Kind.NUMBER, Estimate(0.004, None, None, 10), "0.0040"),
        (Kind.NUMBER, Estimate(None, None, None, 0), "–"),
        (Kind.SHORT, 10.0, "10.00"),
        (Kind.POINTS, -61.04, "−61.0"),
        (Kind.POINTS, 0.01, "0"),
        (Kind.POINTS, 23.0, "+23.0"),
        (Kind.CHANCE, 0.0004, "< 0.001"),
        (Kind.CHANCE, 0.0312, "0.031"),
        (Kind.CHANCE, None, "–"),
    ],
)
def test_a_figure_is_written_as_its_column_says(kind: Kind, cell: Cell, expected: str) -> None:
    assert text(kind, cell) == expected
