"""What the window remembers between two starts: an INI file in the user's data folder.

Nothing here is worth a complaint: where the file is damaged, or holds something else than asked for, the default
stands; where it cannot be written, the window forgets.
"""

import math
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

FILE_NAME = "settings.ini"

_TRUTHS = {"true": True, "false": False}


class Settings:
    """Remembered values by key, such as ``"batch/splitter"``; each is asked for by the kind it has."""

    def __init__(self, data_folder: Path) -> None:
        """Open the settings in the user's data folder."""
        self._store = QSettings(str(data_folder / FILE_NAME), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """Text; the default where there is none."""
        value = self._store.value(key)
        return value if isinstance(value, str) else default

    def texts(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of texts, such as the columns of a table."""
        value = self._store.value(key)
        if isinstance(value, str):  # Qt writes a list of one as the one, and an empty list as nothing
            return (value,)
        if value is None and self._store.contains(key):
            return ()
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        return tuple(default)

    def number(self, key: str, default: float = 0.0) -> float:
        """A finite number."""
        try:
            value = float(self.text(key))
        except ValueError:
            return default
        return value if math.isfinite(value) else default

    def integer(self, key: str, default: int = 0) -> int:
        """A whole number."""
        try:
            return int(self.text(key))
        except ValueError:
            return default

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no."""
        return _TRUTHS.get(self.text(key), default)

    def data(self, key: str) -> QByteArray:
        """What Qt's ``saveState`` and ``saveGeometry`` gave; empty where there is none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, key: str, value: str | float | QByteArray | Sequence[str]) -> None:
        """Remember a value; written to the file by and by, and at the latest by ``save``."""
        if isinstance(value, bool):
            self._store.setValue(key, "true" if value else "false")
        elif isinstance(value, int | float):
            self._store.setValue(key, str(value))
        elif isinstance(value, str | QByteArray):
            self._store.setValue(key, value)
        else:
            self._store.setValue(key, list(value))

    def forget(self, key: str) -> None:
        """Forget a value and everything beneath its key."""
        self._store.remove(key)

    def save(self) -> None:
        """Write the file now."""
        self._store.sync()
