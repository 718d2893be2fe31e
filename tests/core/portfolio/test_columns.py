"""A column is known by any of its names, has one home, and is barred from models for a reason."""

import pytest

from core.features import FEATURES
from core.portfolio.columns import BARRED, CHECKED, HISTORY_COUNTS, HISTORY_RATIOS, HOME, REQUIRED, TARGET, plain_name
from core.schema import FIELDS


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("cust_id", "cust_id"),
        ("Customer ID", "cust_id"),
        (" CUST-ID ", "cust_id"),
        ("CustId", "cust_id"),
        ("Loan No", "loan_id"),
        ("Is_Default", "default"),
        ("SEX", "gender"),
        ("PIN code", "zipcode"),
        ("Disbursed on", "disbursal_date"),
        ("Annual income", "income"),
        ("Annual Income (INR)", "income"),
        ("Income (lakh)", "income_(lakh)"),
        ("Loan   tenure", "loan_tenure_months"),
        ("Tenure in months", "loan_tenure_months"),
        ("deliquency_ratio", "delinquency_ratio"),
        ("Branch Manager", "branch_manager"),
    ],
)
def test_a_column_is_known_by_any_of_its_names(column: str, name: str) -> None:
    assert plain_name(column) == name


def test_every_input_is_looked_for_in_one_table() -> None:
    homes = [column for columns in HOME.values() for column in columns]
    assert len(homes) == len(set(homes))
    assert set(homes) == {TARGET, *CHECKED, *(field.name for field in FIELDS)}


def test_no_factor_of_a_model_comes_from_a_barred_column() -> None:
    used = {name for feature in FEATURES.values() for name in (feature.name, *feature.inputs)}
    assert not used & {*BARRED, TARGET, *CHECKED}
    assert all(reason.startswith(("it ", "where ")) for reason in BARRED.values())


def test_what_a_standard_model_needs_is_required_and_the_history_one_way_or_the_other() -> None:
    assert set(REQUIRED) == {
        "default", "age", "income", "residence_type", "loan_amount", "loan_tenure_months", "loan_purpose", "loan_type",
        "credit_utilization_ratio", "number_of_open_accounts",
    }  # fmt: skip
    assert not set(REQUIRED) & set(HISTORY_COUNTS + HISTORY_RATIOS)
