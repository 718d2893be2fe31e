"""The columns that say whom a row is about are found by their names."""

import pytest

from app.batch.addressing import likely_name, likely_reference


@pytest.mark.parametrize(
    ("header", "place"),
    [
        (["age", "branch", "cust_id"], 2),
        (["age", "branch", "CustomerID"], 2),
        (["Application No.", "branch", "age"], 0),
        (["branch", "age"], 0),
        (["age"], None),
    ],
)
def test_the_reference_is_no_input_of_a_model(header: list[str], place: int | None) -> None:
    assert likely_reference(header, [header.index("age")]) == place


@pytest.mark.parametrize("name", ["name", "Name", "applicant_name", "Customer Name", "FullName", "cust_full_name"])
def test_a_column_of_names_is_known(name: str) -> None:
    assert likely_name(["cust_id", name, "age"]) == 1


@pytest.mark.parametrize("name", ["branch_name", "named", "file name", "surname_code", ""])
def test_another_column_holds_no_names_of_applicants(name: str) -> None:
    assert likely_name([name]) is None
