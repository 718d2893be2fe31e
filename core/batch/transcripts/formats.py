"""How a workbook's numbers become text: as the same number, with a per cent sign, or as a day or a time.

A number in a cell that shows 45% is 0.45 in the workbook; the text says what people see and mean.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal

from core.batch.transcripts.xml import Attributes

Format = Callable[[float], str]
"""Gives the text of a number."""

_MOST_STYLES = 1 << 17
_LARGEST_WHOLE = 1e15
_PERCENTS = (9, 10)
_DAYS = (*range(14, 23), *range(27, 37), *range(50, 59))
_SPANS = (45, 46, 47)
"""Numbers of the formats that every workbook has without saying so; Part 1, 18.8.30 of ECMA-376."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""What a format shows as it is: texts, colours, conditions."""
_SPAN = re.compile(r"\[[hms]+\]")
_DAY = re.compile(r"[dmyhs]")
_ZEROS = re.compile(r"0{2,}")
_LEAP_DAY = 60
"""29 February 1900, which workbooks have and the calendar has not."""
_ORIGIN = date(1899, 12, 30)
_FIRST_NO_DAY = 2_958_466
_DAYS_TO_1904 = 1462
_DAY_MILLISECONDS = 86_400_000


def plain(number: float) -> str:
    """The shortest text that is read as the same number."""
    if number.is_integer() and abs(number) < _LARGEST_WHOLE:
        return str(int(number))
    return repr(number)


def formats_of(styles: Iterable[tuple[str, Attributes]], *, from_1904: bool) -> dict[str, Format]:
    """The format of each style by its number.

    Args:
        styles: the elements of the part that holds styles.
        from_1904: whether days are counted from 1904 on.
    """
    codes: dict[str, str] = {}
    formats: dict[str, Format] = {}
    section = ""
    for name, attributes in styles:
        if name in ("cellStyleXfs", "cellXfs", "cellStyles"):
            section = name
        elif name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and section == "cellXfs":
            if len(formats) == _MOST_STYLES:
                raise ValueError(f"it has more than {_MOST_STYLES:,} styles of cells")
            formats[str(len(formats))] = _format(attributes.get("numFmtId", ""), codes, from_1904=from_1904)
    return formats


def _format(number: str, codes: dict[str, str], *, from_1904: bool) -> Format:
    days = _days_from_1904 if from_1904 else _days
    if number in codes:
        return _by_code(codes[number], days)
    known = int(number) if number.isascii() and number.isdecimal() else 0
    if known in _DAYS:
        return days
    return percent if known in _PERCENTS else span if known in _SPANS else plain


def _by_code(code: str, days: Format) -> Format:
    bare = _LITERAL.sub("", code).partition(";")[0].lower().strip()
    if _SPAN.search(bare):
        return span
    if _DAY.search(bare):
        return days
    if "%" in bare:
        return percent
    if _ZEROS.fullmatch(code.strip()):
        return lambda number: plain(number).zfill(len(bare)) if number.is_integer() else plain(number)
    return plain


def percent(number: float) -> str:
    """The number in per cent with a sign, exactly."""
    return f"{Decimal(repr(number)).scaleb(2).normalize():f}%"


def span(number: float) -> str:
    """Days as hours, minutes and seconds."""
    if number < 0:
        return plain(number)
    return _time(round(number * _DAY_MILLISECONDS))


def _days(number: float) -> str:
    """The day and time that a number of days from 1900 on stands for; below one day it is a time."""
    days, rest = divmod(round(number * _DAY_MILLISECONDS), _DAY_MILLISECONDS)
    if not 0 <= days < _FIRST_NO_DAY:
        return plain(number)
    if days == 0:
        return _time(rest)
    shift = 1 if days < _LEAP_DAY else 0
    day = "1900-02-29" if days == _LEAP_DAY else str(_ORIGIN + timedelta(days=days + shift))
    return f"{day} {_time(rest)}" if rest else day


def _days_from_1904(number: float) -> str:
    return _days(number + _DAYS_TO_1904) if number >= 1 else _days(number)


def _time(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return f"{text}.{rest:03}" if rest else text
