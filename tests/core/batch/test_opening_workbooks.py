"""A workbook is read as people see it: the sheet with the applicants, each cell as the text that means the same."""

import datetime
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.batch.choices import ReadingChoices
from core.batch.opening import opened
from core.batch.transcripts.sheet_choice import UndecidedSheetError
from core.errors import FileError
from tests.core.batch.opened_files import reading_of, table_of, text_of
from tests.core.batch.workbooks import parts_of, rows_xml, sheet, text_row, write_parts

Value = str | int | float | bool | datetime.datetime | None
HEADER = text_row(1, "age", "income", "note")


def one_cell(tmp_path: Path, cell: str, **more: object) -> str:
    """What becomes of one cell in XML."""
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(rows_xml(cell)), **more))  # type: ignore[arg-type]  # any
    return table_of(path)[0][0]


# --- what cells become ---


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>5</v></c>", "5"),
        ("<c><v>5.0</v></c>", "5"),
        ("<c><v>-0.0</v></c>", "0"),
        ("<c><v>1.1000000000000001</v></c>", "1.1"),
        ("<c><v>12.4</v></c>", "12.4"),
        ("<c><v>1240000.5</v></c>", "1240000.5"),
        ("<c><v>1.24E6</v></c>", "1240000"),
        ("<c><v>1E-7</v></c>", "1e-07"),
        ("<c><v>0.30000000000000004</v></c>", "0.30000000000000004"),
        ("<c><v>12345678901234567890</v></c>", "12345678901234567890"),
        ("<c><v>-42</v></c>", "-42"),
        ("<c><v> 7 </v></c>", "7"),
        ("<c><v>1e999</v></c>", "inf"),
        ("<c><v><![CDATA[7]]></v></c>", "7"),
        ('<c t="n"><v>7</v></c>', "7"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="str"><f>A2&amp;"x"</f><v>0012</v></c>', "0012"),
        ('<c t="d"><v>2024-01-31T00:00:00</v></c>', "2024-01-31"),
        ('<c t="d"><v>2024-01-31T10:30:00</v></c>', "2024-01-31 10:30:00"),
        ('<c t="inlineStr"><is><t>007</t></is></c>', "007"),
        ('<c t="inlineStr"><is><r><t>in </t></r><r><rPr><b/></rPr><t>bold</t></r></is></c>', "in bold"),
        ('<c t="inlineStr"><is><t> "so", he\nsaid_x000D_ </t></is></c>', ' "so", he\nsaid\r '),
        ('<c t="inlineStr"><is><t>_x005F_x000D_ _x0000_ _xD800_ _xyz_</t></is></c>', "_x000D_  ? _xyz_"),
        ('<c t="inlineStr"><is><t>a &lt; <!-- <c r="A9"/> --> &amp;</t></is></c>', "a <  &"),
        ("<c><f>A2*2</f><v>24</v></c>", "24"),
    ],
)  # fmt: skip
def test_a_cell_becomes_the_text_that_means_the_same(tmp_path: Path, cell: str, text: str) -> None:
    assert one_cell(tmp_path, cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="inlineStr"><is><t>-5</t></is></c>', "-5"),
        ('<c t="inlineStr"><is><t>- 12,40,000</t></is></c>', "- 12,40,000"),
        ('<c t="inlineStr"><is><t>+91 98765 43210</t></is></c>', "+91 98765 43210"),
        ('<c t="inlineStr"><is><t>--</t></is></c>', "--"),
        ('<c t="inlineStr"><is><t>\'=1+1</t></is></c>', "'=1+1"),
        ('<c t="inlineStr"><is><t>\t=1+1</t></is></c>', "'\t=1+1"),
        ('<c t="inlineStr"><is><t>+1+1</t></is></c>', "'+1+1"),
        ('<c t="str"><f>A2&amp;"x"</f><v>-A1</v></c>', "'-A1"),
    ],
)
def test_only_a_text_that_would_run_is_marked_once(tmp_path: Path, cell: str, text: str) -> None:
    assert one_cell(tmp_path, cell) == text


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ("0%", "0.45", "45%"),
        ("0.00%", "0.28999999999999998", "29%"),
        ("0.0%;[Red]-0.0%", "-0.5", "-50%"),
        ("0%", "1", "100%"),
        ('0.0"%"', "45", "45"),
        ("0\\%", "45", "45"),
        ("#,##0.00", "1240000.5", "1240000.5"),
        ('[$₹-4009] #,##0;"dr "0', "900000", "900000"),
        ("[>=10000000]##\\,##\\,##\\,##0;0", "12400000", "12400000"),
        ("0.0,,", "12400000", "12400000"),
        ("@", "35", "35"),
        ("0.00E+00", "1240000", "1240000"),
        ("00000", "123", "00123"),
        ("00000", "123456", "123456"),
        ("000", "1.5", "1.5"),
        ("dd-mm-yyyy", "45322", "2024-01-31"),
        ("yyyy-mm-dd hh:mm", "45322.4375", "2024-01-31 10:30:00"),
        ("mmm", "45322.000005", "2024-01-31 00:00:00.432000"),
        ('d "of" mmmm', "61", "1900-03-01"),
        ("d/m/yy", "60", "1900-02-28"),
        ("d/m/yy", "59", "1900-02-28"),
        ("d/m/yy", "1", "1900-01-01"),
        ("d/m/yy", "2958465.9999999", "9999-12-31 23:59:59.991000"),
        ("d/m/yy", "2958465.9999999999", "2958466"),
        ("d/m/yy", "-1", "-1"),
        ("d/m/yy", "1e9", "1000000000"),
        ("h:mm AM/PM", "0.75", "18:00:00"),
        ("[h]:mm", "1.5", "1 day, 12:00:00"),
        ("[mm]:ss.0", "-1", "-1"),
        ("[Red]0", "5", "5"),
        ("General", "5.5", "5.5"),
    ],
)
def test_a_number_becomes_the_text_that_its_format_means(tmp_path: Path, code: str, number: str, text: str) -> None:
    """45% is 0.45 in a workbook; 0.45 would be less than half a per cent where per cent is asked for."""
    assert one_cell(tmp_path, f'<c s="1"><v>{number}</v></c>', formats={200: code}) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (9, "4532200%"),
        (10, "4532200%"),
        (14, "2024-01-31"),
        (22, "2024-01-31"),
        (46, "45322 days, 0:00:00"),
        (1, "45322"),
        (49, "45322"),
    ],
)
def test_formats_that_every_workbook_has_are_known_by_number(tmp_path: Path, number: int, text: str) -> None:
    assert one_cell(tmp_path, '<c s="1"><v>45322</v></c>', formats={number: ""}) == text


