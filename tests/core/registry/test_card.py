"""The model card tells what the scorecard knows, with how sure it is, and says plainly what it does not know."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import binomtest

from core.errors import ModelError
from core.golden import with_golden_rows
from core.registry import storage
from core.registry.card import ModelCard, model_card
from core.registry.notes import Note
from core.scorecard import Calibration, Scorecard
from tests.core.factories import curve_scorecard, linear_scorecard

SHIPPED = Path(__file__).parents[3] / "models" / "v1.0" / "scorecard.json"


@pytest.fixture(scope="module")
def shipped() -> Scorecard:
    return storage.read(SHIPPED)


def _figures(card: ModelCard) -> dict[str, tuple[str, str]]:
    return {figure.label: (figure.value, figure.interval) for figure in card.figures}


def _with(**provenance: object) -> Scorecard:
    return replace(linear_scorecard(), provenance=provenance)


def test_a_stranger_reads_who_what_and_when(shipped: Scorecard) -> None:
    card = model_card(replace(shipped, provenance={**shipped.provenance, "author": "Model owner"}), status="in use")
    assert (card.title, card.made, card.author, card.status) == ("v1.0", shipped.created[:10], "Model owner", "in use")
    assert len(card.fingerprint) == 64
    assert card.measured_on == "12,497 borrowers held out of training, 1,080 of whom defaulted"
    data = {line.label: line.value for line in card.data}
    assert data["Borrowers"] == "49,985 used, 37,488 trained on, 12,497 held out"
    assert data["Default rate"] == "8.64 % of 37,488 trained on, 8.64 % of 12,497 held out, 8.64 % of 49,985 in all"
    assert data["Left out"].startswith("8 rows: income is 0")
    assert {line.label: line.value for line in card.making}["Seed"] == "42"


@pytest.mark.parametrize(
    ("provenance", "told"),
    [
        ({"rows": {"train": 300}}, "10.00 % of 300 trained on, 20.00 % of 100 held out, 12.50 % of 400 in all"),
        (
            {"rows": {"train": 300}, "calibrated_on": {"rows": 900, "origin": "loans.csv"}},
            "10.00 % of 900 calibrated on, 20.00 % of 100 held out, 11.00 % of 1,000 in all",
        ),
        ({}, "10.00 % of those trained on, 20.00 % of 100 held out"),
    ],
)
def test_a_default_rate_says_whose_it_is(provenance: dict[str, Any], told: str) -> None:
    """Loans held out by date default at another rate than those that the model was made of."""
    model = replace(
        _with(**provenance),
        calibration=Calibration(1.0, 0.0, base_rate=0.1, calibrated=True),
        metrics={"rows": 100.0, "defaults": 20.0},
    )
    assert {line.label: line.value for line in model_card(model).data}["Default rate"] == told


def test_figures_have_the_intervals_that_the_model_tells(shipped: Scorecard) -> None:
    """As they were kept; else DeLong's are known, and those of shares are Wilson's (1927), as scipy gives them."""
    low, high = shipped.provenance["intervals"]["ks"]
    assert _figures(model_card(shipped))["KS"][1] == f"{low:.4f} to {high:.4f}"
    known = {name: told for name, told in shipped.provenance.items() if name != "intervals"}
    shipped = replace(shipped, provenance=known)
    found = _figures(model_card(shipped))
    caught, rows = shipped.metrics["true_positive"], shipped.metrics["defaults"]
    wilson = binomtest(int(caught), int(rows)).proportion_ci(method="wilson")
    assert found["Recall at b ≥ ½"] == ("0.975", f"{wilson.low:.3f} to {wilson.high:.3f}")
    assert found["AUC"] == ("0.9920", "0.9906 to 0.9933")
    assert found["Gini"] == ("0.9839", "0.9812 to 0.9867")
    assert found["KS"][1] == ""


def test_a_figure_below_zero_has_the_sign_of_print() -> None:
    model = replace(
        _with(intervals={"calibration_intercept": [-0.41, -0.2]}), metrics={"calibration_intercept": -0.306}
    )
    assert list(_figures(model_card(model)).values()) == [("−0.306", "−0.410 to −0.200")]


def test_what_was_left_out_is_counted_in_words() -> None:
    left_out = [
        {"rows": 1, "column": "income", "reason": "is 0"},
        {"rows": 2_500, "column": "age", "reason": "is no number"},
    ]
    card = model_card(_with(preparation={"excluded": left_out}))
    data = {line.label: line.value for line in card.data}
    assert data["Left out"] == "1 row: income is 0; 2,500 rows: age is no number"


def test_intervals_that_were_kept_are_shown() -> None:
    found = _figures(model_card(_with(intervals={"brier": [0.02934, 0.03266], "auc": [0.97, 0.99]})))
    assert found["Brier score"] == ("0.0310", "0.0293 to 0.0327")
    assert found["AUC"] == ("0.9840", "0.9700 to 0.9900")


def test_bands_tell_probability_and_what_was_observed(shipped: Scorecard) -> None:
    best, *_, worst = model_card(shipped).bands
    assert (best.rating, best.scores, best.probability) == ("Excellent", "750 to 900", "0.0 to 3.1 %")
    assert (worst.probability, worst.borrowers) == ("15.9 to 100.0 %", "1,451")
    assert worst.observed.startswith("69.8 % (67.4 to 72.1)")
    assert {band.observed for band in model_card(curve_scorecard()).bands} == {"–"}


def test_factors_come_with_the_one_that_moves_most_first(shipped: Scorecard) -> None:
    first, *others = model_card(shipped).factors
    assert (first.label, first.safest, first.riskiest) == ("Loan to income", "0.29 ×", "4.86 ×")
    shares = [int(factor.share.removesuffix(" %")) for factor in (first, *others)]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(100, abs=5)
    (purpose,) = [factor for factor in others if factor.label == "Loan purpose"]
    assert (purpose.safest, purpose.riskiest) == ("Home", "Education")


def test_a_number_is_safest_where_its_line_is_lowest() -> None:
    """Age falls and utilization rises in the linear scorecard; only the range of training counts."""
    told = {factor.label: (factor.safest, factor.riskiest) for factor in model_card(linear_scorecard()).factors}
    assert told["Age"] == ("70 years", "18 years")
    assert told["Credit utilization"] == ("0 %", "99 %")


def test_an_imported_model_says_that_it_is_uncalibrated_and_unmeasured() -> None:
    bare = replace(linear_scorecard(), calibration=Calibration(), metrics={}, provenance={"origin": "imported from x"})
    card = model_card(with_golden_rows(bare))
    assert not card.is_calibrated
    assert "uncalibrated" in card.limits[0]
    assert "nothing tells how good it is" in card.limits[1]
    assert (card.figures, card.measured_on) == ((), "")
    assert {line.label: line.value for line in card.data}["Default rate"] == "unknown"


def test_failed_gates_and_the_reason_they_were_passed_over_are_limits() -> None:
    gates = [
        {"name": "rows", "passed": False, "sentence": "Only 20 defaults."},
        {"name": "calibration", "passed": True, "sentence": "It is calibrated."},
    ]
    limits = model_card(_with(gates=gates, reason="A pilot of two weeks.")).limits
    assert "It does not pass a gate, rows: Only 20 defaults." in limits
    assert "It was put into use all the same, because: A pilot of two weeks." in limits
    assert not any("It is calibrated." in sentence for sentence in limits)


def test_groups_of_people_are_told_where_they_were_measured() -> None:
    def ratio(value: float | None) -> dict[str, float | None]:
        return {"value": value, "low": None if value is None else value - 0.1, "high": value and value + 0.1}

    group = {"label": "F", "rows": 1_200, "approval_ratio": ratio(0.9), "opportunity_ratio": ratio(None)}
    card = model_card(_with(fairness=[{"name": "marital_status", "groups": [group]}]))
    (line,) = card.fairness
    assert (line.attribute, line.group, line.rows) == ("marital status", "F", "1,200")
    assert (line.approval_ratio, line.opportunity_ratio) == ("0.90 (0.80 to 1.00)", "–")
    assert card.fairness_note == ""
    assert "Not measured when this model was trained" in model_card(linear_scorecard()).fairness_note


def test_the_split_by_time_is_told_and_no_excuse_is_made_for_it() -> None:
    by_time = model_card(_with(options={"split": "out-of-time", "preset": "tuned", "features": "extended"}))
    assert {line.label: line.value for line in by_time.making}["Held out"] == "out-of-time"
    assert not any("drawn at random" in sentence for sentence in by_time.limits)
    assert any("drawn at random" in sentence for sentence in model_card(_with(options={"split": "random"})).limits)


def test_the_newest_notes_are_on_it() -> None:
    notes = [Note(f"2026-01-0{day}T09:00:00+00:00", "Owner", f"Note {day}.") for day in range(1, 6)]
    assert model_card(linear_scorecard(), notes).notes == tuple(
        f"2026-01-0{day} Owner: Note {day}." for day in (3, 4, 5)
    )


@pytest.mark.parametrize("provenance", [{"fairness": [{}]}, {"gates": [1]}, {"intervals": {"auc": None}}])
def test_a_record_that_this_program_did_not_write_is_told(provenance: dict[str, Any]) -> None:
    with pytest.raises(ModelError, match=r"What the model v1\.0 tells of its making cannot be read"):
        model_card(_with(**provenance))
