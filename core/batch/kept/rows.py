"""The rows of a kept file as a table shows them: as texts, in any order, some at a time; and whole columns of them."""

from collections.abc import Sequence
from functools import cached_property
from io import BytesIO
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from core import files, parsing, schema
from core.batch.kept.about import REPORT, SCORECARD, About, check, read_about
from core.batch.kept.kept_files import Block, KeptFiles, RowNumbers
from core.batch.kept.record import Records, record_type
from core.batch.kept.report_json import report_from_json
from core.batch.own_columns import added_columns
from core.batch.report import BatchReport
from core.batch.tick import Tick
from core.batch.writing import LIKELY_DEFAULT
from core.errors import FileError, InputError, ModelError
from core.features import FloatArray
from core.findings import Status
from core.progress import Report, silent
from core.scorecard import Scorecard
from core.scorecard_json import from_json

_SCORES = ("default_probability", "balanced_probability", "credit_score", "default_prediction")


def open_kept(folder: Path, report: Report = silent) -> "KeptRows":
    """Open a kept file.

    Args:
        folder: where it is.
        report: told how much of it has been checked.

    Raises:
        FileError: it is damaged, or was kept by another version of the program.
    """
    about = read_about(folder)
    check(folder, about, report)
    try:
        told = report_from_json(files.read_text(folder / REPORT))
        scorecard = from_json(files.read_text(folder / SCORECARD))
    except (ValueError, ModelError) as error:
        name = Path(about.source).name
        raise FileError(
            f"The result of {name} was kept by another version of Credit Desk. Score {name} again."
        ) from error
    return KeptRows(folder, about, told, scorecard)


class KeptRows:
    """The rows of one scored file.

    Attributes:
        folder: where they are kept.
        about: what the file is.
        report: what became of it.
        scorecard: the model that scored it.
        files: the rows as they are kept.
    """

    def __init__(self, folder: Path, about: About, report: BatchReport, scorecard: Scorecard) -> None:
        self.folder, self.about, self.report, self.scorecard = folder, about, report, scorecard
        self.files = KeptFiles(folder, record_type(about.numbers, about.reasons), about.rows)

    def __len__(self) -> int:
        return self.about.rows

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns as in the scored file: the source's, then those that scoring adds."""
        return (*self.about.header, *added_columns(self.about.reasons))

    @property
    def fields(self) -> dict[str, int]:
        """Position of the column by the name of the field that it holds."""
        return self.about.fields

    def line(self, row: int) -> int:
        """The number of a row as a spreadsheet shows it that has opened the source; no cell has two lines there."""
        return self.about.first_line + row

    def page(self, rows: RowNumbers) -> list[tuple[str, ...]]:
        """The texts of these rows, by their numbers in the file from 0, in this order.

        Raises:
            FileError: the rows are gone or damaged.
        """
        return self.frame(rows).rows()

    def frame(self, rows: RowNumbers) -> pl.DataFrame:
        """The same as a table whose columns are named by their positions from "0" on."""
        wanted, back = (rows, None) if isinstance(rows, range) else np.unique(rows, return_inverse=True)
        if not len(rows):
            return pl.DataFrame(schema={str(place): pl.String for place in range(len(self.columns))})
        frame = self._frame(self.files.block(wanted))
        return frame if back is None else frame.select(pl.all().gather(pl.Series(back)))

    def numbers(self, name: str, tick: Tick = lambda: None) -> FloatArray:
        """A number of every row: that of a column that scoring adds, or a field's as scoring read it.

        NaN stands for nothing, infinity for a text that is no number.
        """
        if name == "default_prediction":
            balanced = self.numbers("balanced_probability", tick)
            return np.where(np.isnan(balanced), np.nan, balanced >= LIKELY_DEFAULT)
        found = self.files.parts([name, "band"], tick)
        return np.where((found["band"] < 0) & (name == "credit_score"), np.nan, found[name].astype(np.float64))

    def texts(self, place: int, tick: Tick = lambda: None) -> pl.Series:
        """The texts of every row in a column of the source, or in ``row_problem`` (position ``len(about.header)``)."""
        series = []
        for text in self.files.texts():
            tick()
            series.append(self._cells(text, [place]).to_series())
        return pl.concat(series)

    def applicant(self, row: int) -> dict[str, str]:
        """What a row says of the applicant: texts by field name, numbers in plain form where theirs is not."""
        block = self.files.block(range(row, row + 1))
        texts = self._cells(block.text, list(range(len(self.about.header)))).row(0)
        return {
            name: _typed(name, texts[place], block.records[0], self.about.numbers)
            for name, place in self.about.fields.items()
        }

    def _frame(self, block: Block) -> pl.DataFrame:
        """All columns of some rows."""
        given = self._cells(block.text, list(range(len(self.about.header) + 1)))
        *header, problem = given.columns
        records = block.records
        added = {**self._scores(records), **self._words(records), "row_problem": given[problem]}
        frame = given.with_columns(**added).select(*header, *added_columns(self.about.reasons))
        frame.columns = [str(place) for place in range(len(self.columns))]
        return frame

    def _cells(self, text: bytes, places: list[int]) -> pl.DataFrame:
        return pl.read_csv(
            BytesIO(text),
            has_header=False,
            schema={str(place): pl.String for place in range(len(self.about.header) + 1)},
            columns=places,
            separator=self.about.separator,
        ).fill_null("")

    def _scores(self, records: Records) -> dict[str, pl.Series]:
        """The numbers that scoring adds, as they stand in the scored file."""
        balanced = records["balanced_probability"]
        numbers = {name: records[name] for name in _SCORES[:3]}
        numbers["default_prediction"] = (balanced >= LIKELY_DEFAULT).astype(np.int8)
        has_score = pl.Series(records["band"] >= 0)
        frame = pl.DataFrame(numbers).select(pl.when(has_score).then(pl.all()).cast(pl.String).fill_null(""))
        return {name: frame[name] for name in frame.columns}

    def _words(self, records: Records) -> dict[str, pl.Series]:
        """The words that scoring adds."""
        bands, reasons = self.scorecard.bands, records["reasons"]
        return {
            "rating": _gathered([band.rating for band in bands], records["band"]),
            "decision": _gathered([band.decision for band in bands], records["band"]),
            **{
                f"reason_{rank + 1}": _gathered(self.about.texts, reasons[:, rank])
                for rank in range(self.about.reasons)
            },
            "row_status": _gathered(list(Status), records["status"]),
        }


def _gathered(words: Sequence[str], codes: NDArray[np.int8]) -> pl.Series:
    """The word of each code; "" for −1."""
    return pl.Series([*words, ""], dtype=pl.String).gather(np.where(codes < 0, len(words), codes))


def _typed(name: str, text: str, record: np.void, numbers: Sequence[str]) -> str:
    """What to type to give the same value again, in whatever way the numbers of the file are written."""
    if name not in numbers or not np.isfinite(record[name]):
        return text
    number = float(record[name])
    try:
        is_plain = parsing.parse_number(text, schema.field(name)) == number
    except InputError:
        is_plain = False
    return text if is_plain else f"{number:.15g}"
