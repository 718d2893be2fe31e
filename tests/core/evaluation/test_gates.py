"""Each gate passes what it should, blocks what it should, and says what was found."""

from dataclasses import replace

import pytest

from core.evaluation import gates
from core.evaluation.discrimination import DelongTest
from core.evaluation.estimate import Estimate
from core.scorecard import Curve
from tests.core.factories import curve_scorecard


@pytest.mark.parametrize(
    ("difference", "passes", "words"),
    [
        (DelongTest(0.004, 0.001, 0.0001), True, "not below"),
        (DelongTest(0.0, 0.0, 1.0), True, "not below"),
        (
            DelongTest(-0.004, 0.003, 0.182),
            True,
            "0.0040 below that of the active model, which may be chance (p = 0.182)",
        ),
        (DelongTest(-0.004, 0.001, 0.00006), False, "0.0040 below that of the active model (p < 0.001)"),
        (DelongTest(-0.004, 0.002, 0.046), False, "(p = 0.046)"),
        (None, True, "no active model"),
    ],
)
def test_the_auc_may_not_be_significantly_below_the_active_one(
    difference: DelongTest | None, passes: bool, words: str
) -> None:
    gate = gates.discrimination_gate(difference)
    assert gate.passed is passes
    assert words in gate.sentence


@pytest.mark.parametrize(
    ("slope", "passes"),
    [
        (Estimate(1.0, 0.95, 1.05, 9999), True),
        (Estimate(0.9, 0.85, 0.95, 9999), True),
        (Estimate(1.1, 1.05, 1.15, 9999), True),
        (Estimate(0.89, 0.84, 0.94, 9999), False),
        (Estimate(1.12, 1.06, 1.18, 9999), False),
        (Estimate(0.8, 0.55, 1.05, 400), True),
        (Estimate(1.0, None, None, 9), False),
    ],
)
def test_the_calibration_slope_lies_within_its_limits_or_chance_explains_it(slope: Estimate, passes: bool) -> None:
    gate = gates.calibration_gate(slope)
    assert gate.passed is passes
    assert gate.sentence.endswith(".")


def test_an_altered_model_does_not_pass() -> None:
    card = curve_scorecard()
    assert gates.golden_rows_gate(card).passed
    gate = gates.golden_rows_gate(replace(card, intercept=card.intercept + 0.01))
    assert not gate.passed
    assert "was altered" in gate.sentence


def test_a_factor_that_is_barred_or_comes_from_a_barred_column_does_not_pass() -> None:
    card = curve_scorecard()
    assert gates.inputs_gate(card, {"gender": "it is a protected attribute"}).passed
    direct = gates.inputs_gate(card, {"age": "the bank says so"})
    assert (direct.passed, direct.sentence) == (False, "The model uses what no model may use (age: the bank says so).")
    derived = gates.inputs_gate(card, {"loan_amount": "it is decided later"})
    assert "loan_amount: it is decided later" in derived.sentence
    lean = replace(card, curves={"age": Curve((18, 70), (0.0, 1.0))}, tables={})
    assert gates.inputs_gate(lean, {"loan_amount": "it is decided later"}).passed


@pytest.mark.parametrize(("defaults", "rows", "passes"), [(100, 200, True), (99, 5000, False), (5000, 5099, False)])
def test_fewer_than_100_rows_of_an_outcome_are_too_few(defaults: int, rows: int, passes: bool) -> None:
    """Collins, Ogundimu & Altman, Sample size considerations for external validation (2016)."""
    assert gates.rows_gate(defaults, rows).passed is passes


def test_one_default_is_told_in_the_singular() -> None:
    assert gates.rows_gate(1, 50).sentence.startswith("It was judged on 1 default and 49 borrowers who paid;")


def test_a_version_is_blocked_by_the_gates_it_failed_until_a_reason_is_kept() -> None:
    gate = {"name": "Enough rows", "passed": False, "sentence": "It was judged on 9 defaults."}
    kept = {"gates": [{"name": "Golden rows", "passed": True, "sentence": "All agree."}, gate]}
    blocked = replace(curve_scorecard(), version="v3.0", provenance=kept)
    assert [one.name for one in gates.blocking(blocked)] == ["Enough rows"]
    assert gates.refusal(blocked).startswith(
        "v3.0 does not pass its gates and is not put into use: It was judged on 9 defaults. To use it"
    )
    assert gates.blocking(replace(blocked, provenance={**kept, "reason": "a pilot"})) == ()


@pytest.mark.parametrize("kept", [{}, {"gates": None}, {"gates": "all"}, {"gates": ["odd", {"passed": "no"}]}])
def test_a_version_that_tells_nothing_of_gates_is_not_blocked(kept: dict[str, object]) -> None:
    assert gates.blocking(replace(curve_scorecard(), provenance=kept)) == ()


def test_what_failed_is_told() -> None:
    good, bad = gates.rows_gate(100, 200), gates.rows_gate(9, 200)
    assert gates.failed([good, bad]) == (bad,)
