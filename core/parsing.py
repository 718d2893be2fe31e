"""Reading what people type and what cells hold: a text becomes a number or a category, or a sentence why not.

Nothing is guessed. Grouping commas are read in Indian (12,40,000) and international (1,240,000) form where they can
mean nothing else; a text that could be two numbers is refused. Digits of any script are read (१२,४०,०००).
A column of a file may have a convention of its own, which says more about its numbers than one of them can.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from core.errors import InputError
from core.schema import Field, Kind

_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?(?!0)(\d{1,2}(,\d{2})*|\d{1,3}(,\d{3})*),\d{3}(\.\d*)?")
_DECIMAL_COMMA = re.compile(r"[+-]?[\d.]*\d,\d+")
_MONEY_WORDS = re.compile(r"^(₹|rs\.?|inr)\s*", re.IGNORECASE)
_EXPONENTS = {"lakh": "e5", "lakhs": "e5", "lac": "e5", "lacs": "e5", "crore": "e7", "crores": "e7", "cr": "e7"}
_LAKH_LETTER = "L"
"""Short for lakh; a small one looks like the digit 1."""
_MULTIPLE = re.compile(rf"([+-]?[\d.,]+)\s*((?i:{'|'.join(_EXPONENTS)})|{_LAKH_LETTER})\.?")
THREE_DECIMALS = r"^\s*[+-]?[1-9]\d{0,2}\.\d{3}\s*$"
"""A sum of money like 12.400, which elsewhere means twelve thousand four hundred; 0.400 means that nowhere."""
_THREE_DECIMALS = re.compile(THREE_DECIMALS)
_IN_PARENTHESES = re.compile(r"\((.*)\)", re.DOTALL)
_SWAPPED = str.maketrans(",.", ".,")

_NOTHING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "--"})
"""What stands in a cell for no value, in lower case without blanks around."""

_LIKENESS = 0.85
_LEAD = 0.1
_LONGEST = 40
"""Characters of a text that are compared with categories, and shown in a message."""


class Decimal(StrEnum):
    """What stands before decimals in numbers; the other one of the two groups their digits."""

    POINT = "point"
    COMMA = "comma"


class Percent(StrEnum):
    """Whether 45 per cent is written as 45 or as 0.45."""

    PERCENT = "percent"
    SHARE = "share"


class Convention(NamedTuple):
    """How the numbers of a column are written. In any column (1,200) is −1,200, as accountants write it.

    Attributes:
        decimal: what stands before decimals; ``None`` where that is not known.
        certain: whether the column itself or a person says so, and not only the columns beside it.
        percent: how per cent is written, in a field that is one; ``None`` where that is not known.
    """

    decimal: Decimal | None = None
    certain: bool = False
    percent: Percent | None = None


Conventions = Mapping[str, Convention]
"""How columns are written, by field name; a field that is not among them is read as a person types it."""
AS_TYPED: Conventions = MappingProxyType({})


class Category(NamedTuple):
    """A category as the schema spells it, and whether the text had to be mended to get there."""

    value: str
    mended: bool


def is_nothing(text: str) -> bool:
    """Whether the text is blank or a word that programs write where there is no value."""
    return text.strip().lower() in _NOTHING


def parse_number(text: str, field: Field, convention: Convention | None = None) -> float:
    """Read a number of that field; ranges are ``core.validation``'s business.

    Args:
        text: what somebody typed, or what a cell holds.
        field: the field.
        convention: how the column is written that the text stands in; ``None`` for a text by itself.

    Raises:
        InputError: the text is not a number, could be more than one, or goes against the convention.
    """
    if convention is not None:
        return _number_by(convention, text, field)
    whole = _ascii(text.strip())
    plain, exponent = _without_units(whole, field)
    if field.kind is Kind.MONEY and not exponent and _THREE_DECIMALS.match(plain):
        raise _ambiguous(text, field, whole.replace(plain, plain.replace(".", "")))
    if _PLAIN.fullmatch(plain):
        return _finite(plain + exponent, text, field)
    if _GROUPED.fullmatch(plain) and not (field.kind is Kind.NUMBER and _is_one_group(plain)):
        return _finite(plain.replace(",", "") + exponent, text, field)
    if _DECIMAL_COMMA.fullmatch(plain):
        raise _ambiguous(text, field, whole.replace(plain, plain.replace(".", "").replace(",", ".")))
    raise InputError(f"{field.name} '{shorten(text)}' is not a number. Type digits, with a point before decimals.")


def parse_category(text: str, field: Field) -> Category:
    """Read a category whatever its case; mend a slip of the pen that can mean only one category.

    Raises:
        InputError: the text is none of the field's categories.
    """
    plain = text.strip().casefold()
    by_plain = {category.casefold(): category for category in field.categories}
    if plain in by_plain:
        return Category(by_plain[plain], mended=False)
    close = _closest(plain, list(by_plain))
    if close is None:
        raise InputError(f"{field.name} '{shorten(text)}' is none of {', '.join(field.categories)}.")
    return Category(by_plain[close], mended=True)


def shorten(text: str, length: int = _LONGEST) -> str:
    """The start of a text, for a message: on one line, with � for characters that cannot be seen."""
    plain = " ".join(text.split())
    plain = plain if len(plain) <= length else plain[: length - 1] + "…"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in plain)


def _closest(plain: str, known: list[str]) -> str | None:
    """The one category that is alike enough, and clearly more alike than the next."""
    if len(plain) > _LONGEST:
        return None
    from difflib import SequenceMatcher  # the window opens without it

    likeness = sorted(((SequenceMatcher(None, plain, name).ratio(), name) for name in known), reverse=True)
    best, second = likeness[0], likeness[1]
    return best[1] if best[0] >= _LIKENESS and best[0] - second[0] >= _LEAD else None


def _ascii(text: str) -> str:
    """The text with the minus sign and the digits of any script as ASCII has them."""
    if text.isascii():
        return text
    plain = (str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
    return "".join(plain).replace("\u2212", "-")


def _without_units(text: str, field: Field) -> tuple[str, str]:
    """The number in a text, and the exponent that a word for lakh or crore stands for."""
    if field.kind is Kind.MONEY:
        text = _MONEY_WORDS.sub("", text).removesuffix("/-").rstrip()
        word = _MULTIPLE.fullmatch(text)
        if word:
            return word[1], _EXPONENTS["lakh" if word[2] == _LAKH_LETTER else word[2].lower()]
    if field.unit == "%":
        text = text.removesuffix("%").rstrip()
    return text, ""


def _number_by(convention: Convention, text: str, field: Field) -> float:
    """Read a number of a column."""
    whole = _ascii(text.strip())
    inner = _IN_PARENTHESES.fullmatch(whole)
    plain, exponent = _without_units(inner[1].strip() if inner else whole, field)
    is_percent = field.unit == "%" and "%" not in whole
    if inner:
        plain = f"-{plain}"
    pointed = plain.translate(_SWAPPED) if convention.decimal is Decimal.COMMA else plain
    if _could_be_two(pointed, exponent, field, convention):
        raise _two_numbers(text, field, pointed)
    if not (_PLAIN.fullmatch(pointed) or _GROUPED.fullmatch(pointed)):
        raise _unfit(text, field, plain, convention)
    number = _finite(pointed.replace(",", "") + exponent, text, field)
    return _percent_by(convention.percent, number, text, field) if is_percent else number


def _could_be_two(pointed: str, exponent: str, field: Field, convention: Convention) -> bool:
    """Whether a number, written with a point before decimals, could be another one by what is known of its column."""
    if convention.certain or exponent:
        return False
    by_point = _THREE_DECIMALS.match(pointed) is not None
    if field.kind is not Kind.NUMBER:
        return by_point
    if convention.decimal is not None:
        return False
    by_comma = _GROUPED.fullmatch(pointed) is not None and _is_one_group(pointed)
    return by_comma or (by_point and abs(float(pointed)) * 1000 <= field.maximum)


def _is_one_group(plain: str) -> bool:
    """Whether the only mark in a number is one comma, as in 12,400."""
    return plain.count(",") == 1 and "." not in plain


def _percent_by(percent: Percent | None, number: float, text: str, field: Field) -> float:
    """The per cent that a number without a sign stands for."""
    if percent is None and 0 < number <= field.maximum / 100:
        raise InputError(
            f"{field.name} '{shorten(text)}' can be read in two ways (perhaps {number * 100:g} %). "
            "Write it with a % sign."
        )
    return _finite_number(number * 100, text, field) if percent is Percent.SHARE else number


def _two_numbers(text: str, field: Field, pointed: str) -> InputError:
    other = pointed.replace(".", "") if "." in pointed else pointed.replace(",", ".")
    return InputError(
        f"{field.name} '{shorten(text)}' can be read in two ways (perhaps {shorten(other)}). "
        "Write it without grouping, and with two decimals or none."
    )


def _unfit(text: str, field: Field, plain: str, convention: Convention) -> InputError:
    """Why a text is no number of its column."""
    shown = f"{field.name} '{shorten(text)}'"
    other = plain if convention.decimal is Decimal.COMMA else plain.translate(_SWAPPED)
    if not (_PLAIN.fullmatch(other) or _GROUPED.fullmatch(other)):
        mark = convention.decimal or Decimal.POINT
        return InputError(f"{shown} is not a number. Type digits, with a {mark} before decimals.")
    if convention.decimal is None:
        return _ambiguous(text, field, other.replace(",", ""))
    return InputError(f"{shown} does not fit its column, where a {convention.decimal} stands before decimals.")


def _finite(digits: str, text: str, field: Field) -> float:
    return _finite_number(float(digits), text, field)


def _finite_number(number: float, text: str, field: Field) -> float:
    if not math.isfinite(number):
        raise InputError(f"{field.name} '{shorten(text)}' is too large to be a number.")
    return number


def _ambiguous(text: str, field: Field, other: str) -> InputError:
    return InputError(
        f"{field.name} '{shorten(text)}' can be read in two ways (perhaps {shorten(other)}). "
        "Write it with a point before decimals and without grouping."
    )
