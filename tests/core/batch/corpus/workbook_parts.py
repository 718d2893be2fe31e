"""Nasty workbooks made of their parts: as no library writes them, damaged, or made to do harm."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.core.batch.corpus.case import Case, Kind, Read, Refused, Table, Write, row, table, untrusted
from tests.core.batch.files import APPLICANT
from tests.core.batch.workbooks import parts_of, rows_xml, sheet, text_row, write_parts


def _read(name: str, write: Write, people: Table) -> Case:
    return Case(name, Kind.WORKBOOKS, write, Read(people))


def _refused(name: str, write: Write, words: str) -> Case:
    return Case(name, Kind.WORKBOOKS, write, Refused(words))


def _parts(parts: Mapping[str, str]) -> Write:
    return lambda folder: write_parts(folder / "in.xlsx", parts)


def _raw(cells: Mapping[str, str], strings: str = "") -> Write:
    """A sheet of one person, of whose cells some are given in XML."""
    texts = {name: f'<c t="inlineStr"><is><t>{text}</t></is></c>' for name, text in APPLICANT.items()}
    texts |= cells
    rows = text_row(1, *APPLICANT) + f'<row r="2">{"".join(texts.values())}</row>'
    return _parts(parts_of(sheet(rows), strings=strings))


def _large(cells: Callable[[], str], strings: Callable[[], str] = str) -> Write:
    """A sheet of these cells in XML, which is made when it is needed."""
    return lambda folder: write_parts(folder / "in.xlsx", parts_of(sheet(cells()), strings=strings()))


_GOOD = parts_of(sheet(text_row(1, *APPLICANT) + text_row(2, *APPLICANT.values())))
_LAUGHS = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9))
_DEFINITIONS = "it has definitions of its own, which can be made to fill the memory"
_NO_WORKBOOK = "in.xlsx cannot be read as an Excel workbook: "
_PAGE = "xl/worksheets/sheet1.xml"


def _damaged(part: str, before: str = "", without: str = "", instead: str = "") -> Write:
    return _parts(_GOOD | {part: before + _GOOD[part].replace(without, instead, 1)})


def _declaring(folder: Path) -> Path:
    """A workbook whose sheet is said to be of four gigabytes."""
    path = write_parts(folder / "in.xlsx", _GOOD)
    data = path.read_bytes()
    size = data.rindex(b"PK\x01\x02") + 24
    path.write_bytes(data[:size] + b"\xf0\xff\xff\xff" + data[size + 4 :])
    return path


def _locked(folder: Path) -> Path:
    """A workbook whose parts are said to have a password."""
    path = write_parts(folder / "in.xlsx", _GOOD)
    path.write_bytes(path.read_bytes().replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0"))
    return path


def _cut_off(folder: Path) -> Path:
    path = write_parts(folder / "in.xlsx", _GOOD)
    path.write_bytes(path.read_bytes()[:-300])
    return path


_SHARED = parts_of(sheet(rows_xml('<c t="s"><v>0</v></c>')), strings="<si><t>&l9;</t></si>")
_LAUGHING = f"<!DOCTYPE x [<!ENTITY l0 'ha'>{_LAUGHS}]>"


CASES = (
    _read(
        "#N/A for no value",
        _raw({"income": '<c t="e"><v>#N/A</v></c>'}),
        table(row("rejected", "income is empty", income=("#N/A", None))),
    ),
    _read(
        "texts of several lines with escapes",
        _raw({"cust_id": '<c t="inlineStr"><is><t xml:space="preserve"> a\nb &lt;"x"&gt;_x0041_ </t></is></c>'}),
        table(row(cust_id=' a\nb <"x">A ')),
    ),
    _read(
        "formatted letters, and how they are spoken",
        _raw(
            {"cust_id": '<c t="s"><v>0</v></c>'},
            strings='<si><r><t>C</t></r><r><rPr><b/></rPr><t>1</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>',
        ),
        table(row(cust_id="C1")),
    ),
    _read(
        "a blank row amid the others",
        _parts(
            parts_of(
                sheet(text_row(1, *APPLICANT) + text_row(2, *APPLICANT.values()) + text_row(4, *APPLICANT.values()))
            )
        ),
        table(row(), untrusted("This row is no applicant: it is empty."), row()),
    ),
    _refused(
        "a part that is missing",
        _parts({name: xml for name, xml in _GOOD.items() if name != _PAGE}),
        _NO_WORKBOOK,
    ),
    _refused("a part that was cut off", _parts(_GOOD | {_PAGE: _GOOD[_PAGE][:-30]}), _NO_WORKBOOK),
    _refused("a workbook that was cut off", _cut_off, "Save it anew, or get it once more from where it comes from."),
    _refused("a password", _locked, "in.xlsx is a workbook with a password. Save it without one."),
    _refused("tags that do not fit", _damaged(_PAGE, without="</row>"), _NO_WORKBOOK),
    _refused("a billion laughs", _damaged(_PAGE, _LAUGHING), _DEFINITIONS),
    _refused(
        "a billion laughs among shared texts",
        _parts(_SHARED | {"xl/sharedStrings.xml": _LAUGHING + _SHARED["xl/sharedStrings.xml"]}),
        _DEFINITIONS,
    ),
    _refused(
        "a file of this computer that the workbook asks for",
        _damaged(_PAGE, "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "C1", "&e;"),
        _DEFINITIONS,
    ),
    _refused(
        "a row of 40,000 cells",
        _large(lambda: rows_xml("<c><v>1</v></c>" * 40_000)),
        _NO_WORKBOOK,
    ),
    _refused("a cell of 50 MB", _large(lambda: text_row(1, "x" * (50 << 20))), _NO_WORKBOOK),
    _refused(
        "a shared text of 50 MB",
        _large(lambda: rows_xml('<c t="s"><v>0</v></c>'), lambda: f"<si><t>{'x' * (50 << 20)}</t></si>"),
        _NO_WORKBOOK,
    ),
    _refused(
        "elements within elements",
        _large(lambda: "<a>" * (1 << 16)),
        _NO_WORKBOOK,
    ),
    _refused("a sheet that is said to be of four gigabytes", _declaring, "unpacks to more than 256 MB"),
)
