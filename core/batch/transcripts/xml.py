"""Parses the parts of a workbook a piece at a time, and refuses what makes a parser swell."""

from collections.abc import Callable, Iterator
from typing import IO, NoReturn, Protocol
from xml.parsers import expat

Seen = Callable[[int], None]
"""Told often how many bytes were read; may raise ``Cancelled``."""
Attributes = dict[str, str]
_PIECE = 1 << 16
_LONGEST_TAG = 1 << 20


class Handler(Protocol):
    """What is told the elements of a part, by their names without a prefix."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def text(self, text: str) -> None:
        """Some of an element's text."""

    def end(self, name: str) -> None:
        """An element ends."""


def parse(file: IO[bytes], handler: Handler, seen: Seen) -> Iterator[None]:
    """Parse a part; the caller gets a turn after each piece, to take what the handler has found.

    Raises:
        ExpatError: it is not XML.
        ValueError: it has what no workbook needs: definitions of its own, or tags without an end.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: _begin(parser, handler, name, attributes)
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_definitions
    size = 0
    while data := file.read(_PIECE):
        parser.Parse(data, False)
        size += len(data)
        if size - parser.CurrentByteIndex > _LONGEST_TAG:
            raise ValueError("it has a tag without an end")
        seen(size)
        yield
    parser.Parse(b"", True)
    yield


def _begin(parser: expat.XMLParserType, handler: Handler, name: str, attributes: Attributes) -> None:
    """Hear elements from the outermost one on, which has the prefix of all that matter, mostly none."""
    prefix = name[: name.find(":") + 1]
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    if prefix:
        parser.StartElementHandler = lambda other, given: handler.start(other.removeprefix(prefix), given)
        parser.EndElementHandler = lambda other: handler.end(other.removeprefix(prefix))
    handler.start(name.removeprefix(prefix), attributes)


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
