"""How the tab says things: verdicts, problems, how long something takes, a comparison as text."""

from typing import TYPE_CHECKING

from app.training.candidate import Candidate
from app.training.measures import compare
from core.errors import CreditDeskError

if TYPE_CHECKING:
    from core.evaluation.discrimination import DelongTest

NOTHING_CHANGED = "The model in use has not changed."
SELECT_FIRST = "Select a version first."
_CHANCE = 0.05
_UNEXPECTED = "This stopped for a reason the program did not expect; its log tells which. Try again."
_RESAMPLING = {
    "none": "no resampling",
    "smote": "SMOTE",
    "smotetomek": "SMOTE with Tomek links",
    "under": "under-sampling",
}


def problem(error: BaseException, safe: str = NOTHING_CHANGED) -> str:
    """What went wrong, what to do, and what is safe."""
    return f"{error if isinstance(error, CreditDeskError) else _UNEXPECTED} {safe}"


def time_left(fraction: float, seconds: float) -> str:
    """How long it still takes at the pace so far; empty as long as that cannot be told."""
    if fraction < 0.1 or seconds < 2:
        return ""
    left = seconds * (1 - fraction) / fraction
    return "a few seconds left" if left < 10 else f"about {duration(left)} left"


def duration(seconds: float) -> str:
    """A time span in the unit that fits: ``8 s``, ``40 s``, ``3 min``."""
    if seconds < 10:
        return f"{round(seconds)} s"
    if seconds < 90:
        return f"{10 * round(seconds / 10)} s"
    return f"{round(seconds / 60)} min"


def headline(candidate: Candidate) -> str:
    """The comparison in a few words."""
    difference = candidate.difference
    if difference is None:
        return "Candidate"
    if difference.p_value >= _CHANCE:
        return f"Ranks as well as {candidate.rival}"
    return f"Ranks {'better' if difference.difference > 0 else 'worse'} than {candidate.rival}"


def verdict(candidate: Candidate) -> str:
    """The comparison in a sentence or two."""
    result = candidate.result
    own, rows = result.candidate.metrics["auc"], f"{len(result.y):,} held-out loans"
    if result.active is None or candidate.difference is None:
        return f"AUC {own:.4f} on {rows} that no step of the training saw."
    other = result.active.metrics["auc"]
    return (
        f"AUC {own:.4f} against {other:.4f} of {result.active.name}, on the same {rows} that no step of the training "
        f"saw: {_difference(candidate.difference)}."
    )


def made_of(candidate: Candidate) -> str:
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


def as_text(candidate: Candidate) -> str:
    """The whole comparison as text to paste, with tabs between the columns of the table."""
    result = candidate.result
    active = result.active
    rival = active.name if active else ""
    lines = compare(result.candidate.metrics, active.metrics if active else None)
    table = [("On held-out loans", "Candidate", rival), *((line.label, line.candidate, line.active) for line in lines)]
    return "\n".join(
        [
            verdict(candidate),
            made_of(candidate),
            *filter(None, [result.comparison_note]),
            "",
            *("\t".join(filter(None, row)) for row in table),
            "",
            *result.data_notes,
        ]
    )


def _difference(test: "DelongTest") -> str:
    if test.difference == 0:
        return "there is no difference"
    chance = "may well be chance" if test.p_value >= _CHANCE else "is more than chance explains"
    return f"the difference {chance} (DeLong's test, {_p(test.p_value)})"


def _p(value: float) -> str:
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}" if value < 0.1 else f"p = {value:.2f}"
