"""What is unusual about an applicant: values and pairs that no borrower in training had, beside the field concerned."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from app.applicant import wording
from app.applicant.assessment import Assessment
from core.scorecard import UnseenPair
from core.validation import impossible

_PLACES = {
    "loan_to_income": "loan_amount",
    "balance_to_income": "bank_balance_at_application",
    "delinquency_ratio": "delinquent_months",
    "avg_dpd_per_delinquency": "total_dpd",
}
"""Where a derived ratio is told: at the field that an officer would change."""
_NOBODY = "No borrower in training had {}."


class Beyond(NamedTuple):
    """A number that lies outside what training has seen.

    Attributes:
        factor: name of the factor.
        value: of the applicant.
        limit: the smallest or largest in training.
        is_above: whether the value is the larger one.
    """

    factor: str
    value: float
    limit: float
    is_above: bool


def flags(assessment: Assessment) -> Mapping[str, str]:
    """A sentence for each field that something is unusual about; the answer's notice tells the same of the whole."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in beyond(assessment):
        side = "above" if one.is_above else "below"
        words = f"{wording.in_sentence(one.factor)} {side} {wording.limit(one.factor, one.limit)}"
        found[_place(one.factor, assessment)].append(_NOBODY.format(words))
    for pair in unseen(assessment):
        found[pair.second].append(_NOBODY.format(f"{pair.first_category} with {pair.second_category}"))
    return {name: " ".join(sentences) for name, sentences in found.items()}


def beyond(assessment: Assessment) -> Iterator[Beyond]:
    """The numbers outside the training ranges, in the order of the model."""
    ranges = assessment.scorecard.training_ranges
    for factor in assessment.scorecard.curves:
        if factor not in ranges or factor not in assessment.factors or impossible(assessment.inputs, factor)[0]:
            continue
        value, limits = assessment.factors[factor][0], ranges[factor]
        if value < limits.minimum:
            yield Beyond(factor, float(value), limits.minimum, is_above=False)
        elif value > limits.maximum:
            yield Beyond(factor, float(value), limits.maximum, is_above=True)


def unseen(assessment: Assessment) -> Iterator[UnseenPair]:
    """The pairs of categories that no borrower in training had together."""
    for pair in assessment.scorecard.unseen_pairs:
        both = (assessment.texts.get(pair.first), assessment.texts.get(pair.second))
        if both == (pair.first_category, pair.second_category):
            yield pair


def _place(factor: str, assessment: Assessment) -> str:
    return factor if factor in assessment.texts else _PLACES[factor]
