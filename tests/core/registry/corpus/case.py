"""What a case of the corpus is: a file that somebody wants to import, and what must become of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Content = Callable[[Path], bytes]
"""The bytes of a file; one that does harm would make the canary at this path."""
Answers = Callable[[], tuple[pd.DataFrame, NDArray[np.float64]]]
"""Applicants by our factors, and the probabilities that the notebook gives them."""


def always(content: bytes) -> Content:
    """The same bytes, wherever the canary would be."""
    return lambda _canary: content


class Kind(StrEnum):
    """What is odd about a file."""

    LIBRARIES = "libraries"
    LAYOUTS = "layouts"
    SPELLINGS = "spellings"
    COLUMNS = "columns"
    ESTIMATORS = "estimators"
    DAMAGE = "damage"
    BOMBS = "bombs"
    NO_MODELS = "no models"
    CALLS = "calls"
    INSTRUCTIONS = "instructions"


@dataclass(frozen=True)
class Case:
    """A file, and what must become of it.

    Attributes:
        kind: what is odd about it.
        name: of the case.
        content: of the file.
        words: of the sentence that refuses it, or asks; empty where it is accepted at once.
        mapping: with which it is accepted, where it is asked about.
        answers: that the imported model must give.
    """

    kind: Kind
    name: str
    content: Content
    words: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    answers: Answers | None = None

    @property
    def outcome(self) -> str:
        """``accepted``, ``asked`` or ``refused``."""
        if not self.words:
            return "accepted"
        return "asked" if self.mapping else "refused"
