"""What is no file of applicants, is damaged, or was made to do harm is refused in a sentence, and cheaply."""

import gzip
import io
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.batch.layout import read_layout
from core.batch.opening import opened
from core.batch.records import LONGEST_CELL
from core.batch.transcripts.room import NEVER_TOO_MUCH
from core.errors import FileError
from tests.core.batch.opened_files import text_of
from tests.core.batch.workbooks import MAIN, parts_of, rows_xml, sheet, text_row, write_parts

TEXT = b"age,income\n35,1\n"
GOOD = sheet(text_row(1, "age", "income") + text_row(2, "35", "1"))


def refusal(path: Path) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(FileError) as refused:
        text_of(path)
    assert not isinstance(refused.value.__cause__, OSError)  # which another place for the result would not mend
    return str(refused.value)


def zipped(names: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parquet() -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame({"age": [35], "income": [1.5], "note": ["x"]}).write_parquet(buffer)
    return buffer.getvalue()


def book(folder: Path, rows: str = "", **more: str) -> Path:
    return write_parts(folder / "in.xlsx", parts_of(sheet(rows), **more))  # type: ignore[arg-type]  # texts only


def test_names_in_square_brackets_are_no_json(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"[age],[income]\n1,2\n")
    assert text_of(tmp_path / "in.csv").startswith("[age]")


# --- damage ---


def good_workbook() -> bytes:
    return zipped({name: part.encode() for name, part in parts_of(GOOD).items()})


CONTENTS: dict[str, Callable[[], bytes]] = {
    "gzip": lambda: gzip.compress(random.Random(1).randbytes(500).hex().encode()),
    "zip": lambda: zipped({"a.csv": TEXT * 20}),
    "workbook": good_workbook,
    "parquet": parquet,
}


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("xl/workbook.xml", None, "it has no part xl/workbook.xml"),
        ("xl/worksheets/sheet1.xml", None, "it has no part xl/worksheets/sheet1.xml"),
        ("xl/sharedStrings.xml", None, "it has no part xl/sharedStrings.xml"),
        ("xl/worksheets/sheet1.xml", GOOD[:-20], "unclosed token"),
        ("xl/worksheets/sheet1.xml", GOOD.replace("</row>", "", 1), "mismatched tag"),
        ("xl/worksheets/sheet1.xml", sheet(text_row(2, "a") + text_row(2, "b")), "row 2 cannot follow row 2"),
        ("xl/worksheets/sheet1.xml", sheet(text_row(1048577, "a")), "row 1,048,577 cannot follow row 0"),
        ("xl/worksheets/sheet1.xml", sheet('<row r="x"/>'), "could not convert string to float: 'x'"),
        ("xl/worksheets/sheet1.xml", sheet(rows_xml('<c r="XFE1"><v>1</v></c>')), "row 1 has more than 16,384 cells"),
        (
            "xl/worksheets/sheet1.xml",
            sheet(rows_xml('<c r="1A"><v>1</v></c>')),
            "invalid literal for int() with base 10: '1A'",
        ),
        ("xl/worksheets/sheet1.xml", sheet(rows_xml('<c t="s"><v>0</v></c>')), "it has no text number 0"),
        ("xl/worksheets/sheet1.xml", sheet(rows_xml('<c t="s"><v>-1</v></c>')), "it has no text number -1"),
        ("xl/worksheets/sheet1.xml", sheet(rows_xml('<c t="s"><v>one</v></c>')), "invalid literal for int()"),
    ],
)
def test_a_workbook_whose_parts_do_not_fit_is_told(tmp_path: Path, part: str, content: str | None, words: str) -> None:
    parts = parts_of(GOOD)
    if content is None:
        del parts[part]
    else:
        parts[part] = content
    sentence = refusal(write_parts(tmp_path / "in.xlsx", parts))
    assert sentence.startswith(f"in.xlsx cannot be read as an Excel workbook: {words}")


@pytest.mark.parametrize("text", [b"<v>35</v>", b"<t>Owned</t>"], ids=["number", "shared text"])
def test_a_value_that_is_no_longer_the_one_that_was_saved_is_told(tmp_path: Path, text: bytes) -> None:
    """It is still a value, so that the checksum alone can tell."""
    rows = rows_xml("<c><v>35</v></c>", '<c t="s"><v>0</v></c>')
    parts = parts_of(sheet(rows, after="<pageMargins/>" * 10_000), strings="<si><t>Owned</t></si>" + "<si/>" * 10_000)
    saved = zipped({name: part.encode() for name, part in parts.items()}, zipfile.ZIP_STORED)
    (tmp_path / "in.xlsx").write_bytes(saved.replace(text, text.replace(b"5", b"8").replace(b"Own", b"Awn")))
    assert "CRC" in refusal(tmp_path / "in.xlsx")


def test_a_strict_workbook_is_told(tmp_path: Path) -> None:
    parts = parts_of(GOOD)
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(MAIN, f'xmlns="{strict}"')
    assert "it is of an unusual kind, such as 'Strict Open XML'" in refusal(write_parts(tmp_path / "in.xlsx", parts))


