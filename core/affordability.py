"""What a loan costs, what a bank assumes of it and allows, each figure with its formula.

Nothing is rounded but the text of a formula. Shares such as FOIR, PD and LGD are numbers from 0 to 1; a rate of
interest is per cent a year, as people type it.
"""

import math
from dataclasses import dataclass

from core import grouping
from core.errors import InputError
from core.schema import field

LARGEST_FOIR = 0.50
"""Where a bank names no other."""
_MONTHS_A_YEAR = 12
_LONGEST = int(field("loan_tenure_months").maximum)
_MOST_MONEY = 1e15
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure.

    Attributes:
        value: not rounded.
        formula: how it was computed, for a person to follow, ending with the value.
    """

    value: float
    formula: str


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan paid back in equal monthly instalments.

    Attributes:
        amount: in rupees.
        annual_rate: per cent a year.
        months: number of instalments.
    """

    amount: float
    annual_rate: float
    months: int

    def __post_init__(self) -> None:
        _check_amount("loan amount", self.amount)
        _check_rate(self.annual_rate)
        if not 1 <= self.months <= _LONGEST:
            raise InputError(f"The tenure {self.months} is not possible. Type whole months from 1 to {_LONGEST}.")


@dataclass(frozen=True, slots=True)
class Payments:
    """What is paid in fact, in whole paise.

    Attributes:
        instalment: of each month but the last.
        last: of the last month, which makes up for the rounding of the others.
        total: all of them together.
    """

    instalment: float
    last: float
    total: float


