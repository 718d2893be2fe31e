"""Every nasty file of the corpus is read right, asked about, or refused with a sentence; nothing else is harmed."""

import csv
import os
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core import schema
from core.batch.choices import ReadingChoices
from core.batch.chunk import ScoredRows
from core.batch.inspection import inspect
from core.batch.keeping import Beginning
from core.batch.own_columns import added_columns
from core.batch.pipeline import score_file
from core.batch.report import BatchReport
from core.errors import CreditDeskError
from core.explanation import MOST_REASONS
from core.features import MISSING, Columns
from core.scoring import Scorer
from tests.core.batch.corpus import CASES
from tests.core.batch.corpus.case import Asked, Case, Kind, Read, Refused, Row, Value
from tests.core.factories import curve_scorecard

CURVES = curve_scorecard()
MOST_CHUNKS = 20
ADDED = list(added_columns(MOST_REASONS))


class Folders:
    """Where a case happens: its source, its result, and the folder for temporary files."""

    def __init__(self, parent: Path) -> None:
        self.source, self.result, self.temporary = (parent / name for name in ("source", "result", "temporary"))
        for folder in (self.source, self.result, self.temporary):
            folder.mkdir()
        self.target = self.result / "out.csv"
        self.target.write_text("old")

    def sources(self) -> dict[Path, tuple[int, int]]:
        """What is in the folder of the source: when it was written, and its content."""
        found = {}
        for path in self.source.rglob("*"):
            state = path.lstat()
            holds = zlib.crc32(path.read_bytes()) if _is_small_file(path) else 0
            found[path] = (state.st_mtime_ns, holds)
        return found


class Kept:
    """Keeps what was read."""

    def __init__(self) -> None:
        self.rows: list[dict[str, float]] = []

    def begin(self, beginning: Beginning) -> None:
        """Nothing is needed."""

    def keep(self, rows: ScoredRows) -> None:
        columns = rows.inputs
        self.rows += [{name: float(columns[name][place]) for name in columns} for place in range(rows.size)]


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folders]:
    found = Folders(tmp_path)
    parents = list(tmp_path.iterdir())
    monkeypatch.setattr(tempfile, "tempdir", str(found.temporary))
    yield found
    assert list(found.temporary.iterdir()) == []
    assert [path.name for path in found.result.iterdir()] == ["out.csv"]
    assert list(tmp_path.iterdir()) == parents


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.kind}: {case.name}") for case in CASES])
def test_a_nasty_file_is_read_right_asked_about_or_refused(case: Case, folders: Folders) -> None:
    if case.posix and os.name != "posix":
        pytest.skip("only POSIX systems have such files")
    path = case.write(folders.source)
    before = folders.sources()
    match case.expected:
        case Read():
            assert_read(case.expected, path, folders, case.choices)
        case Asked():
            assert_refused(case.expected.words, path, folders, case)
            assert not is_settled(path)
            assert_read(case.expected.read, path, folders, case.expected.choices)
        case Refused():
            assert_refused(case.expected.words, path, folders, case)
    assert case.meanwhile or folders.sources() == before


def assert_refused(words: str, path: Path, folders: Folders, case: Case) -> None:
    """Nothing is scored, and a sentence says why."""

    def report(_share: float, _message: str) -> None:
        if case.meanwhile:
            case.meanwhile(path)

    with pytest.raises(CreditDeskError) as refused:
        score_file(path, folders.target, CURVES, choices=case.choices, report=report)
    assert not isinstance(refused.value.__cause__, OSError)  # which would mean the place of the result
    sentence = str(refused.value)
    assert words in sentence
    assert sentence.endswith(".")
    assert len(sentence) < 1_500
    assert folders.target.read_text() == "old"


def is_settled(path: Path) -> bool:
    """Whether the window would go on without asking."""
    try:
        return inspect(path, CURVES).is_settled
    except CreditDeskError:
        return False


