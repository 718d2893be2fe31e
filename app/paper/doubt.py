"""Whether a letter goes with the score and the policy, for one applicant and for many."""

from collections.abc import Sequence

from app.paper.templates import Kind
from core.breaches import Breach
from core.scorecard import CUTOFF


def doubt(kind: Kind, score: int, breaches: Sequence[Breach], rate: str) -> str:
    """Why a letter may not be what was decided, as a sentence; empty where it goes with score and policy.

    Args:
        kind: which letter; an assessment decides nothing.
        score: of the applicant.
        breaches: limits of the policy that the loan breaches.
        rate: of interest that an approval promises, in words.
    """
    if kind is Kind.APPROVAL and (score < CUTOFF or breaches):
        why = breaches[0].sentence if breaches else f"The score {score} lies below {CUTOFF}."
        return f"{why} An approval letter promises the loan all the same, at {rate} interest."
    if kind is Kind.DECLINE and score >= CUTOFF and not breaches:
        return f"The score {score} is at or above {CUTOFF}, and no limit of the policy is breached."
    return ""
