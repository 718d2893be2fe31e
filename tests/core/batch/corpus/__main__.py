"""Prints how many nasty files there are of each kind, and what must become of them."""

import sys
from collections import Counter
from collections.abc import Iterator

from tests.core.batch.corpus import CASES
from tests.core.batch.corpus.case import Kind

_OUTCOMES = ("read", "asked", "refused")


def lines() -> Iterator[str]:
    """A line for each kind, and one for all."""
    counts = Counter((case.kind, case.outcome) for case in CASES)
    yield "".join([f"{'':12}", *(f"{outcome:>9}" for outcome in _OUTCOMES), f"{'all':>9}"])
    for name, kinds in [*((kind.value, [kind]) for kind in Kind), ("all", list(Kind))]:
        numbers = [sum(counts[kind, outcome] for kind in kinds) for outcome in _OUTCOMES]
        yield "".join([f"{name:12}", *(f"{number:9}" for number in [*numbers, sum(numbers)])])


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
