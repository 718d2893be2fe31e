"""What is no file of applicants, is damaged, or was made to do harm is refused in a sentence, and cheaply."""

import gzip
import io
import os
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
from core.batch.transcripts.room import MOST_TIMES, NEVER_TOO_MUCH
from core.errors import FileError
from tests.core.batch.opened_files import text_of
from tests.core.batch.workbooks import parts_of, rows_xml, sheet, text_row, write_parts

TEXT = b"age,income\n35,1\n"
GOOD = sheet(text_row(1, "age", "income") + text_row(2, "35", "1"))


def refusal(path: Path) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(FileError) as refused:
        text_of(path)
    assert not isinstance(refused.value.__cause__, OSError)  # which another place for the result would not mend
    return str(refused.value)


def of_content(folder: Path, content: bytes) -> str:
    (folder / "in.csv").write_bytes(content)
    return refusal(folder / "in.csv")


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


# --- other kinds ---


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Excel workbook (.xls), or one with a password. Open it in Excel,"),
        (b"%PDF-1.7", "is a PDF document."),
        (b"{\\rtf1", "is a text document."),
        (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive. Unpack it,"),
        (b"Rar!\x1a\x07\x01", "is a RAR archive."),
        (b"\xfd7zXZ\0", "is an xz archive."),
        (b"BZh91AY&SY", "is a bzip2 archive."),
        (b"\x28\xb5\x2f\xfd", "is a zstd archive."),
        (b"SQLite format 3\0", "is a database."),
        (b"ARROW1\0\0", "is an Arrow file."),
        (b"\x89PNG\r\n", "is a picture."),
        (b"\xff\xd8\xff\xe0", "is a picture."),
        (b"<html><table><tr><td>age</td></tr></table></html>", "is a web page, as some systems export under the name"),
        ("\ufeff \n<!DOCTYPE HTML>".encode(), "is a web page"),
        ("<TABLE border=1>".encode("utf-16"), "is a web page"),
        (gzip.compress(b"<table>"), "is a web page"),
        (b"<?xml version='1.0'?><Workbook/>", "is XML. Open it in a spreadsheet"),
        (b'[{"age": 35}]', "is JSON."),
        (b'{"age": 35}', "is JSON."),
        (zipped({"mimetype": b"", "content.xml": b""}), "is an OpenDocument file (.ods). Save it as .xlsx or CSV"),
        (zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), "is a binary Excel workbook (.xlsb)."),
        (zipped({"Index/Document.iwa": b""}), "is a Numbers document."),
        (zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), "is a Word document."),
        (zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "is a presentation."),
        (zipped({}), "is an archive of 0 files. Unpack it, and give the one with applicants."),
        (zipped({"a.csv": TEXT, "b.csv": TEXT}), "is an archive of 2 files."),
        (zipped({"a.csv": TEXT}, zipfile.ZIP_LZMA), "is packed in an unusual way. Unpack it, and give the file in it."),
        (zipped({"a.zip": zipped({"a.csv": TEXT})}), "holds a workbook or another archive. Unpack it,"),
        (gzip.compress(gzip.compress(TEXT)), "holds a workbook or another archive."),
        (gzip.compress(parquet()), "holds a workbook or another archive."),
        (gzip.compress(b""), "is empty."),
        (zipped({"a.csv": b""}), "is empty."),
    ],
    ids=lambda part: part[:40] if isinstance(part, str) else "",  # archives hold the time and are never the same
)
def test_what_is_of_another_kind_is_told_by_name(tmp_path: Path, content: bytes, words: str) -> None:
    assert of_content(tmp_path, content).startswith(f"in.csv {words}")


def test_names_in_square_brackets_are_no_json(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"[age],[income]\n1,2\n")
    assert text_of(tmp_path / "in.csv").startswith("[age]")


@pytest.mark.skipif(os.name != "posix", reason="made as POSIX systems have them")
def test_a_folder_a_device_a_pipe_and_a_circle_of_links_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "link").symlink_to("/dev/zero")
    assert "is a folder." in refusal(tmp_path)
    assert "is a device or a pipe." in refusal(tmp_path / "pipe")
    assert "is a device or a pipe." in refusal(tmp_path / "link")
    assert "cannot be read (Too many levels of symbolic links)." in refusal(tmp_path / "a")
    assert "There is no file" in refusal(tmp_path / "c")


def patched(content: bytes, field: int, value: bytes) -> bytes:
    """An archive of one file with another value in a field of its entry, in the list of entries and before the file."""
    entry = content.index(b"PK\x01\x02")
    content = content[: entry + field] + value + content[entry + field + len(value) :]
    return content[: field - 2] + value + content[field - 2 + len(value) :]


FLAGS, SIZE = 8, 24