@given(st.sampled_from(list(CONTENTS)), st.integers(0, 10**6), st.binary(min_size=1, max_size=4), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@example("workbook", 30, b"\xff\xff", False)
def test_whatever_is_wrong_with_a_file_ends_in_text_or_in_a_sentence(
    tmp_path: Path, kind: str, place: int, patch: bytes, shorter: bool
) -> None:
    content = CONTENTS[kind]()
    place %= len(content)
    path = tmp_path / "in.csv"
    path.write_bytes(content[:place] + patch + content[place + (len(patch) if not shorter else 50) :])
    with suppress(FileError), opened(path) as source:
        assert read_layout(source).header


DAMAGED_PARTS = parts_of(
    sheet(
        text_row(1, "age", "income")
        + '<row r="2" hidden="1"><c r="A2" s="1"><v>45.5</v></c><c t="s"><v>1</v></c></row>',
        '<cols><col min="1" max="2" hidden="1"/></cols>',
    ),
    strings="<si><t>a</t></si><si><r><t>b</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>",
    formats={14: "", 200: "yyyy-mm-dd hh:mm"},
)
SNIPPETS = (
    "", "<", ">", "/", '"', "&", "é", "\x01", "<!--", "-->", "<![CDATA[", "]]>", '<row r="3">', "</row>", "</c>", "<v>",
    "<sheetData>", "</sheetData>", ' t="s"', ' s="9"', ' r="1"', "x:", '<c r="ZZZ1">', "-1", "9" * 30, "nan", "%",
)  # fmt: skip


def test_what_is_damaged_here_is_read_while_it_is_whole(tmp_path: Path) -> None:
    assert text_of(write_parts(tmp_path / "in.xlsx", DAMAGED_PARTS)) == "age,income\r\n1900-02-14 12:00:00,b\r\n"


@given(st.sampled_from(list(DAMAGED_PARTS)), st.integers(0, 10**4), st.integers(0, 12), st.sampled_from(SNIPPETS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_whatever_is_wrong_within_a_workbook_ends_in_text_or_in_a_sentence(
    tmp_path: Path, part: str, place: int, left_out: int, snippet: str
) -> None:
    xml = DAMAGED_PARTS[part]
    place %= len(xml)
    parts = DAMAGED_PARTS | {part: xml[:place] + snippet + xml[place + left_out :]}
    with suppress(FileError):
        assert "\0" not in text_of(write_parts(tmp_path / "in.xlsx", parts))


# --- bombs ---


LONG = "it has a row, a text or another piece that is longer than that of any table"
LAUGHS = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize(
    "definition", [f"<!ENTITY l0 'ha'>{LAUGHS}", "<!ENTITY l0 SYSTEM 'file:///etc/passwd'>", "<!ENTITY % l0 'ha'>"]
)
def test_definitions_within_a_workbook_are_refused(tmp_path: Path, part: str, definition: str) -> None:
    """The billion laughs, and files of this computer that a workbook asks for."""
    rows = rows_xml('<c t="s"><v>0</v></c><c><v>1</v></c>')
    parts = parts_of(sheet(rows), strings="<si><t>age</t></si>")
    parts[part] = f"<!DOCTYPE x [{definition}]>{parts[part]}"
    sentence = refusal(write_parts(tmp_path / "in.xlsx", parts))
    assert "it has definitions of its own, which can be made to fill the memory" in sentence


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (rows_xml("<c><v>1</v></c>" * 20_000), "row 1 has more than 16,384 cells"),
        (
            text_row(1, "é," * (LONGEST_CELL // 2)),
            f"it has a cell of more than {LONGEST_CELL:,} letters, which must be shortened",
        ),
        (text_row(1, "x" * (50 << 20)), LONG),
        (rows_xml(f"<c><v>{'1' * (50 << 20)}</v></c>"), LONG),
        (f"<!--{'x' * (9 << 20)}-->", LONG),
        ("<a>" * (9 << 19), LONG),
        ("<row/>" * ((1 << 20) + 1), "row 1,048,577 cannot follow row 1,048,576"),
    ],
    ids=["columns", "bytes", "text", "digits", "comment", "nested", "rows"],
)
def test_a_sheet_that_would_fill_the_memory_is_refused(tmp_path: Path, rows: str, words: str) -> None:
    assert words in refusal(book(tmp_path, rows))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
def test_a_structure_that_would_fill_the_memory_is_refused(tmp_path: Path, part: str) -> None:
    parts = parts_of(GOOD)
    start, mark, end = parts[part].rpartition("</")
    parts[part] = start + " " * (9 << 20) + mark + end
    assert LONG in refusal(write_parts(tmp_path / "in.xlsx", parts))


def test_shared_texts_that_would_fill_the_memory_are_refused(tmp_path: Path) -> None:
    one = rows_xml('<c t="s"><v>0</v></c>')
    assert LONG in refusal(book(tmp_path, one, strings=f"<si><t>{'x' * (50 << 20)}</t></si>"))
    assert "its texts are more than 128 MB; as CSV it can be read" in refusal(
        book(tmp_path, one, strings="<si/>" * (27 << 20))
    )


def test_one_shared_text_in_very_many_cells_is_refused(tmp_path: Path) -> None:
    text, cells = f"<si><t>{'x' * 100_000}</t></si>", '<c t="s"><v>0</v></c>'
    assert "row 1 is longer than that of any table" in refusal(book(tmp_path, rows_xml(cells * 16_000), strings=text))
    assert "in.xlsx unpacks to more than 256 MB" in refusal(book(tmp_path, rows_xml(*[cells * 80] * 40), strings=text))


def test_a_table_of_thousands_of_columns_is_a_table(tmp_path: Path) -> None:
    path = book(tmp_path, text_row(1, *(f"c{place}" for place in range(10_000))) + text_row(2, "1"))
    first, second = text_of(path).splitlines()
    assert first.count(",") == second.count(",") == 9_999


def test_one_long_text_in_very_many_rows_is_refused(tmp_path: Path) -> None:
    text = "x" * 60_000
    column = pl.Series("note", [text] * (NEVER_TOO_MUCH // len(text) + 1), dtype=pl.Enum([text]))
    pl.DataFrame([column]).write_parquet(tmp_path / "in.csv")
    assert (tmp_path / "in.csv").stat().st_size < 1_000_000
    assert "in.csv unpacks to more than 256 MB" in refusal(tmp_path / "in.csv")
