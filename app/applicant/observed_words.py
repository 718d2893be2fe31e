"""How sure a probability of default is and what was observed, in words."""

from app.applicant import wording
from app.applicant.assessment import Assessment
from core.evaluation.observed import Observed

_LEAST, _MOST = 0.05, 99.95
"""Per cent beyond which no decimals are told; see ``wording.probability``."""


def default_probability(assessment: Assessment) -> str:
    """``Probability of default 4.5 % (3.6–5.6)``, with its 95 % interval where the model knows it."""
    pd = assessment.default_probability
    if pd is None:
        return ""
    calibrated = "" if assessment.scorecard.calibration.calibrated else " (uncalibrated)"
    return f"Probability of default {wording.probability(pd)}{interval(assessment)}{calibrated}"


def about(assessment: Assessment) -> str:
    """What stands beneath: how many that is, the balanced probability, the model, and what was observed."""
    pd, scores = assessment.default_probability, assessment.scores
    if pd is None or scores is None:
        return ""
    balanced = wording.probability(float(scores.balanced_probability[0]))
    first = f"{wording.one_in(pd)} · balanced probability {balanced} · model {assessment.scorecard.version}"
    observed = assessment.observed
    return first if observed is None else f"{first}\n{sentence(observed)}"


def sentence(observed: Observed) -> str:
    """One sentence: ``Of 1,243 held-out borrowers scored 640–660, 41 defaulted (3.3 %, 2.4–4.4).``."""
    who = f"Of {observed.borrowers:,} held-out borrowers scored {observed.minimum}–{min(observed.end, 900)}"
    return f"{who}, {observed.defaults:,} defaulted ({share(observed)})."


def share(observed: Observed) -> str:
    """``3.3 %, 2.4–4.4``: the share that defaulted and its 95 % interval."""
    low, high = observed.interval
    return f"{100 * observed.rate:.1f} %, {100 * low:.1f}–{100 * high:.1f}"


def interval(assessment: Assessment) -> str:
    """The 95 % interval of PD in per cent, `` (3.6–5.6)``; empty where it is not known."""
    if assessment.interval is None:
        return ""
    low, high = (100 * float(limit[0]) for limit in assessment.interval)
    if low >= _MOST or high < _LEAST:  # as close to certain as the probability itself is told
        return ""
    decimals = 1 if high >= 0.1 else 2
    return f" ({low:.{decimals}f}–{high:.{decimals}f})"
