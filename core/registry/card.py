"""The model card: what a stranger must know to judge a model by, filled from its scorecard, in words.

After Mitchell et al., Model Cards for Model Reporting (2019): what it is for, what it was made of, how good it is and
how sure that is, how groups fare, and where it ends.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import ModelError
from core.registry.card_figures import BandLine, FactorLine, Figure, band_lines, factor_lines, figures
from core.registry.card_words import (
    NO_FAIRNESS,
    PURPOSE,
    GroupLine,
    Line,
    data_lines,
    fairness_lines,
    limits,
    making,
)
from core.registry.notes import Note
from core.registry.passive import BROKEN
from core.scorecard import Scorecard
from core.scorecard_json import to_json

_MOST_NOTES = 3


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model in words.

    Attributes:
        title: its name.
        made: the day it was made.
        author: who made it or took it in; empty where nobody said.
        status: what it is to the people who score with it; empty where that is not known.
        fingerprint: SHA-256 of its document, by which a copy is known.
        is_calibrated: whether its probabilities are those of real borrowers.
        purpose: what it is for and what not.
        data: what it was made of.
        making: how.
        measured_on: how many held-out rows the figures come from; empty where there are none.
        figures: on held-out rows.
        bands: best first.
        factors: the one with the furthest reach first.
        limits: where it ends.
        fairness: how groups fare.
        fairness_note: why there are no groups; empty where there are.
        notes: the newest of what people wrote.
    """

    title: str
    made: str
    author: str
    status: str
    fingerprint: str
    is_calibrated: bool
    purpose: tuple[str, ...]
    data: tuple[Line, ...]
    making: tuple[Line, ...]
    measured_on: str
    figures: tuple[Figure, ...]
    bands: tuple[BandLine, ...]
    factors: tuple[FactorLine, ...]
    limits: tuple[str, ...]
    fairness: tuple[GroupLine, ...]
    fairness_note: str
    notes: tuple[str, ...]


def model_card(scorecard: Scorecard, notes: Sequence[Note] = (), status: str = "") -> ModelCard:
    """The card of a model.

    Args:
        scorecard: the model.
        notes: what people wrote about it, oldest first.
        status: as ``core.registry.listing.Status`` tells it.

    Raises:
        ModelError: what the model tells of its making is not as this program writes it.
    """
    try:
        return _card(scorecard, notes, status)
    except BROKEN as error:
        raise ModelError(
            f"What the model {scorecard.version} tells of its making cannot be read, so it has no card. "
            "Use the original file or another version."
        ) from error


def _card(scorecard: Scorecard, notes: Sequence[Note], status: str) -> ModelCard:
    groups = fairness_lines(scorecard)
    return ModelCard(
        title=scorecard.version or "candidate",
        made=scorecard.created[:10],
        author=str(scorecard.provenance.get("author", "")),
        status=status,
        fingerprint=hashlib.sha256(to_json(scorecard).encode()).hexdigest(),
        is_calibrated=scorecard.calibration.calibrated,
        purpose=PURPOSE,
        data=data_lines(scorecard),
        making=making(scorecard),
        measured_on=_measured_on(scorecard),
        figures=figures(scorecard),
        bands=band_lines(scorecard),
        factors=factor_lines(scorecard),
        limits=limits(scorecard),
        fairness=groups,
        fairness_note="" if groups else NO_FAIRNESS,
        notes=tuple(f"{note.at[:10]} {note.author}: {note.text}" for note in notes[-_MOST_NOTES:]),
    )


def _measured_on(scorecard: Scorecard) -> str:
    rows, defaults = scorecard.metrics.get("rows"), scorecard.metrics.get("defaults")
    if rows is None or defaults is None:
        return ""
    return f"{int(rows):,} borrowers held out of training, {int(defaults):,} of whom defaulted"