def test_formats_of_other_things_than_cells_are_not_those_of_cells(tmp_path: Path) -> None:
    """Rules that colour cells may number their own formats alike."""
    parts = parts_of(sheet(rows_xml('<c s="1"><v>0.45</v></c>')), formats={200: "0%"})
    rule = '<dxfs><dxf><numFmt numFmtId="200" formatCode="0.00"/></dxf></dxfs></styleSheet>'
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace("</styleSheet>", rule)
    assert table_of(write_parts(tmp_path / "in.xlsx", parts)) == [["45%"]]


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    cell, extra = '<c s="1"><v>{}</v></c>', '<workbookPr date1904="1"/>'
    assert one_cell(tmp_path, cell.format(43860), formats={14: ""}, extra=extra) == "2024-01-31"
    assert one_cell(tmp_path, cell.format(0.5), formats={14: ""}, extra=extra) == "12:00:00"


def test_texts_that_cells_share_are_found_by_number(tmp_path: Path) -> None:
    strings = "<si><t>one</t></si><si/><si><r><t>th</t></r><r><t>ree</t></r><rPh sb='0' eb='1'><t>san</t></rPh></si>"
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in (2, 1, 0, 2))
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(rows_xml(cells)), strings=strings))
    assert table_of(path) == [["three", "", "one", "three"]]


def test_the_transcript_opens_right_in_a_spreadsheet(tmp_path: Path) -> None:
    """With a byte order mark, commas, and CR LF at line ends; and so does what is scored from it."""
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(HEADER + text_row(2, "35", "1", "é,"))))
    with opened(path) as source:
        assert source.head == '\ufeffage,income,note\r\n35,1,"é,"\r\n'.encode()


