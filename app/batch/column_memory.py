"""Remembers how somebody arranged the columns of a table, for each set of columns by itself."""

import hashlib
from collections.abc import Sequence

from PySide6.QtCore import QByteArray

from app.services.settings import Settings

_STATES, _KNOWN = "batch/columns", "batch/columns_known"
_MOST = 30


class ColumnMemory:
    """What Qt says of a header, by the names of its columns; the sets that were not arranged for long are forgotten."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def state(self, names: Sequence[str]) -> QByteArray:
        """How these columns were arranged; empty where they never were."""
        return self._settings.data(f"{_STATES}/{_key(names)}")

    def put(self, names: Sequence[str], state: QByteArray) -> None:
        """Remember how they are arranged now."""
        key = _key(names)
        known = [key, *(other for other in self._settings.texts(_KNOWN) if other != key)]
        for other in known[_MOST:]:
            self._settings.forget(f"{_STATES}/{other}")
        self._settings.put(_KNOWN, known[:_MOST])
        self._settings.put(f"{_STATES}/{key}", state)

    def forget(self, names: Sequence[str]) -> None:
        """Forget how they were arranged."""
        self._settings.forget(f"{_STATES}/{_key(names)}")


def _key(names: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(names).encode(errors="replace")).hexdigest()[:16]
