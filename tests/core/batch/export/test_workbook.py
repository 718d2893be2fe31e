"""A workbook as a spreadsheet reads it: cells of the right kind, a header that stays, colours, filters, a summary."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from core.batch.export import looks
from core.batch.export.options import Options
from core.batch.export.rows import EveryRow, ProblemRows, Rows
from core.batch.export.sheets import LONGEST
from core.batch.export.workbook import write_workbook
from core.batch.report import BatchReport
from core.errors import FileError
from core.progress import silent
from tests.core.batch.export.material import ADDED, ANSWER, Texts, scored
from tests.core.batch.opened_files import table_of

WHOLE = Options()


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> BatchReport:
    """A file that was scored, for the summary."""
    report, _ = scored(tmp_path_factory.mktemp("batch"), {}, {"age": ""})
    return report


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where workbooks go."""
    return tmp_path_factory.mktemp("books") / "out.xlsx"


def opened(path: Path, batch: BatchReport, rows: Rows, options: Options = WHOLE) -> openpyxl.Workbook:
    write_workbook(rows, path, batch, options, silent)
    return openpyxl.load_workbook(path)


def texts_of(values: Sequence[object]) -> list[str]:
    return ["" if value is None else unescape(value) if isinstance(value, str) else repr(value) for value in values]


PIECES = [
    "<r>",
    "</r>",
    "&",
    "&amp;",
    "_x0041_",
    "_x",
    " ",
    "\t",
    "\r",
    "\n",
    "\x00",
    "\ufffe",
    "'",
    "=",
    "1",
    "😀",
]
TRICKY = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


def _is_run(text: str) -> bool:
    """Whether xlsxwriter takes a text for the XML of one with fonts; it gets a blank, so that it is not."""
    return text.startswith("<r>") and text.endswith("</r>")


@given(cells=st.lists(st.lists(st.text() | TRICKY, min_size=2, max_size=2), min_size=1, max_size=4))
def test_every_text_comes_back(path: Path, batch: BatchReport, cells: list[list[str]]) -> None:
    book = opened(path, batch, EveryRow(Texts(["note_id", "=name"], cells)))
    found = [texts_of(row[:2]) for row in book.worksheets[0].iter_rows(values_only=True)]
    expected = [[f"{cell} " if _is_run(cell) else cell for cell in row] for row in cells]
    assert found == [["note_id", "=name"], *expected]


@given(st.lists(st.from_regex(r"\A-?[0-9]{1,18}(\.[0-9]{1,16})?\Z"), min_size=1, max_size=5))
def test_a_number_is_the_number_that_its_text_says(path: Path, batch: BatchReport, cells: list[str]) -> None:
    sheet = opened(path, batch, EveryRow(Texts(["income"], [[cell] for cell in cells]))).worksheets[0]
    for cell, (found,) in zip(cells, sheet.iter_rows(min_row=2, max_col=1), strict=True):
        assert found.value == (cell if found.data_type == "s" else float(cell))
        assert found.data_type == "s" or len(cell) <= 15


def test_numbers_are_typed_and_what_only_looks_like_one_is_not(tmp_path: Path, batch: BatchReport) -> None:
    texts = Texts(
        ["cust_id", "income", "turnover", "pin"],
        [["001", "1200.50", "7.25", "1"], ["2", "12,40,000", "8", "2"], ["3", "-5", "", "3"]],
    )
    sheet = opened(tmp_path / "out.xlsx", batch, EveryRow(texts)).worksheets[0]
    assert [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=2)] == [
        ["001", 1200.5, 7.25, "1"], ["2", "12,40,000", 8, "2"], ["3", -5, None, "3"],
    ]  # fmt: skip
    assert (sheet["B2"].number_format, sheet["C2"].number_format) == ("0.00", "0.00")
    assert sheet["A2"].number_format == "@", "else a spreadsheet makes 1 of it when somebody edits it"


