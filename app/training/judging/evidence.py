"""What is shown of a judgement: of which models, on which rows, in which words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from core.evaluation.judgement import Judgement, ModelJudgement

CANDIDATE = "Candidate"
"""The name of a model that is no version yet."""
_ASIDE = "that no step of the training saw"


@dataclass(frozen=True, eq=False)
class Rows:
    """The held-out rows themselves, by which cut-offs are tried.

    Attributes:
        y: 1 for a default, shape (n,).
        candidate: PDs of the candidate, shape (n,).
        active: those of the active model; None where there is none to compare with.
    """

    y: NDArray[np.int64]
    candidate: NDArray[np.float64]
    active: NDArray[np.float64] | None


@dataclass(frozen=True, eq=False)
class Model:
    """One of the models that were judged.

    Attributes:
        name: for people.
        role: its colour and its kind of line: candidate or active.
        judged: what is told of it.
    """

    name: str
    role: str
    judged: "ModelJudgement"


@dataclass(frozen=True, eq=False)
class Evidence:
    """A judgement, ready to be shown.

    Attributes:
        judgement: of the candidate, beside the active model where there was one.
        name: of the candidate, for people: its version once it has one.
        drawn: how the held-out rows were chosen, such as ``drawn at random``; empty where that is not known.
        rows: themselves, where they are still there.
        words: what is said first, a sentence or two each.
        notes: what was done with the data, a sentence each.
    """

    judgement: "Judgement"
    name: str = CANDIDATE
    drawn: str = ""
    rows: Rows | None = None
    words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def models(self) -> list[Model]:
        """The candidate, and the active model if there was one."""
        active = self.judgement.active
        beside = [Model(active.name, "active", active)] if active else []
        return [Model(self.name, "candidate", self.judgement.candidate), *beside]

    @property
    def said(self) -> str:
        """The candidate within a sentence."""
        return "the candidate" if self.name == CANDIDATE else self.name

    @property
    def count(self) -> int:
        """How many rows were held out."""
        return self.judgement.candidate.measures["default_rate"].rows

    @property
    def defaults(self) -> int:
        """How many of them defaulted."""
        return sum(one.events for one in self.judgement.candidate.deciles)

    @property
    def basis(self) -> str:
        """On which rows it was judged, and what stands in brackets."""
        drawn = f", {self.drawn}," if self.drawn else ""
        return (
            f"On {self.count:,} held-out loans, {self.defaults:,} of them defaulted{drawn} {_ASIDE}. "
            "In brackets: 95 % intervals."
        )
