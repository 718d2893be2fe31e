"""Held-out rows are put into the parts and groups that a judgement tells of; the protected ones reach no model."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.evaluation.groups import Grouping
from core.evaluation.judging import HeldOut
from core.portfolio.cleaning import Prepared, prepare
from core.portfolio.dates import DateOrder
from core.portfolio.joining import Joined, join
from core.portfolio.sources import Tables
from core.training.held_out import held_out_rows
from core.training.options import TrainingOptions
from core.training.result import TrainingResult
from core.training.train import train

QUICK = TrainingOptions(preset="reference", folds=2)


@pytest.fixture(scope="module")
def joined(tables: Tables) -> Joined:
    return join(tables)


@pytest.fixture(scope="module")
def result(tables: Tables) -> TrainingResult:
    return train(tables, QUICK)


def _gathered(joined: Joined, **columns: list[str | float]) -> HeldOut:
    """The first rows with other texts in some columns."""
    count = len(next(iter(columns.values())))
    frame = joined.frame.head(count).assign(**{name: pd.Series(texts, dtype="str") for name, texts in columns.items()})
    frame = frame.assign(default=["True", "False"] * (count // 2))
    prepared = prepare(replace(joined, frame=frame))
    return held_out_rows(replace(joined, frame=frame), prepared, np.arange(len(prepared.y)))


def _counts(grouping: Grouping) -> dict[str, int]:
    return {label: int(np.count_nonzero(rows)) for label, rows in grouping.groups()}


def _named(rows: HeldOut, name: str) -> Grouping:
    (found,) = [one for one in (*rows.segments, *rows.protected) if one.name == name]
    return found


def test_groups_are_told_apart_by_their_texts_but_for_capitals_and_spaces(joined: Joined) -> None:
    rows = _gathered(joined, gender=["M", " m", "F", "f ", np.nan, "N/A"])
    assert _counts(_named(rows, "gender")) == {"F": 2, "M": 2, "not given": 2}


def test_an_age_belongs_to_the_band_that_begins_with_it(joined: Joined) -> None:
    rows = _gathered(joined, age=["24", "25", "34", "35", "65", "70"])
    assert _counts(_named(rows, "age")) == {"below 25": 1, "25 to 34": 2, "35 to 44": 1, "65 and more": 2}


def test_months_are_those_of_the_disbursal_in_order(joined: Joined) -> None:
    rows = _gathered(joined, disbursal_date=["31-01-2024", "01-02-2024", "15-12-2023", "03-01-2024", np.nan, "soon"])
    assert rows.months is not None
    assert _counts(rows.months) == {"2023-12": 1, "2024-01": 2, "2024-02": 1, "not given": 2}


def test_the_whole_column_says_which_number_is_the_day_of_rows_that_are_held_out(joined: Joined) -> None:
    frame = joined.frame.head(2).assign(disbursal_date=["03-04-2024", "04-22-2024"], default=["True", "False"])
    both = replace(joined, frame=frame)
    for order, month in ((None, "2024-03"), (DateOrder.DAY, "2024-04")):
        told = replace(both, date_order=order)
        months = held_out_rows(told, prepare(told), np.array([0])).months
        assert months is not None
        assert _counts(months) == {month: 1}


def test_income_bands_hold_about_a_fifth_of_the_rows_each(joined: Joined, prepared: Prepared) -> None:
    rows = held_out_rows(joined, prepared, np.arange(len(prepared.y)))
    counts = _counts(_named(rows, "income"))
    assert len(counts) == 5
    assert sum(counts.values()) == len(prepared.y)
    assert all(abs(count / len(prepared.y) - 0.2) < 0.03 for count in counts.values())
    first, second, *_ = counts
    assert second.startswith(f"{first.removeprefix('below ')} to below ₹")


def test_where_everybody_earns_the_same_there_is_one_limit(joined: Joined) -> None:
    rows = _gathered(joined, income=["500000"] * 6)
    assert _counts(_named(rows, "income")) == {"₹5,00,000 and more": 6}


def test_only_the_rows_that_are_held_out_are_gathered(joined: Joined, prepared: Prepared) -> None:
    chosen = np.array([5, 70, 300])
    rows = held_out_rows(joined, prepared, chosen)
    np.testing.assert_array_equal(rows.y, prepared.y[chosen])
    np.testing.assert_array_equal(rows.factors["age"], prepared.columns["age"][chosen])
    gender = _named(rows, "gender")
    written = joined.frame["gender"].iloc[prepared.rows[chosen]].tolist()
    assert [gender.labels[code] for code in gender.codes] == written


def test_tables_without_protected_columns_or_dates_have_fewer_groups(joined: Joined, prepared: Prepared) -> None:
    frame = joined.frame.drop(columns=["gender", "marital_status", "disbursal_date"])
    rows = held_out_rows(replace(joined, frame=frame), prepared, np.arange(100))
    assert [one.name for one in rows.protected] == ["age"]
    assert rows.months is None


def test_protected_columns_are_judged_by_and_reach_no_model(tables: Tables, result: TrainingResult) -> None:
    """With all genders and marital statuses shuffled the model stays the same to the last digit; fairness does not."""
    shuffled = tables.customers.assign(
        **{name: tables.customers[name].to_numpy()[::-1] for name in ("gender", "marital_status")}
    )
    again = train(replace(tables, customers=shuffled), QUICK)
    for part in ("intercept", "curves", "tables", "calibration", "metrics", "golden_rows"):
        assert getattr(again.scorecard, part) == getattr(result.scorecard, part), part
    one, other = (told.judgement.candidate.fairness for told in (result, again))
    assert [each.name for each in one] == ["gender", "marital_status", "age"]
    assert one[:2] != other[:2]
    assert one[2] == other[2]


def test_a_training_is_judged_on_its_held_out_rows_alone(result: TrainingResult) -> None:
    judged = result.judgement.candidate
    held_out = result.rows["held_out"]
    assert judged.measures["auc"].value == pytest.approx(result.candidate.metrics["auc"])
    assert judged.measures["auc"].rows == held_out
    assert sum(band.rows for band in judged.bands) == held_out
    assert sum(part.rows for part in judged.segments["loan_purpose"]) == held_out
    assert {"credit_score", "age", "loan_type"} <= {shift.name for shift in judged.shifts}
    assert all(shift.rows == held_out for shift in judged.shifts)
    assert sum(month.rows for month in judged.months) == held_out
    assert judged.coefficients[0].standard_error is not None
    assert result.judgement.active is None


def test_beside_itself_a_model_swaps_nobody_and_is_not_below(tables: Tables, result: TrainingResult) -> None:
    again = train(tables, QUICK, replace(result.scorecard, version="v7.0")).judgement
    assert again.active is not None
    assert again.active.name == "v7.0"
    assert again.swap_set is not None
    assert again.swap_set.newly_approved.rows == again.swap_set.no_longer_approved.rows == 0
    assert again.gates[0].passed


def test_what_is_kept_with_a_model_tells_its_gates_and_the_reason(result: TrainingResult) -> None:
    kept = result.signed("a pilot of ten branches").provenance
    assert kept["reason"] == "a pilot of ten branches"
    assert [gate["name"] for gate in kept["gates"]] == [gate.name for gate in result.judgement.gates]
    assert "reason" not in result.signed().provenance
    assert json.loads(json.dumps(kept, allow_nan=False)) == kept
    assert replace(result.signed(), provenance=result.scorecard.provenance) == result.scorecard


def test_a_script_gets_gates_and_tables_as_json(result: TrainingResult) -> None:
    answer = result.to_dict("v2.0")
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert set(answer["gates"][0]) == {"name", "passed", "sentence"}
    assert answer["judgement"]["active"] is None
    assert answer["judgement"]["candidate"]["deciles"][0]["decile"] == 9
