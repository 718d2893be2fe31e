"""The files that were given to be scored, one after the other, and what has become of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.batch.work import Scored
from app.services import theme
from app.widgets.table import WORDS
from core.batch.choices import ReadingChoices

if TYPE_CHECKING:
    from core.batch.inspection import Inspection

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
HEADINGS = ("File", "What becomes of it")


class FileState(StrEnum):
    """Where a file stands."""

    WAITING = "Waiting"
    LOOKING = "Looking at it"
    ASKING = "Needs your decision"
    SCORING = "Being scored"
    SCORED = "Scored"
    FAILED = "Not scored"
    STOPPED = "Stopped"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will become of it."""
        return self in (FileState.SCORED, FileState.FAILED, FileState.STOPPED)


@dataclass(eq=False)
class QueuedFile:
    """A file that was given.

    Attributes:
        source: the file of applicants.
        target: where its result goes.
        state: where it stands.
        words: more of that, for people.
        choices: what was decided about how it is read.
        is_decided: whether somebody decided so for this file, so that nothing is to be asked.
        was_remembered: whether that was decided for an earlier file with the same columns.
        must_ask: whether somebody wants to decide anew.
        has_result: whether it was scored before, and that result stays until there is another.
        key: what files that are read alike have in common with it; empty before it was looked at.
        inspection: how it was read when it was looked at last.
        scored: its result.
        may_go_elsewhere: whether another place for its result may help.
        may_be_windows: whether somebody may say that it is text in Windows-1252.
    """

    source: Path
    target: Path
    state: FileState = FileState.WAITING
    words: str = ""
    choices: ReadingChoices = field(default_factory=ReadingChoices)
    is_decided: bool = False
    was_remembered: bool = False
    must_ask: bool = False
    has_result: bool = False
    key: tuple[str, ...] = ()
    inspection: "Inspection | None" = None
    scored: Scored | None = None
    may_go_elsewhere: bool = False
    may_be_windows: bool = False

    def anew(self, choices: ReadingChoices) -> "QueuedFile":
        """The file once more, for somebody to decide anew about it, beginning with these choices."""
        file = QueuedFile(self.source, self.target, choices=choices, must_ask=True, key=self.key)
        file.has_result = self.has_result or self.scored is not None
        return file


class FileQueue(QAbstractTableModel):
    """Files in the order in which they were given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: list[QueuedFile] = []

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._files)

    def __iter__(self) -> Iterator[QueuedFile]:
        """All of them."""
        return iter(self._files)

    def file(self, row: int) -> QueuedFile:
        """The file in a row."""
        return self._files[row]

    def first(self, state: FileState) -> QueuedFile | None:
        """The first file that stands there."""
        return next((file for file in self._files if file.state is state), None)

    def count(self, state: FileState) -> int:
        """How many files stand there."""
        return sum(file.state is state for file in self._files)

    def add(self, file: QueuedFile) -> None:
        """Put a file at the end."""
        self.beginInsertRows(_ROOT, len(self._files), len(self._files))
        self._files.append(file)
        self.endInsertRows()

    def remove(self, file: QueuedFile) -> None:
        """Take a file out; one that is not there changes nothing."""
        if file in self._files:
            row = self._files.index(file)
            self.beginRemoveRows(_ROOT, row, row)
            del self._files[row]
            self.endRemoveRows()

    def clear_over(self) -> None:
        """Take out the files of which nothing more will become."""
        for file in [file for file in self._files if file.state.is_over]:
            self.remove(file)

    def set_state(self, file: QueuedFile, state: FileState, words: str = "") -> None:
        """Note where a file stands."""
        file.state, file.words = state, words
        if file in self._files:
            row = self._files.index(file)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADINGS) - 1))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """The number of files."""
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Name and state."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, side: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        """The headings."""
        if side is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return HEADINGS[section]
        return WORDS.value if role == _ROLE.TextAlignmentRole else None

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> object:
        """Texts; as an error or a warning where somebody should look."""
        file = self._files[index.row()]
        if role == _ROLE.DisplayRole:
            return file.source.name if index.column() == 0 else _state_words(file)
        if role == _ROLE.ToolTipRole:
            return str(file.source) if index.column() == 0 else _state_words(file)
        if role == _ROLE.ForegroundRole and index.column() == 1:
            return _colour(file)
        return None


def _state_words(file: QueuedFile) -> str:
    return f"{file.state}: {file.words}" if file.words else str(file.state)


def _colour(file: QueuedFile) -> object:
    look = theme.current()
    if file.state is FileState.FAILED:
        return look.error
    return look.warning if file.state is FileState.ASKING else None
