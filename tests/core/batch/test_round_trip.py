"""Any table of applicants, written in any dialect, comes out of scoring with the same cells, however it is read."""

import csv
import gzip
import re
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from core.batch.pipeline import score_file
from tests.core.batch.files import APPLICANT
from tests.core.factories import curve_scorecard

CURVES = curve_scorecard()
LETTERS = {
    "utf-8": "a1 é₹आ😀,;\t|\"'\r\n\u2028\ufeff\x1b",
    "utf-8-sig": "a1 é₹आ😀,;\t|\"'\r\n\u2028\ufeff",
    "utf-16": "a1 é₹आ😀,;\t|\"'\r\n",
    "utf-16-le": "a1 é,;\t|\"'\r\n",
    "utf-16-be": "a1 é,;\t|\"'\r\n",
    "cp1252": "a1 é€“,;\t|\"'\r\n",
}
"""What each encoding can write; without a mark, UTF-16 is known by the zeros of Latin letters."""
OTHER_IN_1252 = re.compile("éééé|é[€“]{2}")
"""What no Western language has, so that it speaks against Windows-1252; and what is there a letter in UTF-8."""
IN_THE_MIDST = list(APPLICANT).index("loan_type")


@dataclass(frozen=True)
class Dialect:
    """A way to write a table."""

    encoding: str
    separator: str
    end: str
    every: bool
    packed: bool

    def content(self, rows: list[list[str]]) -> bytes:
        """The rows as a file."""
        text = "".join(self.separator.join(map(self._cell, row)) + self.end for row in rows)
        content = text.encode(self.encoding)
        return gzip.compress(content) if self.packed else content

    def _cell(self, cell: str) -> str:
        """In quotation marks where it needs them; the module ``csv`` leaves some line breaks bare."""
        needed = self.every or any(mark in cell for mark in (self.separator, '"', "\r", "\n"))
        return '"' + cell.replace('"', '""') + '"' if needed else cell


@st.composite
def tables(draw: st.DrawFn) -> tuple[Dialect, list[list[str]]]:
    """A dialect, and a table that it can write: notes before, amid and behind the cells of applicants."""
    dialect = draw(
        st.builds(
            Dialect,
            encoding=st.sampled_from(list(LETTERS)),
            separator=st.sampled_from(",;\t|"),
            end=st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]),
            every=st.booleans(),
            packed=st.booleans(),
        )
    )
    notes = st.text(alphabet=LETTERS[dialect.encoding], max_size=6)
    header, applicant = list(APPLICANT), list(APPLICANT.values())
    rows = [["note", *header[:IN_THE_MIDST], "amid", *header[IN_THE_MIDST:], "behind"]]
    for first, amid, last in draw(st.lists(st.tuples(notes, notes, notes), min_size=1, max_size=5)):
        rows.append([first, *applicant[:IN_THE_MIDST], amid, *applicant[IN_THE_MIDST:], last])
    return dialect, rows


@given(tables(), st.integers(1, 4))
@example(
    (
        Dialect("utf-8", ",", "\n", every=False, packed=False),
        [["note", *APPLICANT]] + [["\ufeff", *APPLICANT.values()]] * 3,
    ),
    1,
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_in_any_dialect_comes_out_with_the_same_cells(
    tmp_path: Path, table: tuple[Dialect, list[list[str]]], chunk_rows: int
) -> None:
    dialect, rows = table
    assume(not OTHER_IN_1252.search(str(rows)))
    (tmp_path / "in.csv").write_bytes(dialect.content(rows))
    report = score_file(tmp_path / "in.csv", tmp_path / "out.csv", CURVES, chunk_rows=chunk_rows)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.reader(file, delimiter=dialect.separator, strict=True))
    assert [cells[: len(rows[0])] for cells in found] == rows
    assert report.scored == report.rows == len(rows) - 1
