"""What the tab remembers between two starts of the program."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from app.batch.column_memory import ColumnMemory
from app.batch.work import stamp_of
from app.services.settings import Settings

if TYPE_CHECKING:
    from core.batch.report import BatchReport

_ASKS, _SOURCE, _WRITTEN, _SPLITTER = "batch/ask_where", "batch/source", "batch/written", "batch/splitter"
_MOST_WRITTEN = 50


class Memory:
    """Wishes of the user, and the last file.

    Attributes:
        columns: how the columns of results were arranged.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.columns = ColumnMemory(settings)

    @property
    def asks_where(self) -> bool:
        """Whether to ask each time where the result goes."""
        return self._settings.flag(_ASKS)

    def put_asks_where(self, *, asks: bool) -> None:
        """Remember whether to ask."""
        self._settings.put(_ASKS, asks)

    @property
    def splitter(self) -> QByteArray:
        """How the room is shared between figures and rows."""
        return self._settings.data(_SPLITTER)

    def put_splitter(self, state: QByteArray) -> None:
        """Remember how the room is shared."""
        self._settings.put(_SPLITTER, state)

    @property
    def source(self) -> Path | None:
        """The last file that was scored."""
        text = self._settings.text(_SOURCE)
        return Path(text) if text else None

    def put_result(self, report: "BatchReport") -> None:
        """Remember the last file, and how its result was written."""
        self._settings.put(_SOURCE, str(report.source))
        written = [_signature(report.target), *(own for own in self._own() if own[0] != str(report.target))]
        self._settings.put(_WRITTEN, [part for own in written[:_MOST_WRITTEN] for part in own])

    def is_own(self, target: Path) -> bool:
        """Whether a file is a result, as it was written: it can be made again, so nothing is lost with it."""
        return _signature(target) in self._own()

    def _own(self) -> list[tuple[str, ...]]:
        parts = self._settings.texts(_WRITTEN)
        return [parts[start : start + 3] for start in range(0, len(parts), 3)]


def _signature(path: Path) -> tuple[str, ...]:
    """A file as it is now: its place, size and time."""
    return (str(path), *map(str, stamp_of(path) or ("", "")))
