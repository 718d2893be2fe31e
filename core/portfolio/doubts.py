"""What the loans themselves give to doubt before a model is trained on them, a sentence each."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from core.evaluation.gates import FEWEST as FEWEST_TO_JUDGE
from core.portfolio.cleaning import Prepared
from core.portfolio.cleaning_report import CleaningReport
from core.portfolio.join_report import JoinReport
from core.portfolio.joining import Joined

FEWEST = 4
"""Loans of each outcome without which nothing can be trained."""
_USUAL_FOLDS, _USUAL_HELD_OUT = 5, 0.25
_MANY_LEFT_OUT = 0.05
_MOST_DEFAULTS = 0.5
_MANY_SMALL = 0.1
"""Of numbers in per cent: hardly more lie between 0 and 1 by themselves."""
_PER_CENT = ("credit_utilization_ratio", "delinquency_ratio")


def doubts(joined: Joined, prepared: Prepared) -> tuple[str, ...]:
    """Outcomes that may be swapped, many loans left out for one reason, shares where per cent are expected."""
    told = prepared.report
    return (*_outcomes(told), *_joining(joined.report), *_cleaning(told), *_shares(joined.frame, prepared))


def fewest(told: CleaningReport) -> int:
    """Loans of the rarer outcome."""
    return min(told.defaults, told.used - told.defaults)


def too_few(told: CleaningReport) -> Iterator[str]:
    """That there are too few loans of an outcome to train a model, or to judge it."""
    count = fewest(told)
    kind = "defaulted" if count == told.defaults else "were paid back"
    only = f"only {count:,} of the {told.used:,} loans used {kind}"
    held_out = round(count * _USUAL_HELD_OUT)
    if count < FEWEST:
        yield f"Training will be refused: it needs at least {FEWEST} loans of each outcome, and {only}."
    elif count - held_out < _USUAL_FOLDS:
        yield f"Training in {_USUAL_FOLDS} folds will be refused: each needs loans of both outcomes, and {only}."
    elif held_out < FEWEST_TO_JUDGE:
        yield (
            f"A model of these loans cannot be judged well: {only}, so that a quarter held out has about "
            f"{held_out:,} of them; its gates ask for {FEWEST_TO_JUDGE}."
        )


def _outcomes(told: CleaningReport) -> Iterator[str]:
    rate = told.defaults / told.used
    if rate > _MOST_DEFAULTS:
        yield (
            f"Of the loans used {rate:.1%} are defaults: make sure that 1 or True stands for a default and not for a "
            "loan that was paid back."
        )


def _joining(told: JoinReport) -> Iterator[str]:
    for rows, reason in (
        (told.loans.without_id, "they have no cust_id"),
        (told.loans.repeated, "they repeat another in every column"),
        (told.loans.contradictory, "rows of the same id contradict each other"),
        (told.loans_of_contradictory, "customer or bureau rows of their cust_id contradict each other"),
        (told.loans_without_customer, f"{told.customers.source} has no customer of their cust_id"),
        (told.loans_without_bureau, f"{told.bureau.source} has no record of their cust_id"),
    ):
        yield from _left_out(rows, told.loans.rows, reason)


def _cleaning(told: CleaningReport) -> Iterator[str]:
    for item in told.excluded:
        yield from _left_out(item.rows, told.rows, f"{item.column} {item.reason}")


def _left_out(rows: int, of: int, reason: str) -> Iterator[str]:
    if rows > _MANY_LEFT_OUT * of:
        yield f"Many loans are left out for one reason, {rows:,} of {of:,} ({rows / of:.1%}): {reason}."


def _shares(frame: pd.DataFrame, prepared: Prepared) -> Iterator[str]:
    for name in _PER_CENT:
        if name in frame:
            texts = frame[name].iloc[prepared.rows]
            bare = (texts.notna() & ~texts.str.contains("%", regex=False, na=False)).to_numpy()
            values = prepared.columns[name]
            positive = bare & (values > 0)
            small, known = np.count_nonzero(positive & (values <= 1)), np.count_nonzero(positive)
            if small > _MANY_SMALL * known:
                yield (
                    f"{name} lies between 0 and 1 in {small:,} of the {known:,} loans where it is above 0, as a share "
                    "does: per cent are expected, 45 and not 0.45, as on the Applicant tab. Multiply shares by 100."
                )
