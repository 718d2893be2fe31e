"""Which columns of a file say whom a row is about, by their names."""

import re
from collections.abc import Collection, Sequence

_BETWEEN_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")
_REFERENCE = re.compile(r"(?:^|_)(?:id|no|number|ref|reference|code|application)$")
_NAME = re.compile(r"^(?:(?:full|applicant|applicants|customer|cust|borrower|client|member)_)*(?:full_)?name$")


def likely_reference(header: Sequence[str], fields: Collection[int]) -> int | None:
    """The column that most likely names an application: no input of a model, and called so, or else the first.

    Args:
        header: names of the columns.
        fields: positions of those that hold inputs.
    """
    others = [place for place in range(len(header)) if place not in fields]
    called = [place for place in others if _REFERENCE.search(_plain(header[place]))]
    return next(iter((*called, *others)), None)


def likely_name(header: Sequence[str]) -> int | None:
    """The column that holds the names of applicants; None where none is called so."""
    return next((place for place, name in enumerate(header) if _NAME.match(_plain(name))), None)


def _plain(name: str) -> str:
    """A name as words in lower case: ``CustomerID`` as ``customer_id``."""
    return _BETWEEN_WORDS.sub("_", name).strip("_").lower()
