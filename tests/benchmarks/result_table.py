"""The rows of a scored file of a million: shown, scrolled, sorted, filtered, selected and copied in the window.

The baseline is polars with the scored file already in memory, which the window never has.
"""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
from PySide6.QtCore import QEventLoop, Qt, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.batch.column_memory import ColumnMemory
from app.batch.rows_pane import RowsPane
from app.batch.rows_work import opening
from app.batch.work import Errand, Scored, scoring
from app.running import end_work, open_desk
from app.services import theme
from app.services.desk import Desk
from core.batch.kept.shelf import kept_in
from core.batch.kept.view import Chooser
from core.batch.kept.wish import Sort, Wish
from core.batch.pipeline import score_file
from core.progress import silent
from tests.benchmarks.material import applicants, shipped_model
from tests.benchmarks.ratio import Measure, best_of, seconds

_ROWS, _PLACES, _RUNS = 1_000_000, 60, 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SORTED = ("applicant_id", "income", "residence_type", "name", "credit_score", "rating", "default_probability",
           "reason_1", "row_problem")  # fmt: skip
_WISHES = {
    "rating": Wish(ratings=("Poor",)),
    "status and score": Wish(statuses=("scored",), lowest=500, highest=800),
    "text": Wish(text="smith 99"),
    "all at once": Wish(ratings=("Average", "Good"), lowest=600, text="own"),
}


def measure() -> list[Measure]:
    """All of it, over one scored file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, target, shelf = _write(folder / "applicants.csv"), folder / "scored.csv", folder / "batches"
        bare = best_of(_RUNS, lambda: score_file(source, target, shipped_model()))
        kept = best_of(_RUNS, lambda: scoring(Errand(source, target, shipped_model(), shelf))(silent))
        measures = [Measure("scoring with rows kept: times without", kept / bare, 1.25, f"{kept:.2f} s; {bare:.2f} s")]
        scored = opening(kept_in(shelf)[0].folder)(silent)
        assert isinstance(scored, Scored)
        opened = best_of(_RUNS, lambda: opening(kept_in(shelf)[0].folder)(silent))
        measures.append(Measure("opening a kept result (s)", opened, 2.0, f"{kept_in(shelf)[0].size / 1e6:.0f} MB"))
        return [*measures, *_choices(scored, pl.read_csv(target, infer_schema=False)), *_in_window(scored, folder)]


def _write(path: Path) -> Path:
    """Applicants with a name that nobody else has."""
    frame, random = applicants(_ROWS, 5), np.random.default_rng(6)
    letters = np.array(list(_LETTERS))[random.integers(0, len(_LETTERS), (8, _ROWS))]
    first = pl.Series("".join(letters[:, row]) for row in range(_ROWS))
    numbers = pl.Series(random.integers(0, _ROWS, _ROWS)).cast(pl.String)
    frame.with_columns(name=first + " Smith " + numbers).write_csv(path)
    return path


def _choices(scored: Scored, frame: pl.DataFrame) -> list[Measure]:
    """The slowest order and the slowest filter, as a job finds them."""
    assert scored.pages is not None
    kept = scored.pages.view.kept
    sorts = {
        name: best_of(_RUNS, lambda name=name: Chooser(kept).choose(Wish(sort=Sort(kept.columns.index(name)))))  # type: ignore[misc]  # mypy knows no such default
        for name in _SORTED
    }
    filters = {
        name: best_of(_RUNS, lambda wish=wish: Chooser(kept).choose(wish))  # type: ignore[misc]  # nor here
        for name, wish in _WISHES.items()
    }
    theirs = {name: best_of(_RUNS, lambda name=name: _polars_order(frame, name)) for name in _SORTED}  # type: ignore[misc]  # nor here
    searched = best_of(_RUNS, lambda: frame.select(pl.any_horizontal(pl.all().str.contains("(?i)smith 99")).arg_true()))
    ratio = max(sorts[name] / theirs[name] for name in _SORTED)
    return [
        Measure("sorting, the slowest column (s)", max(sorts.values()), 1.0, _told(sorts)),
        Measure("sorting: most times polars in memory", ratio, float("inf"), f"polars: {_told(theirs)}"),
        Measure("filtering, the slowest (s)", max(filters.values()), 1.0, _told(filters)),
        Measure("finding text: times polars in memory", filters["text"] / searched, float("inf"), f"{searched:.2f} s"),
    ]


def _polars_order(frame: pl.DataFrame, name: str) -> pl.Series:
    """The order of a column: by numbers where all are, else by text."""
    texts = frame[name]
    numbers = texts.cast(pl.Float64, strict=False)
    keys = numbers if numbers.null_count() == texts.null_count() else texts.str.to_lowercase()
    return pl.DataFrame({"key": keys}).select(pl.arg_sort_by("key", nulls_last=True, maintain_order=True)).to_series()


def _told(times: dict[str, float]) -> str:
    return ", ".join(f"{name} {1000 * each:.0f} ms" for name, each in times.items())


def _in_window(scored: Scored, folder: Path) -> list[Measure]:
    """What is felt: all that happens on the window's thread."""
    desk = open_desk(folder / "home")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.Choice.LIGHT)
    pane = RowsPane(desk.jobs, ColumnMemory(desk.settings))
    pane.resize(1280, 700)
    pane.show()
    app.processEvents()
    try:
        return _felt(pane, scored, desk)
    finally:
        pane.hide()
        pane.deleteLater()
        end_work(desk)


def _felt(pane: RowsPane, scored: Scored, desk: Desk) -> list[Measure]:
    def show() -> None:
        pane.show_result(scored)
        pane.grab()

    first = best_of(_RUNS, show)
    in_order = _longest_jump(pane)
    _wait(pane._chooser.found, lambda: pane.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder))
    scattered = _longest_jump(pane)
    chosen = best_of(_RUNS, pane.table.selectAll)
    painted = best_of(_RUNS, pane.grab)
    start = time.perf_counter()
    copy: list[float] = []
    _wait(pane.told, lambda: copy.append(seconds(pane.table.copy)))
    there = time.perf_counter() - start
    rows = QGuiApplication.clipboard().text().count("\n") + 1
    return [
        Measure("first paint of the rows (ms)", 1000 * first, 100, f"{_ROWS:,} rows"),
        Measure("longest jump to another place (ms)", 1000 * in_order, 100, f"of {_PLACES}, read and painted"),
        Measure("longest jump among sorted rows (ms)", 1000 * scattered, 100, f"of {_PLACES}, read and painted"),
        Measure("selecting all (ms)", 1000 * chosen, 16, f"painted in {1000 * painted:.0f} ms"),
        Measure(
            "asking for a copy of all (ms)", 1000 * copy[0], 100, f"{rows:,} rows on the clipboard {there:.1f} s later"
        ),
    ]


def _longest_jump(pane: RowsPane) -> float:
    bar = pane.table.verticalScrollBar()
    places = np.random.default_rng(7).integers(0, bar.maximum(), _PLACES).tolist()

    def jump(place: int) -> None:
        bar.setValue(place)
        pane.table.grab()

    return max(seconds(lambda place=place: jump(place)) for place in places)  # type: ignore[misc]  # as above


def _wait(signal: SignalInstance, act: Callable[[], object]) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)
    act()
    loop.exec()
