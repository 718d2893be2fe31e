"""Which factor, or which category of one, each column of a notebook's model stands for.

A name that is ours, or another name the schema knows for it, whatever its case and separators, is certain. A name that
is much like one of ours is asked about. Any other is refused, so that no column of a model is ever left out.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType

from core import schema
from core.errors import ModelError
from core.features import FEATURES
from core.portfolio import columns as portfolio

_SHARE_OF = re.compile(r"(?P<multiple>[0-9]+(?:\.[0-9]+)?)\s*\*\s*(?P<column>.+)")
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_FILLERS = {"to", "of", "per", "the", "ratio", "rate", "pct", "percent", "percentage", "number", "num", "no", "avg"}
_ALIKE = 0.8
_SHORTEST_START = 3
_MOST_LETTERS = 60
_NONE: Mapping[str, str] = MappingProxyType({})


class MappingError(ModelError):
    """A column is likely one of ours, and a person has to say so.

    Attributes:
        finding: what was found, as a sentence.
        suggestions: by our name, the column that is likely meant, as ``--map`` takes them.
        certain: our name of each column that leaves no doubt.
        free: our names that no column leaves no doubt about.
    """

    def __init__(
        self,
        finding: str,
        suggestions: Mapping[str, str],
        certain: Mapping[str, str] = _NONE,
        free: Iterable[str] = (),
    ) -> None:
        self.finding, self.suggestions = finding, dict(suggestions)
        self.certain, self.free = dict(certain), tuple(free)
        told = " ".join(f"--map {ours}={theirs}" for ours, theirs in suggestions.items())
        super().__init__(f"{finding} Look at how it was made; if it is so, import it with {told}.")

    def about(self, words: str) -> "MappingError":
        """The same question, told of a file."""
        return MappingError(f"{words} {self.finding}", self.suggestions, self.certain, self.free)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column stands for.

    Attributes:
        factor: of ours.
        category: of the factor where the column marks one; empty for a number.
        multiple: what our number is of theirs, such as 100 where theirs is a share and ours per cent.
    """

    factor: str
    category: str = ""
    multiple: float = 1.0

    @property
    def column(self) -> str:
        """Our name for the column, such as ``loan_purpose_Home``."""
        return f"{self.factor}_{self.category}" if self.category else self.factor


class Names:
    """Reads names of columns, by the choices a person has made.

    Args:
        choices: by our name (``loan_to_income``, ``loan_purpose_Home``, ``loan_purpose`` for all its categories) the
            column that holds it, or such as ``100*column``.
        columns: that the file names anywhere.

    Raises:
        ModelError: a choice names a factor or a column that is not there.
    """

    def __init__(self, choices: Mapping[str, str], columns: Collection[str]) -> None:
        self._chosen: dict[str, Meaning] = {}
        for ours, theirs in choices.items():
            self._chosen |= _chosen(ours, theirs, columns)

    def is_chosen(self, column: str) -> bool:
        """Whether a person said what the column is."""
        return column in self._chosen

    def certain(self, column: str) -> Meaning | None:
        """What a column stands for, where a person said so or its name leaves no doubt."""
        return self._chosen.get(column) or _BY_PLAIN_NAME.get(_plain(column))

    def all_of(self, columns: Iterable[str]) -> dict[str, Meaning]:
        """What each column of a model stands for.

        Raises:
            MappingError: some are only likely one of ours.
            ModelError: some are none of ours, or two stand for the same.
        """
        found = {column: self.certain(column) for column in columns}
        known = {column: meaning for column, meaning in found.items() if meaning is not None}
        _refuse_twice(known)
        _settle(
            [column for column in found if column not in known], {name: each.column for name, each in known.items()}
        )
        return known


def likely(column: str, among: Iterable[str]) -> str | None:
    """Which of our columns, of those named, a column is much like; None for none."""
    plain = _plain(column)
    scored = [(_likeness(plain, _plain(ours)), ours) for ours in among]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _ALIKE else None


def shown(column: str) -> str:
    """A column's name as a sentence can hold it."""
    return repr("".join(filter(str.isprintable, column))[:_MOST_LETTERS])


def _settle(unsure: list[str], certain: Mapping[str, str]) -> None:
    """Ask or refuse."""
    taken = set(certain.values())
    free = [name for name in _OURS if name not in taken]
    guesses = {column: likely(column, free) for column in unsure}
    unknown = [column for column in unsure if guesses[column] is None]
    if unknown:
        raise ModelError(_refusal(unknown, taken))
    if unsure:
        suggestions = {ours: column for column, ours in guesses.items() if ours}
        told = ", ".join(f"{shown(column)}, which may be {ours}" for column, ours in guesses.items())
        raise MappingError(f"It uses the column{'s' if len(unsure) > 1 else ''} {told}.", suggestions, certain, free)


