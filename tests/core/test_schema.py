"""The one table of inputs: no name means two things, and no limit is missing."""

import math
from collections import Counter

import pytest

from core.schema import FIELDS, Field, Group, Kind, by_any_name, field, is_field

NAMED_BY_THE_DESIGN = (
    "age", "income", "loan_amount", "loan_tenure_months", "credit_utilization_ratio", "number_of_open_accounts",
    "residence_type", "loan_purpose", "loan_type", "delinquency_ratio", "avg_dpd_per_delinquency",
    "total_loan_months", "delinquent_months", "total_dpd",
)  # fmt: skip
EVERY_FIELD = pytest.mark.parametrize("item", FIELDS, ids=lambda item: item.name)


@pytest.mark.parametrize("name", NAMED_BY_THE_DESIGN)
def test_every_input_of_an_applicant_has_a_field(name: str) -> None:
    assert is_field(name)
    assert field(name).name == name


def test_names_and_labels_are_unique() -> None:
    assert len({item.name for item in FIELDS}) == len(FIELDS)
    assert len({item.label for item in FIELDS}) == len(FIELDS)


def test_no_other_name_of_a_column_means_two_fields() -> None:
    """Whatever the case, blanks and dashes: a second field under a name would hide the first."""
    names = Counter(
        plain
        for item in FIELDS
        for plain in {name.lower().replace(" ", "_") for name in (item.name, item.label, *item.aliases)}
    )
    assert [name for name, count in names.items() if count > 1] == []


@EVERY_FIELD
def test_a_column_is_known_by_name_label_and_aliases_in_any_spelling(item: Field) -> None:
    for name in (item.name, item.label, *item.aliases):
        for spelling in (name, name.upper(), name.title(), f" {name} ", name.replace("_", " "), name.replace("_", "-")):
            assert by_any_name(spelling) is item


@pytest.mark.parametrize("column", ["", " ", "cust_id", "gender", "ages", "_", "income_tax", "in come"])
def test_other_columns_are_none_of_the_fields(column: str) -> None:
    assert by_any_name(column) is None
    assert not is_field(column)


def test_an_unknown_field_is_a_defect_of_the_caller() -> None:
    with pytest.raises(KeyError):
        field("shoe_size")


@EVERY_FIELD
def test_every_field_says_what_it_is_and_what_it_can_be(item: Field) -> None:
    assert item.label
    assert item.help.endswith(".")
    assert item.group in Group
    assert item.is_category == (item.kind is Kind.CATEGORY) == bool(item.categories)
    if item.is_category:
        assert len({category.casefold() for category in item.categories}) == len(item.categories) >= 2
    else:
        assert item.unit
        assert 0 <= item.minimum < item.maximum
        assert math.isfinite(item.maximum)


def test_categories_are_those_of_the_design() -> None:
    assert field("residence_type").categories == ("Owned", "Rented", "Mortgage")
    assert field("loan_purpose").categories == ("Home", "Auto", "Personal", "Education")
    assert field("loan_type").categories == ("Secured", "Unsecured")


@pytest.mark.parametrize("protected", ["gender", "marital_status"])
def test_what_must_not_be_asked_is_not_asked(protected: str) -> None:
    assert by_any_name(protected) is None