def test_each_plain_number_of_a_field_is_one_whatever_else_its_column_holds(tmp_path: Path, batch: BatchReport) -> None:
    """Also where the file has a name of its own for it, which may look like that of an id."""
    cells = [["950000", "2", "36"], ["12.4 lakh", "#N/A", "007"], ["1240000.5", "", "1234567890123456"]]
    chosen = {"income": "Annual Income (Rs.)", "number_of_open_accounts": "No of Open Accts", "age": "Ref"}
    texts = Texts([*chosen.values(), "Code"], [[*row, "7"] for row in cells], chosen=chosen)
    sheet = opened(tmp_path / "out.xlsx", batch, EveryRow(texts)).worksheets[0]
    assert [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=2)] == [
        [950000, 2, 36, "7"], ["12.4 lakh", "#N/A", "007", "7"], [1240000.5, None, "1234567890123456", "7"],
    ]  # fmt: skip


@pytest.mark.parametrize("cells", [["45%"], ["45.3%", "nil"], ["0.07%", "45 %", "12", "-5%", "105%"]])
def test_per_cent_of_a_field_is_a_number_that_is_read_as_the_same_again(
    tmp_path: Path, batch: BatchReport, cells: list[str]
) -> None:
    chosen = {"credit_utilization_ratio": "Utilization"}
    texts = Texts(["Utilization", "note"], [[cell, cell] for cell in cells], chosen=chosen)
    sheet = opened(tmp_path / "out.xlsx", batch, EveryRow(texts)).worksheets[0]
    found = [cell for (cell,) in sheet.iter_rows(min_row=2, max_col=1)]
    shares = {"45%": 0.45, "45.3%": 0.453, "0.07%": 0.0007, "-5%": -0.05, "105%": 1.05}
    assert [cell.value for cell in found] == [shares.get(text, 12 if text == "12" else text) for text in cells]
    assert [cell.number_format == "0.00%" for cell in found] == [text in shares for text in cells]
    assert [cell.value for (cell,) in sheet.iter_rows(min_row=2, min_col=2, max_col=2)] == cells
    assert [line[0] for line in table_of(tmp_path / "out.xlsx")[1:]] == cells


@pytest.mark.parametrize("name", ["income", "turnover"])
@pytest.mark.parametrize(
    ("cells", "typed"),
    [
        (["12.400", "1.240.000", "900"], False),
        (["12.400", "900.000"], False),
        (["12.400", "900", "7"], False),
        (["1240.125", "12.400"], True),
        (["12.400", "12.5"], True),
        (["12.40", "900"], True),
    ],
)
def test_points_between_groups_of_digits_never_become_decimals(
    tmp_path: Path, batch: BatchReport, name: str, cells: list[str], typed: bool
) -> None:
    """12.400 in a column of sums may be twelve thousand four hundred."""
    rows = EveryRow(Texts([name], [[cell] for cell in cells]))
    sheet = opened(tmp_path / "out.xlsx", batch, rows).worksheets[0]
    found = [cell.value for (cell,) in sheet.iter_rows(min_row=2, max_col=1)]
    assert found == ([float(cell) for cell in cells] if typed else cells)


def test_a_comma_before_decimals_makes_texts_of_all_numbers_of_a_column(tmp_path: Path, batch: BatchReport) -> None:
    rows = EveryRow(Texts(["income"], [["12.400"], ["12,5"], ["7.25"]]))
    sheet = opened(tmp_path / "out.xlsx", batch, rows).worksheets[0]
    assert [cell.value for (cell,) in sheet.iter_rows(min_row=2, max_col=1)] == ["12.400", "12,5", "7.25"]


def test_the_answers_are_numbers_with_their_formats(tmp_path: Path, batch: BatchReport) -> None:
    sheet = opened(tmp_path / "out.xlsx", batch, EveryRow(Texts(["note"], [["a"]]))).worksheets[0]
    row = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
    assert row["default_probability"].value == pytest.approx(float(ANSWER["default_probability"]), rel=1e-15)
    assert row["default_probability"].number_format == "0.00%"
    assert (row["credit_score"].value, row["credit_score"].number_format) == (734, "0")


def test_formulae_are_marked_as_text_unless_that_is_turned_off(tmp_path: Path, batch: BatchReport) -> None:
    texts = Texts(["=name"], [["=1+1"], ["-12,40,000"], ["word"]])
    for defuse in (True, False):
        sheet = opened(tmp_path / "out.xlsx", batch, EveryRow(texts), Options(defuse=defuse)).worksheets[0]
        cells = [sheet.cell(row, 1) for row in (1, 2, 3, 4)]
        assert [cell.quotePrefix for cell in cells] == [defuse, defuse, False, False]
        assert [cell.data_type for cell in cells] == ["s"] * 4, "none of them is ever a formula"


