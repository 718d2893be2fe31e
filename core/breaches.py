"""Where a loan breaches the limits of a bank's policy: which limit, what was found, what is allowed.

These are matters of policy: none of them is a reason of the score, nor to be told as one.
"""

from dataclasses import dataclass
from enum import StrEnum

from core import affordability, grouping
from core.affordability import Loan, Means, Policy

_NOISE = 1e-9
"""Share by which a figure computed to lie at a limit may miss it."""


class Limit(StrEnum):
    """The limits that a policy may draw."""

    FOIR = "foir"
    LOAN_TO_INCOME = "loan_to_income"
    TENURE = "tenure"
    LOSS = "loss"


_SENTENCES = {
    Limit.FOIR: "obligations and instalment are {} of the monthly income",
    Limit.LOAN_TO_INCOME: "the loan is {}",
    Limit.TENURE: "the tenure is {}",
    Limit.LOSS: "the expected loss is {} of the loan",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit of the policy that a loan is above.

    Attributes:
        limit: which one.
        value: what the loan has: a share, a multiple of the annual income, or months.
        allowed: the most that the policy allows, in the same measure.
    """

    limit: Limit
    value: float
    allowed: float

    @property
    def is_slight(self) -> bool:
        """Whether both read alike, although the value lies above."""
        return self.said == self.said_allowed

    @property
    def said(self) -> str:
        """The value as people read it, with as many decimals as tell it from the limit, as far as that helps."""
        if self.limit in (Limit.FOIR, Limit.LOSS):
            return affordability.in_percent(self.value, self.allowed)
        return grouping.rounded(self.value, 2)

    @property
    def said_allowed(self) -> str:
        """The limit as people read it."""
        if self.limit in (Limit.FOIR, Limit.LOSS):
            return affordability.in_percent(self.allowed)
        return grouping.rounded(self.allowed, 2)

    @property
    def sentence(self) -> str:
        """The breach in words."""
        unit = {Limit.LOAN_TO_INCOME: " annual incomes", Limit.TENURE: " months"}.get(self.limit, "")
        told = f"slightly more than {self.said}{unit}" if self.is_slight else f"{self.said}{unit}"
        found = _SENTENCES[self.limit].format(told)
        return f"Policy limit: {found}; the policy allows at most {self.said_allowed}{unit}."


def breaches(policy: Policy, loan: Loan, means: Means, loss: float = 0.0) -> tuple[Breach, ...]:
    """Each limit of the policy that a loan breaches.

    Args:
        policy: the limits.
        loan: what is asked for.
        means: of the applicant.
        loss: expected loss in rupees.
    """
    loss_share = loss / loan.amount if loan.amount else 0.0
    found = (
        (Limit.FOIR, affordability.foir(loan, means).value, policy.largest_foir),
        (Limit.LOAN_TO_INCOME, loan.amount / means.annual_income, policy.largest_loan_to_income),
        (Limit.TENURE, loan.months, policy.longest_tenure_months),
        (Limit.LOSS, loss_share, policy.largest_loss_share),
    )
    return tuple(
        Breach(limit, value, allowed)
        for limit, value, allowed in found
        if allowed is not None and value > allowed * (1 + _NOISE)
    )
