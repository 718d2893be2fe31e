"""What a validation pack is made of: sections, each a table with what it tells and on which rows."""

from dataclasses import dataclass
from enum import StrEnum

from core.evaluation.estimate import Estimate
from core.evaluation.judgement import Judgement
from core.findings import say_shortly
from core.grouping import MINUS

Cell = str | int | float | Estimate | None
"""A value as a number, not as its text; with its 95 % interval where it has one; None where there is none."""
NOTHING = "–"
"""What stands for a value that there is not."""


class Kind(StrEnum):
    """What the values of a column are, and so how they are written."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    NUMBER = "number"
    SHORT = "short"
    POINTS = "points"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        label: its name.
        kind: of its values.
    """

    label: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Plot:
    """How columns of a table can be drawn.

    Attributes:
        kind: ``line``, ``points`` or ``columns``.
        x: the position of the column that goes to the right.
        y: those of the columns that go up.
    """

    kind: str
    x: int
    y: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the pack.

    Attributes:
        key: a short name that stays.
        title: for people, and for the sheet of a workbook.
        tells: what it tells, as a sentence.
        basis: on which rows, as a sentence.
        columns: of the table.
        rows: each with a cell for each column.
        notes: what is to be known to read it, a sentence each.
        plot: how it can be drawn; None where it cannot.
    """

    key: str
    title: str
    tells: str
    basis: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    plot: Plot | None = None

    def has_interval(self, place: int) -> bool:
        """Whether the values of a column have intervals."""
        return any(isinstance(row[place], Estimate) for row in self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A validation pack.

    Attributes:
        title: what it is.
        version: of the model.
        sections: in the order of a validation report.
        judgement: of which they tell; for its curves, which have more points than a table has rows.
    """

    title: str
    version: str
    sections: tuple[Section, ...]
    judgement: Judgement


def text(kind: Kind, cell: Cell) -> str:
    """A cell in figures, with its interval behind it in brackets."""
    if isinstance(cell, Estimate):
        value = text(kind, cell.value)
        if cell.low is None or cell.high is None:
            return value
        return f"{value} ({_between(kind, cell.low, cell.high)})"
    if cell is None:
        return NOTHING
    return cell if isinstance(cell, str) else _figure(kind, cell).replace("-", MINUS)


def _between(kind: Kind, low: float, high: float) -> str:
    limits = [_figure(kind, limit).removesuffix(" %").replace("-", MINUS) for limit in (low, high)]
    return (" to " if MINUS in "".join(limits) else "–").join(limits)


def _figure(kind: Kind, value: float) -> str:
    if kind is Kind.CHANCE:
        return "< 0.001" if value < 0.001 else f"{value:.3f}"
    formats = {
        Kind.TEXT: say_shortly(value),
        Kind.COUNT: f"{value:,.0f}",
        Kind.SHARE: f"{100 * value:.2f} %",
        Kind.NUMBER: f"{value:.4f}",
        Kind.SHORT: f"{value:.2f}",
        Kind.POINTS: f"{value:+.1f}" if round(value, 1) else "0",
    }
    return formats[kind]
