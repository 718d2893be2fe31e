"""A validation pack as a workbook, read back: numbers are numbers, every section a sheet."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from core.errors import FileError
from core.evaluation.estimate import Estimate
from core.progress import Cancelled
from core.registry.pack.tables import NOTHING, Cell, Kind, Pack, Section
from core.registry.pack.workbook import write_workbook
from tests.core.registry.pack.material import pack, section

HEADER = 4
"""The row of the header; below title, what it tells, and the basis."""
FORMATS = {Kind.COUNT: "#,##0", Kind.SHARE: "0.00%", Kind.NUMBER: "0.0000", Kind.SHORT: "0.00"}
PLOTTED = {"ROC", "Precision–recall", "KS", "Calibration", "Scores"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("pack") / "pack.xlsx"
    write_workbook(pack(), path)
    return openpyxl.load_workbook(path)


def parts(found: Section, row: tuple[Cell, ...]) -> list[tuple[Kind, object]]:
    """The values that a row must have in the sheet, with the kinds of their columns."""
    told: list[tuple[Kind, object]] = []
    for place, (column, cell) in enumerate(zip(found.columns, row, strict=True)):
        values = [cell.value, cell.low, cell.high] if isinstance(cell, Estimate) else [cell]
        values += [None] * (3 - len(values)) if found.has_interval(place) else []
        told += [(column.kind, value) for value in values]
    return told


def test_every_section_is_a_sheet_with_what_it_tells_above_it(book: Workbook) -> None:
    assert book.sheetnames == [one.title for one in pack().sections]
    for one in pack().sections:
        sheet = book[one.title]
        assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [one.title, one.tells, one.basis]
        assert sheet.freeze_panes == f"B{HEADER + 1}"
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"


@pytest.mark.parametrize("key", [one.key for one in pack().sections])
def test_every_value_stands_in_its_sheet_as_a_number_with_its_format(book: Workbook, key: str) -> None:
    found = section(key)
    sheet = book[found.title]
    for number, row in enumerate(found.rows, start=HEADER + 1):
        for place, (kind, value) in enumerate(parts(found, row), start=1):
            cell = sheet.cell(number, place)
            if isinstance(value, str) or value is None:
                assert cell.value in (value, NOTHING)
            else:
                assert cell.value == pytest.approx(value, rel=1e-14)
                assert cell.number_format == FORMATS.get(kind, cell.number_format)
    below = [sheet.cell(HEADER + len(found.rows) + 2 + place, 1).value for place in range(len(found.notes))]
    assert below == list(found.notes)


def test_an_interval_has_columns_of_its_own(book: Workbook) -> None:
    header = [cell.value for cell in book["Measures"][HEADER]]
    assert header == ["Measure", "v2.0", "95 % from", "95 % to", "v1.0", "95 % from", "95 % to", "n"]


def test_curves_are_charts_of_the_program_that_opens_it(book: Workbook) -> None:
    drawn = {sheet.title: sheet._charts for sheet in book.worksheets if sheet._charts}
    assert set(drawn) == PLOTTED
    (roc,) = drawn["ROC"]
    assert [series.yVal.numRef.f for series in roc.series] == ["ROC!$B$5:$B$25", "ROC!$E$5:$E$25"]


def test_what_people_wrote_is_never_run(tmp_path: Path) -> None:
    gates = replace(section("gates"), notes=('=HYPERLINK("http://example.com")',))
    write_workbook(Pack("Pack", "v2.0", (gates,), pack().judgement), tmp_path / "pack.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "pack.xlsx").active
    assert sheet is not None
    last = sheet.cell(HEADER + len(gates.rows) + 2, 1)
    assert (last.value, last.data_type) == (gates.notes[0], "s")


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "pack.xlsx"
    target.write_text("before", encoding="utf-8")

    def stop(_fraction: float, _message: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(pack(), target, stop)
    assert target.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["pack.xlsx"]
    with pytest.raises(FileError, match="could not be written"):
        write_workbook(pack(), tmp_path / "nowhere" / "pack.xlsx")
