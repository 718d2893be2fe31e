"""Nasty delimiters, quotation marks and line ends."""

from core.batch.choices import ReadingChoices
from tests.core.batch.corpus.case import PEOPLE, Asked, Case, Kind, Read, Refused, Row, Table, row, table, untrusted
from tests.core.batch.corpus.writing import content, text_of

_NOTES = table(
    row(note='say ""so"", or "no"', cust_id=",;|\t"),
    row(note="two\nlines\r\nthree\rfour", cust_id=' "" '),
    row(note='"', cust_id="x\u2028y\x0bz\x0c\x85"),
)
_OLD_ENDS = "Its lines end in an old or faulty way"
_FEW = table(row(note='5" pipe'), row(note="a 'b' c"))
_NOT_CLOSED = "The row has a quotation mark that is not closed, or stands amid a cell"


def _read(name: str, text: str, people: Table = PEOPLE, separator: str = ",", reading: str = "") -> Case:
    return Case(name, Kind.DELIMITERS, content(text), Read(people, separator, reading))


def _stray(text: str) -> Row:
    """A row whose first cell begins with a mark that is not closed."""
    return untrusted(_NOT_CLOSED, text, *list(row().cells.values())[1:])


def _plain(separator: str) -> list[str]:
    """The lines of two rows that need no quotation marks."""
    return text_of(table(row(), row(cust_id="C2")), separator).splitlines()


def _blank_columns(people: Table) -> Table:
    """The table with an empty column behind each, as a separator of two characters makes them."""
    rows = []
    for each in people.rows:
        cells: dict[str, str] = {}
        for name, text in each.cells.items():
            cells |= {name: text, f"behind {name}": ""}
        cells.popitem()
        rows.append(Row(cells, each.values, each.status, each.problem))
    return Table(tuple(rows), {name: "" for name in rows[0].cells if name.startswith("behind ")})


_COMMAS = table(row(), row(cust_id=","), row(cust_id=","))
_HEADER, _FIRST, _SECOND = _plain(",")
_IN_APOSTROPHES = row("rejected", "age ''35'' is not a number", age="'35'")

CASES = (
    *[
        _read(f"{name} and every mark within cells", text_of(_NOTES, mark, end), _NOTES, mark, reading)
        for name, mark, end, reading in [
            ("commas", ",", "\n", ""),
            ("semicolons", ";", "\r\n", "Its cells are separated by semicolons."),
            ("tabs", "\t", "\n", "Its cells are separated by tabs."),
            ("bars", "|", "\r\n", "Its cells are separated by bars."),
        ]
    ],
    _read("every cell in quotation marks", text_of(_NOTES, every=True), _NOTES),
    _read("a line that tells Excel the separator", "sep=;\n" + text_of(PEOPLE, ";"), separator=";", reading="'sep=;'"),
    _read("such a line in quotation marks", '\ufeff"sep=\t"\r\n' + text_of(PEOPLE, "\t", "\r\n"), separator="\t"),
    _read("such a line with a separator that nobody uses", "sep=:\n" + text_of(PEOPLE, ":"), separator=":"),
    _read("a separator of two characters", text_of(PEOPLE, "|").replace("|", "||"), _blank_columns(PEOPLE), "|"),
    _read("line ends of old Macintoshes", text_of(PEOPLE, end="\r"), reading=_OLD_ENDS),
    _read("old line ends within cells too", text_of(_NOTES, end="\r", every=True), _NOTES, reading=_OLD_ENDS),
    _read("line ends that a transfer doubled", text_of(PEOPLE, end="\r\r\n"), reading=_OLD_ENDS),
    _read(
        "line ends of three systems",
        f"{_HEADER}\n{_FIRST}\r\n{_SECOND}\r{_FIRST}\n",
        table(row(), row(cust_id="C2"), row()),
    ),
    _read(
        "line ends of two systems beside quotation marks",
        text_of(_COMMAS).replace("12\n", "12\r", 1),
        _COMMAS,
    ),
    _read("no line end at the end", text_of(PEOPLE).rstrip("\n")),
    _read("titles with more commas than the table has semicolons", "a,b,c\n" * 9 + text_of(PEOPLE, ";"), separator=";"),
    _read(
        "blanks around quotation marks",
        text_of(table(row(note="x, y"))).replace('"x, y"', ' "x, y" '),
        table(row(note="x, y")),
    ),
    _read("marks within cells that are in none", text_of(_FEW).replace('"5"" pipe"', '5" pipe'), _FEW),
    _read("apostrophes for quotation marks", text_of(table(_IN_APOSTROPHES, row())), table(_IN_APOSTROPHES, row())),
    _read("a mark that is never closed", f'{_HEADER}\n"{_FIRST}\n{_SECOND}\n', table(_stray('"C1'), row(cust_id="C2"))),
    _read(
        "marks with strokes before them, as MySQL writes them",
        f'{_HEADER}\n"Rao \\"Bunty\\"",{_FIRST.partition(",")[2]}\n{_SECOND}\n',
        table(_stray('"Rao \\"Bunty\\""'), row(cust_id="C2")),
    ),
    Case(
        "colons",
        Kind.DELIMITERS,
        content(text_of(PEOPLE, ":")),
        Asked("--separator", ReadingChoices(separator=":"), Read(PEOPLE, ":")),
    ),
    Case(
        "blanks",
        Kind.DELIMITERS,
        content(text_of(PEOPLE, " ")),
        Asked("--separator", ReadingChoices(separator="space"), Read(PEOPLE, " ")),
    ),
    Case(
        "a line that tells Excel the wrong separator",
        Kind.DELIMITERS,
        content("sep=;\n" + text_of(PEOPLE)),
        Asked("--separator", ReadingChoices(separator="comma"), Read(PEOPLE)),
    ),
    Case(
        "a mark in the header that is never closed",
        Kind.DELIMITERS,
        content(text_of(PEOPLE).replace("cust_id", '"cust_id')),
        Refused("The header of in.csv has a quotation mark without its fellow. Mend its first line."),
    ),
)
