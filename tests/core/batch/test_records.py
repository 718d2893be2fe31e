"""The grammar of rows: what a cell is, and that a stray quotation mark never swallows the rows below it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batch.records import LONGEST_CELL, Grammar, Record

COMMA = Grammar(b",")


def first_row(text: bytes, *, final: bool = True) -> Record:
    record = COMMA.record(text, 0, final=final)
    assert record is not None
    return record


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (b"a,b\n", [b"a", b"b"]),
        (b"a,b\r\n", [b"a", b"b"]),
        (b",\n", [b"", b""]),
        (b'"a,b",c\n', [b"a,b", b"c"]),
        (b'"say ""no""",c\r\n', [b'say "no"', b"c"]),
        (b'"two\nlines",c\n', [b"two\nlines", b"c"]),
        (b' "a" ,c\n', [b"a", b"c"]),
        (b'5" pipe,c\n', [b'5" pipe', b"c"]),
        (b'a,""\n', [b"a", b""]),
    ],
)
def test_a_row_has_these_cells(text: bytes, cells: list[bytes]) -> None:
    record = first_row(text)
    assert (record.cells, record.end, record.broken) == (cells, len(text), False)


@pytest.mark.parametrize("stray", [b'"a,b\n', b'"a"b,c\n', b'a,"\n', b'a,"b" c\n'])
def test_a_stray_mark_breaks_its_own_row_only(stray: bytes) -> None:
    record = first_row(stray + b'x,"y"\n')
    assert record.broken
    assert record.end == len(stray)
    assert record.cells == stray.rstrip(b"\n").split(b",")


def test_a_row_whose_end_may_lie_beyond_the_text_is_left_for_later() -> None:
    assert COMMA.record(b'a,"open\n', 0, final=False) is None
    assert first_row(b'a,"open\n' + b"x\n" * LONGEST_CELL, final=False).broken


@pytest.mark.parametrize(
    ("text", "faithful"), [(b'"a",b\n', True), (b' "a",b\n', False), (b'5",b\n', False), (b"a\rb,c\n", False)]
)
def test_a_row_is_faithful_when_any_reader_takes_its_text_for_the_same_cells(text: bytes, faithful: bool) -> None:
    assert first_row(text).faithful is faithful


@given(st.lists(st.binary(max_size=6).filter(lambda cell: b"\0" not in cell), min_size=2, max_size=4))
def test_any_cells_come_back_from_the_row_made_of_them(cells: list[bytes]) -> None:
    record = first_row(COMMA.row(cells) + b"\n")
    assert (record.cells, record.broken) == (cells, False)


@given(st.lists(st.text(alphabet='ab,"\n\r ;é', max_size=6), min_size=2, max_size=4))
def test_the_standard_library_reads_a_made_row_as_the_same_cells(cells: list[str]) -> None:
    row = COMMA.row([cell.encode() for cell in cells]).decode()
    assert list(csv.reader(io.StringIO(row, newline=""))) == [cells]