@dataclass(frozen=True, slots=True)
class Means:
    """What an applicant earns and owes.

    Attributes:
        annual_income: of the schema, in rupees a year.
        obligations: instalments and other fixed payments the applicant already makes, in rupees a month.
    """

    annual_income: float
    obligations: float = 0.0

    def __post_init__(self) -> None:
        _check_amount("annual income", self.annual_income)
        _check_amount("sum of existing obligations", self.obligations)
        if self.annual_income < 1:
            raise InputError("The annual income is below ₹1; a loan needs an income to compare.")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a bank assumes and where it draws its limits; no part of any score.

    Attributes:
        annual_rate: per cent a year where no other rate is agreed.
        largest_foir: share of the monthly income that obligations and instalment may take.
        lgd_secured: share of a secured loan that is lost on default.
        lgd_unsecured: the same of an unsecured loan.
        largest_loan_to_income: loan as a multiple of the annual income; None for no limit.
        longest_tenure_months: None for no limit.
        largest_loss_share: expected loss as a share of the loan; None for no limit.
    """

    annual_rate: float = 11.0
    largest_foir: float = LARGEST_FOIR
    lgd_secured: float = 0.65
    lgd_unsecured: float = 0.70
    largest_loan_to_income: float | None = None
    longest_tenure_months: int | None = None
    largest_loss_share: float | None = None

    def __post_init__(self) -> None:
        _check_rate(self.annual_rate)
        for share in (self.largest_foir, self.lgd_secured, self.lgd_unsecured):
            if not 0 <= share <= 1:
                raise InputError(f"The share {_percent(share)} of the policy is not between 0 and 100 %.")

    def lgd(self, loan_type: str) -> float:
        """Loss given default of a loan of that type, a category of the schema."""
        return {"Secured": self.lgd_secured, "Unsecured": self.lgd_unsecured}[loan_type]


def instalment(loan: Loan) -> Figure:
    """The payment of each month: P·r(1+r)ⁿ / ((1+r)ⁿ − 1), which tends to P / n as r goes to 0."""
    value = loan.amount / _annuity(loan.annual_rate, loan.months)
    amount, n = _grouped(loan.amount), loan.months
    if loan.annual_rate == 0:
        return Figure(value, f"{amount} / {n} = {_grouped(value)}, without interest")
    formula = f"{amount} · r(1+r)ⁿ / ((1+r)ⁿ − 1) = {_grouped(value)}"
    return Figure(value, f"{formula}, with r = {_monthly(loan.annual_rate)}, n = {n}")


def total_interest(loan: Loan) -> Figure:
    """All instalments together less the loan."""
    payment = instalment(loan).value
    value = max(0.0, loan.months * payment - loan.amount) if loan.annual_rate else 0.0
    formula = f"{loan.months} · {_grouped(payment, 6)} − {_grouped(loan.amount)} = {_grouped(value)}"
    return Figure(value, formula)


def payments(loan: Loan) -> Payments:
    """Each instalment as it is paid; the last is what is left of all of them before rounding."""
    exact, before_last = instalment(loan).value, loan.months - 1
    equal = round(exact, 2)
    last = max(0.0, round(loan.months * exact - before_last * equal, 2))
    return Payments(equal, last, round(before_last * equal + last, 2))


def balance(loan: Loan, paid: int) -> Figure:
    """What is still owed after so many instalments: P·((1+r)ⁿ − (1+r)ᵏ) / ((1+r)ⁿ − 1)."""
    if not 0 <= paid <= loan.months:
        raise InputError(f"{paid} instalments cannot have been paid. Type a whole number from 0 to {loan.months}.")
    amount, rate, n = _grouped(loan.amount), loan.annual_rate, loan.months
    value = loan.amount * (_annuity(rate, n - paid) / _annuity(rate, n))
    if rate == 0:
        return Figure(value, f"{amount} · ({n} − {paid}) / {n} = {_grouped(value)}, without interest")
    formula = f"{amount} · ((1+r)ⁿ − (1+r)ᵏ) / ((1+r)ⁿ − 1) = {_grouped(value)}"
    return Figure(value, f"{formula}, with r = {_monthly(rate)}, n = {n}, k = {paid}")


def foir(loan: Loan, means: Means) -> Figure:
    """Fixed obligations to income: (existing obligations + instalment) / monthly income."""
    payment = instalment(loan).value
    value = (means.obligations + payment) / (means.annual_income / _MONTHS_A_YEAR)
    parts = f"({_grouped(means.obligations)} + {_grouped(payment)}) / ({_grouped(means.annual_income)} / 12)"
    return Figure(value, f"{parts} = {_percent(value)}")


def largest_loan(means: Means, annual_rate: float, months: int, largest_foir: float = LARGEST_FOIR) -> Figure:
    """The loan whose FOIR is the largest allowed: (FOIR·income − obligations)·(1 − (1+r)⁻ⁿ) / r, or 0."""
    Loan(0.0, annual_rate, months)  # the same rules for rate and tenure
    income = means.annual_income / _MONTHS_A_YEAR
    left = largest_foir * income - means.obligations
    cap = f"{_percent(largest_foir)} · {_grouped(income)} − {_grouped(means.obligations)}"
    if left <= 0:
        return Figure(0.0, f"{cap} leaves nothing for an instalment: 0")
    value = left * _annuity(annual_rate, months)
    if annual_rate == 0:
        return Figure(value, f"({cap}) · {months} = {_grouped(value)}, without interest")
    formula = f"({cap}) · (1 − (1+r)⁻ⁿ) / r = {_grouped(value)}"
    return Figure(value, f"{formula}, with r = {_monthly(annual_rate)}, n = {months}")


def expected_loss(default_probability: float, lgd: float, exposure: float) -> Figure:
    """EL = PD · LGD · EAD, in rupees."""
    value = default_probability * lgd * exposure
    parts = f"{_percent(default_probability)} · {_percent(lgd)} · {_grouped(exposure)}"
    return Figure(value, f"{parts} = {_grouped(value)}")


def in_rupees(amount: float) -> str:
    """An amount as screens and papers say what is paid: ``₹12,40,000`` and ``₹11,714.19``."""
    return f"₹{_grouped(amount)}"


def in_percent(share: float, beside: float | None = None) -> str:
    """A share as every screen and paper says it: ``62.5 %``; with more decimals where it would read like another."""
    others = () if beside is None or beside == share else (in_percent(beside),)
    said = (f"{grouping.rounded(100 * share, decimals)} %" for decimals in range(1, _MOST_DECIMALS + 1))
    return next((text for text in said if text not in others), f"{grouping.rounded(100 * share, 1)} %")


def _annuity(annual_rate: float, months: int) -> float:
    """Worth today of one rupee paid in each of the months: (1 − (1+r)⁻ⁿ) / r, exact also for the smallest r."""
    r = annual_rate / 100 / _MONTHS_A_YEAR
    return abs(math.expm1(-months * math.log1p(r))) / r if r else float(months)


def _check_amount(name: str, amount: float) -> None:
    if not 0 <= amount <= _MOST_MONEY:
        said = grouping.grouped(f"{amount:.15g}")
        raise InputError(f"The {name} {said} is not an amount of rupees. Type a number that is not negative.")


def _check_rate(annual_rate: float) -> None:
    if not 0 <= annual_rate <= 100:
        raise InputError(f"The rate of interest {annual_rate:g} is not between 0 and 100 % a year. Type 7.2 for 7.2 %.")


def _grouped(amount: float, decimals: int = 2) -> str:
    """In lakh/crore grouping, with paise where there are some: 12,40,000 and 11,714.19."""
    whole, _, part = f"{amount:.{decimals}f}".partition(".")
    part = part if decimals == 2 and part.strip("0") else part.rstrip("0")
    return grouping.grouped(whole) + (f".{part}" if part else "")


def _percent(share: float) -> str:
    return f"{grouping.rounded(100 * share, 4)} %"


def _monthly(annual_rate: float) -> str:
    return f"{annual_rate / _MONTHS_A_YEAR:.6g} %"
