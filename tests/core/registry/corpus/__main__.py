"""Lists the files that the importer was tried with, and counts them by kind and by what must become of them."""

import sys
from collections import Counter
from collections.abc import Iterator

from tests.core.registry.corpus import CASES
from tests.core.registry.corpus.case import Kind

_OUTCOMES = ("accepted", "asked", "refused")


def lines() -> Iterator[str]:
    """The names of all cases by kind, then a line of numbers for each kind and one for all."""
    for kind in Kind:
        for outcome in _OUTCOMES:
            names = [case.name for case in CASES if (case.kind, case.outcome) == (kind, outcome)]
            if names:
                yield f"{kind}, {outcome}: {'; '.join(names)}"
    counts = Counter((case.kind, case.outcome) for case in CASES)
    yield "".join([f"\n{'':14}", *(f"{outcome:>10}" for outcome in _OUTCOMES), f"{'all':>10}"])
    for name, kinds in [*((kind.value, [kind]) for kind in Kind), ("all", list(Kind))]:
        numbers = [sum(counts[kind, outcome] for kind in kinds) for outcome in _OUTCOMES]
        yield "".join([f"{name:14}", *(f"{number:10}" for number in [*numbers, sum(numbers)])])


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