# --- rows and columns ---


def test_cells_stand_where_their_names_say(tmp_path: Path) -> None:
    row = '<row r="1"><c r="B1"><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row>'
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(row + '<row r="2"><c r="AA2"><v>4</v></c></row>')))
    assert table_of(path) == [["", "1", "", "2", "3", *[""] * 22], [*[""] * 26, "4"]]


def test_cells_of_a_row_may_stand_in_any_order(tmp_path: Path) -> None:
    row = '<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>'
    assert table_of(write_parts(tmp_path / "in.xlsx", parts_of(sheet(row)))) == [["1", "", "3"]]


@pytest.mark.parametrize("reference", ["A1", "A1:B1048576", "C5:XFD9", "nothing"])
def test_what_a_sheet_says_of_its_size_counts_for_nothing(tmp_path: Path, reference: str) -> None:
    """Many programs leave the size of the template there."""
    xml = sheet(HEADER + text_row(2, "35", "1", "x"), f'<dimension ref="{reference}"/>')
    assert table_of(write_parts(tmp_path / "in.xlsx", parts_of(xml))) == [["age", "income", "note"], ["35", "1", "x"]]


def test_what_surrounds_the_rows_is_not_read(tmp_path: Path) -> None:
    """Neither rules that openpyxl does not know, of which it would warn, nor such as it refuses."""
    after = (
        '<dataValidations><dataValidation type="strange" sqref="?"/></dataValidations>'
        '<extLst><ext uri="{78C0D931-6437-407D-A8EE-F0AAD7539E65}"/></extLst>'
    )
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(HEADER, '<sheetPr codeName="x" y="z"/>', after)))
    assert table_of(path) == [["age", "income", "note"]]


def test_blank_rows_amid_the_others_stay_and_those_at_the_end_go(tmp_path: Path) -> None:
    rows = text_row(2, "age", "income") + '<row r="3"><c r="A3" s="0"/></row>' + text_row(6, "35", "1")
    blank = "".join(f'<row r="{number}" ht="15"><c r="A{number}"/></row>' for number in range(7, 2000))
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(rows + blank)))
    assert text_of(path) == "\r\nage,income\r\n\r\n\r\n\r\n35,1\r\n"


def test_a_row_far_down_that_is_wider_makes_all_rows_as_wide(tmp_path: Path) -> None:
    rows = "".join(text_row(number, "a", "b") for number in range(1, 300))
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(rows + text_row(300, "a", "b", "", "note"))))
    table = table_of(path)
    assert table == [["a", "b", "", ""]] * 299 + [["a", "b", "", "note"]]


def test_names_of_elements_may_have_a_prefix(tmp_path: Path) -> None:
    """As the libraries of some banks' systems write them."""
    xml = sheet(rows_xml("<c><v>5</v></c>")).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns", "xmlns:x")
    path = write_parts(tmp_path / "in.xlsx", parts_of(xml))
    assert table_of(path) == [["5"]]


def test_names_of_parts_may_differ_in_case_and_strokes(tmp_path: Path) -> None:
    parts = parts_of(sheet(HEADER + text_row(2, "35", "1", "")))
    moved = {name.replace("xl/worksheets/", "XL\\Worksheets\\"): part for name, part in parts.items()}
    assert len(table_of(write_parts(tmp_path / "in.xlsx", moved))) == 2


def test_a_workbook_without_shared_texts_and_formats_is_one_too(tmp_path: Path) -> None:
    parts = parts_of(sheet(HEADER))
    del parts["xl/sharedStrings.xml"], parts["xl/styles.xml"]
    kept = parts["xl/_rels/workbook.xml.rels"].partition('<Relationship Id="strings"')[0]
    parts["xl/_rels/workbook.xml.rels"] = kept + "</Relationships>"
    assert table_of(write_parts(tmp_path / "in.xlsx", parts)) == [["age", "income", "note"]]


