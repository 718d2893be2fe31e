"""Any table, written in any dialect, is read back the same or asked about; no number is ever changed."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from core.batch.cells import read_cells
from core.batch.choices import ReadingChoices
from core.batch.inspection import inspect
from core.batch.opening import opened
from core.batch.pipeline import score_file
from core.batch.questions import About
from core.batch.reading import Reader
from core.batch.recognition import Recognised, recognise
from core.features import Columns
from core.parsing import Decimal, Percent
from tests.core.batch.files import APPLICANT, read_csv
from tests.core.factories import curve_scorecard

CURVES = curve_scorecard()
MONEY, SHARE, DAYS = "income", "credit_utilization_ratio", "avg_dpd_per_delinquency"
Table = list[dict[str, float]]


def indian(digits: str) -> str:
    head, tail = digits[:-3], digits[-3:]
    groups = [head[max(end - 2, 0) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(groups), tail])


@dataclass(frozen=True)
class Dialect:
    """A way to write a table of numbers.

    Attributes:
        group: how the digits of whole parts are grouped.
        decimals: how many are written; ``None`` for as many as a number has.
    """

    separator: str
    quoted: bool
    line_end: str
    mark: bytes
    above: tuple[str, ...]
    decimal: Decimal
    group: Callable[[str], str]
    decimals: int | None
    blank_end: str

    def number(self, value: float) -> str:
        """A number as this dialect writes it, with nothing but its own digits."""
        plain = repr(value).removesuffix(".0") if self.decimals is None else f"{value:.{self.decimals}f}"
        whole, point, decimals = plain.partition(".")
        text = self.group(whole) + point + decimals
        return text.translate(str.maketrans(",.", ".,")) if self.decimal is Decimal.COMMA else text

    def write(self, path: Path, rows: list[dict[str, str]]) -> Path:
        """Write rows below the lines above."""
        out = io.StringIO()
        marks = csv.excel()
        marks.delimiter, marks.lineterminator = self.separator, self.line_end
        marks.quoting = csv.QUOTE_ALL if self.quoted else csv.QUOTE_MINIMAL
        writer = csv.writer(out, marks)
        writer.writerow(rows[0])
        writer.writerows(row.values() for row in rows)
        above = "".join(line.replace("|", self.separator) + self.line_end for line in self.above)
        path.write_bytes(self.mark + (above + out.getvalue() + self.blank_end.replace("|", self.separator)).encode())
        return path


DIALECTS = st.builds(
    Dialect,
    separator=st.sampled_from(",;\t|"),
    quoted=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    above=st.lists(
        st.sampled_from(["", "Applicants of 2024", "|||", "Branch: 7, Pune; East|", '"Quoted|""title"""', "12.5|3"]),
        max_size=4,
    ).map(tuple),
    decimal=st.sampled_from(Decimal),
    group=st.sampled_from([str, indian, lambda digits: f"{int(digits):,}"]),
    decimals=st.sampled_from([None, 0, 1, 2, 3]),
    blank_end=st.sampled_from(["", "\n\n", "||||\r\n|||\n"]),
)
NUMBERS = st.fixed_dictionaries(
    {
        MONEY: st.integers(1, 10**9).map(float) | st.floats(1, 1e9).map(lambda value: round(value, 2)),
        SHARE: st.floats(0, 200).map(lambda value: round(value, 3)),
        DAYS: st.floats(0, 3000).map(lambda value: round(value, 3)),
    }
)
NOTES = st.text(st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=12)


def rows_in(dialect: Dialect, table: Table, notes: list[str]) -> list[dict[str, str]]:
    numbers = [{name: dialect.number(value) for name, value in row.items()} for row in table]
    return [{**APPLICANT, **row, "note": note} for row, note in zip(numbers, notes, strict=True)]


