"""What to say about rows: the faults of their form, what the checks found, what was mended."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from core.batch.cells import Mended
from core.batch.own_names import OwnNames
from core.batch.problem_groups import Said
from core.batch.ragged import Fault
from core.batch.tick import Tick
from core.findings import Findings

_PROBLEMS_BETWEEN_TICKS = 1_000


class Problems(NamedTuple):
    """What there is to say about some rows.

    Attributes:
        by_row: sentences by position of the row, in the order of the rules; they name columns as the file does.
        counts: how many rows are told each sentence, which names columns as the program does.
    """

    by_row: dict[int, list[str]]
    counts: Counter[Said]


def find_problems(
    faults: dict[int, Fault], findings: Findings, mended: list[Mended], own: OwnNames, tick: Tick
) -> Problems:
    """Everything to say; about a row whose form is fatally at fault, only that.

    Args:
        faults: of the rows' form, by position.
        findings: of the checks.
        mended: cells that were read in spite of a slip of the pen.
        own: how the file names its columns.
        tick: called often.
    """
    by_row = {row: [fault.sentence] for row, fault in faults.items()}
    counts = Counter(Said("", fault.sentence, fault.words) for fault in faults.values())
    fatal = {row for row, fault in faults.items() if fault.fatal}
    for number, (row, said) in enumerate(_sentences(findings, mended)):
        if number % _PROBLEMS_BETWEEN_TICKS == 0:
            tick()
        if row not in fatal:
            by_row.setdefault(row, []).append(own.told(said.sentence))
            counts[said] += 1
    return Problems(by_row, counts)


def _sentences(findings: Findings, mended: list[Mended]) -> Iterator[tuple[int, Said]]:
    for finding in findings.found:
        for row in finding.rows.tolist():
            yield row, Said(finding.field, finding.sentence(row))
    for slip in mended:
        yield slip.row, Said(slip.field, slip.sentence)
