"""The Alt letters of fields."""

from collections.abc import Iterable, Sequence

from app.applicant.history import Way, counting
from core.schema import Field, field
from core.scorecard import Scorecard


def form_labels(fields: Sequence[Field], scorecard: Scorecard, taken: str) -> dict[str, str]:
    """Labels of a form by name, with their letters.

    A field keeps its letter in both ways of the history; fields that are never on show together may have the same.
    """
    by_counts, by_ratios = (counting(fields, scorecard, way) for way in (Way.COUNTS, Way.RATIOS))
    labels = _labels(by_counts, taken)
    beside = "".join(letter(labels[name]) for name in by_ratios if name in labels)
    return labels | _labels([name for name in by_ratios if name not in labels], taken + beside)


def _labels(names: Sequence[str], taken: str) -> dict[str, str]:
    return dict(zip(names, with_mnemonics([field(name).label for name in names], taken), strict=True))


def letter(label: str) -> str:
    """The letter of a label; nothing where it has none."""
    return label.partition("&")[2][:1]


def with_mnemonics(labels: Iterable[str], taken: str) -> list[str]:
    """Labels with ``&`` before a letter that is free of other uses; first letters of words are preferred.

    As many labels as can be get one: a matching of labels and letters by augmenting paths (Kuhn 1955).
    """
    texts = list(labels)
    choices = [_letters(text, taken) for text in texts]
    owners: dict[str, int] = {}
    for label in range(len(texts)):
        _give(label, choices, owners, set())
    places = {label: choices[label][letter] for letter, label in owners.items()}
    return [
        f"{text[: places[label]]}&{text[places[label] :]}" if label in places else text
        for label, text in enumerate(texts)
    ]


def _letters(text: str, taken: str) -> dict[str, int]:
    """The letters that a label could have, the best first, each with its place."""
    starts = [place for place in range(len(text)) if place == 0 or text[place - 1] == " "]
    places = [place for place in (*starts, *range(len(text))) if text[place].isalpha()]
    free: dict[str, int] = {}
    for place in places:
        if text[place].casefold() not in taken.casefold():
            free.setdefault(text[place].casefold(), place)
    return free


def _give(label: int, choices: list[dict[str, int]], owners: dict[str, int], tried: set[str]) -> bool:
    """Give a label a free letter, or one whose owner can do with another."""
    for letter in sorted(
        choices[label].keys() - tried, key=lambda one: (one in owners, list(choices[label]).index(one))
    ):
        tried.add(letter)
        if letter not in owners or _give(owners[letter], choices, owners, tried):
            owners[letter] = label
            return True
    return False