# --- what is said ---


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    """Nobody sees them where a filter is set, and yet they are scored."""
    rows = HEADER + text_row(2, "35", "1", "").replace("<row", '<row hidden="1"') + text_row(3, "36", "2", "")
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(rows + '<row r="4" hidden="true"><c s="0"/></row>')))
    assert len(table_of(path)) == 3
    assert reading_of(path) == ("Hidden rows (1) are read like the others.",)


def test_errors_of_the_workbook_are_said(tmp_path: Path) -> None:
    cells = '<c t="e"><v>#N/A</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(rows_xml(cells))))
    assert reading_of(path) == ("Cells with an error of the workbook, such as #N/A: 2.",)


@pytest.mark.parametrize(
    ("cell", "extra", "is_known"),
    [
        ("<c><f>1+1</f></c>", "", False),
        ("<c><f>1+1</f><v/></c>", "", False),
        ('<c t="str"><f>""</f><v></v></c>', "", True),
        ("<c><f>1+1</f><v>0</v></c>", "", True),
        ("<c><f>1+1</f><v>0</v></c>", '<calcPr fullCalcOnLoad="1"/>', False),
        ("<c><f>1+1</f><v>2</v></c>", '<calcPr fullCalcOnLoad="1"/>', True),
        ("<c><v>0</v></c>", '<calcPr fullCalcOnLoad="1"/>', True),
    ],
)
def test_a_formula_without_a_saved_result_is_no_number(tmp_path: Path, cell: str, extra: str, is_known: bool) -> None:
    """Neither empty, which may mean no history, nor the 0 that libraries put there until the workbook is calculated."""
    cells = f"{cell}<c><v>1</v></c>"
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(rows_xml(cells)), extra=extra))
    assert (table_of(path)[0][0] != "#NOT CALCULATED") is is_known
    assert bool(reading_of(path)) is not is_known


@pytest.mark.parametrize("library", ["openpyxl", "xlsxwriter"])
def test_formulas_of_libraries_have_no_results(tmp_path: Path, library: str) -> None:
    path = tmp_path / "in.xlsx"
    if library == "openpyxl":
        book = openpyxl.Workbook()
        book.active.append(["age", "=1+1"])
        book.save(path)
    else:
        with xlsxwriter.Workbook(path) as written:
            written.add_worksheet().write_row(0, 0, ["age", "=1+1"])
    assert table_of(path) == [["age", "#NOT CALCULATED"]]
    (sentence,) = reading_of(path)
    assert sentence.startswith("Formulas whose result was not saved: 1; their cells read #NOT CALCULATED.")


# --- sheets ---

NOTES, APPLICANTS = sheet(text_row(1, "made by the branch", "income: a year")), sheet(text_row(3, "age", "Income"))


@pytest.mark.parametrize(
    ("sheets", "states", "choice", "first", "reading"),
    [
        ((NOTES,), {}, None, "made by the branch", ()),
        ((NOTES, APPLICANTS), {}, None, "age", ("Sheet 'Second' of 2.",)),
        (
            (APPLICANTS, NOTES, APPLICANTS), {}, None, "age",
            ("Sheet 'Applicants' of 3. Others have such columns too, and were not read: 'Third'.",),
        ),
        ((NOTES, APPLICANTS), {"Applicants": "hidden"}, None, "age", ("Sheet 'Second' of 2.",)),
        ((NOTES, APPLICANTS), {"Second": "veryHidden"}, None, "made by the branch", ("Sheet 'Applicants' of 2.",)),
        ((NOTES, APPLICANTS), {"Second": "hidden"}, "Second", "age", ("Sheet 'Second' of 2.",)),
        ((NOTES, APPLICANTS), {}, "aPPLICANTS", "made by the branch", ("Sheet 'Applicants' of 2.",)),
    ],
)  # fmt: skip
def test_the_sheet_is_the_chosen_one_or_the_first_that_people_see_with_known_columns(
    tmp_path: Path,
    sheets: tuple[str, ...],
    states: dict[str, str],
    choice: str | None,
    first: str,
    reading: tuple[str, ...],
) -> None:
    path = write_parts(tmp_path / "in.xlsx", parts_of(*sheets, states=states))
    choices = ReadingChoices(sheet=choice)
    assert text_of(path, choices).strip().startswith(first)
    assert reading_of(path, choices) == reading


