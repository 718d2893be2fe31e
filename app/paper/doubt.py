"""Whether a letter goes with the score and the policy, for one applicant and for many."""

from collections.abc import Iterator, Sequence

from app.paper.templates import Kind
from core.breaches import Breach
from core.scorecard import CUTOFF


def doubt(
    kind: Kind, score: int, breaches: Sequence[Breach], rate: str, *, band: str = "", remarks: Sequence[str] = ()
) -> str:
    """Why a letter may not be what was decided, a sentence a line; empty where it goes with score and policy.

    Args:
        kind: which letter; an assessment decides nothing.
        score: of the applicant.
        breaches: limits of the policy that the loan breaches.
        rate: of interest that an approval promises, in words.
        band: of the score, in words.
        remarks: what a person should look at before an approval, as sentences.
    """
    if kind is Kind.APPROVAL:
        against = [*_too_low(score, band), *(one.sentence for one in breaches), *remarks]
        return "\n".join((*against, _promised(rate))) if against else ""
    if kind is Kind.DECLINE and score >= CUTOFF and not breaches:
        return f"The score {score} is at or above {CUTOFF}, and no limit of the policy is breached."
    return ""


def _too_low(score: int, band: str) -> Iterator[str]:
    if score < CUTOFF:
        yield f"The score {score} lies below {CUTOFF}{f': {band}' if band else ''}."


def _promised(rate: str) -> str:
    return f"An approval letter promises the loan all the same, at {rate} interest."
