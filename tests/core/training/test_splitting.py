"""The rows held out are drawn with the rate of all, or they are the newest ones, and nobody has to guess which."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.model_selection import train_test_split

from core.errors import DataError
from core.portfolio.dates import Dates, read_dates
from core.portfolio.joining import join
from core.portfolio.sources import Tables
from core.portfolio.survey import disbursals
from core.portfolio.text_frame import text_column
from core.training.options import TrainingOptions
from core.training.result import TrainingResult
from core.training.splitting import split
from core.training.train import train

NEWEST = TrainingOptions(preset="reference", folds=3, split="out-of-time")
ROWS = 80
Y = np.arange(ROWS) % 3 == 0


def dates(*texts: str | None) -> Dates:
    return read_dates(text_column(texts))


def daily(rows: int = ROWS) -> Dates:
    """A loan a day, the newest first."""
    return dates(*(str(np.datetime64("2024-12-31") - day) for day in range(rows)))


# Drawn at random


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5])
def test_rows_drawn_at_random_have_the_rate_of_all(share: float) -> None:
    """Independent oracle: scikit-learn's stratified split, as the reference uses it."""
    found = split(Y.astype(np.int64), daily(), TrainingOptions(held_out=share, seed=7))
    train_rows, held_out = train_test_split(np.arange(ROWS), test_size=share, random_state=7, stratify=Y)
    assert (found.train.tolist(), found.held_out.tolist()) == (train_rows.tolist(), held_out.tolist())
    assert abs(Y[found.held_out].mean() - Y.mean()) < 1 / len(held_out)
    assert found.to_dict() == {"kind": "random", "since": None, "undated": 0}
    assert found.lines() == []


# The newest


@given(st.lists(st.integers(0, 40), min_size=60, max_size=120), st.floats(0.05, 0.5))
def test_no_loan_that_trains_is_newer_than_one_that_is_held_out(offsets: list[int], share: float) -> None:
    days = dates(*(str(np.datetime64("2024-01-01") + day) for day in offsets))
    y = np.arange(len(offsets), dtype=np.int64) % 2
    try:
        found = split(y, days, TrainingOptions(split="out-of-time", held_out=share))
    except DataError:  # too few of one outcome in a part
        return
    assert sorted([*found.train, *found.held_out]) == list(range(len(offsets)))
    assert days.days[found.train].max() < days.days[found.held_out].min() == np.datetime64(str(found.since))
    assert len(found.held_out) >= round(share * len(offsets))  # all of a day stay together


def test_a_share_holds_out_so_many_of_the_newest() -> None:
    found = split(Y.astype(np.int64), daily(), NEWEST)
    assert found.held_out.tolist() == list(range(20))
    assert found.since == date(2024, 12, 12)


def test_a_day_holds_out_what_was_paid_out_from_it_on() -> None:
    since = date(2024, 12, 1)
    found = split(Y.astype(np.int64), daily(), TrainingOptions(split="out-of-time", since=since))
    assert found.held_out.tolist() == list(range(31))
    assert found.to_dict() == {"kind": "out-of-time", "since": "2024-12-01", "undated": 0}
    assert found.lines() == ["Held out: the 31 loans paid out from 2024-12-01 on; older ones trained."]


def test_loans_without_a_date_train_and_are_told() -> None:
    texts: list[str | None] = [None if place < 2 else str(day) for place, day in enumerate(daily().days)]
    found = split(Y.astype(np.int64), dates(*texts), NEWEST)
    assert {0, 1} <= set(found.train.tolist())
    assert found.lines()[1] == "disbursal_date cannot be read in 2 of the loans, which trained too."


def test_dates_that_are_read_by_habit_are_told() -> None:
    months = dates(*(f"01-{1 + place % 12:02}-{2020 + place // 20}" for place in range(ROWS)))
    assert "the day was taken to come first" in " ".join(split(Y.astype(np.int64), months, NEWEST).lines())


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (
            date(2024, 12, 30),
            "paid out from 2024-12-30, 1 defaulted and 1 did not; each part needs at least 4 of both.",
        ),
        (date(2024, 10, 14), "paid out before 2024-10-14, 0 defaulted and 1 did not"),
        (date(2030, 1, 1), "Give an earlier day, or split at random."),
        (date(1999, 1, 1), "Give a later day, or split at random."),
    ],
)
def test_a_day_that_leaves_too_little_on_one_side_is_refused(since: date, words: str) -> None:
    with pytest.raises(DataError) as raised:
        split(Y.astype(np.int64), daily(), TrainingOptions(split="out-of-time", since=since))
    assert words in str(raised.value)


def test_without_dates_the_newest_are_not_known() -> None:
    with pytest.raises(DataError, match="No loan has a disbursal_date that can be read"):
        split(Y.astype(np.int64), dates(*[None] * ROWS), NEWEST)
    with pytest.raises(DataError, match=r"not known\. They are written like 99999"):
        split(Y.astype(np.int64), dates(*["43670"] * ROWS), NEWEST)


# Training


@pytest.fixture(scope="module")
def newest(tables: Tables) -> TrainingResult:
    return train(tables, NEWEST)


def test_a_model_is_judged_on_the_newest_loans_and_keeps_that(newest: TrainingResult, tables: Tables) -> None:
    provenance = newest.scorecard.provenance
    since = provenance["split"]["since"]
    assert provenance["options"]["split"] == provenance["split"]["kind"] == "out-of-time"
    days = disbursals(join(tables)).days
    assert newest.rows["held_out"] <= int((days >= np.datetime64(since)).sum()) <= newest.rows["held_out"] + 10
    assert f"Held out: the {newest.rows['held_out']:,} loans paid out from {since} on" in " ".join(newest.data_notes)


def test_a_model_of_the_same_split_is_compared_without_a_caveat_and_another_with_one(
    newest: TrainingResult, tables: Tables
) -> None:
    assert train(tables, NEWEST, newest.scorecard).comparison_note == ""
    told = train(tables, replace(NEWEST, split="random"), newest.scorecard).comparison_note
    assert told.startswith("The active model was trained on another split")


def test_what_the_newest_loans_say_does_not_change_the_model(newest: TrainingResult, tables: Tables) -> None:
    since = np.datetime64(newest.scorecard.provenance["split"]["since"])
    is_new = read_dates(tables.loans["disbursal_date"]).days >= since
    loans = tables.loans.assign(loan_tenure_months=tables.loans["loan_tenure_months"].mask(is_new, "7"))
    changed = Tables(tables.customers, loans, tables.bureau, tables.sources)
    again = train(changed, NEWEST).scorecard
    assert (again.intercept, again.curves, again.calibration) == (
        newest.scorecard.intercept, newest.scorecard.curves, newest.scorecard.calibration,
    )  # fmt: skip
