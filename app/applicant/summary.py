"""An assessment as plain text, to paste into a mail or a file note."""

from app.applicant import wording
from app.applicant.assessment import Assessment
from app.widgets.figures import signed
from core.catalogue import heading


def as_text(assessment: Assessment) -> str:
    """What was typed, the score, the probability of default and the reasons, a line each."""
    return "\n".join([*_result(assessment), "", *_inputs(assessment)])


def _result(assessment: Assessment) -> list[str]:
    band, pd = assessment.band, assessment.default_probability
    if band is None or pd is None:
        return [assessment.headline, *assessment.refer]
    lines = [
        f"Credit score {assessment.credit_score}: {band.rating}, {band.decision}",
        f"Probability of default {wording.probability(pd)}",
        f"Model {assessment.scorecard.version}",
    ]
    reasons = [f"- {reason.text} ({signed(reason.points)} points)" for reason in assessment.adverse]
    return [*lines, *([f"{heading(assessment.credit_score or 0)}:", *reasons] if reasons else []), *assessment.refer]


def _inputs(assessment: Assessment) -> list[str]:
    return [f"{wording.label(name)}: {text}" for name, text in assessment.texts.items() if text]
