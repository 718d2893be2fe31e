"""Whom a validation pack is about: the model under the name of its version, what it was judged on, and its rival."""

from dataclasses import dataclass

from core.evaluation.judgement import Judgement, ModelJudgement
from core.features import FEATURES
from core.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Subject:
    """A model and its judgement.

    Attributes:
        scorecard: the model.
        judgement: all that was told of it.
    """

    scorecard: Scorecard
    judgement: Judgement

    @property
    def name(self) -> str:
        """The model's version; a candidate has none yet."""
        return self.scorecard.version or "candidate"

    @property
    def judged(self) -> ModelJudgement:
        """What was told of it alone."""
        return self.judgement.candidate

    @property
    def models(self) -> tuple[tuple[str, ModelJudgement], ...]:
        """The model, and the one that was active when it was judged, under their names."""
        active = self.judgement.active
        return (self.name, self.judged), *([(active.name, active)] if active else [])

    @property
    def rows(self) -> int:
        """How many loans were held out."""
        return self.judged.measures["default_rate"].rows

    @property
    def defaults(self) -> int:
        """How many of them defaulted."""
        return self.judged.deciles[-1].cumulative_events

    @property
    def good(self) -> int:
        """How many were repaid."""
        return self.rows - self.defaults

    @property
    def basis(self) -> str:
        """The rows, as a sentence."""
        return (
            f"On {self.rows:,} held-out loans, {self.defaults:,} of which defaulted; no step of the training saw them."
        )

    @property
    def trained(self) -> str:
        """The rows that the model was made of, as a sentence."""
        rows = self.scorecard.provenance.get("rows")
        count = rows.get("train") if isinstance(rows, dict) else None
        return (
            f"Of the model as it was fitted on {count:,} loans." if isinstance(count, int) else "Of the model itself."
        )


def label(name: str) -> str:
    """A factor, or what else is told by its name, as people read it."""
    return FEATURES[name].label if name in FEATURES else name.replace("_", " ").capitalize()
