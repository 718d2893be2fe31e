"""Rows as text: what a person's spreadsheet and another program read is what stood in the cells."""

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.batch.export.csv_file import write_csv
from core.batch.export.options import Options
from core.batch.export.rows import EveryRow
from core.progress import silent
from tests.core.batch.export.material import ANSWER, Texts

CELLS = st.text() | st.text(st.sampled_from("=+-@\t\r\n\"';,| 1a"), max_size=6)


def rows_of(texts: Texts, path: Path, separator: str, *, defuse: bool) -> list[list[str]]:
    """What Python's own reader reads in the export."""
    write_csv(EveryRow(texts), path, separator, Options(defuse=defuse), silent)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator))


@given(
    header=st.lists(CELLS, min_size=2, max_size=2),
    cells=st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4),
    separator=st.sampled_from(",;\t|"),
)
def test_every_text_comes_back(folder: Path, header: list[str], cells: list[list[str]], separator: str) -> None:
    texts = Texts(header, cells)
    path = folder / "every.csv"
    found = rows_of(texts, path, separator, defuse=False)
    assert found == [list(texts.columns), *([*row, *ANSWER.values()] for row in cells)]
    marked = rows_of(texts, path, separator, defuse=True)
    assert all(
        b in (a, f"'{a}")
        for before, after in zip(found, marked, strict=True)
        for a, b in zip(before, after, strict=True)
    )


def test_formulae_are_made_harmless_also_in_names_of_columns(tmp_path: Path) -> None:
    texts = Texts(["=note", "income"], [["=1+1", "-12,40,000"], ["@x", "(1,200)"], ["fine", "-"]])
    found = rows_of(texts, tmp_path / "out.csv", ",", defuse=True)
    assert [row[:2] for row in found] == [
        ["'=note", "income"], ["'=1+1", "-12,40,000"], ["'@x", "(1,200)"], ["fine", "-"],
    ]  # fmt: skip


def test_spreadsheets_are_told_the_encoding(tmp_path: Path) -> None:
    rows_of(Texts(["name"], [["आशा"]]), tmp_path / "out.csv", ",", defuse=True)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfname,")
