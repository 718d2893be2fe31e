"""Which column of a file holds which input of an applicant."""

import difflib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core import schema
from core.errors import FileError
from core.features import FEATURES
from core.scorecard import Scorecard
from core.validation import required_inputs

_LIKENESS, _LIKENESS_OF_THE_REST = 0.75, 0.5


class _Missing(NamedTuple):
    """Inputs that no column holds, and those that could be given instead of some of them."""

    names: list[str]
    instead: list[str]


def match_columns(header: Sequence[str], scorecard: Scorecard, file: str) -> dict[str, int]:
    """Find the columns that a model reads, in any order: by their own name, or else by an alias.

    Args:
        header: column names of the file.
        scorecard: the model that is to score it.
        file: its name, for messages.

    Returns:
        Position of the column by field name; the history may be given by ratios, by counts, or by both.

    Raises:
        FileError: there is no header, a column that the model needs is missing, or two columns hold the same input.
    """
    known = {position: item for position, name in enumerate(header) if (item := schema.by_any_name(name))}
    if not known and any(map(_is_number, header)):
        raise FileError(f"{file} has no header: its first line holds values. Add a first line with the column names.")
    matched: dict[str, int] = {}
    for name in (item.name for item in required_inputs(scorecard)):
        columns = [position for position, item in known.items() if item.name == name]
        itself = [position for position in columns if header[position].strip() == name]
        candidates = itself or columns
        if len(candidates) > 1:
            raise _double(file, name, *(header[position] for position in candidates[:2]))
        if candidates:
            matched[name] = candidates[0]
    missing = _missing(scorecard, matched)
    if missing.names:
        others = [name for position, name in enumerate(header) if position not in matched.values()]
        raise FileError(_sentence(file, missing, others))
    return matched


def _double(file: str, name: str, first: str, second: str) -> FileError:
    return FileError(f"{file} has two columns for {name}: '{first}' and '{second}'. Remove or rename one of them.")


def _missing(scorecard: Scorecard, matched: Iterable[str]) -> _Missing:
    given = set(matched)
    names: dict[str, None] = {}
    instead: dict[str, None] = {}
    for factor in scorecard.factors:
        inputs = FEATURES[factor].inputs
        itself = (factor,) if factor in inputs else inputs
        others = tuple(name for name in inputs if name not in itself)
        if not given.issuperset(itself) and not (others and given.issuperset(others)):
            names |= dict.fromkeys(name for name in itself if name not in given)
            instead |= dict.fromkeys(name for name in others if name not in given)
    return _Missing(list(names), [name for name in instead if name not in names])


def _sentence(file: str, missing: _Missing, others: list[str]) -> str:
    instead = f" (or instead of the history's ratios, {_list(missing.instead)})" if missing.instead else ""
    guesses = [(name, _alike(name, others)) for name in (*missing.names, *missing.instead)]
    hints = [f"'{guess}' for {name}" for name, guess in guesses if guess]
    hint = f"did you mean {_list(hints)}? " if hints else ""
    found = f"{file} has no column for {_list(missing.names)}{instead}"
    return f"{found}; {hint}{'Add' if hint else 'add'} or rename columns in its first line."


def _alike(name: str, others: list[str]) -> str | None:
    """The column whose name looks most like that of the field or one of its aliases."""
    plain = {other.strip().lower().replace(" ", "_"): other for other in others}
    for wanted in (name, *schema.field(name).aliases):
        for close in difflib.get_close_matches(wanted, plain, cutoff=_LIKENESS):
            if _differ_little(wanted, close):
                return plain[close]
    return None


def _differ_little(first: str, second: str) -> bool:
    """Whether the words in which two names differ look alike too: applicant_id is not applicant_age."""
    words, others = first.split("_"), second.split("_")
    left = "_".join(word for word in words if word not in others)
    right = "_".join(word for word in others if word not in words)
    return not (left and right) or difflib.SequenceMatcher(None, left, right).ratio() >= _LIKENESS_OF_THE_REST


def _list(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _is_number(name: str) -> bool:
    try:
        float(name)
    except ValueError:
        return False
    return True
