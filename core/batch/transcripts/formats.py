"""How a workbook's numbers become text: as the same number, with a per cent sign, or as a day or a time.

A number in a cell that shows 45% is 0.45 in the workbook; the text says what people see and mean.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel

from core.batch.transcripts.workbook import MAIN

Format = Callable[[int | float], str]
"""Gives the text of a number."""
_LARGEST_WHOLE = 1e15
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What a format shows as it is: texts, colours, conditions."""


def plain(number: int | float) -> str:
    """The shortest text that is read as the same number."""
    is_whole = isinstance(number, int) or (number.is_integer() and abs(number) < _LARGEST_WHOLE)
    return str(int(number)) if is_whole else repr(number)


def formats_of(styles: Element, epoch: datetime.datetime) -> Iterator[Format]:
    """The format of each style, in order.

    Args:
        styles: the part that holds styles.
        epoch: from when on days are counted.
    """
    codes: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    codes |= {
        each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
    }
    for style in styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf"):
        yield _format(codes.get(style.get("numFmtId", ""), ""), epoch)


def _format(code: str, epoch: datetime.datetime) -> Format:
    if is_date_format(code):
        return partial(_day, epoch=epoch, is_span=is_timedelta_format(code))
    if "%" in _LITERAL.sub("", code).partition(";")[0]:
        return _percent
    if code.strip("0") == "" and len(code) > 1:
        return partial(_padded, digits=len(code))
    return plain


def day(value: datetime.date | datetime.time | datetime.timedelta) -> str:
    """A day, a time of it or both."""
    return str(value).removesuffix(" 00:00:00")


def _day(number: int | float, epoch: datetime.datetime, *, is_span: bool) -> str:
    if number < 0:
        return plain(number)
    try:
        return day(from_excel(number, epoch, timedelta=is_span))
    except (OverflowError, ValueError):  # no day has that number
        return plain(number)


def _percent(number: int | float) -> str:
    """The number in per cent with a sign, exactly."""
    return f"{Decimal(repr(number)).scaleb(2).normalize():f}%"


def _padded(number: int | float, digits: int) -> str:
    """As the numbers of customers are shown that begin with zeros."""
    text = plain(number)
    return text.zfill(digits) if text.isdecimal() else text
