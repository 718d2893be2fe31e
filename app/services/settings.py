"""What the window remembers between two starts: an INI file in the user's data folder.

Nothing here is worth a complaint: where the file is damaged, or holds something else than asked for, the default
stands; where it cannot be written, the window forgets. What is put is on disk a quarter of a second later, also when
the program is killed then; but not at once, since a file written at every key would be felt by whoever types.
"""

import math
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QSettings, QTimer

from app.services import paths

FILE_NAME = paths.SETTINGS_FILE

_WRITTEN_WITHIN_MS = 250
_PRIVATE = 0o600
_TRUTHS = {"true": True, "false": False}


class Settings:
    """Remembered values by key, such as ``"batch/splitter"``; each is asked for by the kind it has."""

    def __init__(self, data_folder: Path) -> None:
        """Open the settings in the user's data folder."""
        self._file = data_folder / FILE_NAME
        self._store = QSettings(str(self._file), QSettings.Format.IniFormat)
        self._waiting: dict[str, str | QByteArray | list[str]] = {}
        self._timer = QTimer(singleShot=True, interval=_WRITTEN_WITHIN_MS)
        self._timer.timeout.connect(self.save)

    def text(self, key: str, default: str = "") -> str:
        """Text; the default where there is none."""
        value = self._value(key)
        return value if isinstance(value, str) else default

    def texts(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of texts, such as the columns of a table."""
        value = self._value(key)
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
        value = self._value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, key: str, value: str | float | QByteArray | Sequence[str]) -> None:
        """Remember a value; written to the file a moment later, and at the latest by ``save``."""
        if isinstance(value, bool):
            self._waiting[key] = "true" if value else "false"
        elif isinstance(value, int | float):
            self._waiting[key] = str(value)
        elif isinstance(value, str | QByteArray):
            self._waiting[key] = value
        else:
            self._waiting[key] = list(value)
        if not self._timer.isActive() and QCoreApplication.instance():  # without a loop of events no timer runs
            self._timer.start()

    def forget(self, key: str) -> None:
        """Forget a value and everything beneath its key."""
        for name in [name for name in self._waiting if name == key or name.startswith(f"{key}/")]:
            del self._waiting[name]
        self._store.remove(key)

    def save(self) -> None:
        """Write the file now."""
        self._timer.stop()
        for key, value in self._waiting.items():
            self._store.setValue(key, value)
        self._waiting.clear()
        self._keep_private()
        self._store.sync()

    def _keep_private(self) -> None:
        """Let nobody else read the file, which holds the last applicant; Qt gives a new one the rights of the old."""
        with suppress(OSError):
            self._file.touch(_PRIVATE)
            if self._file.is_file():
                self._file.chmod(_PRIVATE)

    def _value(self, key: str) -> object:
        """What was put last, or else what the file holds."""
        return self._waiting[key] if key in self._waiting else self._store.value(key)
