"""A row of a scored file on its way to whoever shows one applicant."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class OpenedRow:
    """What a row says.

    Attributes:
        texts: what to type, by field name.
        name: which row of which file it is, for people.
        status: ``scored``, ``refer`` or ``rejected``.
        problem: what there is to look at, as sentences; empty where there is nothing.
        model: version of the model that scored it.
        score: its score as text; empty where it has none.
    """

    texts: Mapping[str, str]
    name: str
    status: str
    problem: str
    model: str
    score: str
