"""Sentences about rows name the columns of a file as the file does, for who is to mend them knows no other names."""

import re
from collections.abc import Mapping, Sequence

from core.parsing import shorten

_LONGEST = 200
"""Characters of a name in a sentence."""


class OwnNames:
    """The names that a file has for columns that hold fields.

    Args:
        header: names of its columns.
        fields: position of the column by the name of the field that it holds.
    """

    def __init__(self, header: Sequence[str] = (), fields: Mapping[str, int] | None = None) -> None:
        named = {field: shorten(header[place], _LONGEST) for field, place in (fields or {}).items()}
        self._names = {field: name for field, name in named.items() if name not in ("", field)}
        anywhere = "|".join(name for name in self._names if "_" in name)
        self._found = re.compile(rf"'.*'|^(?:{'|'.join(self._names)}) |\b(?:{anywhere or '(?!)'})\b")

    def told(self, sentence: str) -> str:
        """A sentence of the checks with the file's names: at its beginning any, elsewhere those that are no words."""
        return self._found.sub(self._own, sentence) if self._names else sentence

    def _own(self, found: re.Match[str]) -> str:
        text = found[0]
        return self._names[text.rstrip()] + text[len(text.rstrip()) :] if text.rstrip() in self._names else text
