"""What is unusual about an applicant: values and pairs that no borrower in training had, beside the field concerned."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from app.applicant import wording
from app.applicant.assessment import Assessment
from core.validation import impossible

_PLACES = {
    "loan_to_income": "loan_amount",
    "balance_to_income": "bank_balance_at_application",
    "delinquency_ratio": "delinquent_months",
    "avg_dpd_per_delinquency": "total_dpd",
}
"""Where a derived ratio is told: at the field that an officer would change."""


def flags(assessment: Assessment) -> Mapping[str, str]:
    """A sentence for each field that something is unusual about; the answer's notice tells the same of the whole."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, words in (*_values(assessment), *_pairs(assessment)):
        found[name].append(f"No borrower in training had {words}.")
    return {name: " ".join(sentences) for name, sentences in found.items()}


def _values(assessment: Assessment) -> Iterator[tuple[str, str]]:
    ranges = assessment.scorecard.training_ranges
    for factor in assessment.scorecard.curves:
        if factor not in ranges or factor not in assessment.factors or impossible(assessment.inputs, factor)[0]:
            continue
        value, limits = assessment.factors[factor][0], ranges[factor]
        place = factor if factor in assessment.texts else _PLACES[factor]
        if value < limits.minimum:
            yield place, f"{wording.in_sentence(factor)} below {wording.limit(factor, limits.minimum)}"
        elif value > limits.maximum:
            yield place, f"{wording.in_sentence(factor)} above {wording.limit(factor, limits.maximum)}"


def _pairs(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for pair in assessment.scorecard.unseen_pairs:
        both = (assessment.texts.get(pair.first), assessment.texts.get(pair.second))
        if both == (pair.first_category, pair.second_category):
            yield pair.second, f"{pair.first_category} with {pair.second_category}"
