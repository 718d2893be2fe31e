"""Reads back what Qt wrote into a PDF file: pages, fonts and text, as ISO 32000-1 lays them out."""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_RANGE = re.compile(rb"<(\w+)> <(\w+)> (?:\[(.*?)\]|<(\w+)>)", re.DOTALL)
_COLOUR = re.compile(rb"([\d.]+ [\d.]+ [\d.]+) (?:scn|SCN)\b")


class _Scale(NamedTuple):
    """A matrix that turns nothing: its scales and shifts."""

    x: float = 1.0
    y: float = 1.0
    right: float = 0.0
    up: float = 0.0

    def after(self, inner: "_Scale") -> "_Scale":
        right, up = self.x * inner.right + self.right, self.y * inner.up + self.up
        return _Scale(self.x * inner.x, self.y * inner.y, right, up)


class Glyph(NamedTuple):
    """A glyph that was drawn: the text it stands for, its number in its font, and its place on the page in points."""

    text: str
    number: int
    x: float
    y: float


class Pdf:
    """A PDF file as Qt writes them: one generation, nothing encrypted, two bytes for each glyph."""

    def __init__(self, path: Path) -> None:
        self.content = path.read_bytes()
        self._objects = {int(number): body for number, body in _OBJECT.findall(self.content)}
        self._letters: dict[bytes, dict[int, str]] = {}

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return len(self._of_type(b"Page"))

    @property
    def sizes(self) -> set[str]:
        """The sizes of the pages in points."""
        return {found.decode() for found in re.findall(rb"/MediaBox \[(.*?)\]", self.content)}

    @property
    def fonts(self) -> dict[str, bool]:
        """The fonts in use, and whether their outlines are in the file."""
        found = [(body, re.search(rb"/FontName /\w+\+(\S+)", body)) for body in self._of_type(b"FontDescriptor")]
        return {name[1].decode(): b"/FontFile" in body for body, name in found if name}

    @property
    def glyphs(self) -> list[Glyph]:
        """Everything that was drawn as text, page by page."""
        return [glyph for stream in self._pages() for glyph in self._drawn(stream)]

    @property
    def text(self) -> str:
        """The text in the order it was drawn, without any blanks, and ligatures as their letters.

        Of Devanagari it has pieces only: a conjunct is drawn as a glyph that stands for no letter by itself.
        """
        return squeezed("".join(glyph.text for glyph in self.glyphs))

    @property
    def pages(self) -> list[str]:
        """The text of each page, likewise."""
        return [squeezed("".join(glyph.text for glyph in self._drawn(stream))) for stream in self._pages()]

    @property
    def boxes(self) -> int:
        """How many letters were drawn as a box, which is glyph 0 of every font, for lack of a glyph."""
        return sum(glyph.number == 0 for glyph in self.glyphs)

    @property
    def picture_count(self) -> int:
        """The number of pictures, their masks not counted."""
        return sum(b"/Subtype /Image" in body and b"/DeviceRGB" in body for body in self._objects.values())

    @property
    def colours(self) -> set[bytes]:
        """The colours that anything was drawn with."""
        return {colour for stream in self._pages() for colour in _COLOUR.findall(stream)}

    def _of_type(self, name: bytes) -> list[bytes]:
        return [body for body in self._objects.values() if re.search(rb"/Type /%s\b" % name, body)]

    def _pages(self) -> Iterator[bytes]:
        for page in self._of_type(b"Page"):
            found = re.search(rb"/Contents (\d+) 0 R", page)
            assert found is not None
            yield _stream(self._objects[int(found[1])])

    def _drawn(self, stream: bytes) -> Iterator[Glyph]:
        place, line, kept, font = _Scale(), _Scale(), list[_Scale](), b""
        words = stream.split()
        for at, word in enumerate(words):
            match word:
                case b"q":
                    kept.append(place)
                case b"Q":
                    place = kept.pop()
                case b"cm":
                    place = place.after(_matrix(words[at - 6 : at]))
                case b"Tm" | b"Td":
                    line = _moved(line, word, words[at - 6 : at])
                case b"Tf":
                    font = words[at - 2]
                case b"Tj":
                    yield from self._glyphs(words[at - 1], self._letters_of(font), place.after(line))

    def _glyphs(self, shown: bytes, letters: dict[int, str], place: _Scale) -> Iterator[Glyph]:
        for number in bytes.fromhex(shown.strip(b"<>").decode()).hex(" ", 2).split():
            yield Glyph(letters.get(int(number, 16), ""), int(number, 16), place.right, place.up)

    def _letters_of(self, font: bytes) -> dict[int, str]:
        """The text that each glyph of a font stands for."""
        if font not in self._letters:
            table = re.search(rb"/ToUnicode (\d+) 0 R", self._objects[int(font[2:])])
            assert table is not None
            letters = self._letters.setdefault(font, {})
            for first, last, texts, text in _RANGE.findall(_stream(self._objects[int(table[1])])):
                numbers = range(int(first, 16), int(last, 16) + 1)
                codes = re.findall(rb"<(\w+)>", texts) or [text] * len(numbers)
                found = (bytes.fromhex(code.decode()).decode("utf-16-be") for code in codes)
                letters |= dict(zip(numbers, found, strict=True))
        return self._letters[font]


def _moved(line: _Scale, operator: bytes, operands: list[bytes]) -> _Scale:
    """Where text goes on: anew in a matrix, or so far from where the line began."""
    return (
        _matrix(operands) if operator == b"Tm" else line.after(_Scale(1, 1, float(operands[-2]), float(operands[-1])))
    )


def _matrix(operands: list[bytes]) -> _Scale:
    x, _, _, y, right, up = map(float, operands)
    return _Scale(x, y, right, up)


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if found is None:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]


def squeezed(text: str) -> str:
    """A text as ``Pdf.text`` has it."""
    return "".join(unicodedata.normalize("NFKC", text).split())
