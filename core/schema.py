"""FIELDS: the one table of what is asked about an applicant; form, files, checks and training all read it."""

import re
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """How a field is typed, shown and checked."""

    MONEY = "money"
    INTEGER = "integer"
    NUMBER = "number"
    CATEGORY = "category"


class Group(StrEnum):
    """The groups a loan officer thinks in, in the order of the form."""

    APPLICANT = "Applicant"
    LOAN = "Loan"
    HISTORY = "Credit history"


class Field(NamedTuple):
    """One input of an applicant.

    Attributes:
        name: column name in files and key in code.
        label: what people read.
        kind: how it is typed, shown and checked.
        group: where it stands in the form.
        unit: unit shown after the value; empty for categories.
        minimum: smallest value that can be true; below it a value is a mistake.
        maximum: largest value that can be true.
        categories: the values of a category, in the order shown.
        aliases: other names files use for the column.
        help: one sentence for the person who types.
    """

    name: str
    label: str
    kind: Kind
    group: Group
    unit: str = ""
    minimum: float = 0.0
    maximum: float = float("inf")
    categories: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    help: str = ""

    @property
    def is_category(self) -> bool:
        """Whether the field holds one of ``categories`` and not a number."""
        return self.kind is Kind.CATEGORY


_MOST_MONEY = 1e11
"""Ten thousand crore: more than any loan to a person; an amount above it is a slipped key."""

FIELDS: tuple[Field, ...] = (
    Field(
        "age", "Age", Kind.INTEGER, Group.APPLICANT, "years", 18, 100,
        aliases=("applicant_age", "age_years", "customer_age"),
        help="Completed years on the day of application.",
    ),
    Field(
        "income", "Annual income", Kind.MONEY, Group.APPLICANT, "₹ a year", 0, _MOST_MONEY,
        aliases=("annual_income", "yearly_income", "gross_income"),
        help="Gross income of a year, before tax.",
    ),
    Field(
        "residence_type", "Residence", Kind.CATEGORY, Group.APPLICANT, categories=("Owned", "Rented", "Mortgage"),
        aliases=("residence", "housing", "home_ownership", "residence_status"),
        help="Whether the home is owned, rented, or owned with a mortgage.",
    ),
    Field(
        "employment_status", "Employment", Kind.CATEGORY, Group.APPLICANT, categories=("Salaried", "Self-Employed"),
        aliases=("employment", "occupation_type", "employment_type"),
        help="Whether income comes from a salary or the applicant's own business.",
    ),
    Field(
        "number_of_dependants", "Dependants", Kind.INTEGER, Group.APPLICANT, "persons", 0, 30,
        aliases=("dependants", "dependents", "number_of_dependents"),
        help="Persons who live on this income.",
    ),
    Field(
        "years_at_current_address", "Years at address", Kind.NUMBER, Group.APPLICANT, "years", 0, 100,
        aliases=("years_at_address", "address_years"),
        help="Years at the present address.",
    ),
    Field(
        "loan_amount", "Loan amount", Kind.MONEY, Group.LOAN, "₹", 1, _MOST_MONEY,
        aliases=("amount", "loan_amt", "requested_amount"),
        help="The amount asked for.",
    ),
    Field(
        "loan_tenure_months", "Loan tenure", Kind.INTEGER, Group.LOAN, "months", 1, 480,
        aliases=("tenure", "loan_tenure", "tenure_months", "term_months"),
        help="Months until the loan is paid back.",
    ),
    Field(
        "loan_purpose", "Loan purpose", Kind.CATEGORY, Group.LOAN,
        categories=("Home", "Auto", "Personal", "Education"),
        aliases=("purpose",), help="What the loan is for.",
    ),
    Field(
        "loan_type", "Loan type", Kind.CATEGORY, Group.LOAN, categories=("Secured", "Unsecured"),
        aliases=("type_of_loan", "security"), help="Whether an asset secures the loan.",
    ),
    Field(
        "bank_balance_at_application", "Bank balance", Kind.MONEY, Group.LOAN, "₹", 0, _MOST_MONEY,
        aliases=("bank_balance", "account_balance"),
        help="Balance of the applicant's accounts on the day of application.",
    ),
    Field(
        "credit_utilization_ratio", "Credit utilization", Kind.NUMBER, Group.HISTORY, "%", 0, 200,
        aliases=("credit_utilization", "credit_utilisation_ratio", "credit_utilisation", "utilization"),
        help="Used credit as a share of all credit lines; above 100 % is over the limit.",
    ),
    Field(
        "number_of_open_accounts", "Open accounts", Kind.INTEGER, Group.HISTORY, "accounts", 0, 100,
        aliases=("open_accounts", "num_open_accounts"),
        help="Loan accounts open at the bureau.",
    ),
    Field(
        "number_of_closed_accounts", "Closed accounts", Kind.INTEGER, Group.HISTORY, "accounts", 0, 200,
        aliases=("closed_accounts", "num_closed_accounts"),
        help="Loan accounts that were paid back and closed.",
    ),
    Field(
        "enquiry_count", "Enquiries", Kind.INTEGER, Group.HISTORY, "enquiries", 0, 500,
        aliases=("enquiries", "inquiry_count", "bureau_enquiries"),
        help="How often lenders asked the bureau about the applicant.",
    ),
    Field(
        "delinquency_ratio", "Delinquency ratio", Kind.NUMBER, Group.HISTORY, "%", 0, 100,
        aliases=("delinquency", "delinquent_ratio", "deliquency_ratio"),
        help="Delinquent months as a share of all loan months.",
    ),
    Field(
        "avg_dpd_per_delinquency", "Average days past due", Kind.NUMBER, Group.HISTORY, "days", 0, 3650,
        aliases=("avg_dpd", "average_dpd", "avg_dpd_per_deliquency"),
        help="Days past due per delinquent month; 0 without delinquency.",
    ),
    Field(
        "total_loan_months", "Loan months", Kind.INTEGER, Group.HISTORY, "months", 0, 10_000,
        aliases=("loan_months", "total_months"),
        help="Months of all loans together that the bureau knows.",
    ),
    Field(
        "delinquent_months", "Delinquent months", Kind.INTEGER, Group.HISTORY, "months", 0, 10_000,
        aliases=("deliquent_months", "months_delinquent"),
        help="Months of them with a payment overdue.",
    ),
    Field(
        "total_dpd", "Total days past due", Kind.INTEGER, Group.HISTORY, "days", 0, 1_000_000,
        aliases=("dpd", "total_days_past_due"),
        help="Days past due, added up over the delinquent months.",
    ),
)  # fmt: skip


def _plain_name(name: str) -> str:
    return _SEPARATORS.sub("_", name.lower()).strip("_")


_SEPARATORS = re.compile(r"[\s_-]+")
_BY_NAME = {field.name: field for field in FIELDS}
_BY_ANY_NAME = {_plain_name(name): field for field in FIELDS for name in (field.name, field.label, *field.aliases)}


def field(name: str) -> Field:
    """The field of that name; ``KeyError`` for a name that is not in ``FIELDS``."""
    return _BY_NAME[name]


def is_field(name: str) -> bool:
    """Whether ``FIELDS`` has a field of that name."""
    return name in _BY_NAME


def by_any_name(column: str) -> Field | None:
    """The field that a file's column stands for: its name, label or an alias, whatever the case, spaces or dashes."""
    return _BY_ANY_NAME.get(_plain_name(column))
