"""Which column of a file holds which input of an applicant: by what a person says, its own name, or an alias."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core import parsing, schema
from core.batch.column_names import field_of, likenesses, measured_otherwise
from core.batch.own_columns import is_own
from core.batch.questions import About, Answer, Question, mapping
from core.errors import FileError, InputError
from core.features import FEATURES
from core.scorecard import Scorecard
from core.validation import required_inputs

_NOBODY: Mapping[str, str] = MappingProxyType({})
_COLUMNS_SHOWN = 8
_MEASURE_WORDS = {"₹ a year": "annual amounts in rupees", "₹": "amounts in rupees", "%": "per cent"}


class How(StrEnum):
    """How a column was found."""

    NAME = "name"
    ALIAS = "alias"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a model reads in a file.

    Attributes:
        positions: of the column by field name; the history may be given by ratios, by counts, or by both.
        how: each was found.
        questions: which one is meant of several columns that stand for the same field.
        missing: inputs that no column holds.
        instead: inputs that could be given instead of some of these.
        likely: names of columns that only look like that of a missing field, by field name; a person must confirm them.
        otherwise: names of columns whose name tells another period or unit than that of a missing field, by field name.
    """

    positions: dict[str, int]
    how: dict[str, How]
    questions: tuple[Question, ...]
    missing: tuple[str, ...]
    instead: tuple[str, ...]
    likely: dict[str, str]
    otherwise: dict[str, str]

    def missing_words(self) -> str:
        """The missing inputs, with those that can be given instead."""
        instead = f" (or instead of the history's ratios, {_list(self.instead)})" if self.instead else ""
        return f"{_list(self.missing)}{instead}"

    def reasons(self) -> tuple[str, ...]:
        """Why columns that seem to hold missing inputs do not, and what to do about it, in sentences."""
        return tuple(
            f"'{parsing.shorten(column)}' is not taken for {name}, since its name tells another period or unit: give "
            f"{_MEASURE_WORDS.get(unit := schema.field(name).unit, unit)} in a column named {name}."
            for name, column in self.otherwise.items()
        )


def find_columns(
    header: Sequence[str], scorecard: Scorecard, file: str, chosen: Mapping[str, str] = _NOBODY
) -> Columns:
    """Find the columns that a model reads, in any order.

    Args:
        header: column names of the file.
        scorecard: the model that is to score it.
        file: its name, for messages.
        chosen: column names by field name, as a person said; "" for a field that none of the columns holds.

    Raises:
        FileError: there is no header, two columns for an input have the same name, or no column has the name chosen.
        InputError: there is no field of the name for which a column was chosen.
    """
    positions = _chosen_positions(header, file, chosen)
    how = dict.fromkeys(positions, How.CHOSEN)
    known = {place: item.name for place, name in enumerate(header) if (item := field_of(name))}
    if not (known or positions) and any(map(_is_number, header)):
        raise FileError(
            f"{file} has no header: its first line holds values. Add a first line with the column names, such as age."
        )
    doubles: dict[str, Question] = {}
    for name in (item.name for item in required_inputs(scorecard) if item.name not in chosen):
        places = [place for place, field in known.items() if field == name and place not in positions.values()]
        itself = [place for place in places if header[place].strip() == name]
        found = itself or places
        if len(found) == 1:
            positions[name], how[name] = found[0], How.NAME if itself else How.ALIAS
        elif found:
            doubles[name] = _question(file, name, [header[place].strip() for place in found])
    missing, instead = _missing(scorecard, [*positions, *doubles])
    taken = {*positions.values(), *known}
    others = [name for place, name in enumerate(header) if place not in taken and not is_own(name)]
    questions = tuple(doubles.values())
    likely = likenesses([*missing, *instead], others)
    otherwise = measured_otherwise([name for name in (*missing, *instead) if name not in likely], others)
    return Columns(positions, how, questions, missing, instead, likely, otherwise)


def refuse_missing(columns: Columns, file: str) -> None:
    """Raise ``FileError`` when a column that the model needs is missing."""
    if not columns.missing:
        return
    found = f"{file} has no column for {columns.missing_words()}"
    reasons = "".join(f" {sentence}" for sentence in columns.reasons())
    if not columns.likely:
        raise FileError(f"{found}; add or rename columns in its header.{reasons}")
    hints = _list([f"'{column}' for {name}" for name, column in columns.likely.items()])
    options = " ".join(mapping(name, column) for name, column in columns.likely.items())
    raise FileError(f"{found}; did you mean {hints}? If so, say {options}, or rename columns in its header.{reasons}")


def _chosen_positions(header: Sequence[str], file: str, chosen: Mapping[str, str]) -> dict[str, int]:
    names = [name.strip() for name in header]
    positions: dict[str, int] = {}
    for field, column in chosen.items():
        if not schema.is_field(field):
            raise InputError(f"There is no input '{field}' to which '{column}' could be mapped. Give {_fields()}.")
        if not column.strip():
            continue
        places = [place for place, name in enumerate(names) if name == column.strip()]
        if not places:
            raise FileError(f"{file} has no column '{column}', which was chosen for {field}. It has {some_of(names)}.")
        if len(places) > 1:
            raise _same_name(file, field, column)
        if places[0] in positions.values():
            raise FileError(f"The column '{column}' of {file} was chosen for two inputs. Choose it for one of them.")
        positions[field] = places[0]
    return positions


def _question(file: str, field: str, columns: list[str]) -> Question:
    if len(set(columns)) < len(columns):
        raise _same_name(file, field, columns[0])
    return Question(About.COLUMN, field, "", tuple(map(Answer, columns)))


def _same_name(file: str, field: str, column: str) -> FileError:
    return FileError(f"{file} has two columns '{column}' for {field}. Remove or rename one of them.")


def _missing(scorecard: Scorecard, matched: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Inputs that no column holds, and those that could be given instead of some of them."""
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
    return tuple(names), tuple(name for name in instead if name not in names)


def _fields() -> str:
    return _list([item.name for item in schema.FIELDS])


def some_of(names: Sequence[str]) -> str:
    """Names in quotes, the first ones of many."""
    shown = [f"'{parsing.shorten(name)}'" for name in names[:_COLUMNS_SHOWN]]
    return _list(shown) if len(names) <= _COLUMNS_SHOWN else f"{', '.join(shown)} and {len(names) - len(shown)} more"


def _list(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _is_number(name: str) -> bool:
    try:
        float(name)
    except ValueError:
        return False
    return True
