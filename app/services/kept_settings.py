"""What the window remembers, read without Qt for the command line; nothing damaged does harm."""

import math
from configparser import ConfigParser, Error
from pathlib import Path

from app.services import paths


class KeptSettings:
    """The settings of a data folder as they were last written."""

    def __init__(self, data_folder: Path) -> None:
        self._kept = ConfigParser(interpolation=None, strict=False)
        try:
            self._kept.read(data_folder / paths.SETTINGS_FILE, encoding="utf-8")
        except (Error, ValueError, OSError):
            self._kept.clear()

    def text(self, key: str, default: str = "") -> str:
        """The text under a key such as ``"reasons/population"``; the default where there is none."""
        return self._kept.get(*key.split("/", 1), fallback=default)

    def number(self, key: str, default: float = 0.0) -> float:
        """A finite number."""
        try:
            value = float(self.text(key))
        except ValueError:
            return default
        return value if math.isfinite(value) else default
