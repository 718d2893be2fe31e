"""Checks and scores some rows of a file."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core.batch.cells import Inputs, read_cells
from core.batch.not_applicants import find_no_applicants
from core.batch.own_names import OwnNames
from core.batch.problems import Problems, find_problems
from core.batch.reading import Rows
from core.batch.tick import Tick
from core.explanation import Explainer
from core.features import Columns, derive
from core.findings import BoolArray, Status
from core.parsing import Conventions
from core.scorecard import Scorecard
from core.scoring import Scorer, Scores
from core.validation import TextOf, check, readable

_REJECTED = list(Status).index(Status.REJECTED)


class ReadRows(NamedTuple):
    """Some rows of a file and the inputs that their cells mean."""

    rows: Rows
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class ScoredRows:
    """Some rows and what became of them, in the order of the file.

    Attributes:
        lines: each row's text.
        scores: results; they count only where ``valid``.
        valid: which rows have a score, shape (n,).
        reasons: positions in ``Explainer.sentences``, −1 where there is none, shape (reasons, n).
        status: position in ``Status``, shape (n,).
        problems: what there is to say about rows.
        mended: how many rows had a cell mended.
        inputs: by field name, as ``core.validation.check`` takes them, each of shape (n,).
        factors: inputs and what is derived from them, by name, each of shape (n,); NaN or a negative code for nothing.
        leading: the factor of the first principal reason, whether or not any was asked for, as a position in
            ``Scorecard.factors``, −1 where there is none, shape (n,).
        untrusted: positions of rows whose form is so wrong that no cell of theirs counts.
    """

    lines: pl.Series
    scores: Scores
    valid: BoolArray
    reasons: NDArray[np.intp]
    status: NDArray[np.intp]
    problems: Problems
    mended: int
    inputs: Columns
    factors: Columns
    leading: NDArray[np.intp]
    untrusted: list[int]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.status)


class ChunkScorer:
    """Scores rows by one model.

    Args:
        scorecard: the model.
        explainer: finds the reasons of its scores.
        reasons: how many principal reasons each row gets at most.
        conventions: how columns are written.
        own: how the file names its columns.
    """

    def __init__(
        self, scorecard: Scorecard, explainer: Explainer, reasons: int, conventions: Conventions, own: OwnNames
    ) -> None:
        self._scorecard, self._explainer, self._reasons = scorecard, explainer, reasons
        self._conventions, self._own = conventions, own
        self._scorer = Scorer(scorecard)

    def read(self, rows: Rows, tick: Tick) -> ReadRows:
        """Read the cells of rows, which may be done in another thread than scoring them; ``tick`` is called often."""
        return ReadRows(rows, read_cells(rows.cells, tick, self._conventions))

    def score(self, read: ReadRows, tick: Tick) -> ScoredRows:
        """Score rows; ``tick`` is called often."""
        rows, inputs = read
        findings = check(inputs.columns, self._scorecard, _text_of(rows.cells), self._conventions)
        tick()
        factors = derive(readable(inputs.columns))
        scores = self._scorer.score_factors(factors)
        tick()
        against = self._explainer.adverse_codes(scores, max(self._reasons, 1))
        status, valid = findings.status(), findings.scorable()
        faults = {**rows.faults, **find_no_applicants(rows, status == _REJECTED)}
        fatal = [row for row, fault in faults.items() if fault.fatal]
        status[fatal], valid[fatal] = _REJECTED, False
        against[:, ~valid] = -1
        return ScoredRows(
            lines=rows.lines,
            scores=scores,
            valid=valid,
            reasons=self._explainer.sentence_codes(against[: self._reasons], factors),
            status=status,
            problems=find_problems(faults, findings, inputs.mended, self._own, tick),
            mended=len({slip.row for slip in inputs.mended}.difference(fatal)),
            inputs=inputs.columns,
            factors=factors,
            leading=against[0],
            untrusted=fatal,
        )


def _text_of(cells: pl.DataFrame) -> TextOf:
    """Gives the text of a cell; a column is made ready when the first of its cells is asked for."""
    columns: dict[str, list[str | None]] = {}

    def text_of(name: str, row: int) -> str:
        if name not in columns:
            columns[name] = cells[name].to_list()
        return columns[name][row] or ""

    return text_of
