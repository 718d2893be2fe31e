"""Puts a validation pack together: its sections, in the order of a validation report."""

from collections.abc import Sequence

from core.errors import ModelError
from core.evaluation.judgement import Judgement
from core.registry.notes import Note
from core.registry.pack import against, inside, parts, probabilities, ranking, summary
from core.registry.pack.subject import Subject
from core.registry.pack.tables import Pack
from core.registry.passive import BROKEN
from core.registry.versions import Registry
from core.scorecard import Scorecard

_AFTER_THE_FIRST = (
    ranking.measures,
    ranking.roc,
    ranking.precision_recall,
    ranking.ks,
    probabilities.calibration,
    ranking.scores,
    ranking.deciles,
    probabilities.cut_offs,
    probabilities.confusions,
    inside.points,
    inside.coefficients,
    inside.factor_tests,
    parts.stability,
    parts.month_stability,
    parts.months,
    probabilities.bands,
    parts.segments,
    parts.fairness,
    against.areas,
    against.swap_set,
)


def validation_pack(scorecard: Scorecard, judgement: Judgement, notes: Sequence[Note] = (), status: str = "") -> Pack:
    """The pack of a model.

    Args:
        scorecard: the model, a candidate or a version.
        judgement: all that was told of it.
        notes: what people wrote about it, oldest first.
        status: as ``core.registry.listing.Status`` tells it.

    Raises:
        ModelError: what the model tells of its making is not as this program writes it.
    """
    subject = Subject(scorecard, judgement)
    try:
        first = (summary.summary(subject, status), summary.gates(subject, notes))
    except BROKEN as error:
        raise ModelError(
            f"What the model {subject.name} tells of its making cannot be read, so it has no validation pack. "
            "Use the original file or another version."
        ) from error
    sections = (*first, *(section(subject) for section in _AFTER_THE_FIRST))
    return Pack(f"Validation pack {subject.name}", subject.name, sections, judgement)


def pack_of(registry: Registry, name: str) -> Pack:
    """The pack of a version, with what the registry knows of it.

    Raises:
        ModelError: there is no such version, it is damaged, or no judgement is kept with it.
        FileError: a file of it cannot be read.
    """
    scorecard, judgement = registry.load(name), registry.judgement(name)
    if judgement is None:
        raise ModelError(
            f"No judgement is kept with {name}, so it has no validation pack: it was imported or shipped, or judged "
            "before judgements were kept. Train a model on your own loans (Retrain, or the command train) to have one."
        )
    (version,) = [version for version in registry.versions() if version.name == name]
    return validation_pack(scorecard, judgement, version.notes, version.status)
