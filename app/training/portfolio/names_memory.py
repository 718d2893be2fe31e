"""Remembers which columns a person chose, for each place that tables are read from."""

import hashlib
from collections.abc import Mapping

from app.services.settings import Settings
from app.training.source import Names

_NAMES, _KNOWN = "training/names", "training/names_known"
_MOST = 30


class NamesMemory:
    """The bank's names of columns by ours; places that were not used for long are forgotten."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def names(self, place: str) -> Names:
        """What was chosen for a place; nothing where it never was."""
        pairs = (text.partition("=") for text in self._settings.texts(f"{_NAMES}/{_key(place)}"))
        return tuple((ours, theirs) for ours, mark, theirs in pairs if ours and mark)

    def put(self, place: str, names: Mapping[str, str]) -> None:
        """Remember what was chosen for a place; nothing, where everything is found by itself."""
        key = _key(place)
        known = [key, *(other for other in self._settings.texts(_KNOWN) if other != key)]
        for other in known[_MOST:]:
            self._settings.forget(f"{_NAMES}/{other}")
        self._settings.put(_KNOWN, known[:_MOST])
        if names:
            self._settings.put(f"{_NAMES}/{key}", [f"{ours}={theirs}" for ours, theirs in names.items()])
        else:
            self._settings.forget(f"{_NAMES}/{key}")


def _key(place: str) -> str:
    return hashlib.sha256(place.encode(errors="replace")).hexdigest()[:16]
