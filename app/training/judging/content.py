"""What stands on a page about a judgement: sentences, charts, tables; shown as widgets and copied as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.widgets.chart_rendering import Chart
from app.widgets.figure_model import Cell


@dataclass(frozen=True)
class Sheet:
    """A table.

    Attributes:
        title: what it is about.
        headers: names of the columns; a long one may stand on two lines.
        rows: cells, as many in each as there are headers.
        words: places of the columns, besides the first, that are words.
        note: what is to be known to read it.
    """

    title: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    words: tuple[int, ...] = ()
    note: str = ""

    @property
    def text(self) -> str:
        """The title, and beneath it rows with tabs between the cells."""
        names = [" ".join(header.split()) for header in self.headers]
        lines = [names, *([cell.text for cell in row] for row in self.rows)]
        return "\n".join([self.title, *("\t".join(line) for line in lines), *filter(None, [self.note])])


@dataclass(frozen=True)
class Content:
    """A page.

    Attributes:
        basis: on which rows it was judged.
        words: sentences, each in a paragraph of its own.
        charts: drawn one beside the other where there is room.
        sheets: tables beneath.
        mark: the shape that calls for attention, ``warning`` or ``error``; empty where nothing does.
    """

    basis: str = ""
    words: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    mark: str = ""

    @property
    def text(self) -> str:
        """All of it, but for the charts."""
        return "\n\n".join([*filter(None, [self.basis]), *self.words, *(sheet.text for sheet in self.sheets)])


def cells(*texts: str) -> tuple[Cell, ...]:
    """Plain cells."""
    return tuple(map(Cell, texts))


def graver(marks: Iterable[str]) -> str:
    """The gravest of some marks."""
    found = set(marks)
    return next((mark for mark in ("error", "warning") if mark in found), "")
