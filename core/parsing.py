"""Reading what people type and what cells hold: a text becomes a number or a category, or a sentence why not.

Nothing is guessed. Grouping commas are read in Indian (12,40,000) and international (1,240,000) form where they can
mean nothing else; a text that could be two numbers is refused.
"""

import difflib
import math
import re
from typing import NamedTuple

from core.errors import InputError
from core.schema import Field, Kind

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?(\d{1,2}(,\d{2})*|\d{1,3}(,\d{3})*),\d{3}(\.\d+)?")
_MONEY_WORDS = re.compile(r"^(₹|rs\.?|inr)\s*", re.IGNORECASE)
_MULTIPLES = {"lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7}
_MULTIPLE = re.compile(rf"\s*({'|'.join(_MULTIPLES)})\.?$", re.IGNORECASE)
THREE_DECIMALS = r"^\s*[+-]?\d{1,3}\.\d{3}\s*$"
"""A sum of money like 12.400, which elsewhere means twelve thousand four hundred."""
_THREE_DECIMALS = re.compile(THREE_DECIMALS)

_LIKENESS = 0.85
_LEAD = 0.1


class Category(NamedTuple):
    """A category as the schema spells it, and whether the text had to be mended to get there."""

    value: str
    mended: bool


def parse_number(text: str, field: Field) -> float:
    """Read a number of that field; ranges are ``core.validation``'s business.

    Raises:
        InputError: the text is not a number, or could be more than one.
    """
    plain, multiple = _without_units(text.strip().replace("\u2212", "-"), field)
    if field.kind is Kind.MONEY and multiple == 1.0 and _THREE_DECIMALS.match(plain):
        raise _ambiguous(text, field, plain.replace(".", ""))
    if _PLAIN.fullmatch(plain):
        return _finite(float(plain) * multiple, text, field)
    if _GROUPED.fullmatch(plain) and not (field.kind is Kind.NUMBER and plain.count(",") == 1 and "." not in plain):
        return _finite(float(plain.replace(",", "")) * multiple, text, field)
    if re.fullmatch(r"[+-]?[\d.]*\d,\d+", plain):
        raise _ambiguous(text, field, plain.replace(".", "").replace(",", "."))
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


def shorten(text: str, length: int = 40) -> str:
    """The start of a text, for a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[: length - 1] + "…"


def _closest(plain: str, known: list[str]) -> str | None:
    """The one category that is alike enough, and clearly more alike than the next."""
    if len(plain) > 40:
        return None
    likeness = sorted(((difflib.SequenceMatcher(None, plain, name).ratio(), name) for name in known), reverse=True)
    best, second = likeness[0], likeness[1]
    return best[1] if best[0] >= _LIKENESS and best[0] - second[0] >= _LEAD else None


def _without_units(text: str, field: Field) -> tuple[str, float]:
    if field.kind is Kind.MONEY:
        text = _MONEY_WORDS.sub("", text)
        word = _MULTIPLE.search(text)
        if word:
            return text[: word.start()], _MULTIPLES[word[1].lower()]
    if field.unit == "%":
        text = text.removesuffix("%").rstrip()
    return text, 1.0


def _finite(number: float, text: str, field: Field) -> float:
    if not math.isfinite(number):
        raise InputError(f"{field.name} '{shorten(text)}' is too large to be a number.")
    return number


def _ambiguous(text: str, field: Field, other: str) -> InputError:
    return InputError(
        f"{field.name} '{shorten(text)}' can be read in two ways (perhaps {other}). "
        "Write it with a point before decimals and without grouping."
    )
