"""What the tab says in words: how a comparison ended, with what a candidate was made, how long something takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training import wording
from app.training.candidate import Candidate, evidence, train_candidate
from app.training.journal import Journal
from app.training.source import Files
from core.errors import DataError
from core.evaluation.discrimination import DelongTest
from core.progress import silent
from core.training.options import TrainingOptions
from tests.core.factories import curve_scorecard


@pytest.mark.parametrize(
    ("difference", "p_value", "headline", "said"),
    [
        (0.004, 0.0002, "Ranks better than v1.0", "is more than chance explains (DeLong's test, p < 0.001)"),
        (-0.004, 0.0123, "Ranks worse than v1.0", "is more than chance explains (DeLong's test, p = 0.012)"),
        (0.004, 0.08, "Ranks as well as v1.0", "may well be chance (DeLong's test, p = 0.080)"),
        (-0.001, 0.734, "Ranks as well as v1.0", "may well be chance (DeLong's test, p = 0.73)"),
        (0.0, 1.0, "Ranks as well as v1.0", "there is no difference."),
    ],
)
def test_a_difference_counts_when_chance_does_not_explain_it(
    candidate: Candidate, difference: float, p_value: float, headline: str, said: str
) -> None:
    judged = replace(candidate, difference=DelongTest(difference, 0.001, p_value))
    assert wording.headline(judged) == headline
    assert said in wording.verdict(judged)


def test_a_candidate_beside_nothing_is_told_by_itself(candidate: Candidate) -> None:
    alone = evidence(replace(candidate.result, active=None), "v1.0")
    assert wording.headline(alone) == "Candidate"
    rows, auc = len(candidate.result.y), candidate.result.candidate.metrics["auc"]
    assert wording.verdict(alone) == f"AUC {auc:.4f} on {rows} held-out loans that no step of the training saw."
    assert "v1.0" not in wording.as_text(alone)


def test_a_searched_candidate_tells_with_what_it_was_made(candidate: Candidate) -> None:
    said = wording.made_of(candidate)
    assert said.startswith("10 factors, ")
    assert "(best of 3 trials)" in said
    assert f"trained on {candidate.result.rows['train']:,} loans, seed 42" in said


def test_a_candidate_of_the_reference_preset_tells_so(files: Files) -> None:
    options = TrainingOptions("reference", folds=2, seed=7)
    said = wording.made_of(train_candidate(files, options, curve_scorecard(), Journal(), silent))
    assert said.startswith("10 factors, 2 knots, C 3.95, SMOTE (reference settings); trained on 1,1")
    assert "loans, seed 7, in " in said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (8.4, "8 s"), (42, "40 s"), (89, "90 s"), (95, "2 min"), (600, "10 min")],
)
def test_a_time_span_is_told_in_the_unit_that_fits(seconds: float, said: str) -> None:
    assert wording.duration(seconds) == said


@pytest.mark.parametrize(
    ("fraction", "seconds", "said"),
    [
        (0.05, 60, ""),
        (0.5, 1, ""),
        (0.5, 40, "about 40 s left"),
        (0.25, 100, "about 5 min left"),
        (0.9, 30, "a few seconds left"),
        (1.0, 30, "a few seconds left"),
    ],
)
def test_the_time_left_is_told_when_it_can_be(fraction: float, seconds: float, said: str) -> None:
    assert wording.time_left(fraction, seconds) == said


@given(st.floats(0.0, 1.0), st.floats(0.0, 1e5))
def test_the_time_left_is_never_nonsense(fraction: float, seconds: float) -> None:
    said = wording.time_left(fraction, seconds)
    assert said == "" or said.endswith(" left")
    assert "-" not in said


def test_a_problem_says_what_is_safe() -> None:
    assert (
        wording.problem(DataError("Training needs more rows. Give more data."))
        == "Training needs more rows. Give more data. The model in use has not changed."
    )


def test_a_defect_tells_nothing_of_its_inside() -> None:
    said = wording.problem(KeyError("cust_17"), "The candidate is still here.")
    assert "cust_17" not in said
    assert said.endswith("its log tells which. Try again. The candidate is still here.")
