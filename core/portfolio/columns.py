"""The columns of the three tables: where each is looked for, what else it may be called, and what no model may use."""

from core import schema
from core.batch.column_names import field_of
from core.features import FEATURES, STANDARD_FEATURES

ID = "cust_id"
LOAN_ID = "loan_id"
TARGET = "default"
FEE = "processing_fee"
CHECKED = (FEE, "disbursal_date", "gender", "marital_status")
"""Columns that are kept beside the inputs, for checks and reports, and that no model sees."""

HISTORY_RATIOS = ("delinquency_ratio", "avg_dpd_per_delinquency")
HISTORY_COUNTS = ("total_loan_months", "delinquent_months", "total_dpd")

HOME: dict[str, tuple[str, ...]] = {
    "customers": (
        "age", "income", "residence_type", "employment_status", "number_of_dependants", "years_at_current_address",
        "gender", "marital_status",
    ),
    "loans": (
        TARGET, "loan_amount", "loan_tenure_months", "loan_purpose", "loan_type", "bank_balance_at_application", FEE,
        "disbursal_date",
    ),
    "bureau": (
        "credit_utilization_ratio", "number_of_open_accounts", "number_of_closed_accounts", "enquiry_count",
        *HISTORY_RATIOS, *HISTORY_COUNTS,
    ),
}  # fmt: skip
"""By table, the columns that are looked for there first; what is not there is taken from another table that has it."""

REQUIRED: tuple[str, ...] = (
    TARGET,
    *(
        item.name
        for item in schema.FIELDS
        if item.name not in HISTORY_RATIOS + HISTORY_COUNTS
        and any(item.name in FEATURES[name].inputs for name in STANDARD_FEATURES)
    ),
)
"""Columns without which not even a standard model can be trained; the history is required one way or the other."""

BARRED: dict[str, str] = {
    "cust_id": "it names a person and says nothing about risk",
    "loan_id": "it numbers the loans in the order they were granted",
    "gender": "it is a protected attribute",
    "marital_status": "it is a protected attribute",
    "city": "where people live can stand in for a protected group",
    "state": "where people live can stand in for a protected group",
    "zipcode": "where people live can stand in for a protected group",
    "sanction_amount": "it is decided when the loan is granted",
    "processing_fee": "it is charged when the loan is granted",
    "gst": "it is charged when the loan is granted",
    "net_disbursement": "it is known only once the loan is granted",
    "principal_outstanding": "it is recorded after the loan was granted",
    "disbursal_date": "it is recorded after the loan was granted",
    "installment_start_dt": "it is recorded after the loan was granted",
}
"""Columns that never enter a model, each with the reason."""

_ALIASES = {
    ID: ("customer_id", "custid", "client_id"),
    LOAN_ID: ("loanid", "loan_no", "loan_number"),
    TARGET: ("defaulted", "is_default", "loan_default", "default_flag"),
    "gender": ("sex",),
    "zipcode": ("zip_code", "zip", "pincode", "pin_code"),
    "disbursal_date": ("disbursement_date", "disbursed_on"),
}
_BY_ALIAS = {alias: name for name, aliases in _ALIASES.items() for alias in aliases}


def plain_name(column: str) -> str:
    """The name this program uses for a column: that of the input or column it is known for, else its own, made plain.

    Inputs are known by the names that files of applicants may have for them, also with their unit, as in Income (INR).
    """
    field = field_of(column)
    if field is not None:
        return field.name
    plain = made_plain(column)
    return _BY_ALIAS.get(plain, plain)


def made_plain(column: str) -> str:
    """A column's own name in lower case with underscores, as it is told to people."""
    return column.strip().lower().replace(" ", "_").replace("-", "_")
