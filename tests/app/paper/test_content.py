"""Whatever was typed, a paper gets texts that fit on it and that can be printed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paper.content import BandRow, Line, PaperContent, plain
from tests.app.paper.papers import DAY, bare, content


@given(st.text(), st.integers(1, 50))
def test_a_plain_text_is_one_line_that_fits_and_can_be_printed(text: str, longest: int) -> None:
    line = plain(text, longest)
    assert len(line) <= longest
    assert line == " ".join(line.split())
    assert all(unicodedata.category(letter) not in ("Cc", "Cs", "Cn") for letter in line)


@given(st.text(st.sampled_from("abc ₹क्षि\u200d\u200c<>&{}😀é"), max_size=40))
def test_what_can_be_printed_stays_as_it_is(text: str) -> None:
    assert plain(text) == " ".join(text.split())


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\u202e", "\ud800", "\ufffc", "\ufdd0", "\ue000"])
def test_what_cannot_be_printed_is_shown_as_such(letter: str) -> None:
    """U+FDD0 and U+FFFC mean frames and pictures to Qt's documents, U+202E turns the rest of a line round."""
    assert plain(f"a{letter}b") == "a\ufffdb"


def test_a_text_that_is_too_long_ends_in_an_ellipsis() -> None:
    assert plain("abc def", 6) == "abc d…"
    assert plain("x" * 10_000) == "x" * 299 + "…"


def test_every_text_of_a_content_is_made_plain() -> None:
    made = bare(name="A\nB" + "x" * 500, reasons=("Age\tof",), policy=("a\x00",), inputs=(Line(" a ", "b" * 99),))
    assert made.name == "A B" + "x" * 116 + "…"
    assert made.reasons == ("Age of",)
    assert made.policy == ("a\ufffd",)
    assert made.inputs == (Line("a", "b" * 59 + "…"),)
    assert BandRow(300, 499, " Poor\n", "", "poor").rating == "Poor"


def test_what_is_no_text_is_left_alone() -> None:
    whole = content()
    assert (whole.date, whole.score, whole.loan is not None) == (DAY, 612, True)


def test_more_than_four_principal_reasons_are_a_defect() -> None:
    """12 CFR Part 1002, Supplement I, comment 9(b)(2)-1: more than four are not likely to help."""
    with pytest.raises(ValueError, match="5 principal reasons"):
        PaperContent(date=DAY, model="v1.0", reasons=("a",) * 5)