def assert_read(expected: Read, path: Path, folders: Folders, choices: ReadingChoices) -> None:
    """Every row is there, with every cell's text, what must be read of it, and what must become of it."""
    kept = Kept()
    report = score_file(path, folders.target, CURVES, choices=choices, keeper=kept)
    written = folders.target.read_bytes()
    header, *found = rows_of(folders.target, expected.separator)
    rows = expected.table.rows
    assert header == [*expected.table.header, *ADDED]
    assert len(found) == len(rows) == len(kept.rows) == report.rows
    width = len(header) - len(ADDED)
    assert [cells[:width] for cells in found] == expected.table.lines
    answers = [dict(zip(ADDED, cells[width:], strict=True)) for cells in found]
    seen: dict[int, dict[str, str]] = {}
    for row, read, answer in zip(rows, kept.rows, answers, strict=True):
        if seen.setdefault(id(row), answer) is answer:
            assert (answer["row_status"], row.problem) == (row.status, _part_of(row.problem, answer["row_problem"]))
            assert {name: read[name] for name in row.values if name in read} == _coded(row, read)
            assert_like_alone(row, answer)
        assert answer == seen[id(row)]
    assert_like_inspected(expected, report, path, choices)
    score_file(path, folders.target, CURVES, choices=choices, chunk_rows=max(1, len(rows) // MOST_CHUNKS))
    assert folders.target.read_bytes() == written


def assert_like_alone(row: Row, answer: dict[str, str]) -> None:
    """A row that is scored has the probability of the same applicant alone."""
    probability = answer["default_probability"]
    assert (row.status == "scored") <= bool(probability)
    assert (row.status == "rejected") <= (not probability)
    if probability:
        scores = Scorer(CURVES).score(alone(row))
        assert float(probability) == pytest.approx(scores.default_probability[0], rel=1e-12, abs=0)
        assert int(answer["credit_score"]) == scores.credit_score[0]


def assert_like_inspected(expected: Read, report: BatchReport, path: Path, choices: ReadingChoices) -> None:
    """The window, which looks at the beginning of a file, sees it read in the same way."""
    inspection = inspect(path, CURVES, choices)
    assert inspection.is_settled
    assert inspection.header == tuple(expected.table.header)
    assert expected.reading in "\n".join(report.reading)


def alone(row: Row) -> Columns:
    """The values of a row as the kernel takes those of one applicant."""
    return {
        name: np.array([_code(name, value)] if schema.field(name).is_category else [np.nan if value is None else value])
        for name, value in row.values.items()
    }


def rows_of(path: Path, separator: str) -> list[list[str]]:
    """All lines of a scored file, read by a library that the program does not use."""
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator, strict=True))


def test_there_are_enough_nasty_files_of_every_kind() -> None:
    assert len(CASES) >= 80
    assert {case.kind for case in CASES} == set(Kind)
    assert {case.outcome for case in CASES} == {"read", "asked", "refused"}
    assert len({(case.kind, case.name) for case in CASES}) == len(CASES)


def _coded(row: Row, read: dict[str, float]) -> dict[str, float]:
    """What must be read, as the program codes it; what is no value in any of the ways it may be."""
    coded = {}
    for name, value in row.values.items():
        if name in read:
            coded[name] = read[name] if value is None and _is_none(name, read[name]) else _code(name, value)
    return coded


def _code(name: str, value: Value) -> float:
    item = schema.field(name)
    if value is None:
        return MISSING if item.is_category else np.nan
    return item.categories.index(value) if isinstance(value, str) else value


def _is_none(name: str, read: float) -> bool:
    return read < 0 if schema.field(name).is_category else not np.isfinite(read)


def _part_of(words: str, text: str) -> str:
    """The words where they are part of the text, else the text to show; no words mean no text."""
    return words if (words in text if words else not text) else text


def _is_small_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size < 1 << 30
