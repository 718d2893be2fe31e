"""Text of any encoding, with any line ends, packed or not, is read as the same text."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from core.batch.choices import ReadingChoices
from core.batch.opening import opened
from core.batch.records import LONGEST_CELL
from core.errors import FileError, InputError
from tests.core.batch.opened_files import reading_of, table_of, text_of

HEADER = "age,résidence,note\n"
TEXT = f'{HEADER}35,Möwe,"two\nlines, ""quoted"""\n'
LATIN = "Read as Windows-1252 text."
WIDE = "Read as UTF-16 text."
ENDS = "Its lines end in an old or faulty way (CR, or CR CR LF); each of these counts as one line end."
Make = Callable[[bytes], Path]


@pytest.fixture
def file(tmp_path: Path) -> Make:
    """Write a file with that content."""

    def write(content: bytes) -> Path:
        path = tmp_path / "in.csv"
        path.write_bytes(content)
        return path

    return write


def packed(path: Path, content: bytes) -> Path:
    """The content in a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("june/applicants.csv", content)
    return path


# --- encodings ---


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_text_in_utf_8_is_read_where_it_is(file: Make, mark: bytes) -> None:
    path = file(mark + TEXT.encode())
    with opened(path) as source:
        assert not source.transcribed
        assert source.reading == ()
        assert source.head == path.read_bytes()


@pytest.mark.parametrize(
    ("content", "reading"),
    [
        (TEXT.encode("utf-16"), WIDE),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), WIDE),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), WIDE),
        (TEXT.encode("utf-16-le"), WIDE),
        (TEXT.encode("utf-16-be"), WIDE),
        (TEXT.encode("cp1252"), LATIN),
    ],
)
def test_text_in_another_encoding_is_recognised_and_said_to_be_that(file: Make, content: bytes, reading: str) -> None:
    path = file(content)
    assert text_of(path) == TEXT
    assert reading_of(path) == (reading,)


def test_the_signs_of_windows_are_those_that_windows_has(file: Make) -> None:
    """Where Latin-1 has control characters, Windows has its quotation marks, dashes and the euro."""
    assert text_of(file(b"age,note\n1,\x80 \x93so\x94 \x96 \x85\n")) == "age,note\n1,€ “so” – …\n"


@pytest.mark.parametrize("letter", ["é", "₹"])
def test_the_first_letter_beyond_ascii_may_stand_far_down(file: Make, letter: str) -> None:
    text = "age,note\n" + "35,plain\n" * 300_000 + f"36,{letter}\n"
    assert text_of(file(text.encode())) == text
    if letter == "é":
        assert text_of(file(text.encode("cp1252"))) == text


def test_a_letter_of_utf_8_may_stand_across_two_pieces_that_are_read(file: Make) -> None:
    for shift in range(4):
        text = "age,note\n" + "x" * ((1 << 20) - 11 + shift) + "₹₹\n"
        with opened(file(text.encode())) as source:
            assert not source.transcribed


@pytest.mark.parametrize("content", [TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("cp1252")])
def test_a_chosen_encoding_is_believed(file: Make, content: bytes) -> None:
    path = file(content)
    assert text_of(path, ReadingChoices(encoding="windows-1252")) == content.decode("cp1252")
    assert reading_of(path, ReadingChoices(encoding="windows-1252")) == (LATIN,)


def test_utf_16_can_be_chosen_where_nothing_tells_it(file: Make) -> None:
    """A text of one script without a mark has no zero bytes to know it by."""
    text = "आयु,आय\n" * 20
    choices = ReadingChoices(encoding="utf-16")
    assert text_of(file(text.encode("utf-16-le")), choices) == text
    assert text_of(file(text.encode("utf-16")), choices) == text


@pytest.mark.parametrize(
    ("content", "choices", "sentence"),
    [
        (b"age,n\xe9e\n1,\x02\n", None, "no text at all, as line 2 shows"),
        (b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), None, "in.csv is text in UTF-32."),
        (b"\xff\xfe" + b"a\0\n\0\x00\xd8a\0", None, "in.csv is not UTF-16 text, as line 2 shows."),
        (TEXT.encode(), "ebcdic", "The encoding 'ebcdic' is none of utf-8, utf-16, windows-1252. Choose one of them."),
    ],
)
def test_an_encoding_that_cannot_be_told_is_refused_with_what_decides(
    file: Make, content: bytes, choices: str | None, sentence: str
) -> None:
    with pytest.raises((FileError, InputError)) as refused:
        text_of(file(content), ReadingChoices(encoding=choices))
    assert sentence in str(refused.value)


def test_a_text_that_no_encoding_explains_can_be_read_by_choice(file: Make) -> None:
    path = file("возраст\n".encode("cp1251"))
    assert text_of(path, ReadingChoices(encoding="windows-1252")) == "âîçðàñò\n"


# --- line ends and end marks ---


@pytest.mark.parametrize("end", ["\r", "\r\r\n"])
def test_old_and_faulty_line_ends_are_line_ends_and_those_within_cells_stay(file: Make, end: str) -> None:
    rows = ["age,note", '35,"a\rb\nc\r\nd ""e"""', '36,5" pipe', '37,"', '"x";', ""]
    path = file(end.join(rows).encode())
    assert text_of(path) == "\n".join(rows)
    assert reading_of(path) == (ENDS,)


