"""Problems of rows in groups: the same rule broken in the same column, with the values that break it most often."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from core.batch.own_names import OwnNames

MOST_VALUES = 10
"""So many values of a group are told."""
NO_APPLICANT = "This row is no applicant"
"""How the sentence begins of a row that nobody can mend, so that it is not sent back."""
_MOST_COUNTED = 1_000
"""So many values of a group are counted; a file may have a million."""
_VALUES = re.compile(r" '.*'| \(perhaps [^)]*\)|(?<=[a-z]) -?\d(?:[\d,.e+-]*\d)?(?= (?!%,)|\.$)")
"""A row's own values in a sentence of the checks; a limit is followed by a comma, and so is none."""
_NUMBER = re.compile(r"-?\d(?:[\d,.e+-]*\d)?")
_GAP = " …"
_UNIT = " %"
_ANY_VALUE = rf" (?:'.*?'|\(perhaps [^)]*\)|{_NUMBER.pattern})"


class Said(NamedTuple):
    """A sentence about a row.

    Attributes:
        column: the field or factor it is about; empty when it is about the form of the row.
        sentence: as the row is told.
        words: the same for all rows with this fault of form; empty for a sentence of the checks.
    """

    column: str
    sentence: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ProblemValue:
    """A value that breaks a rule, as it was written, and how many rows have it."""

    value: str
    rows: int


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Rows with the same problem.

    Attributes:
        words: the problem without the rows' own values.
        column: the field or factor it is about; empty when it is about the form of the rows.
        rows: how many there are.
        values: the most common values, at most ``MOST_VALUES``.
        template: the sentence of the rows, with … for their own values.
    """

    words: str
    column: str
    rows: int
    values: tuple[ProblemValue, ...]
    template: str

    def sentence(self, value: str) -> str:
        """The sentence of the rows with a value."""
        own = value if _NUMBER.fullmatch(value) else f"'{value}'"
        return self.template.replace("…", own, 1)

    def pattern(self, value: str = "") -> str:
        """A regular expression for the ``row_problem`` of these rows, or only of those with a value."""
        first, *others = map(re.escape, self.template.split(_GAP))
        exactly = f" '?{re.escape(value)}'?" if value else _ANY_VALUE
        gaps = [exactly, *[_ANY_VALUE] * len(others)]
        text = first + "".join(gap + part for gap, part in zip(gaps, others, strict=False))
        return rf"(?s)(?:^|\. ){text}"


class ProblemTally:
    """Counts the problems of the rows of a file, chunk after chunk; what is said of them names columns as it does."""

    def __init__(self, own: OwnNames) -> None:
        self._own = own
        self._rows: Counter[str] = Counter()
        self._first: dict[str, tuple[str, str]] = {}
        self._values: dict[str, Counter[str]] = {}

    def add(self, counts: Counter[Said]) -> None:
        """Count some more rows, by what is said of them."""
        for said, rows in counts.items():
            template = _template(said)
            words = said.words or _without_gaps(template)
            self._rows[words] += rows
            self._first.setdefault(words, (said.column, template))
            found = None if said.words else _VALUES.search(said.sentence)
            if found:
                self._add_value(words, found.group().strip().removeprefix("'").removesuffix("'"), rows)

    def groups(self) -> tuple[ProblemGroup, ...]:
        """All groups, the largest first."""
        ordered = sorted(self._rows.items(), key=lambda item: (-item[1], item[0]))
        return tuple(self._group(words, rows) for words, rows in ordered)

    def _add_value(self, words: str, value: str, rows: int) -> None:
        values = self._values.setdefault(words, Counter())
        if value in values or len(values) < _MOST_COUNTED:
            values[value] += rows

    def _group(self, words: str, rows: int) -> ProblemGroup:
        column, template = self._first[words]
        told = (words, template) if column == "" else (self._own.told(words), self._own.told(template))
        common = sorted(self._values.get(words, {}).items(), key=lambda item: (-item[1], item[0]))
        values = tuple(ProblemValue(value, count) for value, count in common[:MOST_VALUES])
        return ProblemGroup(told[0], column, rows, values, told[1])


def words_of(sentence: str) -> str:
    """A sentence of the checks without the row's own values."""
    return _without_gaps(_VALUES.sub(_GAP, sentence))


def _without_gaps(template: str) -> str:
    return template.replace(_GAP + _UNIT, "").replace(_GAP, "")


def _template(said: Said) -> str:
    """The sentence with gaps; that of a fault of form ends where it quotes cells, which may hold anything."""
    sentence = said.sentence.partition(" '")[0] if said.words else said.sentence
    return _VALUES.sub(_GAP, sentence)