def _refusal(unknown: list[str], taken: Collection[str]) -> str:
    for column in unknown:
        barred = portfolio.BARRED.get(_barred_name(column))
        if barred:
            return f"It uses the column {shown(column)}, which no model may use: {barred}. Train without it."
        if portfolio.plain_name(column) == portfolio.TARGET:
            return f"It uses the column {shown(column)}, the outcome that it should foretell. Train without it."
        twin = likely(column, taken)
        if twin:
            return (
                f"It uses the column {shown(column)} beside the one for {twin}, which it seems to be misspelled. "
                "Mend the spelling in its data, and train again."
            )
    named = f"column{'s' if len(unknown) > 1 else ''} {', '.join(map(shown, unknown))}"
    return f"It uses the {named}, which this program does not know. Train on other columns."


def _barred_name(column: str) -> str:
    """The barred input that a column, or the category that it marks, belongs to; else any name."""
    names = (portfolio.plain_name(column), portfolio.plain_name(column.rpartition("_")[0]))
    return next((name for name in names if name in portfolio.BARRED), "")


def _refuse_twice(known: Mapping[str, Meaning]) -> None:
    first: dict[str, str] = {}
    for column, meaning in known.items():
        other = first.setdefault(meaning.column, column)
        if other != column:
            raise ModelError(
                f"Its columns {shown(other)} and {shown(column)} would both be {meaning.column}. Train with one alone."
            )


def _chosen(ours: str, theirs: str, columns: Collection[str]) -> dict[str, Meaning]:
    """What a choice says of columns: of one, or of the marks of all categories of a factor."""
    if ours not in _OURS and ours not in FEATURES:
        raise ModelError(f"The mapping names {shown(ours)}, which is no factor here. Factors: {', '.join(FEATURES)}.")
    multiple, column = _split(theirs, columns)
    found = _marks(ours, column, columns)
    if ours in _OURS and column in columns:
        meaning = _OURS[ours]
        found = {column: Meaning(meaning.factor, meaning.category, multiple)}
    if not found:
        raise ModelError(f"The mapping names {shown(column)}, and it has no such column. Look at its features.")
    return found


def _marks(factor: str, start: str, columns: Iterable[str]) -> dict[str, Meaning]:
    """The columns that begin so and go on with a category of the factor."""
    categories = FEATURES[factor].categories if factor in FEATURES else ()
    by_plain_name = {_plain(category): category for category in categories}
    tails = {column: _plain(column.removeprefix(start)) for column in columns if column.startswith(start)}
    return {column: Meaning(factor, by_plain_name[tail]) for column, tail in tails.items() if tail in by_plain_name}


def _split(theirs: str, columns: Collection[str]) -> tuple[float, str]:
    match = _SHARE_OF.fullmatch(theirs.strip())
    if theirs in columns or match is None:
        return 1.0, theirs if theirs in columns else theirs.strip()
    if not float(match["multiple"]):
        raise ModelError("The mapping multiplies by 0. Give the multiple that our number is of theirs.")
    return float(match["multiple"]), match["column"]


def _likeness(theirs: str, ours: str) -> float:
    """From 0 to 1: 1 for initials or abbreviations of the same words in the same order, else how many letters agree."""
    words, our_words = _words(theirs), _words(ours)
    initials = "".join(word[0] for word in ours.split("_"))
    if len(initials) >= _SHORTEST_START and theirs.removesuffix("_ratio") == initials:
        return 1.0
    if words == our_words:
        return 1.0
    if len(words) == len(our_words) and all(map(_abbreviates, words, our_words)):
        return 0.95
    return SequenceMatcher(None, theirs, ours).ratio() if _same_beginning(theirs, ours) else 0.0


def _same_beginning(theirs: str, ours: str) -> bool:
    """For the mark of a category only the category may be misspelled, since the rest alone would make it alike."""
    meaning = _BY_PLAIN_NAME[ours]
    if not meaning.category:
        return True
    start = _plain(meaning.factor) + "_"
    tail = theirs.removeprefix(start)
    return tail != theirs and SequenceMatcher(None, tail, _plain(meaning.category)).ratio() >= _ALIKE


def _abbreviates(word: str, ours: str) -> bool:
    shorter, longer = sorted((word, ours), key=len)
    return longer.startswith(shorter) and len(shorter) >= _SHORTEST_START


def _words(plain: str) -> list[str]:
    return [word for word in plain.split("_") if word not in _FILLERS] or plain.split("_")


def _plain(name: str) -> str:
    return _SEPARATORS.sub("_", name.lower()).strip("_")


def _meanings() -> Iterator[Meaning]:
    for feature in FEATURES.values():
        if feature.categories:
            yield from (Meaning(feature.name, category) for category in feature.categories)
        else:
            yield Meaning(feature.name)


def _spellings(meaning: Meaning) -> Iterator[str]:
    """All names that mean it for certain, the schema's other names of the field among them."""
    names = [meaning.factor]
    if schema.is_field(meaning.factor):
        field = schema.field(meaning.factor)
        names += [field.label, *field.aliases]
    yield from (_plain(f"{name}_{meaning.category}") for name in names)


_OURS = {meaning.column: meaning for meaning in _meanings()}
_BY_PLAIN_NAME = {spelling: meaning for meaning in _OURS.values() for spelling in _spellings(meaning)}
