"""Lakh/crore grouping of an amount while it is typed: the text after an edit, and where the caret stands in it.

Only commas that the program put in, or that stand where it would have put them, are moved or taken away. Any other
that somebody types stays as it is: it may be the decimal comma of another country, which is refused in words and never
taken for grouping.
"""

import re
from typing import NamedTuple

_AMOUNT = re.compile(r"([1-9][0-9]{3,})(\.[0-9]*)?")


class Line(NamedTuple):
    """What stands in a line.

    Attributes:
        text: all of it.
        caret: how many characters stand before the caret.
        is_ours: whether every comma was put in by the program.
    """

    text: str
    caret: int
    is_ours: bool


def inserted(before: Line, now: str, caret: int, selected: int) -> str:
    """What an edit put in: the characters before the caret, where ``selected`` ones made way for them."""
    return now[caret - max(0, len(now) - len(before.text) + selected) : caret]


def after_edit(before: Line, now: str, caret: int, selected: int) -> Line:
    """The line as it is shown after an edit.

    Args:
        before: what stood in the line.
        now: what stands there since the edit.
        caret: where the edit left the caret.
        selected: how many characters were selected before.
    """
    if "," in now and not may_move_commas(before, now[caret:]):
        return Line(now, caret, is_ours=False)
    new = inserted(before, now, caret, selected)
    left, right = _bare(now[: caret - len(new)]) + new, _bare(now[caret:])
    if "," in new:
        return Line(left + right, len(left), is_ours=False)
    text = grouped(left + right)
    return Line(text, _after(len(left), text), is_ours=True)


def may_move_commas(line: Line, behind: str) -> bool:
    """Whether an edit with some text behind it may move commas: those that are ours, or stand where ours would.

    The latter not at the end of the line: there somebody may be typing a decimal comma.
    """
    return line.is_ours or (bool(behind) and line.text == grouped(_bare(line.text)))


def grouped(digits: str) -> str:
    """An amount without commas in lakh/crore grouping; any other text as it is."""
    found = _AMOUNT.fullmatch(digits)
    if found is None:
        return digits
    head, decimals = found[1][:-3], found[2] or ""
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(pairs), found[1][-3:]]) + decimals


def _bare(text: str) -> str:
    return text.replace(",", "")


def _after(count: int, text: str) -> int:
    """Where the caret stands behind so many characters that are no commas."""
    place = 0
    while count:
        count -= text[place] != ","
        place += 1
    return place
