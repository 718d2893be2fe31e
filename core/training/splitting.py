"""Which loans train a model and which are held out: drawn at random, or the newest ones.

At random both parts have the same default rate. Out of time the model is judged as it will be used: on loans that were
granted after those it has learned from.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import train_test_split

from core.errors import DataError
from core.portfolio.dates import IF_MONTH_FIRST, Dates, told_form
from core.portfolio.doubts import FEWEST
from core.training.options import TrainingOptions
from core.training.resampling import Target

_DATE = "disbursal_date"


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Positions of the rows that train and of those held out.

    Attributes:
        train: shape (k,).
        held_out: shape (m,).
        since: first day whose loans are held out; None for a random split.
        undated: loans without a date that can be read, which train.
        is_assumed: whether days were taken to come before months though no date shows it.
    """

    train: NDArray[np.intp]
    held_out: NDArray[np.intp]
    since: date | None = None
    undated: int = 0
    is_assumed: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        kind = "random" if self.since is None else "out-of-time"
        return {"kind": kind, "since": self.since and self.since.isoformat(), "undated": self.undated}

    def lines(self) -> list[str]:
        """What is to be known of it, a sentence each; nothing of a random one, which is usual."""
        if self.since is None:
            return []
        told = [f"Held out: the {len(self.held_out):,} loans paid out from {self.since} on; older ones trained."]
        if self.undated:
            told.append(f"{_DATE} cannot be read in {self.undated:,} of the loans, which trained too.")
        if self.is_assumed:
            told.append(
                f"No {_DATE} shows whether day or month comes first; the day was taken to come first. {IF_MONTH_FIRST}"
            )
        return told


def split(y: Target, dates: Dates, options: TrainingOptions) -> Split:
    """Set rows aside that nothing in training sees.

    Args:
        y: 1 for a default, shape (n,).
        dates: when each loan was paid out, of n loans.
        options: how to split.

    Raises:
        DataError: there are too few loans of one outcome, or no dates to split by.
    """
    if int(np.bincount(y, minlength=2).min()) < FEWEST:
        raise DataError("Training needs at least 4 borrowers who defaulted and 4 who did not. Give more data.")
    if options.split == "random":
        drawn = train_test_split(np.arange(len(y)), test_size=options.held_out, random_state=options.seed, stratify=y)
        return Split(*drawn)
    found = _out_of_time(dates, options)
    _check(y, found)
    return replace(found, is_assumed=dates.is_assumed)


def _out_of_time(dates: Dates, options: TrainingOptions) -> Split:
    days = dates.days
    dated = np.sort(days[~np.isnat(days)])
    if not len(dated):
        sentence = f"No loan has a {_DATE} that can be read, so the newest are not known."
        raise DataError(f"{sentence}{told_form(dates.form)} Split at random, or write dates so.")
    first = max(0, len(dated) - max(1, round(options.held_out * len(dated))))
    since = dated[first] if options.since is None else np.datetime64(options.since, "D")
    is_new = days >= since  # never true of NaT
    undated = len(days) - len(dated)
    return Split(np.flatnonzero(~is_new), np.flatnonzero(is_new), since.astype(date), undated)


def _check(y: Target, found: Split) -> None:
    """Refuse parts on which nothing can be learned or judged."""
    for part, rows, advice in (("before", found.train, "a later"), ("from", found.held_out, "an earlier")):
        goods, bads = np.bincount(y[rows], minlength=2)
        if min(goods, bads) < FEWEST:
            raise DataError(
                f"Of the loans paid out {part} {found.since}, {bads:,} defaulted and {goods:,} did not; each part "
                f"needs at least 4 of both. Give {advice} day, or split at random."
            )
