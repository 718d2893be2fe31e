"""Files of applicants for tests."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

APPLICANT = {
    "cust_id": "C1",
    "age": "35",
    "income": "1200000",
    "residence_type": "Owned",
    "loan_amount": "900000",
    "loan_tenure_months": "24",
    "loan_purpose": "Auto",
    "loan_type": "Secured",
    "credit_utilization_ratio": "40",
    "number_of_open_accounts": "2",
    "total_loan_months": "40",
    "delinquent_months": "4",
    "total_dpd": "12",
}
"""Somebody whom the scorecards of the tests score without a second look."""


def applicants(*changes: Mapping[str, str]) -> list[dict[str, str]]:
    """Applicants like ``APPLICANT`` but for some cells."""
    return [{**APPLICANT, **change} for change in changes]


def write_csv(path: Path, rows: Iterable[Mapping[str, str]], separator: str = ",") -> Path:
    """Write rows with the keys of the first one as header."""
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=separator, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def read_csv(path: Path, separator: str = ",") -> list[dict[str, str]]:
    """The rows of a file, read by a library that the program does not use."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))
