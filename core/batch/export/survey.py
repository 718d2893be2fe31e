"""What the columns of some rows hold, found out before they are written: numbers, ids or words, and how long.

A cell is a number for other programs only where that says exactly what its text says: ``007``, ``12,40,000`` and
``1.2E+06`` stay texts, and so do digits that are too many for a double or that only name something, and the numbers of
a column in which ``12.400`` may be twelve thousand four hundred.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import polars as pl

from core import schema
from core.batch.export.rows import Rows
from core.progress import Report
from core.schema import Field

MOST_DIGITS = 15
"""Characters of a number, its sign and point among them, that a double holds exactly."""
_PLAIN = r"^(?:-?[1-9][0-9]*(?:\.[0-9]+)?|-?0\.[0-9]*[1-9][0-9]*|0(?:\.0+)?)$"
_FOREIGN = r",[0-9]{1,2}$|,[0-9]{4,}$|\.[0-9]{3}[.,]"
"""What only a comma before decimals, and points between groups, can read."""
_GROUP = 3
_LONGEST_COUNT = 9
"""Digits before the point; more of them are those of a telephone or an account, unless the column is known."""
_ID = re.compile(
    r"(?:^|_)(?:id|ids|no|nr|num|number|code|key|ref|reference|serial|pan|aadhaar|aadhar|phone|telephone|tel|mobile|"
    r"account|acct|pin|pincode|zip|postcode|ifsc|cif|uid|ckyc|folio|token|applicant|customer|cust|borrower|member|client)"
    r"(?:$|_)"
)
_BETWEEN_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")
_SHARES = ("default_probability", "balanced_probability")
_COUNTS = ("credit_score", "default_prediction")
_TOGETHER = [
    pl.col("^.* plain$").all(),
    pl.col("^.* (some|percent|foreign)$").any(),
    pl.col("^.* (decimals|digits|longest)$").max(),
    pl.col("^.* least$").min(),
]
"""What is known of some rows and of others, as what is known of all of them."""


class Kind(StrEnum):
    """How other programs are to read the cells of a column."""

    TEXT = "text"
    NUMBER = "number"
    MIXED = "mixed"
    """Numbers, or such in per cent, but for some cells."""
    SHARE = "share"
    """Numbers from 0 to 1 that people read in per cent."""


@dataclass(frozen=True)
class Column:
    """A column of the rows to export.

    Attributes:
        name: as it stands in the file; may be empty, and may be that of another column too.
        kind: of its cells.
        decimals: the most that any of its numbers has.
        longest: characters of the longest text.
    """

    name: str
    kind: Kind
    decimals: int
    longest: int


def is_plain(texts: pl.Expr) -> pl.Expr:
    """Whether each text is a number that reads the same when it is stored as one."""
    return texts.str.contains(_PLAIN) & (texts.str.len_bytes() <= MOST_DIGITS)


def is_percent(texts: pl.Expr) -> pl.Expr:
    """Whether each text is such a number in per cent, as a workbook shows a share."""
    return texts.str.ends_with("%") & is_plain(texts.str.strip_suffix("%"))


def survey(rows: Rows, report: Report) -> tuple[Column, ...]:
    """Look at all cells once; ``report`` is told the progress."""
    done, found = 0, list[pl.DataFrame]()

    def tick() -> None:
        report(done / max(len(rows), 1), f"Looked at {done:,} rows")

    looks = [look for place in range(len(rows.columns)) for look in _looks(rows, place)]
    for frame in rows.frames(tick):
        found = [pl.concat([*found, frame.select(looks).select(_TOGETHER)]).select(_TOGETHER)]
        done += len(frame)
        tick()
    return tuple(_columns(rows, found[0].row(0, named=True)))


def _looks(rows: Rows, place: int) -> Iterator[pl.Expr]:
    texts = pl.col(str(place))
    plain = is_plain(texts)
    yield (plain | (texts == "")).all().name.suffix(" plain")
    yield plain.any().name.suffix(" some")
    decimals = pl.when(plain).then(texts.str.extract(r"\.([0-9]+)$").str.len_bytes())
    yield decimals.max().name.suffix(" decimals")
    yield decimals.min().name.suffix(" least")
    yield pl.when(plain).then(texts.str.extract(r"^-?([0-9]+)").str.len_bytes()).max().name.suffix(" digits")
    yield texts.str.len_chars().max().name.suffix(" longest")
    yield is_percent(texts).any().name.suffix(" percent")
    if _item(rows, place):
        yield texts.str.contains(_FOREIGN).any().name.suffix(" foreign")


def _columns(rows: Rows, found: Mapping[str, Any]) -> Iterator[Column]:
    for place, name in enumerate(rows.columns):
        some, plain = (found[f"{place} {key}"] for key in ("some", "plain"))
        decimals, digits, longest = (found[f"{place} {key}"] or 0 for key in ("decimals", "digits", "longest"))
        may_be_groups = decimals == found[f"{place} least"] == _GROUP >= digits
        if place >= rows.given:
            kind = Kind.SHARE if name in _SHARES else Kind.NUMBER if name in _COUNTS else Kind.TEXT
        elif may_be_groups or found.get(f"{place} foreign"):
            kind = Kind.TEXT
        else:
            has_percent = found[f"{place} percent"]
            kind = _given_kind(name, _item(rows, place), some=some or has_percent, plain=plain, digits=digits)
        yield Column(name, kind, decimals, longest)


def _item(rows: Rows, place: int) -> Field | None:
    """The field that a column of the source holds, or of which it has a name."""
    if place >= rows.given:
        return None
    return schema.field(rows.fields[place]) if place in rows.fields else schema.by_any_name(rows.columns[place])


def _given_kind(name: str, item: Field | None, *, some: bool, plain: bool, digits: int) -> Kind:
    """Of a column of the source: one of the schema may hold numbers and others, any other one numbers alone."""
    if not some or (item is not None and item.is_category):
        return Kind.TEXT
    if item is not None:
        return Kind.NUMBER if plain else Kind.MIXED
    names_something = _ID.search(_BETWEEN_WORDS.sub("_", name).lower())
    return Kind.NUMBER if plain and digits <= _LONGEST_COUNT and not names_something else Kind.TEXT
