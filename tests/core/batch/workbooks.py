"""Workbooks for tests, made of their parts so that anything can be wrong with them."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """A sheet with these rows, in XML."""
    return f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def rows_xml(*rows: str) -> str:
    """Rows of cells, each row given by its cells in XML."""
    return "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(rows, 1))


def text_row(number: int, *texts: str) -> str:
    """A row of texts that are written in their cells."""
    return f'<row r="{number}">' + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts) + "</row>"


def parts_of(
    *sheets: str,
    names: tuple[str, ...] = ("Applicants", "Second", "Third"),
    states: Mapping[str, str] | None = None,
    strings: str | None = None,
    formats: Mapping[int, str] | None = None,
    extra: str = "",
) -> dict[str, str]:
    """The parts of a workbook.

    Args:
        sheets: the sheets in XML.
        names: their names.
        states: ``hidden`` or ``veryHidden`` by name.
        strings: the items of the shared texts in XML.
        formats: code of each format by number; style 0 is General, style n has the nth format.
        extra: what else the workbook says, in XML.
    """
    named = list(zip(names, sheets, strict=False))
    listed = "".join(
        f'<sheet name="{name}" sheetId="{place}" state="{(states or {}).get(name, "visible")}" r:id="rId{place}"/>'
        for place, (name, _) in enumerate(named, 1)
    )
    parts: dict[str, str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _references(("main", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{_RELATED}">{extra}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _references(
            *[(f"rId{place}", "worksheet", f"worksheets/sheet{place}.xml") for place in range(1, len(named) + 1)],
            ("strings", "sharedStrings", "sharedStrings.xml"),
            ("styles", "styles", "/xl/styles.xml"),
        ),
        "xl/sharedStrings.xml": f"<sst {MAIN}>{strings or ''}</sst>",
        "xl/styles.xml": _styles(formats or {}),
    }
    return parts | {f"xl/worksheets/sheet{place}.xml": xml for place, (_, xml) in enumerate(named, 1)}


def write_parts(path: Path, parts: Mapping[str, str]) -> Path:
    """Pack the parts of a workbook."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _references(*references: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_RELATED}/{kind}" Target="{target}"/>' for name, kind, target in references
    )
    return f"<Relationships {_PACKAGE}>{listed}</Relationships>"


def _styles(formats: Mapping[int, str]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for number, code in formats.items()
        if code
    )
    cells = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *formats))
    return (
        f'<styleSheet {MAIN}><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f"<cellXfs>{cells}</cellXfs></styleSheet>"
    )
