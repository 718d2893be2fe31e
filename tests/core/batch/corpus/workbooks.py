"""Nasty workbooks: made by two libraries, and of parts that no program would write."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from core.batch.choices import ReadingChoices
from tests.core.batch.corpus.case import (
    PEOPLE,
    RUNS,
    Asked,
    Case,
    Change,
    Kind,
    Read,
    Refused,
    Row,
    Table,
    Write,
    like,
    row,
    table,
)
from tests.core.batch.files import APPLICANT

Cell = str | float | bool | date
Build = Callable[[Workbook], object]
"""Fills a workbook of xlsxwriter."""
_WIDTH = len(APPLICANT)
_PLACES = {name: place for place, name in enumerate(APPLICANT)}


def _typed(text: str) -> str | float:
    """What a person types: a number becomes one, but an identity with zeros before it."""
    return float(text) if text.replace(".", "", 1).isdecimal() and not text.startswith("00") else text


def _fill(page: Worksheet, people: Table = PEOPLE, top: int = 0, left: int = 0) -> None:
    page.write_row(top, left, people.header)
    for number, line in enumerate(people.lines, top + 1):
        page.write_row(number, left, [_typed(text) for text in line])


def _book(build: Build, **options: str) -> Write:
    def write(folder: Path) -> Path:
        with xlsxwriter.Workbook(folder / "in.xlsx", {"in_memory": True, **options}) as book:
            build(book)
        return folder / "in.xlsx"

    return write


def _sheet(build: Callable[[Workbook, Worksheet], object]) -> Write:
    """A workbook of a filled sheet to which something is done."""

    def fill(book: Workbook) -> None:
        page = book.add_worksheet()
        _fill(page)
        build(book, page)

    return _book(fill)


def _read(name: str, write: Write, people: Table = PEOPLE, reading: str = "") -> Case:
    return Case(name, Kind.WORKBOOKS, write, Read(people, reading=reading))


def _refused(name: str, write: Write, words: str) -> Case:
    return Case(name, Kind.WORKBOOKS, write, Refused(words))


def _cell(name: str, number: int, value: Cell, number_format: str = "") -> Callable[[Workbook, Worksheet], object]:
    """Write a value into the first, second … row, in a format."""

    def build(book: Workbook, page: Worksheet) -> None:
        page.write(number, _PLACES[name], value, book.add_format({"num_format": number_format}))

    return build


def _first(first: Row) -> Table:
    """The table with another first row."""
    return Table((first, *PEOPLE.rows[1:]))


def _changed(**changes: Change) -> Table:
    """The table with other cells in its first row."""
    return _first(like(row(), changes))


def _no_number(column: str, text: str) -> Table:
    """The table with a text in its first row that is no number."""
    return _first(like(row(), {column: (text, None)}, "rejected", f"{column} '{text}' is not a number"))


def _hide(_book: Workbook, page: Worksheet) -> None:
    page.set_row(1, None, None, {"hidden": True})
    page.set_column(2, 3, None, None, {"hidden": True})


def _formula(result: str | float) -> Callable[[Workbook, Worksheet], object]:
    return lambda _book, page: page.write_formula(1, _PLACES["income"], "=100000*12", None, result)


def _texts_that_run(_book: Workbook, page: Worksheet) -> None:
    page.write_string(1, _PLACES["cust_id"], RUNS)
    page.write_formula(2, _PLACES["cust_id"], '="@A"&1', None, "@A1")


def _two_sheets(book: Workbook) -> None:
    book.add_worksheet("Read me").write_column(0, 0, ["Applicants of June", "Ask the branch"])
    _fill(book.add_worksheet("June"))


def _one_hidden(book: Workbook) -> None:
    old = book.add_worksheet("Old")
    _fill(old, table(row(cust_id="old")))
    page = book.add_worksheet("New")
    _fill(page)
    page.activate()
    page.set_first_sheet()
    old.hide()


def _foreign_sheets(book: Workbook) -> None:
    for name in ("Juni", "Juli"):
        book.add_worksheet(name).write_column(0, 0, ["Alter", 35])


def _chart_first(book: Workbook) -> None:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Data!$B$2:$B$4"})
    book.add_chartsheet("Chart").set_chart(chart)
    _fill(book.add_worksheet("Data"))


def _titled(book: Workbook) -> None:
    page = book.add_worksheet()
    page.merge_range(0, 0, 0, 5, "Applicants of June")
    page.write(1, 0, date(2024, 1, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
    _fill(page, top=4)


def _formatted_below(book: Workbook, page: Worksheet) -> None:
    yellow = book.add_format({"bg_color": "#FFFF00"})
    for number in range(4, 2_000):
        page.write_blank(number, 3, None, yellow)


def _by_openpyxl(folder: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.append(PEOPLE.header)
    for line in PEOPLE.lines:
        page.append([_typed(text) for text in line])
    page["B2"].number_format = "0.00"
    page["A2"].comment = openpyxl.comments.Comment("look here", "somebody")
    book.save(folder / "in.xlsx")
    return folder / "in.xlsx"


CASES = (
    _read("numbers, texts and zeros before an identity", _sheet(lambda _book, _page: None)),
    _read("a workbook of openpyxl with formats and remarks", _by_openpyxl),
    _read(
        "a number in a format of per cent",
        _sheet(_cell("credit_utilization_ratio", 1, 0.45, "0.00%")),
        _changed(credit_utilization_ratio=("45%", 45.0)),
    ),
    _read(
        "a number in lakh grouping",
        _sheet(_cell("income", 1, 1240000.5, "[>=100000]##\\,##\\,##0;##,##0")),
        _changed(income="1240000.5"),
    ),
    _read("numbers as text", _sheet(_cell("income", 1, "12,40,000")), _changed(income=("12,40,000", 1_240_000.0))),
    _read(
        "a number that is not what it looks like",
        _sheet(_cell("age", 1, 35.4, "0")),
        _first(row("rejected", "age 35.4 is not a whole number", age="35.4")),
    ),
    _read(
        "a date for an age", _sheet(_cell("age", 1, date(1990, 1, 31), "yyyy-mm-dd")), _no_number("age", "1990-01-31")
    ),
    _read("true for a number", _sheet(_cell("age", 1, True)), _no_number("age", "TRUE")),
    _read("a formula with its result", _sheet(_formula(1_240_000)), _changed(income="1240000")),
    _read(
        "a formula whose result is an error",
        _sheet(_formula("#DIV/0!")),
        _no_number("income", "#DIV/0!"),
        "Cells with an error of the workbook",
    ),
    _read(
        "a formula that was never calculated",
        _sheet(_formula("")),
        _no_number("income", "#NOT CALCULATED"),
        "Formulas whose result was not saved: 1",
    ),
    _read("a remark before the applicants", _book(_two_sheets), reading="Sheet 'June' of 2."),
    _read("a hidden sheet before that of today", _book(_one_hidden), reading="Sheet 'New' of 2."),
    _read("a chart before the applicants", _book(_chart_first)),
    _read("titles, a date and merged cells above the header", _book(_titled), reading="above the header were left out"),
    _read("hidden rows and columns", _sheet(_hide), reading="Hidden rows (1)"),
    _read("coloured rows below the last one", _sheet(_formatted_below)),
    _read(
        "a table that begins amid the sheet",
        _book(lambda book: _fill(book.add_worksheet(), top=3, left=2)),
        Table(
            tuple(Row({"b1": "", "b2": "", **each.cells}, each.values, each.status, "") for each in PEOPLE.rows),
            {"b1": "", "b2": ""},
        ),
    ),
    Case("two sheets of which neither is known", Kind.WORKBOOKS, _book(_foreign_sheets), Refused("--sheet")),
    Case(
        "the sheet is one that a person chose",
        Kind.WORKBOOKS,
        _book(_one_hidden),
        Read(table(row(cust_id="old")), reading="Sheet 'Old' of 2."),
        ReadingChoices(sheet="Old"),
    ),
    Case(
        "a sheet was chosen that is none",
        Kind.WORKBOOKS,
        _book(_two_sheets),
        Refused("'July'"),
        ReadingChoices(sheet="July"),
    ),
    Case(
        "a slip in the name of a column",
        Kind.WORKBOOKS,
        _book(lambda book: _fill(book.add_worksheet(), Table(PEOPLE.rows, {"income": "incom"}))),
        Asked(
            "--map income=incom",
            ReadingChoices(columns={"income": "incom"}),
            Read(Table(PEOPLE.rows, {"income": "incom"})),
        ),
    ),
    _read(
        "texts that would run as formulae in the result",
        _sheet(_texts_that_run),
        Table((row(cust_id=f"'{RUNS}"), like(PEOPLE.rows[1], {"cust_id": "'@A1"}), *PEOPLE.rows[2:])),
        "Cells whose text a spreadsheet would run, such as '=1+1': 2",
    ),
    Case(
        "texts that would run, left as they are",
        Kind.WORKBOOKS,
        _sheet(_texts_that_run),
        Read(Table((row(cust_id=RUNS), like(PEOPLE.rows[1], {"cust_id": "@A1"}), *PEOPLE.rows[2:]))),
        ReadingChoices(defuse=False),
    ),
    _refused("no cells", _book(lambda book: book.add_worksheet()), "is empty"),
)
