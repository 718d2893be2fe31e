"""What joining did is told in sentences that leave no row out, and no sentence about nothing."""

import json

from core.portfolio.join_report import JoinReport, TableReport


def table(source: str, rows: int, lost: tuple[int, int, int] = (0, 0, 0), unused: tuple[str, ...] = ()) -> TableReport:
    return TableReport(source, rows, *lost, unused)


CLEAN = JoinReport(table("people.csv", 2), table("loans.csv", 1), table("bureau.csv", 2), 1, 0, 0, 0, 0, 0, 1, ())
LOSSY = JoinReport(
    customers=table("people.csv", 50_000, (10, 20, 30), ("city", "zipcode")),
    loans=table("table loans", 60_000, (1, 2, 3)),
    bureau=table("bureau.csv", 49_000),
    matched=58_000,
    loans_of_contradictory=94,
    loans_without_customer=900,
    loans_without_bureau=1_000,
    customers_without_loan=2_000,
    bureau_without_loan=1,
    borrowers=47_000,
    absent=("enquiry_count", "bank_balance_at_application"),
)


def test_where_nothing_was_lost_there_is_little_to_say() -> None:
    assert CLEAN.lines() == [
        "people.csv: 2 rows read.",
        "loans.csv: 1 row read.",
        "bureau.csv: 2 rows read.",
        "Joined on cust_id: 1 loan of 1 borrower.",
    ]


def test_every_loss_is_told_where_it_happened() -> None:
    people, unused, loans, bureau, joined, absent = LOSSY.lines()
    assert people == (
        "people.csv: 50,000 rows read, 10 without cust_id left out, 20 repeating another in every column left out, 30 "
        "left out because rows of the same id contradict each other, 2,000 without a loan in table loans not used."
    )
    assert unused == "people.csv: columns not used: city, zipcode."
    assert loans == (
        "table loans: 60,000 rows read, 1 without cust_id left out, 2 repeating another in every column left out, 3 "
        "left out because rows of the same id contradict each other, 94 whose customer or bureau rows contradict each "
        "other left out, 900 without a customer in people.csv left out, 1,000 without a record in bureau.csv left out."
    )
    assert bureau == "bureau.csv: 49,000 rows read, 1 without a loan in table loans not used."
    assert joined == "Joined on cust_id: 58,000 loans of 47,000 borrowers."
    assert absent == "No table has enquiry_count, bank_balance_at_application; factors that need them cannot be used."


def test_what_is_left_of_a_table_is_what_was_not_left_out() -> None:
    assert LOSSY.customers.usable == 50_000 - 10 - 20 - 30


def test_a_report_can_be_kept_as_json() -> None:
    told = json.loads(json.dumps(LOSSY.to_dict()))
    assert told["matched"] == 58_000
    assert told["customers"] == {
        "source": "people.csv", "rows": 50_000, "without_id": 10, "repeated": 20, "contradictory": 30,
        "unused": ["city", "zipcode"],
    }  # fmt: skip
