"""How a candidate is told: how it compares, with what it was made, all that was found of it."""

from typing import TYPE_CHECKING

from app.training.judging.evidence import Evidence, Rows
from app.training.judging.kept import drawn
from app.training.wording import duration
from core.scoring import logistic

if TYPE_CHECKING:
    from app.training.candidate import Candidate
    from core.evaluation.discrimination import DelongTest

_CHANCE = 0.05
_RESAMPLING = {
    "none": "no resampling",
    "smote": "SMOTE",
    "smotetomek": "SMOTE with Tomek links",
    "under": "under-sampling",
}


def headline(candidate: "Candidate") -> str:
    """The comparison in a few words, and whether something blocks the candidate."""
    gates = candidate.result.judgement.gates
    missed = sum(not gate.passed for gate in gates)
    blocked = f"; {missed} of {len(gates)} gates not passed" if missed else ""
    return _ranking(candidate) + blocked


def _ranking(candidate: "Candidate") -> str:
    difference = candidate.result.judgement.auc_difference
    if difference is None:
        return "Candidate"
    if difference.p_value >= _CHANCE:
        return f"Ranks as well as {candidate.rival}"
    return f"Ranks {'better' if difference.difference > 0 else 'worse'} than {candidate.rival}"


def verdict(candidate: "Candidate") -> str:
    """The comparison in a sentence."""
    judgement = candidate.result.judgement
    own = judgement.candidate.measures["auc"].value
    if judgement.active is None or judgement.auc_difference is None:
        return f"AUC {own:.4f}."
    other = judgement.active.measures["auc"].value
    return f"AUC {own:.4f} against {other:.4f} of {judgement.active.name}: {_difference(judgement.auc_difference)}."


def made_of(candidate: "Candidate") -> str:
    """With what the candidate was made, and from how much."""
    result, parameters = candidate.result, candidate.result.parameters
    trials = f"best of {len(result.trials)} trials" if result.trials else "reference settings"
    parts = [
        f"{len(result.scorecard.factors)} factors",
        f"{parameters['knots']} knots",
        f"C {parameters['regularisation']:.3g}",
        _RESAMPLING[parameters["resampling"]],
    ]
    seed = result.scorecard.provenance["options"]["seed"]
    return (
        f"{', '.join(parts)} ({trials}); trained on {result.rows['train']:,} loans, seed {seed}, "
        f"in {duration(result.seconds)}."
    )


def evidence(candidate: "Candidate") -> Evidence:
    """All that was found of it, ready to be shown."""
    result = candidate.result
    active = logistic(result.active.log_odds) if result.active else None
    return Evidence(
        judgement=result.judgement,
        drawn=drawn(result.scorecard.provenance),
        rows=Rows(result.y, logistic(result.candidate.log_odds), active),
        words=(verdict(candidate), made_of(candidate)),
        notes=result.data_notes,
    )


def as_text(candidate: "Candidate") -> str:
    """All of it as text to paste, with tabs between the columns of tables."""
    from app.training.judging.kinds import text

    result = candidate.result
    notes = "\n".join([*filter(None, [result.comparison_note]), *result.data_notes])
    return f"{headline(candidate)}\n\n{text(evidence(candidate))}\n\n\n{notes}"


def _difference(test: "DelongTest") -> str:
    if test.difference == 0:
        return "there is no difference"
    chance = "may well be chance" if test.p_value >= _CHANCE else "is more than chance explains"
    return f"the difference {chance} (DeLong's test, {_p(test.p_value)})"


def _p(value: float) -> str:
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}" if value < 0.1 else f"p = {value:.2f}"
