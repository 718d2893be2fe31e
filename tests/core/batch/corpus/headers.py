"""Nasty headers and footers: what stands above, amid and below the rows, and files without."""

from tests.core.batch.corpus.case import PEOPLE, Case, Kind, Read, Refused, Row, Table, table, untrusted
from tests.core.batch.corpus.writing import content, text_of

_FOOTER = "This row is no applicant: it looks like a total or a footer."
_REPEATED = "This row is no applicant: it repeats the header."
_EMPTY = "This row is no applicant: it is empty."
_TEXT = text_of(PEOPLE)
_HEADER, *_LINES = _TEXT.splitlines()
_BLANKS = "," * (len(PEOPLE.header) - 1)


def _read(name: str, text: str, people: Table = PEOPLE, separator: str = ",", reading: str = "") -> Case:
    return Case(name, Kind.HEADERS, content(text), Read(people, separator, reading))


def _below(name: str, line: str, last: Row) -> Case:
    return _read(name, f"{_TEXT}{line}\n", Table((*PEOPLE.rows, last)))


def _refused(name: str, text: str, words: str) -> Case:
    return Case(name, Kind.HEADERS, content(text), Refused(words))


def _markdown() -> tuple[str, Table]:
    """A table as people write it in notes: bars around each row, and dashes below the header."""
    lines = [_HEADER, _BLANKS.replace(",", "---,") + "---", *_LINES]
    text = "".join(f"| {line.replace(',', ' | ')} |\n" for line in lines)
    dashes = dict.fromkeys(PEOPLE.header, " --- ")
    rows = [
        Row({name: f" {cell} " for name, cell in each.cells.items()}, each.values, each.status, "")
        for each in PEOPLE.rows
    ]
    rows.insert(0, Row(dashes, {}, untrusted("").status, _FOOTER))
    framed = [Row({"left": "", **each.cells, "right": ""}, each.values, each.status, each.problem) for each in rows]
    return text, Table(tuple(framed), {"left": "", "right": "", **{name: f" {name} " for name in PEOPLE.header}})


_NOTED, _NOTED_TABLE = _markdown()

CASES = (
    _read(
        "titles above the header",
        f"Applicants of the branch; first quarter\r\n\r\n{_BLANKS}\r\n{text_of(PEOPLE, end=chr(13) + chr(10))}",
        reading="1 line above the header was left out: 'Applicants of the branch; first quarter'.",
    ),
    _read(
        "a title over two lines, in quotation marks",
        f'"Prepared by: ""head""\noffice, Pune",,\n{_TEXT}',
        reading="1 line above the header was left out: 'Prepared by: \"head\" office, Pune'.",
    ),
    _read("a title with names of columns", f"Age and income,Age,Income\n{_TEXT}", reading="1 line above the header"),
    _read("comments above the header", f"# made by a job\n# age,income\n{_TEXT}", reading="2 lines above the header"),
    _read(
        "a separator behind the header alone",
        _TEXT.replace("\n", ",\n", 1),
        Table(
            tuple(
                Row({**each.cells, "last": ""}, each.values, each.status, "the missing ones count as empty.")
                for each in PEOPLE.rows
            ),
            {"last": ""},
        ),
    ),
    _read("blank lines above the header", f"\r\n \r\n\n{_TEXT}"),
    _read("blank rows below the last one", f"{_TEXT}\n{_BLANKS}\n , ,\r\n" + f"{_BLANKS}\n" * 2_000),
    _read(
        "blank rows amid the others",
        "\n".join([_HEADER, _LINES[0], "", _LINES[1], _BLANKS, _LINES[2]]),
        table(PEOPLE.rows[0], untrusted(_EMPTY), PEOPLE.rows[1], untrusted(_EMPTY), PEOPLE.rows[2]),
    ),
    _below("a total below the rows", "Total,,3340000" + _BLANKS[2:], untrusted(_FOOTER, "Total", "", "3340000")),
    _below("a total in few cells", "Grand total: 3", untrusted(_FOOTER, "Grand total: 3")),
    _below(
        "a footnote below the rows",
        "* figures as stated by the customer; subject to verification" + _BLANKS,
        untrusted(_FOOTER, "* figures as stated by the customer; subject to verification"),
    ),
    _below("stars below the rows", "*** *** ***", untrusted(_FOOTER, "*** *** ***")),
    _below(
        "who made the file, and when",
        "Generated on 2024-01-31 10:30",
        untrusted(_FOOTER, "Generated on 2024-01-31 10:30"),
    ),
    _read(
        "the header again on each page",
        "\n".join([_HEADER, _LINES[0], _HEADER, _LINES[1], _HEADER, _LINES[2]]),
        table(
            PEOPLE.rows[0],
            untrusted(_REPEATED, *PEOPLE.header),
            PEOPLE.rows[1],
            untrusted(_REPEATED, *PEOPLE.header),
            PEOPLE.rows[2],
        ),
    ),
    _read(
        "dashes below the header",
        "\n".join([_HEADER, _BLANKS.replace(",", "---,") + "---", *_LINES]),
        table(untrusted(_FOOTER, *["---"] * len(PEOPLE.header)), *PEOPLE.rows),
    ),
    _read("a table of a note, between bars", _NOTED, _NOTED_TABLE, "|"),
    _read(
        "units below the header",
        "\n".join([_HEADER, ",years,rupees,,rupees,months,,,%,,months,months,days", *_LINES]),
        table(
            Row(
                dict(
                    zip(
                        PEOPLE.header,
                        ["", "years", "rupees", "", "rupees", "months", "", "", "%", "", "months", "months", "days"],
                        strict=True,
                    )
                ),
                {},
                untrusted("").status,
                "age 'years' is not a number",
            ),
            *PEOPLE.rows,
        ),
    ),
    _refused(
        "no header", "\n".join(_LINES), "in.csv has no header: its first line holds values. Add a first line with"
    ),
    _refused(
        "no header, and words only in the first row", "A,B\nC,D\n", "in.csv has no column for age, loan_tenure_months"
    ),
    _refused(
        "a header that stands very far down", "x,y\n" * 60 + _TEXT, "in.csv has no column for age, loan_tenure_months"
    ),
    _refused("a header alone", _HEADER, "in.csv has a header but no rows. Give a file with applicants."),
    _refused("a header and blank rows", f"{_HEADER}\n\n{_BLANKS}\n \n", "in.csv has a header but no rows."),
    _refused("nothing", "", "in.csv is empty. Give a CSV file with a header and rows."),
    _refused("a byte order mark alone", "\ufeff", "in.csv is empty."),
    _refused("blank lines alone", " \r\n\n", "in.csv is empty."),
    _refused("separators alone", ";;;\n" * 3, "in.csv is empty."),
    _refused("a line that tells Excel the separator alone", "sep=;\n\n", "in.csv is empty."),
    _refused("an end mark alone", "\x1a", "in.csv is empty."),
)