def test_the_header_stays_filters_and_is_bold(tmp_path: Path, batch: BatchReport) -> None:
    sheet = opened(tmp_path / "out.xlsx", batch, EveryRow(Texts(["a", "b"], [["x", "y" * 90], ["z", ""]]))).worksheets[
        0
    ]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions == "A1:N3"
    assert sheet["A1"].font.bold
    narrow, wide = (sheet.column_dimensions[letter].width for letter in "AB")
    assert 8 < narrow < 20 < wide < 70


def test_ratings_and_rows_to_look_at_are_coloured(tmp_path: Path, batch: BatchReport) -> None:
    ratings, statuses = list(batch.ratings), ["scored", "refer", "rejected", "scored"]
    answers = [{"rating": rating, "row_status": status} for rating, status in zip(ratings, statuses, strict=True)]
    sheet = opened(tmp_path / "out.xlsx", batch, EveryRow(Texts(["a"], [[""]] * 4, answers))).worksheets[0]
    places = {name.value: name.column for name in sheet[1]}
    tints = [(cell.font.color.rgb[2:], cell.fill.fgColor.rgb[2:]) for cell in _below(sheet, places["rating"])]
    assert tints == [(text[1:].upper(), surface[1:].upper()) for text, surface in looks.BANDS.values()]
    plain, refer, rejected, _ = (cell.fill.fgColor.rgb[2:] for cell in _below(sheet, places["row_status"]))
    assert refer == looks.STATUS["refer"].surface[1:].upper()
    assert len({plain, refer, rejected}) == 3


def _below(sheet: openpyxl.worksheet.worksheet.Worksheet, column: int) -> list[openpyxl.cell.Cell]:
    return [sheet.cell(row, column) for row in range(2, sheet.max_row + 1)]


def test_a_summary_tells_about_the_rows_of_the_workbook(tmp_path: Path, batch: BatchReport) -> None:
    unscored = dict.fromkeys(ADDED, "") | {"row_status": "rejected"}
    answers = [{"credit_score": "640", "rating": "Average", "default_probability": "0.1"}, {}, unscored]
    book = opened(tmp_path / "out.xlsx", batch, EveryRow(Texts(["a"], [[""]] * 3, answers)), Options(cutoff=700))
    assert book.sheetnames == ["Applicants", "Summary"]
    said = {label: (value, share) for label, value, share in book["Summary"].iter_rows(values_only=True)}
    assert said["Rows in this workbook"] == (3, None)
    assert said["Rows in the file"] == (2, None)
    assert said["Rejected"] == (1, pytest.approx(1 / 3))
    assert said["Average"] == said["Good"] == (1, 0.5)
    assert said["Cut-off"] == (700, None)
    assert said["At or above the cut-off"] == (1, 0.5)
    assert said["Expected defaults"] == (0.1, None)
    assert said["Mean probability of default"][0] == pytest.approx((0.1 + float(ANSWER["default_probability"])) / 2)
    assert said["Version"] == ("v1.0", None)


def test_rows_to_send_back_have_no_answers_and_no_summary(tmp_path: Path) -> None:
    """So that the file that comes back can be corrected and read again."""
    report, results = scored(tmp_path, {}, {"age": "", "cust_id": "C2"}, {"age": "200"})
    book = opened(tmp_path / "out.xlsx", report, ProblemRows(results, report.refer + report.rejected))
    assert len(book.sheetnames) == 1
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert header[-1] == "what_to_mend"
    assert len(header) == len(results.columns) - len(ADDED) + 1
    assert [row[0] for row in rows] == ["C2", "C1"]
    assert [row[-1] for row in rows] == ["age is empty.", "age 200 is above 100, the most it can be."]