@pytest.mark.parametrize("text", ["a,b\n1,x\ry\n", "a,b\r\n1,2\n3,4\r\n", '"a\rb",c\n1,2\n'])
def test_text_whose_first_line_ends_as_usual_stays_as_it_is(file: Make, text: str) -> None:
    """A carriage return amid it belongs to a cell."""
    with opened(file(text.encode())) as source:
        assert not source.transcribed


def test_a_mark_that_is_never_closed_keeps_no_line_ends_from_being_found(file: Make) -> None:
    text = 'age,note\r1,"' + "2,x\r" * LONGEST_CELL + '"'
    assert text_of(file(text.encode())) == text.replace("\r", "\n")


def test_line_ends_are_found_wherever_a_piece_ends(file: Make) -> None:
    row = '"' + "x\r" * 50_000 + '",7\r\r\n'
    text = "note,age\r\r\n" + row * 40
    assert text_of(file(text.encode())) == "note,age\n" + row.replace("\r\r\n", "\n") * 40


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_end_mark_of_old_systems_is_no_row(file: Make, encoding: str) -> None:
    assert text_of(file(TEXT.encode(encoding) + b"\x1a\x1a")) == TEXT


# --- archives ---


@pytest.mark.parametrize(
    "content", [TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("cp1252").replace(b"\n", b"\r\n")]
)
def test_text_in_an_archive_is_read_like_text(tmp_path: Path, content: bytes) -> None:
    plain, zipped, alone = tmp_path / "in.csv", tmp_path / "in.zip", tmp_path / "in.csv.gz"
    plain.write_bytes(content)
    alone.write_bytes(gzip.compress(content))
    packed(zipped, content)
    assert text_of(alone) == text_of(zipped) == text_of(plain)
    inner = reading_of(plain)
    assert reading_of(alone) == inner
    assert reading_of(zipped) == ("Read from 'applicants.csv' in the archive.", *inner)


# --- any table at all ---

ENCODINGS = {
    "utf-8": "a1 é₹,;\t|\"'\r\n\u2028",
    "utf-8-sig": "a1 é₹,;\t|\"'\r\n",
    "utf-16": "a1 é₹आ,;\t|\"'\r\n",
    "utf-16-le": "a1 é,;\t|\"'\r\n",
    "utf-16-be": "a1 é,;\t|\"'\r\n",
    "cp1252": "a1 é€,;\t|\"'\r\n",
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """An encoding, and a table of what it can write."""
    encoding = draw(st.sampled_from(list(ENCODINGS)))
    width = draw(st.integers(2, 4))
    cells = st.text(alphabet=ENCODINGS[encoding], max_size=6)
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=5))
    return encoding, [[f"column {place}" for place in range(width)], *rows]


@given(
    tables(),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]),
    st.booleans(),
    st.sampled_from(["plain", "gzip", "zip"]),
)
@example(("cp1252", [["a", "b"], ["é", '"']]), ";", "\r", True, "zip")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_in_any_text_is_read_back_as_it_was_written(
    tmp_path: Path, table: tuple[str, list[list[str]]], separator: str, end: str, every: bool, container: str
) -> None:
    encoding, rows = table
    text = "".join(separator.join(_quoted(cell, separator, every) for cell in row) + end for row in rows)
    content = text.encode(encoding)
    assume("éééé" not in text)  # which no Western language has, so that it speaks against Windows-1252
    assume("é€€" not in text)  # whose bytes in Windows-1252 are a letter in UTF-8
    path = tmp_path / "in"
    if container == "zip":
        packed(path, content)
    else:
        path.write_bytes(gzip.compress(content) if container == "gzip" else content)
    expected = "".join(separator.join(_quoted(cell, separator, every) for cell in row) + "\n" for row in rows)
    assert text_of(path) == (text if end in ("\n", "\r\n") else expected)
    if separator == ",":
        assert table_of(path) == rows


def _quoted(cell: str, separator: str, every: bool) -> str:
    """As most programs write a cell."""
    needed = every or any(mark in cell for mark in (separator, '"', "\r", "\n"))
    return '"' + cell.replace('"', '""') + '"' if needed else cell
