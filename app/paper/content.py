"""What a paper says about one applicant, as plain values in the language of the paper."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core import affordability
from core.affordability import Loan
from core.errors import CreditDeskError
from core.explanation import MOST_REASONS

_LONGEST = 300
_LONGEST_NAME = 120
_LONGEST_CELL = 60
_JOINERS = "\u200c\u200d"
"""Invisible, but they shape Devanagari letters."""
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Cn")
_IN_PLACE_OF_OBJECTS = "\ufffc"
_PLACEHOLDER = re.compile(r"\{[{%#]|[}%#]\}")
_LEFT_OVER = "{} would stand on the paper like a placeholder that was left over. Type it without."


class PaperError(CreditDeskError):
    """A paper cannot be made as it was asked for."""


def plain(text: str, longest: int = _LONGEST) -> str:
    """A text on one line, cut with … where it is too long for a page, with � for what cannot be printed."""
    line = " ".join(text[: 10 * longest].split())
    line = line if len(line) <= longest else line[: longest - 1] + "…"
    return "".join("\ufffd" if _is_unprintable(letter) else letter for letter in line)


def _is_unprintable(letter: str) -> bool:
    if letter in _JOINERS:
        return False
    return letter == _IN_PLACE_OF_OBJECTS or unicodedata.category(letter) in _UNPRINTABLE


def like_placeholder(text: str) -> str:
    """That a text would look on a paper like a placeholder nobody filled, as a sentence; nothing where it would not."""
    found = _PLACEHOLDER.search(text)
    return _LEFT_OVER.format(found[0]) if found else ""


class _Plain:
    """Makes every text of a dataclass plain, whoever typed it."""

    _longest: ClassVar[int] = _LONGEST

    def __post_init__(self) -> None:
        for name, value in tuple(vars(self).items()):
            if isinstance(value, str):
                object.__setattr__(self, name, plain(value, self._longest))
            elif isinstance(value, tuple):
                texts = tuple(plain(part) if isinstance(part, str) else part for part in value)
                object.__setattr__(self, name, texts)


@dataclass(frozen=True)
class Line(_Plain):
    """A label and its value, such as ``Annual income`` and ``₹12,40,000 a year``."""

    _longest = _LONGEST_CELL

    label: str
    value: str


@dataclass(frozen=True)
class BandRow(_Plain):
    """One band of the score scale.

    Attributes:
        minimum: lowest score of the band.
        maximum: highest score of the band.
        rating: the word for it, such as Good.
        decision: what follows from it, such as Low Risk.
        role: its colour, a name in the theme: poor, average, good or excellent.
        pd: its limits of the probability of default in words, such as ``3.0–6.3 %``.
        observed: share of its borrowers that defaulted in words, where it is known.
    """

    _longest = _LONGEST_CELL

    minimum: int
    maximum: int
    rating: str
    decision: str
    role: str
    pd: str = ""
    observed: str = ""


@dataclass(frozen=True)
class LoanTerms:
    """What an approval letter promises; money in rupees.

    Attributes:
        amount: of the loan.
        annual_rate: interest, per cent a year.
        months: number of instalments.
        instalment: payment of each month but the last, in whole paise.
        last_instalment: payment of the last month, which makes up for the rounding of the others.
        total_interest: all instalments less the loan.
    """

    amount: float
    annual_rate: float
    months: int
    instalment: float
    last_instalment: float
    total_interest: float

    @classmethod
    def of(cls, loan: Loan) -> "LoanTerms":
        """The terms of a loan as it is paid."""
        paid = affordability.payments(loan)
        return cls(
            loan.amount, loan.annual_rate, loan.months, paid.instalment, paid.last, max(0.0, paid.total - loan.amount)
        )


@dataclass(frozen=True)
class PaperContent(_Plain):
    """Everything the templates may name; what is not known is empty.

    Attributes:
        date: of the paper.
        model: version of the model.
        name: of the applicant.
        reference: of the application.
        inputs: what was typed.
        score: None where there is none; then ``no_score`` says why.
        rating: the word for the score.
        decision: what follows from it.
        no_score: why there is no score.
        pd: probability of default.
        pd_interval: its 95 % interval.
        observed: what became of held-out borrowers with such a score.
        bands: from the lowest to the highest.
        reasons: principal reasons out of the catalogue, strongest first, at most four.
        policy: limits of the bank's policy that are breached; never reasons of the score.
        improvements: what would it take to reach a better band, a sentence each.
        stays: that breached limits of the policy are not lifted by a better band, a sentence each.
        affordability: instalment, FOIR and the like.
        remarks: what a person should look at.
        loan: terms of an approval.
    """

    date: date
    model: str
    name: str = ""
    reference: str = ""
    inputs: tuple[Line, ...] = ()
    score: int | None = None
    rating: str = ""
    decision: str = ""
    no_score: str = ""
    pd: str = ""
    pd_interval: str = ""
    observed: str = ""
    bands: tuple[BandRow, ...] = ()
    reasons: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    affordability: tuple[Line, ...] = ()
    remarks: tuple[str, ...] = ()
    loan: LoanTerms | None = None

    def __post_init__(self) -> None:
        if len(self.reasons) > MOST_REASONS:
            raise ValueError(f"{len(self.reasons)} principal reasons, and at most {MOST_REASONS} may be named")
        object.__setattr__(self, "name", plain(self.name, _LONGEST_NAME))
        super().__post_init__()