def test_a_password_is_told(tmp_path: Path) -> None:
    assert of_content(tmp_path, patched(zipped({"a.csv": TEXT}), FLAGS, b"\1\0")) == (
        "in.csv is an archive with a password. Unpack it, and give the file in it."
    )
    path = book(tmp_path)
    path.write_bytes(
        path.read_bytes().replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    )
    assert refusal(path) == "in.xlsx is a workbook with a password. Save it without one."


# --- damage ---


def good_workbook() -> bytes:
    return zipped({name: part.encode() for name, part in parts_of(GOOD).items()})


CONTENTS: dict[str, Callable[[], bytes]] = {
    "gzip": lambda: gzip.compress(random.Random(1).randbytes(500).hex().encode()),
    "zip": lambda: zipped({"a.csv": TEXT * 20}),
    "workbook": good_workbook,
    "parquet": parquet,
}


@pytest.mark.parametrize("kind", CONTENTS)
def test_a_file_that_was_cut_off_is_told(tmp_path: Path, kind: str) -> None:
    content = CONTENTS[kind]()
    sentence = of_content(tmp_path, content[: len(content) * 2 // 3])
    assert sentence.startswith("in.csv cannot be read as a")
    assert sentence.endswith("Save it anew, or get it once more from where it comes from.")


def test_a_checksum_that_does_not_fit_is_told(tmp_path: Path) -> None:
    content = gzip.compress(TEXT)
    assert "CRC" in of_content(tmp_path, content[:-8] + b"\0\0\0\0" + content[-4:])
    assert "CRC" in of_content(tmp_path, zipped({"a.csv": TEXT}, zipfile.ZIP_STORED).replace(b"35", b"36"))


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
        ("xl/worksheets/sheet1.xml", sheet('<row r="x"/>'), "invalid literal for int() with base 10: 'x'"),
        ("xl/worksheets/sheet1.xml", sheet(rows_xml('<c r="XFE1"><v>1</v></c>')), "row 1 has more than 16,384 cells"),
        ("xl/worksheets/sheet1.xml", sheet(rows_xml('<c r="1A"><v>1</v></c>')), "it has a cell in column '1A'"),
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
    strings="<si><t>a</t></si><si><r><t>b</t></r><rPh><t>x</t></rPh></si>",
    formats={14: "", 200: "yyyy-mm-dd hh:mm"},
)
SNIPPETS = (
    "", "<", ">", "/", '"', "&", "é", "\x01", "<!--", "-->", "<![CDATA[", "]]>", '<row r="3">', "</row>", "</c>", "<v>",
    "<sheetData>", "</sheetData>", ' t="s"', ' s="9"', ' r="1"', "x:", '<c r="ZZZ1">', "-1", "9" * 30, "nan", "%",
)  # fmt: skip


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


@pytest.mark.parametrize("columns", ['max="2"', 'min="1"', f'min="-{"9" * 30}" max="{"9" * 30}"', 'min="3" max="2"'])
def test_hidden_columns_that_cannot_be_hide_nothing_else(tmp_path: Path, columns: str) -> None:
    parts = parts_of(sheet(text_row(1, "age", "income"), f'<cols><col hidden="1" {columns}/></cols>'))
    assert text_of(write_parts(tmp_path / "in.xlsx", parts)) == "age,income\r\n"


# --- bombs ---


def test_text_that_unpacks_to_far_too_much_is_refused_before_it_fills_the_disk(tmp_path: Path) -> None:
    content = gzip.compress(b"0,0,0,0\n" * (1 << 17)) * (NEVER_TOO_MUCH // (1 << 20) + 1)
    assert MOST_TIMES * len(content) < NEVER_TOO_MUCH
    assert of_content(tmp_path, content) == (
        "in.csv unpacks to more than 256 MB, far more than applicants take; it may have been made to fill the disk. "
        "Unpack it yourself, and give the CSV file if it is one."
    )


def test_a_size_that_an_archive_declares_is_believed_when_it_is_too_large(tmp_path: Path) -> None:
    content = zipped({"a.csv": TEXT})
    assert "unpacks to more than 256 MB" in of_content(tmp_path, patched(content, SIZE, b"\xf0\xff\xff\xff"))


def test_a_size_that_an_archive_declares_too_small_is_damage(tmp_path: Path) -> None:
    content = zipped({"a.csv": TEXT * 1000})
    assert "CRC" in of_content(tmp_path, patched(content, SIZE, b"\x10\0\0\0"))


def test_an_archive_of_too_many_files_is_refused_before_they_are_listed(tmp_path: Path) -> None:
    content = zipped({"a.csv": TEXT})
    entry = content[content.index(b"PK\x01\x02") : content.index(b"PK\x05\x06")]
    many = content.replace(entry, entry * 20_000)
    assert of_content(tmp_path, many) == "in.csv is an archive of 20,000 files. Give the one with the applicants."


def test_a_workbook_with_a_part_of_far_too_many_bytes_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path, text_row(1, "age"))
    content = path.read_bytes()
    entry = content.rindex(b"PK\x01\x02")
    path.write_bytes(content[: entry + SIZE] + b"\xf0\xff\xff\xff" + content[entry + SIZE + 4 :])
    assert "in.xlsx unpacks to more than 256 MB" in refusal(path)


LAUGHS = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize(
    "definition", [f"<!DOCTYPE x [<!ENTITY l0 'ha'>{LAUGHS}]>", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>"]
)
def test_definitions_within_a_workbook_are_refused(tmp_path: Path, part: str, definition: str) -> None:
    """The billion laughs, and files of this computer that a workbook asks for."""
    parts = parts_of(GOOD)
    parts[part] = definition + parts[part]
    sentence = refusal(write_parts(tmp_path / "in.xlsx", parts))
    assert "it has definitions of its own, which can be made to fill the memory" in sentence


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (rows_xml("<c><v>1</v></c>" * 1_000_000), "row 1 has more than 16,384 cells"),
        (
            text_row(1, "x" * (50 << 20)),
            f"it has a cell of more than {LONGEST_CELL:,} letters, which must be shortened",
        ),
        (text_row(1, "é," * (LONGEST_CELL // 2)), "it has a cell of more than"),
        (rows_xml(f"<c><v>{'1' * (50 << 20)}</v></c>"), "it has a cell of more than"),
        (f'<row r="1" spans="{"1" * (2 << 20)}"/>', "it has a tag without an end"),
        (f"<!--{'x' * (2 << 20)}-->", "it has a tag without an end"),
        (text_row(1, *["x" * 100_000] * 100), "row 1 is longer than that of any table"),
    ],
    ids=["columns", "text", "bytes", "digits", "tag", "comment", "row"],
)
def test_a_sheet_that_would_fill_the_memory_is_refused(tmp_path: Path, rows: str, words: str) -> None:
    assert words in refusal(book(tmp_path, rows))


@pytest.mark.parametrize(
    ("part", "addition", "words"),
    [
        ("xl/workbook.xml", " " * (65 << 20), "its part xl/workbook.xml is larger than that of any workbook"),
        ("xl/_rels/workbook.xml.rels", " " * (65 << 20), "its part xl/_rels/workbook.xml.rels is larger than that of"),
        ("xl/styles.xml", " " * (65 << 20), "its part xl/styles.xml is larger than that of any workbook"),
        ("xl/styles.xml", "<cellXfs>" + "<xf/>" * 200_000 + "</cellXfs>", "it has more than 131,072 styles of cells"),
    ],
    ids=["sheets", "references", "styles", "many styles"],
)
def test_a_structure_that_would_fill_the_memory_is_refused(
    tmp_path: Path, part: str, addition: str, words: str
) -> None:
    parts = parts_of(GOOD)
    start, mark, end = parts[part].rpartition("</")
    parts[part] = start + addition + mark + end
    assert words in refusal(write_parts(tmp_path / "in.xlsx", parts))


def test_shared_texts_that_would_fill_the_memory_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path, text_row(1, "age"), strings=f"<si><t>{'x' * (50 << 20)}</t></si>")
    assert "it has a cell of more than" in refusal(path)
    cells = '<c t="s"><v>0</v></c>' * 16_000
    path = book(tmp_path, rows_xml(cells), strings=f"<si><t>{'x' * 100_000}</t></si>")
    assert "row 1 is longer than that of any table" in refusal(path)
    rows = rows_xml(*[cells[: 8 * len(cells) // 16_000]] * 100)
    path = book(tmp_path, rows, strings=f"<si><t>{'x' * 100_000}</t></si>")
    assert "it has long texts in very many cells" in refusal(path)


def test_elements_within_elements_without_end_are_refused(tmp_path: Path) -> None:
    assert "it has elements within elements without end" in refusal(book(tmp_path, "<a>" * (1 << 20)))


def test_a_table_of_thousands_of_columns_is_a_table(tmp_path: Path) -> None:
    path = book(tmp_path, text_row(1, *(f"c{place}" for place in range(10_000))) + text_row(2, "1"))
    first, second = text_of(path).splitlines()
    assert first.count(",") == second.count(",") == 9_999


def test_a_table_of_more_cells_than_its_bytes_can_hold_is_refused(tmp_path: Path) -> None:
    pl.select(pl.repeat(0, NEVER_TOO_MUCH + 1, dtype=pl.Int8).alias("age")).lazy().sink_parquet(tmp_path / "in.csv")
    assert "in.csv unpacks to more than 256 MB" in refusal(tmp_path / "in.csv")


def test_one_long_text_in_very_many_rows_is_refused(tmp_path: Path) -> None:
    text = "x" * 60_000
    column = pl.Series("note", [text] * (NEVER_TOO_MUCH // len(text) + 1), dtype=pl.Enum([text]))
    pl.DataFrame([column]).write_parquet(tmp_path / "in.csv")
    assert (tmp_path / "in.csv").stat().st_size < 1_000_000
    assert "in.csv unpacks to more than 256 MB" in refusal(tmp_path / "in.csv")
