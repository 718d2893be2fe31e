"""What to say about rows: the faults of their form, what the checks found, what was mended."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from core.batch.cells import Mended
from core.batch.ragged import Fault
from core.batch.tick import Tick
from core.findings import Findings

_PROBLEMS_BETWEEN_TICKS = 1_000
_QUOTED = re.compile(r" '.*'")
_PERHAPS = re.compile(r" \(perhaps [^)]*\)")
_VALUE = re.compile(r"(?<=[a-z]) -?\d(?:[\d,.e+-]*\d)?(?= |\.$)")


class Problem(NamedTuple):
    """One thing to say about a row.

    Attributes:
        sentence: for people, with the row's values.
        words: the sentence without them, for counting rows with the same problem.
    """

    sentence: str
    words: str


def problems_by_row(
    faults: dict[int, Fault], findings: Findings, mended: list[Mended], tick: Tick
) -> dict[int, list[Problem]]:
    """Everything to say, by position of the row; where the form is fatally at fault, only that.

    Args:
        faults: of the rows' form.
        findings: of the checks.
        mended: cells that were read in spite of a slip of the pen.
        tick: called often.
    """
    found = {row: [Problem(fault.sentence, fault.words)] for row, fault in faults.items()}
    fatal = {row for row, fault in faults.items() if fault.fatal}
    for number, (row, sentence) in enumerate(_sentences(findings, mended)):
        if number % _PROBLEMS_BETWEEN_TICKS == 0:
            tick()
        if row not in fatal:
            found.setdefault(row, []).append(Problem(sentence, words_of(sentence)))
    return found


def words_of(sentence: str) -> str:
    """A sentence of the checks without the row's own values."""
    return _VALUE.sub("", _PERHAPS.sub("", _QUOTED.sub("", sentence)))


def _sentences(findings: Findings, mended: list[Mended]) -> Iterator[tuple[int, str]]:
    for finding in findings.found:
        for row in finding.rows.tolist():
            yield row, finding.sentence(row)
    for slip in mended:
        yield slip.row, slip.sentence