@pytest.mark.parametrize(("rows", "sheets"), [(3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    tmp_path: Path, batch: BatchReport, rows: int, sheets: list[int]
) -> None:
    texts = Texts(["cust_id"], [[str(row)] for row in range(rows)])
    book = opened(tmp_path / "out.xlsx", batch, EveryRow(texts), Options(sheet_rows=4))
    parts = book.worksheets[:-1]
    assert [sheet.max_row - 1 for sheet in parts] == sheets
    assert [cell for sheet in parts for (cell,) in sheet.iter_rows(2, max_col=1, values_only=True)] == [
        str(row) for row in range(rows)
    ]
    for sheet in parts:
        assert sheet["A1"].value == "cust_id"
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    assert parts[0].title == ("Applicants" if rows == 3 else "Applicants 1")


def test_rows_are_split_where_they_are_read_too(
    tmp_path: Path, batch: BatchReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.batch.export.rows.CHUNK_ROWS", 5)
    texts = Texts(["cust_id"], [[str(row)] for row in range(23)])
    book = opened(tmp_path / "out.xlsx", batch, EveryRow(texts), Options(sheet_rows=8))
    found = [cell for sheet in book.worksheets[:-1] for (cell,) in sheet.iter_rows(2, max_col=1, values_only=True)]
    assert found == [str(row) for row in range(23)]


def test_a_text_that_no_cell_can_hold_is_cut_and_that_is_said(tmp_path: Path, batch: BatchReport) -> None:
    """A cell holds 32,767 characters, of which an emoji counts as two."""
    cells = ["x" * LONGEST, "x" * (LONGEST + 1), "😀" * 16_383, "😀" * 16_384]
    told = write_workbook(
        EveryRow(Texts(["note"], [[cell] for cell in cells])), tmp_path / "out.xlsx", batch, WHOLE, silent
    )
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    found = [sheet.cell(row, 1).value for row in (2, 3, 4, 5)]
    assert found == [cells[0], cells[0], cells[2], cells[2]]
    (sentence,) = told
    assert sentence.startswith("2 cells were longer than a workbook can hold (32,767 characters) and cut")


def test_more_columns_than_a_sheet_has_are_refused(tmp_path: Path, batch: BatchReport) -> None:
    texts = Texts([f"c{place}" for place in range(16_400)], [[""] * 16_400])
    with pytest.raises(FileError, match=r"in\.csv has 16,412 columns, and a workbook holds 16,384\. Export it as CSV"):
        write_workbook(EveryRow(texts), tmp_path / "out.xlsx", batch, WHOLE, silent)


def test_a_huge_sheet_is_packed_with_extensions_and_any_other_without(
    tmp_path: Path, batch: BatchReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some spreadsheets complain about the extensions of large zip files where they are not needed."""
    texts = Texts(["note"], [["a"]])
    for limit, version in ((zipfile.ZIP64_LIMIT, 20), (10, 45)):
        monkeypatch.setattr(zipfile, "ZIP64_LIMIT", limit)
        write_workbook(EveryRow(texts), tmp_path / "out.xlsx", batch, WHOLE, silent)
        with ZipFile(tmp_path / "out.xlsx") as packed:
            assert packed.testzip() is None
            assert packed.getinfo("xl/worksheets/sheet1.xml").extract_version == version


def test_every_part_is_well_formed(tmp_path: Path, batch: BatchReport) -> None:
    cells = [["<&>\"'", "\x00\x0b"], ["</t></is></c>", "]]>"], ["<r>&</r>", "<r>" + "&" * LONGEST + "</r>"]]
    write_workbook(EveryRow(Texts(["<a>", "b"], cells)), tmp_path / "out.xlsx", batch, WHOLE, silent)
    with ZipFile(tmp_path / "out.xlsx") as packed:
        for name in packed.namelist():
            ElementTree.fromstring(packed.read(name))


def test_its_progress_is_told_in_thousands_of_rows(path: Path, batch: BatchReport) -> None:
    """Each new message is a line in the log of a schedule; one for each row would bury the rest."""
    told = list[tuple[float, str]]()
    rows = EveryRow(Texts(["cust_id"], [[f"C{row}"] for row in range(2_500)]))
    write_workbook(rows, path, batch, WHOLE, lambda share, words: told.append((share, words)))
    wrote = [words for _, words in told if words.startswith("Wrote")]
    assert list(dict.fromkeys(wrote)) == ["Wrote 0 rows", "Wrote 1,000 rows", "Wrote 2,000 rows"]
    assert len(wrote) >= 2_500, "each row can still be the last before a cancel"
