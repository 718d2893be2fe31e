"""Reading rows: the fast way and the way row by row give the same, whatever is in the file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from core.batch import reading
from core.batch.layout import Layout
from core.batch.reading import Reader
from core.batch.records import LONGEST_CELL
from core.batch.source import Source
from core.errors import FileError

Row = tuple[str, str | None, str | None, str | None]
TOO_MANY = (
    "The row has 4 cells where the header has 2, so its values may stand in wrong columns; left over: '3', '4,5'."
)
LINES = st.lists(st.text(alphabet='ab,,"" é\r', max_size=8), min_size=1, max_size=8)


def rows_of(path: Path, chunk_rows: int = 1000, header: tuple[str, ...] = ("x", "y")) -> list[Row]:
    """Line, both cells and fault of each row of a file without a header."""
    wanted = {name: position for position, name in enumerate(("x", "y")) if name in header}
    layout = Layout(b",", False, header, 0, b"\n")
    found: list[Row] = []
    for rows in Reader(Source(path), layout, wanted, chunk_rows, lambda: None):
        faults = [rows.faults.get(row) for row in range(len(rows.lines))]
        cells = [[cell or None for cell in rows.cells[name]] for name in wanted]
        found += zip(rows.lines, *cells, *[[fault and fault.sentence for fault in faults]], strict=True)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes], Path]:
    """Write a file with that content."""

    def write(content: bytes) -> Path:
        path = tmp_path / "in.csv"
        path.write_bytes(content)
        return path

    return write


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(1, 3))
@example(['"a', 'b",c'], "\n", True, 1)
@example(['"a,""b",c', "d,e"], "\r\n", False, 1)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_how_a_file_is_read_changes_nothing(
    file: Callable[[bytes], Path], lines: list[str], line_end: str, ended: bool, chunk_rows: int
) -> None:
    text = line_end.join(lines) + line_end * ended
    assume(text.strip(", \r\n"))  # as a header would be
    path = file(text.encode())
    found = rows_of(path)
    assert rows_of(path, chunk_rows) == found
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "structure", lambda *_args, **_options: None)
        assert rows_of(path) == found
        assert rows_of(path, chunk_rows) == found


@given(st.lists(st.tuples(*[st.text(alphabet='ab,"\n é;', max_size=5)] * 2), min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_quoted_cells_are_read_as_they_were_meant(file: Callable[[bytes], Path], cells: list[tuple[str, str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells]
    found = rows_of(file("\n".join(lines).encode()))
    assert found == [
        (line, first or None, second or None, None) for line, (first, second) in zip(lines, cells, strict=True)
    ]


@given(
    st.lists(
        st.tuples(st.tuples(*[st.text(alphabet='ab,"é ', max_size=4)] * 2), st.sampled_from(["\n", "\r\n", "\r"])),
        min_size=1,
        max_size=8,
    ),
    st.integers(1, 3),
)
@example([(("a", "b"), "\r"), (('"', ","), "\r"), (("c", "d"), "\n")], 1)
@example([(("", "a"), "\r"), ((",", ""), "\n"), (("", ",a"), "\n")], 1)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_line_ends_may_differ_from_row_to_row(
    file: Callable[[bytes], Path], rows: list[tuple[tuple[str, str], str]], chunk_rows: int
) -> None:
    """As where files of several systems were put one after another."""
    assume(all("".join(cells).strip() for cells, _ in rows))
    lines = [",".join(_quoted(cell) for cell in cells) for cells, _ in rows]
    text = "".join(line + end for line, (_, end) in zip(lines, rows, strict=True)) + "x,y\n"
    found = rows_of(file(text.encode()), chunk_rows)
    assert found == [
        *((first, *_read(cells)) for first, (cells, _) in zip(lines, rows, strict=True)),
        ("x,y", *"xy", None),
    ]


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"') else cell


def _read(cells: tuple[str, str]) -> tuple[str | None, ...]:
    return (*(cell or None for cell in cells), None)


@pytest.mark.parametrize("line", ["a\rb,c", "a,b\rc", "a\r\rb,c", '"a\rb",c'])
def test_a_carriage_return_that_parts_no_rows_belongs_to_its_cell(file: Callable[[bytes], Path], line: str) -> None:
    (row,) = rows_of(file(line.encode() + b"\n"))
    assert row[1:3] == tuple(cell.strip('"') for cell in line.split(","))


def test_too_few_and_too_many_cells_and_empty_rows_are_told(file: Callable[[bytes], Path]) -> None:
    found = rows_of(file(b'a\n\n1,2,3,"4,5"\nc,d\n\n\n'))
    assert found == [
        ("a,", "a", None, "The row has 1 cell where the header has 2; the missing ones count as empty."),
        (",", None, None, "This row is no applicant: it is empty."),
        (
            "1,2", "1", "2",
            TOO_MANY,
        ),
        ("c,d", "c", "d", None),
    ]  # fmt: skip


@pytest.mark.parametrize("end", [b"\n", b",\n", b" , \r\n,\r\n", b",\n" * 200_000, b"," * 200_000, b"\n\n ,"])
def test_blank_rows_at_the_end_are_none_and_those_amid_the_file_are_kept(
    file: Callable[[bytes], Path], end: bytes
) -> None:
    rows = rows_of(file(b"a,b\n,\nc,\n" + end))
    assert [row[:3] for row in rows] == [("a,b", "a", "b"), (",", None, None), ("c,", "c", None)]


def test_a_cell_in_quotes_may_end_in_blank_lines(file: Callable[[bytes], Path]) -> None:
    assert [row[2] for row in rows_of(file(b'a,"b\n\n,\n"\n\n,\n'))] == ["b\n\n,\n"]


def test_a_file_of_one_column_keeps_its_empty_rows(file: Callable[[bytes], Path]) -> None:
    found = rows_of(file(b"a\n\nb\n"), header=("x",))
    empty = "This row is no applicant: it is empty."
    assert [(row[0], row[-1]) for row in found] == [("a", None), ("", empty), ("b", None)]


def test_rows_with_every_control_character_are_read_without_a_spare_one(file: Callable[[bytes], Path]) -> None:
    controls = bytes(range(1, 9))
    assert rows_of(file(controls + b",b\r\nc,d\r\n"))[1] == ("c,d", "c", "d", None)


def test_a_quoted_cell_longer_than_any_true_one_is_a_mark_that_was_never_closed(file: Callable[[bytes], Path]) -> None:
    found = rows_of(file(b'"' + b"x\n" * (LONGEST_CELL // 2) + b'",b\nc,d\n'))
    assert len(found) == LONGEST_CELL // 2 + 2
    assert found[-1] == ("c,d", "c", "d", None)
    (whole, last) = rows_of(file(b'"' + b"x\n" * (LONGEST_CELL // 2 - 1) + b'",b\nc,d\n'))
    assert (whole[2:], last) == (("b", None), found[-1])


def test_an_endless_row_is_refused(file: Callable[[bytes], Path]) -> None:
    path = file(b"a,b\n" + b"x" * (40 << 20))
    with pytest.raises(FileError, match=r"in\.csv has an endless row in line 2\."):
        rows_of(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("a,b\nc,é\n".encode("cp1252"), r"in\.csv is not UTF-8 text, as line 2 shows\. Save it as 'CSV UTF-8'"),
        (b"a,b\n" * 30_000 + b"c,\0\n", r"is not a CSV file but a binary file, as line 30001 shows"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(file: Callable[[bytes], Path], content: bytes, sentence: str) -> None:
    with pytest.raises(FileError, match=sentence):
        rows_of(file(content))
