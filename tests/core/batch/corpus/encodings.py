"""Nasty encodings: what is recognised, what only a person can tell, and what is none."""

from core.batch.choices import ReadingChoices
from core.findings import Status
from tests.core.batch.corpus.case import PEOPLE, Asked, Case, Kind, Read, Refused, Row, Table, row, table
from tests.core.batch.corpus.writing import content, text_of

_INDIAN = table(row(cust_id="आशा", note="₹ 12,40,000 – “paid”"), row(cust_id="😀 é́", note="\u202eevil\u2066"))
_WESTERN = table(row(cust_id="Renée", note="50 € – “ja” …"), row(cust_id="Zoë", note="Möwe"))
_LATIN = "Read as Windows-1252 text."
_WIDE = "Read as UTF-16 text."


def _read(name: str, data: bytes, people: Table, reading: str = "") -> Case:
    return Case(name, Kind.ENCODINGS, content(data), Read(people, reading=reading))


def _refused(name: str, data: bytes, words: str) -> Case:
    return Case(name, Kind.ENCODINGS, content(data), Refused(words))


def _named(encoding: str, *people: str) -> bytes:
    return text_of(table(*(row(cust_id=name) for name in people))).encode(encoding)


def _below(many: int, last: Row) -> Table:
    return table(*[row(note="x" * 1_000)] * many, last)


_TEXT, _WESTERN_TEXT, _PLAIN = text_of(_INDIAN), text_of(_WESTERN), text_of(PEOPLE)
_FAR_DOWN = _below(1_200, row(cust_id="Renée", note=""))
_MIXED = text_of(table(row(cust_id="₹"), row(cust_id="X"))).encode().replace(b"X", b"\xe9")
_REPEATED = "This row is no applicant: it repeats the header."
_AGAIN = Row(
    {name: ("\ufeff" if name == "cust_id" else "") + name for name in PEOPLE.header}, {}, Status.REJECTED, _REPEATED
)

CASES = (
    _read("UTF-8 with signs of many scripts, and those that turn the direction", _TEXT.encode(), _INDIAN),
    _read("UTF-8 with a byte order mark", _TEXT.encode("utf-8-sig"), _INDIAN),
    _read(
        "two byte order marks",
        ("\ufeff" + _PLAIN).encode("utf-8-sig"),
        Table(PEOPLE.rows, {"cust_id": "\ufeffcust_id"}),
    ),
    _read("UTF-16 as Excel saves it", b"\xff\xfe" + _TEXT.encode("utf-16-le"), _INDIAN, _WIDE),
    _read("UTF-16 with the high byte first", b"\xfe\xff" + _TEXT.encode("utf-16-be"), _INDIAN, _WIDE),
    _read("UTF-16 without a mark", _WESTERN_TEXT.encode("utf-16-le"), _WESTERN, _WIDE),
    _read("UTF-16 without a mark, the high byte first", _WESTERN_TEXT.encode("utf-16-be"), _WESTERN, _WIDE),
    _read("UTF-16 with old line ends", _PLAIN.replace("\n", "\r").encode("utf-16"), PEOPLE, "Its lines end in an old"),
    _read("Windows-1252 with its quotation marks and the euro", _WESTERN_TEXT.encode("cp1252"), _WESTERN, _LATIN),
    _read("Windows-1252 that shows only far down", text_of(_FAR_DOWN).encode("cp1252"), _FAR_DOWN, _LATIN),
    _read("UTF-8 that shows only far down", text_of(_FAR_DOWN).encode(), _FAR_DOWN),
    _read("the end mark of old systems", _PLAIN.encode() + b"\x1a", PEOPLE),
    _read(
        "files with a mark each, put one after the other",
        _PLAIN.encode("utf-8-sig") + _PLAIN.encode("utf-8-sig"),
        table(*PEOPLE.rows, _AGAIN, *PEOPLE.rows),
    ),
    Case(
        "UTF-8 in one row, another encoding in the next",
        Kind.ENCODINGS,
        content(_MIXED),
        Asked(
            "holds UTF-8 in line 2 and text in another encoding in line 3. Save it anew as 'CSV UTF-8', or choose "
            "--encoding windows-1252",
            ReadingChoices(encoding="windows-1252"),
            Read(table(row(cust_id="â‚¹"), row(cust_id="é")), reading=_LATIN),
        ),
    ),
    Case(
        "Cyrillic letters of Windows",
        Kind.ENCODINGS,
        content(_named("cp1251", "Иванова", "Петров")),
        Asked(
            "an encoding that cannot be told, or no text at all, as line 2 shows. Save it as 'CSV UTF-8', or choose "
            "--encoding windows-1252",
            ReadingChoices(encoding="windows-1252"),
            Read(table(row(cust_id="Èâàíîâà"), row(cust_id="Ïåòðîâ")), reading=_LATIN),
        ),
    ),
    _refused("letters of DOS", _named("cp850", "André", "Renée"), "cannot be told, or no text at all, as line 3 shows"),
    _refused(
        "letters of old Macintoshes", _named("mac-roman", "Zoë Lâm"), "cannot be told, or no text at all, as line 2"
    ),
    _refused("Shift-JIS", _named("shift-jis", "氏名"), "is not Windows-1252 text, as line 2 shows"),
    _refused("Chinese letters of GB 18030", _named("gb18030", "张伟", "王芳"), "text in another encoding in line 2"),
    _refused("EBCDIC of a mainframe", _PLAIN.encode("cp037"), "in.csv"),
    _refused("UTF-32", _PLAIN.encode("utf-32"), "is text in UTF-32. Save it as 'CSV UTF-8'"),
    _refused("UTF-16 that ends amid a letter", _PLAIN.encode("utf-16")[:-1], "is not UTF-16 text, as line 4 shows"),
    _refused(
        "a byte that Windows-1252 has not", _named("latin-1", "é\x81"), "is not Windows-1252 text, as line 2 shows"
    ),
    _refused("a zero byte far below", (_PLAIN * 6_000 + "C\0").encode(), "a binary file, as line 24001 shows"),
    _refused("a zero byte amid the rows", _PLAIN.replace("C3", "C\0").encode(), "not a CSV file but a binary file"),
)
