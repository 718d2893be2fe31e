"""A Parquet file is read as text that means the same values, whatever their types."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.batch.choices import ReadingChoices
from core.batch.defusing import marked_text
from core.batch.opening import opened
from tests.core.batch.opened_files import table_of

MORNING = datetime(2024, 1, 31, 10, 30)  # noqa: DTZ001 - as a file has it that knows no time zone


def written(path: Path, columns: dict[str, Any]) -> Path:
    pl.DataFrame(columns).write_parquet(path)
    return path


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pl.Series([5.0, 12.4, -0.0, 1e22, 1e-7, None]), ["5", "12.4", "0", "1e+22", "1e-7", ""]),
        (pl.Series([float("nan"), float("inf"), 123456789012345.0]), ["NaN", "inf", "123456789012345"]),
        (pl.Series([0.1, 16777216.0], dtype=pl.Float32), ["0.1", "16777216"]),
        (pl.Series([2**64 - 1, 0], dtype=pl.UInt64), ["18446744073709551615", "0"]),
        (pl.Series([-(2**100)], dtype=pl.Int128), [str(-(2**100))]),
        (pl.Series([-128], dtype=pl.Int8), ["-128"]),
        (pl.Series([Decimal("12.40"), None]), ["12.40", ""]),
        (pl.Series([True, False, None]), ["TRUE", "FALSE", ""]),
        (pl.Series([date(2024, 1, 31)]), ["2024-01-31"]),
        (pl.Series([MORNING, MORNING.replace(microsecond=5)]), ["2024-01-31 10:30:00", "2024-01-31 10:30:00.000005"]),
        (pl.Series([MORNING]).dt.replace_time_zone("Asia/Kolkata"), ["2024-01-31 10:30:00+05:30"]),
        (pl.Series([time(1, 2, 3)]), ["01:02:03"]),
        (pl.Series([timedelta(hours=26.5)]), ["P1DT2H30M"]),
        (pl.Series(["0012", "", None, ' "so"\r\n, ', "null"]), ["0012", "", "", ' "so"\r\n, ', "null"]),
        (pl.Series(["a", None], dtype=pl.Categorical), ["a", ""]),
        (pl.Series(["a", None], dtype=pl.Enum(["b", "a"])), ["a", ""]),
        (pl.Series(["é".encode(), None], dtype=pl.Binary), ["é", ""]),
        (pl.Series([None, None]), ["", ""]),
    ],
)
def test_every_type_becomes_the_text_that_means_the_same(tmp_path: Path, values: pl.Series, texts: list[str]) -> None:
    path = written(tmp_path / "in.parquet", {"^value$": values, "*": [1] * len(values)})
    assert table_of(path) == [["^value$", "*"], *([text, "1"] for text in texts)]


def test_the_transcript_opens_right_in_a_spreadsheet(tmp_path: Path) -> None:
    with opened(written(tmp_path / "in.parquet", {"age": [35], "note, long": ["é"]})) as source:
        assert source.head == '\ufeffage,"note, long"\r\n35,é\r\n'.encode()


def test_rows_keep_their_order_over_many_groups_and_pieces(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": range(30_000), **{f"column {place}": [0] * 30_000 for place in range(60)}})
    frame.write_parquet(tmp_path / "in[1].parquet", row_group_size=7_000)
    assert [row[0] for row in table_of(tmp_path / "in[1].parquet")] == ["id", *map(str, range(30_000))]


def test_a_year_in_the_name_of_a_folder_is_no_column(tmp_path: Path) -> None:
    (tmp_path / "year=2024").mkdir()
    assert table_of(written(tmp_path / "year=2024" / "in.parquet", {"age": [1]})) == [["age"], ["1"]]


CELLS = st.one_of(st.none(), st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8))
NUMBERS = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))


@given(st.lists(st.tuples(CELLS, NUMBERS), max_size=6), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_is_read_back_as_it_was_written(
    tmp_path: Path, rows: list[tuple[str | None, float | None]], defuse: bool
) -> None:
    """But for the mark before texts that a spreadsheet would run."""
    schema = {"note": pl.String, "number": pl.Float64}
    path = tmp_path / "in.parquet"
    pl.DataFrame(rows, schema, orient="row").write_parquet(path)
    _, *found = table_of(path, ReadingChoices(defuse=defuse))
    assert [(text or None, float(number) if number else None) for text, number in found] == [
        ((marked_text(text) if defuse else text) if text else None, number) for text, number in rows
    ]