def written_numbers(dialect: Dialect, table: Table) -> dict[str, list[float]]:
    """The numbers that the written digits are."""
    digits = dialect.decimals
    return {
        name: [row[name] if digits is None else float(f"{row[name]:.{digits}f}") for row in table] for name in table[0]
    }


def read_back(path: Path, choices: ReadingChoices) -> tuple[Recognised, Columns]:
    with opened(path, choices) as source:
        found = recognise(source, CURVES, choices, lambda: None)
        parts = [rows.cells for rows in Reader(source, found.layout, found.columns.positions, 100, lambda: None)]
    return found, read_cells(pl.concat(parts), lambda: None, found.conventions).columns


TABLES = st.integers(1, 5).flatmap(
    lambda size: st.tuples(
        st.lists(NUMBERS, min_size=size, max_size=size), st.lists(NOTES, min_size=size, max_size=size)
    )
)


@given(DIALECTS, TABLES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_number_is_changed_however_it_was_written(
    tmp_path: Path, dialect: Dialect, tables: tuple[Table, list[str]]
) -> None:
    """What is not the number that was written is refused, or its column is asked about."""
    table, notes = tables
    path = dialect.write(tmp_path / "in.csv", rows_in(dialect, table, notes))
    found, columns = read_back(path, ReadingChoices())
    asked = {question.field for question in found.questions}
    event(f"asked about {len(asked)} columns")
    open_to_all = any(question.about is About.DECIMAL for question in found.questions)  # its answer decides for others
    for name, numbers in written_numbers(dialect, table).items():
        if name not in asked and (found.conventions[name].certain or not open_to_all):
            read = columns[name]
            assert [value for value in read if np.isfinite(value)] == [
                number for number, value in zip(numbers, read, strict=True) if np.isfinite(value)
            ]


@given(DIALECTS, TABLES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_with_the_questions_answered_every_number_is_read(
    tmp_path: Path, dialect: Dialect, tables: tuple[Table, list[str]]
) -> None:
    table, notes = tables
    path = dialect.write(tmp_path / "in.csv", rows_in(dialect, table, notes))
    found, columns = read_back(path, ReadingChoices(decimal=dialect.decimal, percent=Percent.PERCENT))
    assert found.questions == ()
    for name, numbers in written_numbers(dialect, table).items():
        assert columns[name].tolist() == numbers


@given(DIALECTS, TABLES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_out_are_rows_in_and_every_cell_keeps_its_text(
    tmp_path: Path, dialect: Dialect, tables: tuple[Table, list[str]]
) -> None:
    table, notes = tables
    rows = rows_in(dialect, table, notes)
    path = dialect.write(tmp_path / "in.csv", rows)
    choices = ReadingChoices(decimal=dialect.decimal, percent=Percent.PERCENT)
    assert inspect(path, CURVES, choices).is_settled
    report = score_file(path, tmp_path / "out.csv", CURVES, choices=choices)
    scored = read_csv(tmp_path / "out.csv", dialect.separator)
    assert [{name: row[name] for name in rows[0]} for row in scored] == rows
    assert (report.rows, {row["row_status"] for row in scored} - {"rejected", "refer", "scored"}) == (len(rows), set())


@pytest.mark.parametrize("chunk_rows", [1, 2, 7, 1000])
def test_how_many_rows_are_read_at_a_time_changes_no_convention(tmp_path: Path, chunk_rows: int) -> None:
    """What the last row alone shows counts for the first one."""
    rows = [{**APPLICANT, MONEY: text} for text in ["12.400", "900", "9.500", "12,5"]]
    path = tmp_path / "in.csv"
    path.write_text("\n".join(";".join(row) for row in [APPLICANT, *(row.values() for row in rows)]))
    score_file(path, tmp_path / "out.csv", CURVES, chunk_rows=chunk_rows)
    first, *_ = read_csv(tmp_path / "out.csv", ";")
    assert first["row_status"] == "refer"
    assert "12.400" not in first["row_problem"]
