"""The decile table is the one of the reference's notebook, and adds up."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy import special

from core.evaluation.deciles import deciles
from core.evaluation.discrimination import ks
from tests.core.evaluation.samples import FloatArray, IntArray, outcomes_and_scores, portfolio


def _notebook(y: IntArray, pd_: FloatArray) -> pd.DataFrame:
    """The steps of the notebook, written with pandas."""
    rows = pd.DataFrame({"truth": y, "p": pd_, "decile": pd.qcut(pd_, 10, labels=False, duplicates="drop")})
    by = rows.groupby("decile")
    table = pd.DataFrame({"minimum": by["p"].min(), "maximum": by["p"].max(), "events": by["truth"].sum()})
    table["non_events"] = by["truth"].count() - table["events"]
    table["event_rate"] = table["events"] / (table["events"] + table["non_events"])
    table = table.sort_index(ascending=False).reset_index()
    table["cumulative_event_rate"] = table["events"].cumsum() / table["events"].sum()
    table["cumulative_non_event_rate"] = table["non_events"].cumsum() / table["non_events"].sum()
    table["ks"] = (table["cumulative_event_rate"] - table["cumulative_non_event_rate"]).abs()
    return table


@pytest.mark.parametrize("decimals", [17, 2, 1])
def test_the_table_is_the_notebook_s(decimals: int) -> None:
    """Also where many rows have the same PD, so that some deciles are one."""
    y, log_odds = portfolio()
    pd_ = np.round(special.expit(log_odds), decimals)
    found, expected = deciles(y, pd_), _notebook(y, pd_)
    assert len(found) == len(expected)
    for name in map(str, expected):
        values = [one.event_rate.value if name == "event_rate" else getattr(one, name) for one in found]
        np.testing.assert_allclose(np.array(values, dtype=float), expected[name].to_numpy(dtype=float), err_msg=name)


@given(outcomes_and_scores())
def test_whatever_comes_all_rows_are_counted_once(sample: tuple[IntArray, FloatArray]) -> None:
    y, (log_odds,) = sample
    found = deciles(y, special.expit(log_odds))
    assert sum(one.events for one in found) == found[-1].cumulative_events == y.sum()
    assert sum(one.non_events for one in found) == found[-1].cumulative_non_events == y.size - y.sum()
    assert found[-1].cumulative_event_rate == found[-1].cumulative_non_event_rate == 1.0
    assert max(one.ks for one in found) <= ks(y, log_odds).value + 1e-12
    assert all(above.minimum > below.maximum for above, below in pairwise(found))
