"""What a spreadsheet would run is told from what it shows."""

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core import parsing
from core.batch.defusing import defused, runs, would_run
from core.errors import InputError
from core.schema import FIELDS, Kind


def are_run(*texts: str) -> list[bool]:
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    return frame.select(runs(pl.col("text")))["text"].to_list()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\rword", "\nword", "\tword", "  =1+1", '"=1+1', "`@A1",
        '" =cmd', "\u00a0=1", "\ufeff=1", "\u200b=1", "＝1+1", "＠A1", "=", "=5", "@5", "--5+A1", "-A1", "-1-2",
        "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0",
        "=10+20+cmd|' /C calc'!A0", '=HYPERLINK("http://example.org?"&A1,"Click")', "=1\n-2", "-12,40,000+1",
    ],
)  # fmt: skip
def test_formulae_are_run(text: str) -> None:
    """The payloads of OWASP, "CSV Injection", among them."""
    assert are_run(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "-1200", "-12,40,000", "-1,240,000.50", "-1.240.000,50", "(1,200)", "+5", "+5.5", "-0.5", "-.5", "-5.", "-45%",
        "-45 %", "+1.2E+06", "-1.2e-5", "-₹ 12.4 lakh", "₹ -12.4 lakh", "-Rs. 500/-", "-12 crore", "- 5", " -1200 ",
        "+91 98765 43210", "-१२", "-", "--", "", " ", "5", "A+B", "a=b", "C-12", "Self-Employed", "x@example.org",
        "'quoted'", "(=1)", "'=1+1",
    ],
)  # fmt: skip
def test_numbers_and_words_are_not_run(text: str) -> None:
    assert are_run(text) == [False]


SIGNED = st.builds(
    "{}{}{}".format,
    st.sampled_from(["-", "+", " -", "-₹", "-Rs. "]),
    st.from_regex(r"\A[0-9]{1,3}(,[0-9]{2}){0,2}(,[0-9]{3})?(\.[0-9]{1,4})?\Z"),
    st.sampled_from(["", "%", " %", " lakh", "crores", "/-", "e3", "E-2"]),
)


@given(SIGNED)
def test_whatever_the_program_reads_as_a_number_is_left_alone(text: str) -> None:
    money, share = (next(f for f in FIELDS if f.kind is Kind.MONEY), next(f for f in FIELDS if f.unit == "%"))
    for item in (money, share):
        try:
            parsing.parse_number(text, item)
        except InputError:
            continue
        assert are_run(text) == [False]


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_an_apostrophe_stands_before_what_is_run_and_nothing_else_changes(texts: list[str]) -> None:
    frame = pl.DataFrame({"0": texts}, schema={"0": pl.String})
    expected = [f"'{text}" if run else text for text, run in zip(texts, are_run(*texts), strict=True)]
    assert defused(frame)["0"].to_list() == expected


@given(st.text())
def test_what_was_defused_is_shown_as_text(text: str) -> None:
    (shown,) = defused(pl.DataFrame({"0": [text]}))["0"]
    assert not shown.strip().startswith(("=", "@"))
    assert are_run(shown) == [False]
    assert defused(pl.DataFrame({"0": [shown]}))["0"].to_list() == [shown]


@given(st.text())
@example("-")
@example("-1,200.50%")
@example("-1-2")
@example("\u200b =1")
def test_one_text_is_judged_like_many(text: str) -> None:
    assert [would_run(text)] == are_run(text)