def test_names_that_a_person_gave_to_columns_tell_the_sheet(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(text_row(1, "x")), sheet(text_row(1, "Alter", "Gehalt"))))
    assert text_of(path, ReadingChoices(columns={"age": "Alter"})).startswith("Alter")


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (None, "has 2 sheets, and none names a column that is known. Choose one by --sheet: 'Applicants', 'Second'."),
        ("June", "has no sheet 'June'. Choose one by --sheet: 'Applicants', 'Second'."),
    ],
)
def test_a_person_is_asked_for_the_sheet_where_none_can_be_told(
    tmp_path: Path, choice: str | None, sentence: str
) -> None:
    path = write_parts(tmp_path / "in.xlsx", parts_of(sheet(text_row(1, "x")), sheet("")))
    with pytest.raises(UndecidedSheetError) as refused:
        text_of(path, ReadingChoices(sheet=choice))
    assert str(refused.value) == f"in.xlsx {sentence}"
    assert refused.value.sheets == ("Applicants", "Second")


def test_charts_are_no_sheets(tmp_path: Path) -> None:
    parts = parts_of(sheet(HEADER), NOTES)
    references = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = references.replace("/worksheet", "/chartsheet", 1)
    path = write_parts(tmp_path / "in.xlsx", parts)
    assert text_of(path).startswith("made by")
    assert reading_of(path) == ()


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        ((), "in.xlsx has no sheet with cells. Give a workbook with applicants."),
        (
            (sheet('<row r="1"><c r="A1"/></row>'),),
            "The sheet 'Applicants' of in.xlsx is empty. Choose another by --sheet.",
        ),
    ],
)
def test_a_workbook_without_cells_is_refused(tmp_path: Path, sheets: Iterable[str], sentence: str) -> None:
    with pytest.raises(FileError) as refused:
        text_of(write_parts(tmp_path / "in.xlsx", parts_of(*sheets)))
    assert str(refused.value) == sentence


def test_a_workbook_needs_to_say_where_its_sheets_are_but_not_where_it_is_itself(tmp_path: Path) -> None:
    parts = parts_of(sheet(HEADER))
    del parts["_rels/.rels"]
    assert table_of(write_parts(tmp_path / "in.xlsx", parts)) == [["age", "income", "note"]]
    del parts["xl/_rels/workbook.xml.rels"]
    with pytest.raises(FileError, match=r"in\.xlsx has no sheet with cells"):
        text_of(write_parts(tmp_path / "in.xlsx", parts))


# --- any table at all ---

LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=8
)
VALUES = st.one_of(
    st.none(),
    LETTERS.filter(lambda text: not text.startswith("=")),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, min_value=1 - 1e15, max_value=1e15 - 1)
    .map(lambda number: float(f"{number + 0.0:.16G}")),  # so many digits the library writes
    st.builds(
        datetime.datetime.combine,
        st.dates(datetime.date(1900, 3, 1), datetime.date(2100, 1, 1)),
        st.times().map(lambda time: time.replace(microsecond=0)),
    ),
)  # fmt: skip


def shown(value: Value) -> str:
    """The text that means the value."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return str(value).removesuffix(" 00:00:00")
    return "" if value is None else str(value)


@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=4), st.booleans())
@example([['é, "so"', 1.1, True]], True)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_table_in_a_workbook_is_read_back_as_it_was_written(
    tmp_path: Path, rows: list[list[Value]], streamed: bool
) -> None:
    """Written by another library, with its texts shared or in their cells."""
    path = tmp_path / "in.xlsx"
    options = {"constant_memory": streamed, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd hh:mm:ss"}
    with xlsxwriter.Workbook(path, options) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["age", "income", "note"])
        for number, row in enumerate(rows, 1):
            page.write_row(number, 0, row)
    while rows and not any(map(shown, rows[-1])):
        rows = rows[:-1]
    expected = [[shown(value) for value in row] for row in rows]
    found = table_of(path, ReadingChoices(defuse=False))
    assert [row or [""] * 3 for row in found] == [["age", "income", "note"], *expected]
