"""What to tell somebody whose applicant another model has just scored."""

from app.applicant.assessment import Assessment


def rescored(before: Assessment, after: Assessment) -> str:
    """A sentence on what another model changed; empty where nobody could see a change."""
    if before.scorecard.version == after.scorecard.version or not any(after.texts.values()):
        return ""
    version, old, new = after.scorecard.version, before.credit_score, after.credit_score
    if new is None:
        return f"No score with {version}. {after.headline}." if old is not None else ""
    if old is None:
        return f"Now scored with {version}: the score is {new}."
    change = f"is still {new}" if new == old else f"went from {old} to {new}"
    return f"Now scored with {version}: the score {change}."
