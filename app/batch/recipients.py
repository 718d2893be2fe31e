"""Who of the rows on show gets a letter, whose letter would go against score or policy, and who gets none."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from app.paper.doubt import doubt
from app.paper.templates import Kind
from core.affordability import Loan, Means, Policy
from core.breaches import Breach, breaches
from core.errors import InputError
from core.explanation import sentence_names
from core.findings import Status
from core.progress import Report
from core.scorecard import CUTOFF

if TYPE_CHECKING:
    from core.batch.kept.kept_files import RowNumbers
    from core.batch.kept.rows import KeptRows
    from core.batch.kept.view import View

AT_ONCE = 256
"""Rows that are read at a time."""
_DEAL = ("loan_amount", "loan_tenure_months", "income")
_REFER = list(Status).index(Status.REFER)
_AGAINST = {
    Kind.APPROVAL: "{count:,} of {all:,} letters go to applicants who score below {cutoff} or breach a limit of the "
    "policy; they promise the loan all the same, at {rate:g} % interest.",
    Kind.DECLINE: "{count:,} of {all:,} letters go to applicants who score {cutoff} or more and breach no limit of the "
    "policy.",
}
_REMAIN = "Without them, {letters} written."
_UNSEEN = "{count:,} of {all:,} letters are about rows that a person should look at first."


@dataclass(frozen=True)
class Applicant:
    """What a letter tells of a row.

    Attributes:
        row: its number in the file, from 0.
        score: of the applicant.
        band: its place among the bands of the model.
        reasons: names of the sentences about what counts against the applicant, the strongest first.
        loan: what is asked for; None where the file does not tell.
        breaches: limits of the policy that the loan breaches.
        needs_a_look: whether a person must look at the row.
    """

    row: int
    score: int
    band: int
    reasons: tuple[str, ...]
    loan: Loan | None
    breaches: tuple[Breach, ...]
    needs_a_look: bool

    def lacks(self, kind: Kind) -> bool:
        """Whether there is nothing that such a letter could say."""
        return self.loan is None if kind is Kind.APPROVAL else not (self.reasons or self.breaches)

    def is_doubtful(self, kind: Kind) -> bool:
        """Whether such a letter goes against score or policy."""
        return bool(doubt(kind, self.score, self.breaches, ""))


@dataclass
class Recipients:
    """Who gets a letter.

    Attributes:
        kind: of the letters.
        agreed: rows whose letter goes with score and policy, and that nobody needs to look at.
        all: those and the doubtful ones, in the order of the table.
        against: how many letters go against score or policy.
        unseen: how many rows a person must look at.
        unscored: how many rows have no score.
        lacking: how many have nothing that such a letter could say.
    """

    kind: Kind
    agreed: list[int] = field(default_factory=list)
    all: list[int] = field(default_factory=list)
    against: int = 0
    unseen: int = 0
    unscored: int = 0
    lacking: int = 0

    def add(self, applicant: Applicant | None) -> None:
        """Sort in one more row; None for one without a score."""
        if applicant is None:
            self.unscored += 1
        elif applicant.lacks(self.kind):
            self.lacking += 1
        else:
            is_against = applicant.is_doubtful(self.kind)
            self.against += is_against
            self.unseen += applicant.needs_a_look
            self.all.append(applicant.row)
            if not (is_against or applicant.needs_a_look):
                self.agreed.append(applicant.row)

    def doubts(self, rate: float) -> str:
        """Why some letters may not be meant, and how many remain; empty where all go with score and policy."""
        counts = ((self.against, _AGAINST[self.kind]), (self.unseen, _UNSEEN))
        words = {"all": len(self.all), "cutoff": CUTOFF, "rate": rate}
        doubts = [sentence.format(count=count, **words) for count, sentence in counts if count]
        remain = [_REMAIN.format(letters=_letters(len(self.agreed)))] if doubts else []
        return " ".join(doubts + remain)

    def left_out(self) -> list[str]:
        """Who gets no letter, as sentences."""
        lacking = "no loan and tenure" if self.kind is Kind.APPROVAL else "nothing that counts against them"
        counts = ((self.unscored, "no score"), (self.lacking, lacking))
        return [f"{_rows(count)} {what} and {_get(count)} no letter." for count, what in counts if count]


def sort_out(view: "View", kind: Kind, policy: Policy, report: Report) -> Recipients:
    """Look through the rows on show."""
    found = Recipients(kind)
    for start in range(0, len(view), AT_ONCE):
        report(start / len(view), f"Looked at {start:,} rows")
        for applicant in applicants(view.kept, view.rows[start : start + AT_ONCE], policy):
            found.add(applicant)
    return found


def applicants(kept: "KeptRows", rows: "RowNumbers", policy: Policy) -> Iterator[Applicant | None]:
    """The applicants of some rows, in their order; None for one without a score."""
    wanted = np.unique(rows)
    records = dict(zip(wanted.tolist(), kept.files.block(wanted).records, strict=True))
    for row in rows:
        record = records[int(row)]
        yield None if record["band"] < 0 else _applicant(kept, int(row), record, policy)


def _applicant(kept: "KeptRows", row: int, record: np.void, policy: Policy) -> Applicant:
    sentences = sentence_names(kept.scorecard.factors)
    deal = _deal(kept, record, policy.annual_rate)
    return Applicant(
        row=row,
        score=int(record["credit_score"]),
        band=int(record["band"]),
        reasons=tuple(sentences[code] for code in record["reasons"].tolist() if code >= 0),
        loan=None if deal is None else deal[0],
        breaches=() if deal is None else breaches(policy, *deal),
        needs_a_look=bool(record["status"] == _REFER),
    )


def _deal(kept: "KeptRows", record: np.void, rate: float) -> tuple[Loan, Means] | None:
    """What is asked for, and by whom; None where the file does not tell, or tells of what cannot be."""
    if not set(_DEAL) <= set(kept.about.numbers):
        return None
    amount, months, income = (float(record[name]) for name in _DEAL)
    try:
        return Loan(amount, rate, round(months)), Means(income)
    except (InputError, ValueError, OverflowError):
        return None


def _letters(count: int) -> str:
    return f"{count:,} letters are" if count > 1 else "1 letter is" if count else "no letter is"


def _rows(count: int) -> str:
    return "1 row has" if count == 1 else f"{count:,} rows have"


def _get(count: int) -> str:
    return "gets" if count == 1 else "get"
