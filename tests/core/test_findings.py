"""What the checks found, summed up by row."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.findings import Finding, Findings, Status, as_typed, say

SIZE = 5
ROWS = st.lists(st.integers(0, SIZE - 1), unique=True).map(sorted)
FINDINGS = st.lists(st.tuples(st.sampled_from([Status.REFER, Status.REJECTED]), st.booleans(), ROWS), max_size=6)


def findings_of(found: list[tuple[Status, bool, list[int]]]) -> Findings:
    return Findings(
        SIZE,
        tuple(
            Finding("age", status, scorable, np.array(rows, dtype=np.intp), lambda row: f"Row {row}.")
            for status, scorable, rows in found
        ),
    )


def test_rows_without_a_finding_are_scored() -> None:
    findings = findings_of([])
    assert findings.scorable().tolist() == [True] * SIZE
    assert [list(Status)[place] for place in findings.status()] == [Status.SCORED] * SIZE


def test_the_gravest_finding_decides_whatever_comes_first() -> None:
    refer, reject = (Status.REFER, True, [0, 1]), (Status.REJECTED, False, [1, 2])
    for found in ([refer, reject], [reject, refer]):
        findings = findings_of(found)
        assert [list(Status)[place] for place in findings.status()] == [
            "refer",
            "rejected",
            "rejected",
            "scored",
            "scored",
        ]
        assert findings.scorable().tolist() == [True, False, False, True, True]


@given(FINDINGS)
def test_each_row_is_judged_by_its_own_findings(found: list[tuple[Status, bool, list[int]]]) -> None:
    findings = findings_of(found)
    for row in range(SIZE):
        own = [(status, scorable) for status, scorable, rows in found if row in rows]
        grave = max((list(Status).index(status) for status, _ in own), default=0)
        assert findings.status()[row] == grave
        assert findings.scorable()[row] == all(scorable for _, scorable in own)


def test_the_words_of_a_status_are_those_of_a_scored_file() -> None:
    """Design, section 4: ``row_status``, from harmless to grave."""
    assert list(Status) == ["scored", "refer", "rejected"]


def test_no_rows_have_no_status() -> None:
    assert Findings(0, ()).status().shape == Findings(0, ()).scorable().shape == (0,)


@pytest.mark.parametrize(
    ("number", "text", "said"),
    [
        (17.0, "17", "17"),
        (1240000.0, "12.4 lakh", "12,40,000"),
        (1e308, "1e308", "'1e308'"),
        (1e308, f"1{'0' * 308}", f"'1{'0' * 38}…'"),
        (-1e20, "-1e20", "'-1e20'"),
        (1e-9, "0.000000001", "'0.000000001'"),
        (-0.0, " -0 ", "'-0'"),
        (0.0, "0", "0"),
    ],
)
def test_a_number_is_told_as_it_was_typed_where_nobody_would_write_it_so(number: float, text: str, said: str) -> None:
    assert as_typed(number, lambda: text) == said


def test_a_number_that_nobody_typed_is_told_all_the_same() -> None:
    assert (as_typed(1e308, str), say(-0.0)) == ("1e+308", "0")
