"""How the columns of numbers of a file are written, as its first rows show it.

What only one convention can read is evidence for it: 1.240.000,50 or 12,5 for a comma before decimals, 12,40,000 or
12.5 for a point. Evidence counts for its column, and for columns without evidence of their own, but then a sum like
12.400 is never taken for decimals. What is left in doubt becomes a question; nothing is decided by what is likely.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import polars as pl

from core import parsing, schema
from core.batch.choices import ReadingChoices
from core.batch.number_cells import plain_numbers, read_numbers
from core.batch.questions import About, Answer, Question
from core.errors import InputError
from core.parsing import Convention, Decimal, Percent
from core.schema import Field

_WHOLE = r"^\s*[+-]?\d*\s*$"
_POINTED = r"^[+-]?\d+\.(?:\d{1,2}|\d{4,})$"
"""What only a point before decimals can read."""
_LAKHS = r"(?i)(?:lakhs?|lacs?|crores?|cr|(?-i:L))\.?\s*$"
"""Words of people who write a point before decimals."""
_MOST_TEXTS = 300
"""Odd texts of a column that are looked at."""
_MAJORITY = 10
_EXAMPLES = 3


class FoundConventions(NamedTuple):
    """How columns of numbers are written.

    Attributes:
        columns: the convention of each, by field name.
        questions: what is to be asked.
        thousands: a text of each column that no evidence is about, by field name, whose comma is read as one between
            thousands.
    """

    columns: dict[str, Convention]
    questions: tuple[Question, ...]
    thousands: dict[str, str]


@dataclass(slots=True)
class _Evidence:
    """What the texts of a column show.

    Attributes:
        item: the field.
        counts: how many texts only one convention can read.
        only: some of these.
        either: texts that both can read, some perhaps as another number.
    """

    item: Field
    counts: dict[Decimal, int] = field(default_factory=lambda: dict.fromkeys(Decimal, 0))
    only: dict[Decimal, list[str]] = field(default_factory=lambda: {decimal: [] for decimal in Decimal})
    either: list[str] = field(default_factory=list)

    @property
    def own(self) -> Decimal | None:
        """The convention that the column shows by itself: by all that is evidence, or nearly all."""
        rare, often = sorted(Decimal, key=lambda decimal: self.counts[decimal])
        return often if self.counts[often] > _MAJORITY * self.counts[rare] else None

    @property
    def is_mixed(self) -> bool:
        """Whether the column shows both conventions."""
        return self.own is None and any(self.counts.values())


def find_conventions(cells: pl.DataFrame, names: Mapping[str, str], choices: ReadingChoices) -> FoundConventions:
    """Find out how columns are written.

    Args:
        cells: texts of the first rows by field name; null or "" where empty.
        names: the file's own name of each column, by field name.
        choices: what a person has decided; it counts where the column does not show it by itself.
    """
    items = [item for name in cells.columns if not (item := schema.field(name)).is_category]
    evidence = [_look_at(item, cells[item.name]) for item in items]
    shown = {each.own for each in evidence if each.own is not None}
    beside = shown.pop() if len(shown) == 1 else None
    is_asked = choices.decimal is None and any(_decide(each, beside, None)[1] for each in evidence)
    columns: dict[str, Convention] = {}
    questions: list[Question] = []
    for each in evidence:
        name = each.item.name
        columns[name], asked = _decide(each, beside, choices.decimal, is_asked=is_asked)
        if asked:
            questions.append(Question(About.DECIMAL, name, names[name], asked))
        elif each.item.unit == "%":
            columns[name], asked = _decide_percent(each.item, columns[name], cells[name], choices.percent)
            if asked:
                questions.append(Question(About.PERCENT, name, names[name], asked))
    asked_about = {question.field for question in questions}
    unsure = [each for each in evidence if not (columns[each.item.name].decimal or each.item.name in asked_about)]
    return FoundConventions(columns, tuple(questions), dict(_thousands(unsure)))


def _thousands(evidence: list[_Evidence]) -> Iterator[tuple[str, str]]:
    """Of columns whose numbers could be others in a country with a comma before decimals, the first such text."""
    for each in evidence:
        for text in [text for text in each.either if _is_two_numbers(text, each.item)][:1]:
            yield each.item.name, text


def _look_at(item: Field, texts: pl.Series) -> _Evidence:
    found = _Evidence(item)
    odd = texts.drop_nulls().unique(maintain_order=True)
    odd = odd.filter(~odd.str.contains(_WHOLE))
    pointed = odd.filter(odd.str.contains(_POINTED))
    found.counts[Decimal.POINT] += len(pointed)
    found.only[Decimal.POINT] += pointed.head(_EXAMPLES).to_list()
    others = odd.filter(~odd.str.contains(_POINTED)).head(_MOST_TEXTS)
    in_lakhs = others.str.contains(_LAKHS)
    for text, words in zip(others, in_lakhs, strict=True):
        decimals = [decimal for decimal in Decimal if _reads(text, item, Convention(decimal, certain=True))]
        if len(decimals) == 2 and words:
            decimals = [Decimal.POINT]
        if len(decimals) == 1:
            found.counts[decimals[0]] += 1
            found.only[decimals[0]].append(text)
        elif decimals:
            found.either.append(text)
    return found


def _decide(
    found: _Evidence, beside: Decimal | None, chosen: Decimal | None, *, is_asked: bool = False
) -> tuple[Convention, tuple[Answer, ...]]:
    """The convention of a column, and the answers among which a person must choose where that is needed.

    Where another column asks already, so does each that the answer would change.
    """
    if found.own is not None:
        return Convention(found.own, certain=True), ()
    if chosen is not None:
        return Convention(chosen, certain=True), ()
    convention = Convention(beside)
    if found.is_mixed:
        return convention, _answers(found.item, [texts[0] for texts in found.only.values()])
    open_texts = [text for text in found.either if not _reads(text, found.item, convention)]
    if is_asked and not open_texts:
        open_texts = [text for text in found.either if _is_two_numbers(text, found.item)]
    return convention, _answers(found.item, open_texts)


def _is_two_numbers(text: str, item: Field) -> bool:
    return len({_reads(text, item, Convention(decimal, certain=True)) for decimal in Decimal}) > 1


def _answers(item: Field, texts: list[str]) -> tuple[Answer, ...]:
    """Both ways to read texts; nothing where there are none."""
    shown = texts[:_EXAMPLES]
    return tuple(Answer(decimal, tuple(_examples(shown, item, decimal))) for decimal in Decimal) if shown else ()


def _examples(texts: list[str], item: Field, decimal: Decimal) -> Iterator[tuple[str, float | None]]:
    for text in texts:
        found = _reads(text, item, Convention(decimal, certain=True))
        yield text, found[0] if found else None


def _decide_percent(
    item: Field, convention: Convention, texts: pl.Series, chosen: Percent | None
) -> tuple[Convention, tuple[Answer, ...]]:
    """Per cent is sure of a column most of whose numbers are too large for shares of 1."""
    as_written = convention._replace(percent=Percent.PERCENT)
    bare = texts.drop_nulls().unique(maintain_order=True)
    bare = bare.filter(~bare.str.contains("%", literal=True)).rename(item.name)
    values = bare.to_frame().select(plain_numbers(item, as_written)).to_series()
    numbers = read_numbers(item, as_written, bare, values, lambda: None)
    positive = np.isfinite(numbers) & (numbers > 0)
    small = positive & (numbers <= item.maximum / 100)
    if positive.any() and 2 * np.count_nonzero(small) <= np.count_nonzero(positive):
        return as_written, ()
    if chosen is not None or not positive.any():
        return convention._replace(percent=chosen), ()
    shown = [(bare[row], float(numbers[row])) for row in np.flatnonzero(small)[:_EXAMPLES].tolist()]
    as_shares = tuple((text, number * 100) for text, number in shown)
    return convention, (Answer(Percent.PERCENT, tuple(shown)), Answer(Percent.SHARE, as_shares))


def _reads(text: str, item: Field, convention: Convention) -> tuple[float, ...]:
    """The number of a text by a convention, alone; nothing where it is none or stays in doubt."""
    if parsing.is_nothing(text):
        return ()
    try:
        return (parsing.parse_number(text, item, convention._replace(percent=Percent.PERCENT)),)
    except InputError:
        return ()
