"""Reads back what Qt wrote into a PDF file: pages, fonts and text, as ISO 32000-1 lays them out."""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9a-fA-F]+)> Tj")
_COLOUR = re.compile(rb"([\d.]+ [\d.]+ [\d.]+) (?:scn|SCN)")
_RANGE = re.compile(rb"<(\w+)> <(\w+)> (?:\[(.*?)\]|<(\w+)>)", re.DOTALL)


class Pdf:
    """A PDF file as Qt writes them: one generation, nothing encrypted, two bytes for each glyph."""

    def __init__(self, path: Path) -> None:
        self.content = path.read_bytes()
        self._objects = {int(number): body for number, body in _OBJECT.findall(self.content)}

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
    def text(self) -> str:
        """The text in the order it was drawn, without any blanks, and ligatures as their letters.

        Of Devanagari it has pieces only: a conjunct is drawn as a glyph that stands for no letter by itself.
        """
        return squeezed("".join(text for text, _ in self._shown()))

    @property
    def boxes(self) -> int:
        """How many letters were drawn as a box, which is glyph 0 of every font, for lack of a glyph."""
        return sum(glyph == 0 for _, glyph in self._shown())

    @property
    def picture_count(self) -> int:
        """The number of pictures, their masks not counted."""
        return sum(b"/Subtype /Image" in body and b"/DeviceRGB" in body for body in self._objects.values())

    @property
    def colours(self) -> set[bytes]:
        """The colours that anything was drawn with."""
        streams = (_stream(body) for body in self._objects.values() if b"/Filter" in body and b" Tj" in _stream(body))
        return {colour for stream in streams for colour in _COLOUR.findall(stream)}

    def _of_type(self, name: bytes) -> list[bytes]:
        return [body for body in self._objects.values() if re.search(rb"/Type /%s\b" % name, body)]

    def _shown(self) -> Iterator[tuple[str, int]]:
        """Each glyph that was drawn, and the text that it stands for."""
        for body in self._objects.values():
            letters = dict[int, str]()
            for font, glyphs in _SHOWN.findall(_stream(body)):
                if font:
                    letters = self._letters(int(font))
                for at in range(0, len(glyphs), 4):
                    glyph = int(glyphs[at : at + 4], 16)
                    yield letters.get(glyph, ""), glyph

    def _letters(self, font: int) -> dict[int, str]:
        """The text that each glyph of a font stands for."""
        table = re.search(rb"/ToUnicode (\d+) 0 R", self._objects[font])
        assert table is not None
        letters = dict[int, str]()
        for first, last, texts, text in _RANGE.findall(_stream(self._objects[int(table[1])])):
            glyphs = range(int(first, 16), int(last, 16) + 1)
            codes = re.findall(rb"<(\w+)>", texts) or [text] * len(glyphs)
            texts_of_codes = (bytes.fromhex(code.decode()).decode("utf-16-be") for code in codes)
            letters |= dict(zip(glyphs, texts_of_codes, strict=True))
        return letters


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if found is None:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]


def squeezed(text: str) -> str:
    """A text as ``Pdf.text`` has it."""
    return "".join(unicodedata.normalize("NFKC", text).split())
