"""Scores a file of applicants: reads, checks, scores and writes it chunk by chunk, in bounded memory."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from core.batch.beside import Behind, ahead
from core.batch.choices import ReadingChoices
from core.batch.chunk import ChunkScorer, ReadRows, ScoredRows
from core.batch.keeping import Beginning, Keeper, NoKeeper
from core.batch.opening import opened
from core.batch.own_names import OwnNames
from core.batch.pace import Pace
from core.batch.reading import Reader
from core.batch.recognition import recognise, refuse_scored
from core.batch.report import BatchReport
from core.batch.source import Source
from core.batch.tally import Tally
from core.batch.writing import Writer
from core.errors import FileError
from core.explanation import MOST_REASONS, Explainer
from core.files import atomic_path
from core.progress import Report, part_of, silent
from core.scorecard import Scorecard

CHUNK_ROWS = 32_768
"""Rows at a time: enough for numpy and polars to be fast, few enough to report and cancel often."""
_TRANSCRIBED = 0.5
"""Share of the work after which a file is transcribed that is not read as it is."""
_FOUND_OUT = ReadingChoices()


def score_file(  # noqa: PLR0913 - most callers are content with what most of them are by themselves
    source: Path,
    target: Path,
    scorecard: Scorecard,
    *,
    choices: ReadingChoices = _FOUND_OUT,
    explainer: Explainer | None = None,
    reasons: int = MOST_REASONS,
    report: Report = silent,
    keeper: Keeper | None = None,
    chunk_rows: int = CHUNK_ROWS,
) -> BatchReport:
    """Score every row of a file.

    Args:
        source: the file of applicants, with a header; see ``opened`` for its kinds.
        target: the scored CSV file: all columns of ``source`` as they are and those of ``added_columns``, a row for a
            row. It takes its place when all is written; until then, and after an error or ``Cancelled``, the old one
            stays.
        scorecard: the model.
        choices: what a person has decided about how the file is read.
        explainer: finds and words the reasons of its scores; None compares with all borrowers, in the program's words.
        reasons: how many principal reasons a row gets at most.
        report: told the progress; may raise ``Cancelled``.
        keeper: gets all rows beside the file.
        chunk_rows: about how many rows are held at a time.

    Returns:
        What became of the file.

    Raises:
        FileError: the source cannot be read, or can be in more than one way; it lacks a column that the model needs,
            has no rows or was scored before; or the target cannot be written or is the source itself.
    """
    started = time.perf_counter()
    _refuse_same(source, target)
    with opened(source, choices, part_of(report, 0.0, _TRANSCRIBED)) as text:
        job = _Job(text, scorecard, choices, explainer or Explainer(scorecard), reasons, report)
        with atomic_path(target) as part:
            job.write(part, keeper or NoKeeper(), chunk_rows)
            report(1.0, f"Scored {job.done:,} rows")  # the last chance to cancel, for then the old file is replaced
    return BatchReport(
        source=source,
        target=target,
        model=scorecard.version,
        calibrated=scorecard.calibration.calibrated,
        seconds=time.perf_counter() - started,
        separator=job.separator,
        scored_at=datetime.now(UTC).isoformat(timespec="seconds"),
        reading=(*text.reading, *job.reading),
        **job.tally.totals(),
    )


class _Job:
    """One file on its way."""

    def __init__(
        self,
        source: Source,
        scorecard: Scorecard,
        choices: ReadingChoices,
        explainer: Explainer,
        reasons: int,
        report: Report,
    ) -> None:
        self._source, self._scorecard, self._reasons = source, scorecard, reasons
        self._report = part_of(report, _TRANSCRIBED if source.transcribed else 0.0, 1.0)
        self._explainer = explainer
        self.done = 0
        self._share, self._message, self._pace = 0.0, "Scoring", Pace()
        found = recognise(source, scorecard, choices, self._tick)
        refuse_scored(found, reasons)
        found.refuse_open()
        self._layout, self._wanted, self._conventions = found.layout, found.columns.positions, found.conventions
        self.separator = found.layout.separator.decode()
        self.reading = found.reading
        self._own = OwnNames(found.layout.header, self._wanted)
        self.tally = Tally(scorecard, explainer, self._own)

    def write(self, part: Path, keeper: Keeper, chunk_rows: int) -> None:
        """Write all rows to a new file."""
        scorer = ChunkScorer(self._scorecard, self._explainer, self._reasons, self._conventions, self._own)
        keeper.begin(self._beginning())
        with part.open("wb", buffering=0) as out, ThreadPoolExecutor(2) as threads:
            behind = Behind(threads)
            writer = Writer(out, self._layout, self._scorecard, self._explainer.texts, self._reasons)
            for read in ahead(threads, self._read(scorer, chunk_rows)):
                self._tick()
                scored = scorer.score(read, self._tick)
                behind.do(partial(self._put, scored, writer, keeper))
                self.done += scored.size
                self._share, self._message = read.rows.end / self._source.size, self._pace.words(self.done)
                self._tick()
            behind.wait()
        self._source.check_unchanged()
        if not self.done:
            raise FileError(f"{self._source.path.name} has a header but no rows. Give a file with applicants.")

    def _read(self, scorer: ChunkScorer, chunk_rows: int) -> Iterator[ReadRows]:
        """All rows, some at a time."""
        for rows in Reader(self._source, self._layout, self._wanted, chunk_rows, self._tick):
            yield scorer.read(rows, self._tick)

    def _put(self, scored: ScoredRows, writer: Writer, keeper: Keeper) -> None:
        """Put scored rows where they belong."""
        writer.write(scored)
        keeper.keep(scored)
        self.tally.add(scored)

    def _beginning(self) -> Beginning:
        return Beginning(
            header=self._layout.header,
            separator=self.separator,
            fields=self._wanted,
            texts=tuple(self._explainer.texts),
            reasons=self._reasons,
            first_line=self._source.line_at(self._layout.start),
        )

    def _tick(self) -> None:
        self._pace.tell(lambda: self._report(self._share, self._message))


def _refuse_same(source: Path, target: Path) -> None:
    try:
        same = target.samefile(source)
    except (OSError, ValueError):
        return
    if same:
        raise FileError(f"{target} is the file to score; its rows would be lost. Choose another name for the result.")
