"""Writes the scored file: each row's own text, then what was found."""

from collections.abc import Iterable
from typing import IO

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core.batch.chunk import ScoredRows
from core.batch.layout import BOM, Layout
from core.batch.own_columns import added_columns
from core.batch.records import Grammar
from core.findings import Status
from core.scorecard import Scorecard

LIKELY_DEFAULT = 0.5
"""The balanced probability from which on a default is predicted."""


class Writer:
    """Writes scored rows in the layout of their source.

    Args:
        out: a file open for writing without a buffer, so that polars can write to it too; stays open.
        layout: of the source.
        scorecard: the model, for its words.
        texts: the reason that each factor is, in the order of ``Scorecard.factors``.
        reasons: how many reasons each row has room for.
    """

    def __init__(
        self, out: IO[bytes], layout: Layout, scorecard: Scorecard, texts: Iterable[str], reasons: int
    ) -> None:
        self._out, self._layout, self._grammar = out, layout, Grammar(layout.separator)
        self._ratings = self._words(band.rating for band in scorecard.bands)
        self._decisions = self._words(band.decision for band in scorecard.bands)
        self._reasons = self._words(texts)
        self._status = self._words(Status)
        header = self._grammar.row([name.encode() for name in (*layout.header, *added_columns(reasons))])
        out.write((BOM if layout.bom else b"") + header + layout.line_end)

    def write(self, rows: ScoredRows) -> None:
        """Write some rows below those written before; raises ``OSError`` when the disk is full."""
        self._frame(rows).write_csv(
            self._out,
            include_header=False,
            separator=self._layout.separator.decode(),
            line_terminator=self._layout.line_end.decode(),
            quote_style="never",
        )

    def _frame(self, rows: ScoredRows) -> pl.DataFrame:
        """The cells to write, each as it stands in the file."""
        scores = rows.scores
        bands = np.where(rows.valid, scores.band, -1)
        numbers = pl.DataFrame(
            {
                "default_probability": scores.default_probability,
                "balanced_probability": scores.balanced_probability,
                "credit_score": scores.credit_score,
                "default_prediction": (scores.balanced_probability >= LIKELY_DEFAULT).astype(np.int8),
            }
        ).select(pl.when(pl.Series(rows.valid)).then(pl.all()))
        texts = {
            "line": rows.lines,
            "rating": _gather(self._ratings, bands),
            "decision": _gather(self._decisions, bands),
            **{f"reason_{rank + 1}": _gather(self._reasons, codes) for rank, codes in enumerate(rows.reasons)},
            "row_status": _gather(self._status, rows.status),
            "row_problem": self._problems(rows),
        }
        return numbers.with_columns(**texts).select("line", *added_columns(len(rows.reasons)))

    def _problems(self, rows: ScoredRows) -> pl.Series:
        cells: list[str | None] = [None] * rows.size
        for row, sentences in rows.problems.by_row.items():
            cells[row] = self._quoted(" ".join(sentences))
        return pl.Series(cells, dtype=pl.String)

    def _words(self, words: Iterable[str]) -> pl.Series:
        """Words by their code, with null at the end, where the code −1 points."""
        return pl.Series([*map(self._quoted, words), None], dtype=pl.String)

    def _quoted(self, words: str) -> str:
        return self._grammar.quoted(words.encode()).decode()


def _gather(words: pl.Series, codes: NDArray[np.intp]) -> pl.Series:
    return words.gather(np.where(codes < 0, len(words) - 1, codes))
