"""Rows that hold no applicant are kept, rejected and called what they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.batch.export.exporting import export
from core.batch.export.rows import ProblemRows
from core.batch.pipeline import score_file
from tests.core.batch.export.material import scored_from
from tests.core.batch.files import APPLICANT, applicants, read_csv, write_csv
from tests.core.factories import curve_scorecard

WIDTH = len(APPLICANT)
FOOTER = "This row is no applicant: it looks like a total or a footer."
EMPTY = "This row is no applicant: it is empty."
HEADER = "This row is no applicant: it repeats the header."


def problems(folder: Path, *lines: str, separator: str = ",") -> list[tuple[str, str]]:
    """Status and problem of rows between two good ones."""
    good = separator.join(APPLICANT.values())
    text = "\n".join([separator.join(APPLICANT), good, *lines, good, ""])
    (folder / "in.csv").write_text(text)
    report = score_file(folder / "in.csv", folder / "out.csv", curve_scorecard())
    rows = read_csv(folder / "out.csv", separator)
    assert (report.rows, report.scored) == (len(lines) + 2, 2)
    assert [row["row_status"] for row in (rows[0], rows[-1])] == ["scored", "scored"]
    return [(row["row_status"], row["row_problem"]) for row in rows[1:-1]]


@pytest.mark.parametrize(
    "line",
    [
        "Total" + "," * (WIDTH - 1),
        "Grand Total,,2400000,,1800000" + "," * (WIDTH - 5),
        ",Sub-total:,2400000" + "," * (WIDTH - 3),
        '"TOTAL, all branches"' + "," * (WIDTH - 1),
        "Average,35" + "," * (WIDTH - 2),
        "No. of applicants: 2" + "," * (WIDTH - 1),
        "End of report",
        "*** Confidential ***",
        "Generated on 31/03/2024 10:15",
        "-----",
        "-----" + ",-----" * (WIDTH - 1),
        "* figures as stated by the customer; subject to verification" + "," * (WIDTH - 1),
        ',"† Income, where ""self-employed"", as declared"' + "," * (WIDTH - 2),
        "*Provisional figures" + "," * (WIDTH - 1),
        ",,Rows of the branch at Pune follow below" + "," * (WIDTH - 3),
    ],
)
def test_totals_and_footers_are_told_from_applicants(tmp_path: Path, line: str) -> None:
    assert problems(tmp_path, line) == [("rejected", FOOTER)]


@pytest.mark.parametrize("line", ["", "," * (WIDTH - 1), " , ,\t" + "," * (WIDTH - 3), '""' + ',""' * (WIDTH - 1)])
def test_rows_without_any_value_are_called_empty(tmp_path: Path, line: str) -> None:
    assert problems(tmp_path, line) == [("rejected", EMPTY)]


@pytest.mark.parametrize("change", [str, str.upper, lambda name: name.replace("_", " ")])
def test_a_header_amid_the_rows_is_told_from_applicants(tmp_path: Path, change: Callable[[str], str]) -> None:
    assert problems(tmp_path, ";".join(map(change, APPLICANT)), separator=";") == [("rejected", HEADER)]


@pytest.mark.parametrize(
    "line",
    [
        "C7" + "," * (WIDTH - 1),
        "#C7" + "," * (WIDTH - 1),
        ",Mohammed Abdul Rahman Khan" + "," * (WIDTH - 2),
        "* Provisional figures,35" + "," * (WIDTH - 2),
        '"* Provisional","figures"' + "," * (WIDTH - 2),
        "Totaline Gupta,35" + "," * (WIDTH - 2),
        ",".join({**APPLICANT, "cust_id": "Total", "age": "7"}.values()),
        ",".join({**APPLICANT, "cust_id": "Page 1", "loan_type": "Loan type"}.values()),
    ],
)
def test_an_applicant_with_problems_stays_one(tmp_path: Path, line: str) -> None:
    ((_, problem),) = problems(tmp_path, line)
    assert problem not in (FOOTER, EMPTY, HEADER)


def test_a_footer_is_no_thin_file_and_is_not_sent_back(tmp_path: Path) -> None:
    rows = applicants({}, {"cust_id": "C2", "age": ""})
    source = write_csv(tmp_path / "in.csv", rows)
    footer = [
        "Total,,2400000" + "," * (WIDTH - 3),
        "," * (WIDTH - 1),
        "* as stated by the customer" + "," * (WIDTH - 1),
    ]
    source.write_text(source.read_text() + "\n".join([*footer, ""]))
    report, kept = scored_from(source)
    assert (report.rows, report.rejected, report.to_mend) == (5, 4, 1)
    assert {group.words: group.rows for group in report.problems} == {"age is empty.": 1, FOOTER: 2, EMPTY: 1}
    assert [row["cust_id"] for row in read_csv(report.target)] == [
        "C1",
        "C2",
        "Total",
        "",
        "* as stated by the customer",
    ]
    export(report, ProblemRows(kept, report.to_mend), tmp_path / "back.csv")
    assert [(row["cust_id"], row["what_to_mend"]) for row in read_csv(tmp_path / "back.csv")] == [
        ("C2", "age is empty.")
    ]


def test_a_total_that_could_be_an_applicant_is_scored_as_one(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"{','.join(APPLICANT)}\n{','.join({**APPLICANT, 'cust_id': 'Total'}.values())}\n")
    assert score_file(tmp_path / "in.csv", tmp_path / "out.csv", curve_scorecard()).scored == 1
