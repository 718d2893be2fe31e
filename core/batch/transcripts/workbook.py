"""The structure of an Excel workbook: its parts, its sheets, its way of counting days."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import IO, NamedTuple

from core.batch.source import Source
from core.batch.transcripts.room import most_bytes, too_much
from core.batch.transcripts.xml import Attributes, Seen, elements
from core.errors import FileError

_ENCRYPTED = 1
_TRUE = ("1", "true")
_HIDDEN = ("hidden", "veryHidden")
_LARGEST = 1 << 26
_USUAL_MAIN = "xl/workbook.xml"


class Sheet(NamedTuple):
    """A sheet of cells.

    Attributes:
        name: as people see it.
        part: where its cells are in the workbook.
        visible: whether people see it.
    """

    name: str
    part: str
    visible: bool


class Workbook:
    """An Excel workbook.

    Attributes:
        sheets: those with cells, in order.
        from_1904: whether days are counted from 1904 on, as on old Macintoshes.
        recalculates: whether it asks to be calculated anew, so that a saved 0 may be no result at all.
        strings: the part that holds texts; "" when there is none.
        styles: the part that holds formats; "" when there is none.

    Raises:
        FileError: a part has a password or is too large.
        ValueError: a part is missing or cannot be parsed; see also ``parse``.
    """

    def __init__(self, source: Source, archive: zipfile.ZipFile, seen: Seen) -> None:
        self._source, self._archive, self._seen = source, archive, seen
        self._parts = {_plain(info.filename): info for info in archive.infolist()}
        main = next(iter(self._related("", "officeDocument").values()), _USUAL_MAIN)
        self.strings = next(iter(self._related(main, "sharedStrings").values()), "")
        self.styles = next(iter(self._related(main, "styles").values()), "")
        self.from_1904 = self.recalculates = False
        self.sheets: list[Sheet] = []
        worksheets = self._related(main, "worksheet")
        for name, attributes in self.elements(main):
            if name == "sheet":
                self._add(attributes, worksheets)
            elif name == "workbookPr":
                self.from_1904 = attributes.get("date1904") in _TRUE
            elif name == "calcPr":
                self.recalculates = attributes.get("fullCalcOnLoad") in _TRUE

    def open(self, part: str) -> IO[bytes]:
        """Open a part."""
        info = self._info(part)
        if info.flag_bits & _ENCRYPTED:
            raise FileError(f"{self._source.path.name} is a workbook with a password. Save it without one.")
        if info.file_size > most_bytes(self._source):
            raise too_much(self._source)
        return self._archive.open(info)

    def elements(self, part: str) -> Iterator[tuple[str, Attributes]]:
        """All elements of a part that is never large; see ``elements``."""
        if self.size(part) > _LARGEST:
            raise ValueError(f"its part {part.lstrip('/')} is larger than that of any workbook")
        return elements(self.open(part), self._seen)

    def size(self, part: str) -> int:
        """Bytes of a part; 0 when there is none."""
        return self._info(part).file_size if part else 0

    def _add(self, attributes: Attributes, worksheets: dict[str, str]) -> None:
        """Note a sheet, unless it is a chart or a macro."""
        related = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        if related in worksheets:
            visible = attributes.get("state") not in _HIDDEN
            self.sheets.append(Sheet(attributes.get("name", ""), worksheets[related], visible))

    def _related(self, part: str, kind: str) -> dict[str, str]:
        """The parts of a kind to which a part refers, by the name of the reference."""
        folder, name = posixpath.split(part)
        references = posixpath.join(folder, "_rels", f"{name}.rels")
        if _plain(references) not in self._parts:
            return {}
        return {
            attributes.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
            for name, attributes in self.elements(references)
            if name == "Relationship" and attributes.get("Type", "").endswith(f"/{kind}") and "Target" in attributes
        }

    def _info(self, part: str) -> zipfile.ZipInfo:
        info = self._parts.get(_plain(part))
        if info is None:
            raise ValueError(f"it has no part {part.lstrip('/')}")
        return info


def _plain(part: str) -> str:
    """The name of a part, whose letters may differ in case, and whose strokes some programs turn round."""
    return part.replace("\\", "/").lstrip("/").lower()
