"""A judgement that was kept with a version, ready to be shown."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.training.judging.evidence import Evidence
from core.scorecard import Scorecard

if TYPE_CHECKING:
    from core.evaluation.judgement import Judgement

_REASON = "It does not pass all its gates and is used all the same, because: {reason}"


def kept(scorecard: Scorecard, judgement: "Judgement") -> Evidence:
    """What was found of a version when it was trained; its held-out rows are gone, so no other cut-off can be tried."""
    reason = scorecard.provenance.get("reason")
    words = [_made(scorecard)]
    words += [_REASON.format(reason=reason)] if reason else []
    return Evidence(judgement, scorecard.version, drawn(scorecard.provenance), words=tuple(words))


def drawn(provenance: Mapping[str, Any]) -> str:
    """How the held-out rows were chosen; empty where nobody wrote it down."""
    split = provenance.get("split")
    if not isinstance(split, dict):
        return ""
    return f"paid out from {split['since']} on" if split.get("since") else "drawn at random"


def _made(scorecard: Scorecard) -> str:
    """When it was made, by whom and from what."""
    provenance = scorecard.provenance
    by = f" by {provenance['author']}" if provenance.get("author") else ""
    data = f", {provenance['origin']}" if provenance.get("origin") else ""
    return f"Made {scorecard.created[:10]}{by}{data}; found when it was trained, beside the model then in use."
