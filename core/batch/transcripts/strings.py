"""The texts of a workbook, to which its cells refer by number; kept on disk, for there may be millions."""

import mmap
from array import array
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from core.batch.source import Source
from core.batch.transcripts.room import Transcript
from core.batch.transcripts.words import Words, csv_cell
from core.batch.transcripts.xml import Seen, parse

_START = b"\n"
"""So that there is something to map into memory even where there are no texts."""


class Strings:
    """The texts by number, each as it stands in a CSV file."""

    def __init__(self, text: mmap.mmap, places: memoryview) -> None:
        self._text, self._places = text, places

    def __getitem__(self, number: int) -> bytes:
        """One text; raises ``ValueError`` when there is none of that number."""
        if not 0 <= number < len(self._places) - 1:
            raise ValueError(f"it has no text number {number}")
        return self._text[self._places[number] : self._places[number + 1]]


@contextmanager
def strings_of(part: IO[bytes] | None, source: Source, folder: Path, seen: Seen) -> Iterator[Strings]:
    """Read the part that holds the texts.

    Raises:
        FileError: there is no room for them.
        ValueError: the part cannot be parsed; see also ``parse``.
    """
    with (
        Transcript(folder / "strings", source, whole=True) as text,
        Transcript(folder / "places", source, whole=True) as places,
    ):
        place = len(_START)
        text.write(_START)
        places.write(array("Q", [place]).tobytes())
        for found in _texts(part, seen) if part else ():
            ends = []
            for one in found:
                place += len(one)
                ends.append(place)
            text.write(b"".join(found))
            places.write(array("Q", ends).tobytes())
    with ExitStack() as stack:
        content = stack.enter_context(_mapped(text.path))
        raw = stack.enter_context(memoryview(stack.enter_context(_mapped(places.path))))
        yield Strings(content, stack.enter_context(raw.cast("Q")))


def _texts(part: IO[bytes], seen: Seen) -> Iterator[list[bytes]]:
    """The texts of the part, some at a time."""
    items = _Items()
    for _ in parse(part, items, seen):
        yield items.found
        items.found = []


class _Items(Words):
    """Collects texts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[bytes] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.found.append(csv_cell(self.take()))


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap]:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield content
