"""The structure of an Excel workbook: its parts, its sheets, its way of counting days."""

import datetime
import posixpath
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from typing import IO, cast
from xml.etree.ElementTree import Element

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.xml.constants import ARC_WORKBOOK, REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from core.batch.source import Source
from core.batch.transcripts.room import most_bytes, too_much
from core.batch.transcripts.sheet_choice import Sheet
from core.errors import FileError

Seen = Callable[[int], None]
"""Told often how many bytes of a part were read; may raise ``Cancelled``."""
MAIN = f"{{{SHEET_MAIN_NS}}}"
TRUE = ("1", "true")
_ENCRYPTED = 1
_HIDDEN = ("hidden", "veryHidden")
_LARGEST_STRINGS = 1 << 27
_LONGEST = 1 << 23
_PIECE = 1 << 16


class Part:
    """A part of a workbook that is parsed a piece at a time.

    Args:
        file: the part.
        seen: told how many bytes were read.
    """

    def __init__(self, file: IO[bytes], seen: Seen) -> None:
        self._file, self._seen = file, seen
        self._done = self._kept = 0

    def elements(self, name: str, end: str = "") -> Iterator[Element]:
        """The elements of that name; those of the name ``end`` end the part.

        Raises:
            ValueError: very much stands between two of them, which fills the memory.
        """
        for _, element in iterparse(self):
            if element.tag == end:
                return
            if element.tag == name:
                yield element
                element.clear()
                self._kept = 0

    def finish(self) -> None:
        """Read on to the end, where the checksum is compared."""
        while data := self._file.read(_PIECE):
            self._done += len(data)
            self._seen(self._done)

    def read(self, size: int) -> bytes:
        """Some more bytes, for the parser."""
        data = self._file.read(size)
        self._done += len(data)
        self._kept += len(data)
        if self._kept > _LONGEST:
            raise ValueError("it has a row, a text or another piece that is longer than that of any table")
        self._seen(self._done)
        return data


class Workbook:
    """An Excel workbook.

    Attributes:
        sheets: those with cells, in order.
        epoch: from when on days are counted: 1900, or 1904 as on old Macintoshes.
        recalculates: whether it asks to be calculated anew, so that a saved 0 may be no result at all.
        strings: the part that holds texts; "" when there is none.
        styles: the part that holds formats; "" when there is none.

    Raises:
        FileError: a part has a password or is too large.
        ValueError: a part is missing or cannot be parsed.
    """

    def __init__(self, source: Source, archive: zipfile.ZipFile, seen: Seen) -> None:
        self._source, self._archive, self._seen = source, archive, seen
        self._parts = {_plain(info.filename): info for info in archive.infolist()}
        main = next(iter(self._related("", "officeDocument").values()), ARC_WORKBOOK)
        self.strings = next(iter(self._related(main, "sharedStrings").values()), "")
        if self.strings and self.size(self.strings) > _LARGEST_STRINGS:
            raise ValueError(f"its texts are more than {_LARGEST_STRINGS >> 20} MB; as CSV it can be read")
        self.styles = next(iter(self._related(main, "styles").values()), "")
        root, worksheets = self.tree(main), self._related(main, "worksheet")
        if root.tag != f"{MAIN}workbook":
            raise ValueError("it is of an unusual kind, such as 'Strict Open XML'; 'Excel Workbook' is the usual one")
        self.epoch: datetime.datetime = MAC_EPOCH if _says(root, "workbookPr", "date1904") else WINDOWS_EPOCH
        self.recalculates = _says(root, "calcPr", "fullCalcOnLoad")
        self.sheets = [
            Sheet(each.get("name", ""), worksheets[related], each.get("state") not in _HIDDEN)
            for each in root.iterfind(f"{MAIN}sheets/{MAIN}sheet")
            if (related := each.get(f"{{{REL_NS}}}id")) in worksheets
        ]

    def open(self, part: str) -> IO[bytes]:
        """Open a part."""
        info = self._info(part)
        if info.flag_bits & _ENCRYPTED:
            raise FileError(f"{self._source.path.name} is a workbook with a password. Save it without one.")
        if info.file_size > most_bytes(self._source):
            raise too_much(self._source)
        return self._archive.open(info)

    def size(self, part: str) -> int:
        """Bytes of a part."""
        return self._info(part).file_size

    def tree(self, part: str) -> Element:
        """A part that is never large."""
        with self.open(part) as file:
            ((_, root),) = deque(iterparse(Part(file, self._seen)), maxlen=1)  # the outermost element ends last
        return cast("Element", root)

    def _related(self, part: str, kind: str) -> dict[str | None, str]:
        """The parts of a kind to which a part refers, by the name of the reference."""
        folder, name = posixpath.split(part)
        references = posixpath.join(folder, "_rels", f"{name}.rels")
        if _plain(references) not in self._parts:
            return {}
        return {
            each.get("Id"): posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            for each in self.tree(references)
            if each.get("Type", "").endswith(f"/{kind}")
        }

    def _info(self, part: str) -> zipfile.ZipInfo:
        info = self._parts.get(_plain(part))
        if info is None:
            raise ValueError(f"it has no part {part.lstrip('/')}")
        return info


def _says(root: Element, name: str, attribute: str) -> bool:
    found = root.find(MAIN + name)
    return found is not None and found.get(attribute) in TRUE


def _plain(part: str) -> str:
    """The name of a part, whose letters may differ in case, and whose strokes some programs turn round."""
    return part.replace("\\", "/").lstrip("/").lower()
