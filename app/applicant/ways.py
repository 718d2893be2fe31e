"""The ways to a band, each with what the bank's policy says of the loan once it is taken."""

from typing import NamedTuple

from app.applicant import wording
from app.applicant.affordability_page import AffordabilityPage
from app.applicant.assessment import Assessment, assess
from app.services.active_model import ReadyModel
from core import improvement
from core.breaches import Breach
from core.improvement import Alternative

MOST_WAYS = 3


class Way(NamedTuple):
    """A change that reaches a band.

    Attributes:
        change: what changes, and the score that follows.
        texts: the same as texts of the form, by field.
        breaches: the limits of the policy that the changed loan breaches.
    """

    change: Alternative
    texts: dict[str, str]
    breaches: tuple[Breach, ...]


def ways(assessment: Assessment, model: ReadyModel, costs: AffordabilityPage, target: int) -> tuple[Way, ...]:
    """The smallest changes that reach a score, the least costly first; none where there is none.

    Args:
        assessment: of the applicant.
        model: the model.
        costs: the page of affordability, showing the same applicant.
        target: lowest score of the band.
    """
    found = improvement.alternatives(model.scorer, assessment.inputs, target, MOST_WAYS)
    return tuple(_way(one, assessment, model, costs) for one in found)


def _way(change: Alternative, assessment: Assessment, model: ReadyModel, costs: AffordabilityPage) -> Way:
    texts = {name: wording.as_typed(name, value) for name, value in change.changes.items()}
    return Way(change, texts, costs.breaches_of(assess({**assessment.texts, **texts}, model)))
