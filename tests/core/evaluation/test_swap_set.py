"""The swap set sorts every borrower by what the two models decide."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evaluation.swap_set import Decided, swap_set

ROWS = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=40)


def test_who_is_swapped_is_told_with_what_they_did_and_what_was_thought_of_them() -> None:
    y = np.array([0, 0, 1, 0, 1, 1, 0, 1])
    now = np.array([1, 1, 1, 0, 0, 0, 0, 0], dtype=bool)
    before = np.array([1, 1, 0, 1, 1, 1, 0, 0], dtype=bool)
    found = swap_set(y, Decided(now, np.arange(8) / 10), Decided(before, np.arange(8)[::-1] / 10))
    assert (found.newly_approved.rows, found.newly_approved.defaults) == (1, 1)
    assert (found.no_longer_approved.rows, found.no_longer_approved.defaults) == (3, 2)
    assert found.no_longer_approved.default_rate.value == pytest.approx(2 / 3)
    assert found.no_longer_approved.candidate_pd == pytest.approx(0.4)
    assert found.no_longer_approved.active_pd == pytest.approx(0.3)
    assert found.candidate_approval_rate.value == pytest.approx(3 / 8)
    assert found.active_approval_rate.value == pytest.approx(5 / 8)


@given(ROWS)
def test_whatever_is_decided_every_borrower_is_counted_once(rows: list[tuple[bool, bool, bool]]) -> None:
    flags = np.array([(True, True, True), (False, False, False), *rows])
    y, now, before = flags.T
    half = np.full(len(flags), 0.5)
    found = swap_set(y.astype(int), Decided(now, half), Decided(before, half))
    parts = (found.both_approve, found.newly_approved, found.no_longer_approved, found.both_decline)
    assert sum(part.rows for part in parts) == found.rows == len(flags)
    assert sum(part.defaults for part in parts) == y.sum()
    assert found.candidate_approval_rate.value == pytest.approx(now.mean())
    assert found.active_approval_rate.value == pytest.approx(before.mean())


def test_a_model_beside_itself_swaps_nobody() -> None:
    model = Decided(np.array([True, False]), np.array([0.1, 0.9]))
    found = swap_set(np.array([0, 1]), model, model)
    assert found.newly_approved.rows == found.no_longer_approved.rows == 0
    assert found.newly_approved.candidate_pd is None
