"""The slow work of the tab on rows of a scored file, for jobs: choosing them, opening kept ones, copying their text."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.batch.pages import Pages
from app.batch.table_columns import TableColumn
from app.batch.work import Scored
from app.services.jobs import Task
from app.widgets.selected_cells import Piece, as_text
from core.batch.kept.wish import Wish
from core.progress import Report

if TYPE_CHECKING:
    from core.batch.kept.shelf import Kept
    from core.batch.kept.view import Chooser, View

MOST_COPIED = 2_000_000
"""The most cells that are put on the clipboard; other programs take no more of them."""
_AT_ONCE = 5_000


class Copied(NamedTuple):
    """Rows for the clipboard.

    Attributes:
        text: of the rows.
        rows: how many they are.
        wanted: how many were selected.
    """

    text: str
    rows: int
    wanted: int


def choosing(chooser: "Chooser", wish: Wish) -> Task:
    """The task of choosing rows; its result is their ``Pages``, of which the first is read already."""
    return partial(_choose, chooser, wish)


def opening(folder: Path) -> Task:
    """The task of opening a kept file; its result is ``Scored``."""
    return partial(_open, folder)


def listing(shelf: Path) -> Task:
    """The task of looking which files are kept; its result is a list of ``Kept``, the newest first."""
    return partial(_list, shelf)


def forgetting(folder: Path) -> Task:
    """The task of deleting a kept file."""
    return partial(_forget, folder)


def texts_of(view: "View", pieces: Sequence[Piece], columns: Sequence[TableColumn]) -> Task:
    """The task of making the text of selected rows; its result is ``Copied``, no more than ``MOST_COPIED`` cells."""
    return partial(_texts, view, pieces, columns)


def _choose(chooser: "Chooser", wish: Wish, report: Report) -> Pages:
    def tick() -> None:
        report(0.0, "Finding rows")

    tick()
    pages = Pages(chooser.choose(wish, tick))
    if len(pages):
        pages.row(0)
    return pages


def _open(folder: Path, report: Report) -> Scored:
    from core.batch.kept.rows import open_kept
    from core.batch.kept.view import Chooser

    report(0.0, "Opening the kept rows")
    kept = open_kept(folder, report)
    pages = _choose(Chooser(kept), Wish(), report)
    return Scored(kept.scorecard, kept.report, pages, " ".join(kept.about.changes()))


def _list(shelf: Path, report: Report) -> list["Kept"]:
    from core.batch.kept.shelf import kept_in

    report(0.0, "Looking for kept results")
    return kept_in(shelf)


def _forget(folder: Path, report: Report) -> None:
    from core.batch.kept.shelf import forget

    report(0.0, "Deleting")
    forget(folder)


def _texts(view: "View", pieces: Sequence[Piece], columns: Sequence[TableColumn], report: Report) -> Copied:
    wanted = sum(piece.rows for piece in pieces)
    widest = max(len(piece.columns) for piece in pieces)
    rows = min(wanted, MOST_COPIED // widest)
    lines = _lines(view, pieces, columns, rows, report)
    return Copied(as_text(lines), rows, wanted)


def _lines(
    view: "View", pieces: Sequence[Piece], columns: Sequence[TableColumn], most: int, report: Report
) -> Iterator[list[str]]:
    """The texts of the first rows, as they are shown."""
    done = 0
    for piece in pieces:
        chosen = [columns[column] for column in piece.columns]
        for start in range(piece.top, min(piece.below, piece.top + most - done), _AT_ONCE):
            report(done / most, "Copying")
            page = view.page(start, min(start + _AT_ONCE, piece.top + most - done, piece.below))
            yield from ([column.shown(row[column.place]) for column in chosen] for row in page)
        done += min(piece.rows, most - done)
