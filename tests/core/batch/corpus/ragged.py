"""Nasty rows: with too few or too many cells, and with quotation marks that do not fit."""

from tests.core.batch.corpus.case import PEOPLE, Case, Kind, Read, Row, row, table, untrusted
from tests.core.batch.corpus.writing import content, text_of
from tests.core.batch.files import APPLICANT

_HEADER, *_LINES = text_of(PEOPLE).splitlines()
_FIRST, _SECOND, _THIRD = PEOPLE.rows
_WIDTH = len(APPLICANT)
_NOT_CLOSED = "The row has a quotation mark that is not closed, or stands amid a cell"
_EMPTY = "This row is no applicant: it is empty."


def _read(name: str, lines: list[str], *rows: Row) -> Case:
    return Case(name, Kind.RAGGED, content("\n".join([_HEADER, *lines, ""])), Read(table(*rows)))


def _noted(name: str, text: str, *notes: Row) -> Case:
    """A file with a column of notes."""
    return Case(name, Kind.RAGGED, content(text), Read(table(*notes)))


def _too_many(line: str, surplus: str) -> Row:
    """A row whose surplus cells are told."""
    count = line.count(",") + 1
    found = f"The row has {count} cells where the header has {_WIDTH}, so its values may stand in wrong columns"
    return untrusted(f"{found}; left over: {surplus}.", *line.split(",")[:_WIDTH])


def _too_few(*texts: str) -> Row:
    """A row whose missing cells count as empty."""
    count = "1 cell" if len(texts) == 1 else f"{len(texts)} cells"
    cells = dict.fromkeys(APPLICANT, "") | dict(zip(APPLICANT, texts, strict=False))
    problem = f"The row has {count} where the header has {_WIDTH}; the missing ones count as empty."
    return row("rejected", problem, **cells)


_MORE, _BUNTY, _LONG = f"{_LINES[1]},more", _LINES[0].replace("C1", "Rao, A"), f"{_LINES[0]},{'y' * 500},z"
_LARGE = row(note="x" * 130_000)
_HUGE = row(note="x" * (1 << 20))
_HIGH = row(note="line\n" * 500)
_UNCLOSED = [*_LINES, f'"{_LINES[0]}', *_LINES * 300]

CASES = (
    _read("a cell too many", [_LINES[0], _MORE, _LINES[2]], _FIRST, _too_many(_MORE, "'more'"), _THIRD),
    _read("a comma within a cell that is in no marks", [_BUNTY], _too_many(_BUNTY, "'12'")),
    _read(
        "an empty cell too many in each row",
        [f"{line}," for line in _LINES],
        *[_too_many(f"{line},", "''") for line in _LINES],
    ),
    _read("a long cell too many", [_LONG, _LINES[1]], _too_many(_LONG, f"'{'y' * 500}', 'z'"), _SECOND),
    _read(
        "very many cells too many",
        [_LINES[0] + ",7" * 1000, _LINES[1]],
        untrusted("The row has 1013 cells where the header has 13", *_LINES[0].split(",")),
        _SECOND,
    ),
    _read("a cell too few", [_LINES[0], _LINES[1].rpartition(",")[0]], _FIRST, _too_few(*_LINES[1].split(",")[:-1])),
    _read("a row that was cut off", [_LINES[0], "0012,52"], _FIRST, _too_few("0012", "52")),
    _read("a row of one word", ["sorry", _LINES[0]], _too_few("sorry"), _FIRST),
    _read("separators alone", [_LINES[0], "," * (_WIDTH - 1), _LINES[1]], _FIRST, untrusted(_EMPTY), _SECOND),
    _read(
        "separators alone, and too many",
        [_LINES[0], "," * _WIDTH, _LINES[1]],
        _FIRST,
        _too_many("," * _WIDTH, "''"),
        _SECOND,
    ),
    _read(
        "each second row blank",
        [f"{line}\n" for line in _LINES],
        _FIRST,
        untrusted(_EMPTY),
        _SECOND,
        untrusted(_EMPTY),
        _THIRD,
    ),
    _read(
        "a mark that would swallow all rows below",
        _UNCLOSED,
        *PEOPLE.rows,
        untrusted(_NOT_CLOSED, '"C1', *_LINES[0].split(",")[1:]),
        *PEOPLE.rows * 300,
    ),
    _read(
        "a mark at the very end",
        [*_LINES[:2], f'{_LINES[2]}"'],
        *PEOPLE.rows[:2],
        row("rejected", "total_dpd '12\"' is not a number", **{**_THIRD.cells, "total_dpd": '12"'}),
    ),
    _read(
        "letters behind a closing mark",
        ['"C1"x,' + _LINES[0][3:], _LINES[1]],
        untrusted(_NOT_CLOSED, '"C1"x', *_LINES[0].split(",")[1:]),
        _SECOND,
    ),
    _noted("a cell of 130,000 letters", text_of(table(_LARGE, row(note=""))), _LARGE, row(note="")),
    _noted("a cell of 500 lines", text_of(table(_HIGH, row(note=""))), _HIGH, row(note="")),
    _noted("a cell of a megabyte in no marks", text_of(table(_HUGE, row(note=""))), _HUGE, row(note="")),
    _noted(
        "a carriage return within a cell",
        text_of(table(row(note="a~b"), row(note=""))).replace("~", "\r"),
        row(note="a\rb"),
        row(note=""),
    ),
    _noted(
        "control characters",
        text_of(table(row(note="\x01\x07\x1b[31m\x7f"), row(note=""))),
        row(note="\x01\x07\x1b[31m\x7f"),
        row(note=""),
    ),
)
