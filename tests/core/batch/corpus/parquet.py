"""Nasty Parquet files: of every type, of types that no table of applicants has, and damaged."""

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl

from core.batch.choices import ReadingChoices
from core.parsing import Percent
from tests.core.batch.corpus.case import (
    FOUND_OUT,
    PEOPLE,
    RUNS,
    Asked,
    Case,
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
from tests.core.batch.corpus.writing import content, gzipped

_TEXTS = {name: [line[place] for line in PEOPLE.lines] for place, name in enumerate(PEOPLE.header)}


def _frame(**changes: pl.Series) -> pl.DataFrame:
    """The people as texts, but for some columns."""
    return pl.DataFrame(_TEXTS | changes)


def _file(frame: pl.DataFrame) -> Write:
    return content(lambda: _bytes(frame), "in.parquet")


def _bytes(frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def _changed(*changes: Mapping[str, str]) -> list[Row]:
    return [like(each, change) for each, change in zip(PEOPLE.rows, changes, strict=True)]


def _read(name: str, frame: pl.DataFrame, people: Table = PEOPLE) -> Case:
    return Case(name, Kind.PARQUET, _file(frame), Read(people))


def _refused(name: str, frame: pl.DataFrame, words: str) -> Case:
    return Case(name, Kind.PARQUET, _file(frame), Refused(words))


def _zeros(folder: Path) -> Path:
    rows = pl.repeat(value=False, n=(1 << 28) + 1, dtype=pl.Boolean).alias("age")
    pl.select(rows).lazy().sink_parquet(folder / "in.parquet")
    return folder / "in.parquet"


_NUMBERS = [name for name in _TEXTS if name not in ("cust_id", "residence_type", "loan_purpose", "loan_type")]
_SHARES = pl.Series([0.4, 0.5, 0.25])
_AS_SHARES = [
    like(each, {"credit_utilization_ratio": (text, value)})
    for each, (text, value) in zip(PEOPLE.rows, [("0.4", 40.0), ("0.5", 50.0), ("0.25", 25.0)], strict=True)
]
_COMPLETE = _bytes(_frame())

CASES = (
    _read("texts in every column", _frame()),
    _read(
        "whole numbers of several sizes",
        _frame(
            **{
                name: pl.Series(list(map(int, _TEXTS[name])), dtype=kind)
                for name, kind in zip(_NUMBERS, [pl.Int8, pl.Int64, pl.UInt64, pl.UInt16, pl.Int128] * 2, strict=False)
            }
        ),
    ),
    _read(
        "numbers with decimals that are whole",
        _frame(**{name: pl.Series(list(map(float, _TEXTS[name]))) for name in _NUMBERS}),
    ),
    _read(
        "money in decimals",
        _frame(income=pl.Series([Decimal("1200000.00"), Decimal("640000.50"), Decimal("1200000.10")])),
        table(*_changed({"income": "1200000.00"}, {"income": "640000.50"}, {"income": "1200000.10"})),
    ),
    _read(
        "categories",
        _frame(
            loan_type=pl.Series(_TEXTS["loan_type"], dtype=pl.Categorical),
            loan_purpose=pl.Series(_TEXTS["loan_purpose"], dtype=pl.Enum(["Personal", "Auto"])),
        ),
    ),
    _read(
        "no value, no number and no end",
        _frame(income=pl.Series([None, float("nan"), float("inf")])),
        table(
            row("rejected", "income is empty", income=("", None)),
            like(PEOPLE.rows[1], {"income": ("NaN", None)}, "rejected", "income is empty"),
            like(PEOPLE.rows[2], {"income": ("inf", None)}, "rejected", "income 'inf' is not a number"),
        ),
    ),
    _read(
        "a day for an age, and a truth",
        _frame(age=pl.Series([date(1990, 1, 31)] * 3), note=pl.Series([True, False, None])),
        table(
            *[
                like(each, {"age": ("1990-01-31", None), "note": note}, "rejected", "age '1990-01-31' is not a number")
                for each, note in zip(PEOPLE.rows, ["TRUE", "FALSE", ""], strict=True)
            ]
        ),
    ),
    Case(
        "shares for per cent",
        Kind.PARQUET,
        _file(_frame(credit_utilization_ratio=_SHARES)),
        Asked(
            "'0.4' is 0.4 % with --percent percent, 40 % with --percent share",
            ReadingChoices(percent=Percent.SHARE),
            Read(table(*_AS_SHARES)),
        ),
    ),
    Case(
        "texts that would run as formulae in the result, and a name of a column",
        Kind.PARQUET,
        _file(_frame(cust_id=pl.Series(["-5", None, RUNS])).with_columns(pl.lit("-1-2").alias("=note"))),
        Read(
            table(
                *[
                    like(each, {"cust_id": text, "'=note": "'-1-2"})
                    for each, text in zip(PEOPLE.rows, ["-5", "", f"'{RUNS}"], strict=True)
                ]
            ),
            reading="Cells whose text a spreadsheet would run, such as '=1+1': 5",
        ),
    ),
    Case(
        "texts that would run, left as they are",
        Kind.PARQUET,
        _file(_frame(cust_id=pl.Series(["-1-2", "'=1", RUNS]))),
        Read(
            table(
                *[like(each, {"cust_id": text}) for each, text in zip(PEOPLE.rows, ["-1-2", "'=1", RUNS], strict=True)]
            )
        ),
        ReadingChoices(defuse=False),
    ),
    _refused("lists", _frame(note=pl.Series([[1], [2], []])), "The column 'note' of in.parquet holds lists or records"),
    _refused(
        "records", _frame(note=pl.Series([{"a": 1}] * 3)), "The column 'note' of in.parquet holds lists or records"
    ),
    _refused(
        "bytes that are no text", _frame(note=pl.Series([b"\xff"] * 3)), "in.parquet cannot be read as a Parquet file"
    ),
    _refused(
        "a zero character", _frame(note=pl.Series(["a\0b"] * 3)), "in.parquet has a text with a zero character in it."
    ),
    Case(
        "a text of 50 MB",
        Kind.PARQUET,
        content(lambda: _bytes(_frame(note=pl.Series(["x" * (50 << 20), "", ""]))), "in.parquet"),
        Refused("The column 'note' of in.parquet has a text of 52,428,800 bytes."),
    ),
    _refused("no rows", _frame().clear(), "in.parquet has a header but no rows."),
    _refused("no columns", pl.DataFrame(), "in.parquet has no columns. Give a table of applicants."),
    Case(
        "very many rows in few bytes",
        Kind.PARQUET,
        _zeros,
        Refused("unpacks to more than 256 MB"),
    ),
    Case(
        "a file that was cut off",
        Kind.PARQUET,
        content(_COMPLETE[:-200], "in.parquet"),
        Refused("in.parquet cannot be read as a Parquet file"),
    ),
    Case(
        "a file whose middle is other bytes",
        Kind.PARQUET,
        content(_COMPLETE[:4] + b"\xff" * 600 + _COMPLETE[604:], "in.parquet"),
        Refused("in.parquet cannot be read as a Parquet file"),
    ),
    Case(
        "a table in gzip",
        Kind.PARQUET,
        gzipped(_COMPLETE, name="in.parquet.gz"),
        Refused("holds a workbook or another archive."),
    ),
    Case(
        "text that begins like a table",
        Kind.PARQUET,
        content("PAR1" + "\n" + ",".join(PEOPLE.header) + "\n" + ",".join(PEOPLE.lines[0]) + "\n"),
        Read(table(PEOPLE.rows[0])),
        FOUND_OUT,
    ),
)
