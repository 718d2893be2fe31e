"""What the columns of some rows hold, found out before they are written: numbers, ids or words, and how long.

A cell is a number for other programs only where that says exactly what its text says: ``007``, ``12,40,000`` and
``1.2E+06`` stay texts, and so do digits that are too many for a double or that only name something, and the numbers of
a column in which ``12.400`` may be twelve thousand four hundred.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import polars as pl

from core import schema
from core.batch.export.defusing import OPENING
from core.batch.export.rows import Rows
from core.batch.export.xml_text import EDGES, SPECIAL
from core.progress import Report

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
_PATTERNS = {"special": SPECIAL, "edges": EDGES, "opening": OPENING}
"""What a column is to be known to have, in the order of the attributes of ``Column``."""
_TOGETHER = [
    pl.col("^.* plain$").all(),
    pl.col("^.* (some|foreign|special|edges|opening)$").any(),
    pl.col("^.* (decimals|digits|longest)$").max(),
    pl.col("^.* least$").min(),
    pl.col("^.* (filled|size)$").cast(pl.Int64).sum(),
]
"""What is known of some rows and of others, as what is known of all of them."""


class Kind(StrEnum):
    """How other programs are to read the cells of a column."""

    TEXT = "text"
    NUMBER = "number"
    MIXED = "mixed"
    """Numbers, but for some cells."""
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
        filled: how many cells are not empty.
        size: bytes of all texts.
        has_special: whether there is a text that XML has to write in another way.
        has_edges: whether a text begins or ends with a blank.
        may_run: whether there is a text that a spreadsheet may run.
    """

    name: str
    kind: Kind
    decimals: int
    longest: int
    filled: int = 0
    size: int = 0
    has_special: bool = False
    has_edges: bool = False
    may_run: bool = False


def is_plain(texts: pl.Expr) -> pl.Expr:
    """Whether each text is a number that reads the same when it is stored as one."""
    return texts.str.contains(_PLAIN) & (texts.str.len_bytes() <= MOST_DIGITS)


def survey(
    rows: Rows, report: Report, also: Callable[[pl.DataFrame], None] | None = None, *, for_workbook: bool = False
) -> tuple[Column, ...]:
    """Look at all cells once.

    Args:
        rows: where they stand.
        report: told the progress.
        also: given the rows too, some at a time.
        for_workbook: whether to look also for texts that a workbook has to write in another way, which takes longer.
    """
    done, found = 0, list[pl.DataFrame]()

    def tick() -> None:
        report(done / max(len(rows), 1), f"Looked at {done:,} rows")

    patterns = _PATTERNS if for_workbook else {}
    own = {place: {"foreign": _FOREIGN} for place in range(rows.given) if schema.by_any_name(rows.columns[place])}
    looks = [
        look
        for place in range(len(rows.columns))
        for look in _looks(pl.col(str(place)), {**own.get(place, {}), **patterns})
    ]
    for frame in rows.frames(tick):
        found = [pl.concat([*found, frame.select(looks).select(_TOGETHER)]).select(_TOGETHER)]
        if also is not None:
            also(frame)
        done += len(frame)
        tick()
    return tuple(_columns(rows, found[0].row(0, named=True), patterns))


def _looks(texts: pl.Expr, patterns: Mapping[str, str]) -> Iterator[pl.Expr]:
    plain = is_plain(texts)
    yield (plain | (texts == "")).all().name.suffix(" plain")
    yield plain.any().name.suffix(" some")
    decimals = pl.when(plain).then(texts.str.extract(r"\.([0-9]+)$").str.len_bytes())
    yield decimals.max().name.suffix(" decimals")
    yield decimals.min().name.suffix(" least")
    yield pl.when(plain).then(texts.str.extract(r"^-?([0-9]+)").str.len_bytes()).max().name.suffix(" digits")
    yield texts.str.len_chars().max().name.suffix(" longest")
    yield (texts != "").sum().name.suffix(" filled")
    yield texts.str.len_bytes().sum().name.suffix(" size")
    for name, pattern in patterns.items():
        yield texts.str.contains(pattern).any().name.suffix(f" {name}")


def _columns(rows: Rows, found: Mapping[str, Any], patterns: Mapping[str, str]) -> Iterator[Column]:
    for place, name in enumerate(rows.columns):
        some, plain, filled, size = (found[f"{place} {key}"] for key in ("some", "plain", "filled", "size"))
        decimals, digits, longest = (found[f"{place} {key}"] or 0 for key in ("decimals", "digits", "longest"))
        may_be_groups = decimals == found[f"{place} least"] == _GROUP >= digits
        if place >= rows.given:
            kind = Kind.SHARE if name in _SHARES else Kind.NUMBER if name in _COUNTS else Kind.TEXT
        elif may_be_groups or found.get(f"{place} foreign"):
            kind = Kind.TEXT
        else:
            kind = _given_kind(name, some=some, plain=plain, digits=digits)
        yield Column(name, kind, decimals, longest, filled, size, *(found[f"{place} {key}"] for key in patterns))


def _given_kind(name: str, *, some: bool, plain: bool, digits: int) -> Kind:
    """Of a column of the source: one of the schema may hold numbers and others, any other one numbers alone."""
    item = schema.by_any_name(name)
    if not some or (item is not None and item.is_category):
        return Kind.TEXT
    if item is not None:
        return Kind.NUMBER if plain else Kind.MIXED
    names_something = _ID.search(_BETWEEN_WORDS.sub("_", name).lower())
    return Kind.NUMBER if plain and digits <= _LONGEST_COUNT and not names_something else Kind.TEXT
