"""Parses the parts of a workbook a piece at a time, and refuses what makes a parser swell."""

from collections.abc import Callable, Iterator
from typing import IO, NoReturn, Protocol
from xml.parsers import expat

Seen = Callable[[int], None]
"""Told often how many bytes were read; may raise ``Cancelled``."""
Attributes = dict[str, str]
PIECE = 1 << 16
_LONGEST_TAG = 1 << 20
_DEEPEST = 1000


class Handler(Protocol):
    """What is told the elements of a part, by their names without a prefix."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def text(self, text: str) -> None:
        """Some of an element's text."""

    def end(self, name: str) -> None:
        """An element ends."""


class Parser:
    """Parses a part, fed to it a piece at a time.

    Args:
        handler: told its elements.
    """

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler = handler.text
        self._parser.StartDoctypeDeclHandler = _refuse_definitions
        self._fed = self._depth = 0
        self._prefix: str | None = None

    @property
    def is_between_tags(self) -> bool:
        """Whether all that was fed is parsed."""
        return self._fed == self._parser.CurrentByteIndex

    def feed(self, data: bytes) -> None:
        """Parse some more.

        Raises:
            ExpatError: it is not XML.
            ValueError: it has what no workbook needs and what fills the memory.
        """
        self._parser.Parse(data, False)
        self._fed += len(data)
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TAG:
            raise ValueError("it has a tag without an end")

    def finish(self) -> None:
        """Parse the end; raises ``ExpatError`` when it is not the end of the whole."""
        self._parser.Parse(b"", True)

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("it has elements within elements without end")
        if self._prefix is None:  # the outermost element has the prefix of all that matter, mostly none
            self._prefix = name[: name.find(":") + 1]
        self._handler.start(name.removeprefix(self._prefix), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(name.removeprefix(self._prefix or ""))


def parse(file: IO[bytes], handler: Handler, seen: Seen) -> Iterator[None]:
    """Parse a part; the caller gets a turn after each piece, to take what the handler has found.

    Raises:
        ExpatError: it is not XML.
        ValueError: it has what no workbook needs and what fills the memory.
    """
    parser = Parser(handler)
    size = 0
    while data := file.read(PIECE):
        parser.feed(data)
        size += len(data)
        seen(size)
        yield
    parser.finish()
    yield


def elements(file: IO[bytes], seen: Seen) -> Iterator[tuple[str, Attributes]]:
    """Name and attributes of all elements of a part, in the order in which they begin."""
    begun = _Begun()
    for _ in parse(file, begun, seen):
        yield from begun.found
        begun.found.clear()


class _Begun:
    def __init__(self) -> None:
        self.found: list[tuple[str, Attributes]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.found.append((name, attributes))

    def text(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass


def _refuse_definitions(*_what: object) -> NoReturn:
    raise ValueError("it has definitions of its own, which can be made to fill the memory")
