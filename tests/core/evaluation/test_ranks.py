"""Ranks share their places among ties."""

import numpy as np
from hypothesis import given, settings
from scipy import stats

from core.evaluation.ranks import midranks
from tests.core.evaluation.samples import FloatArray, IntArray, outcomes_and_scores


@settings(deadline=None)
@given(outcomes_and_scores())
def test_ranks_agree_with_scipy(sample: tuple[IntArray, FloatArray]) -> None:
    values = sample[1][0]
    np.testing.assert_array_equal(midranks(values), stats.rankdata(values))
