"""How a candidate is told: how the comparison ended, with what it was made, on which loans it was judged."""

from dataclasses import replace

import pytest

from app.training import candidate_words
from app.training.candidate import Candidate, train_candidate
from app.training.journal import Journal
from app.training.source import Files
from core.evaluation.discrimination import DelongTest
from core.evaluation.gates import Gate
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
    test = DelongTest(difference, 0.001, p_value)
    judgement = replace(candidate.result.judgement, auc_difference=test, gates=())
    judged = replace(candidate, result=replace(candidate.result, judgement=judgement))
    assert candidate_words.headline(judged) == headline
    assert said in candidate_words.verdict(judged)


def test_a_candidate_that_is_blocked_says_so_first_of_all(candidate: Candidate) -> None:
    gates = [Gate(name, passed=name != "Enough rows", sentence="") for name in ("Golden rows", "Enough rows")]
    judgement = replace(candidate.result.judgement, gates=tuple(gates), auc_difference=DelongTest(0.004, 0.01, 0.7))
    blocked = replace(candidate, result=replace(candidate.result, judgement=judgement))
    assert candidate_words.headline(blocked) == "Ranks as well as v1.0; 1 of 2 gates not passed"
    assert candidate_words.as_text(blocked).startswith(candidate_words.headline(blocked))


def test_a_candidate_beside_nothing_is_told_by_itself(candidate: Candidate) -> None:
    judgement = replace(candidate.result.judgement, active=None, auc_difference=None, swap_set=None, gates=())
    result = replace(candidate.result, active=None, judgement=judgement, comparison_note="")
    alone = replace(candidate, result=result)
    assert candidate_words.headline(alone) == "Candidate"
    assert candidate_words.verdict(alone) == f"AUC {candidate.result.candidate.metrics['auc']:.4f}."
    assert candidate_words.evidence(alone).rows is not None
    assert "v1.0" not in candidate_words.as_text(alone)


def test_a_searched_candidate_tells_with_what_it_was_made(candidate: Candidate) -> None:
    said = candidate_words.made_of(candidate)
    assert said.startswith("10 factors, ")
    assert "(best of 3 trials)" in said
    assert f"trained on {candidate.result.rows['train']:,} loans, seed 42" in said


def test_a_candidate_of_the_reference_preset_tells_so(files: Files) -> None:
    options = TrainingOptions("reference", folds=2, seed=7)
    said = candidate_words.made_of(train_candidate(files, options, curve_scorecard(), Journal(), silent))
    assert said.startswith("10 factors, 2 knots, C 3.95, SMOTE (reference settings); trained on 1,1")
    assert "loans, seed 7, in " in said


@pytest.mark.parametrize(("since", "said"), [(None, "drawn at random"), ("2024-05-01", "paid out from 2024-05-01 on")])
def test_it_is_told_how_the_held_out_loans_were_chosen(candidate: Candidate, since: str | None, said: str) -> None:
    card = candidate.result.scorecard
    split = {**card.provenance["split"], "since": since}
    card = replace(card, provenance={**card.provenance, "split": split})
    chosen = replace(candidate, result=replace(candidate.result, scorecard=card))
    assert candidate_words.evidence(chosen).drawn == said
