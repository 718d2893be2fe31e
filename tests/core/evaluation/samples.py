"""Made-up outcomes and predictions for the tests of core.evaluation."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import special

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@st.composite
def outcomes_and_scores(draw: st.DrawFn, models: int = 1) -> tuple[IntArray, FloatArray]:
    """Outcomes with two rows of each kind at least, and scores of shape (models, n) that are often tied."""
    free = draw(st.lists(st.integers(0, 1), max_size=40))
    y = np.array([0, 1, 0, 1, *free])
    level = st.one_of(st.integers(-3, 3).map(float), st.integers(-8000, 8000).map(lambda number: number / 1000))
    row = st.lists(level, min_size=y.size, max_size=y.size)
    return y, np.array(draw(st.lists(row, min_size=models, max_size=models)))


def portfolio(rows: int = 4000, seed: int = 7) -> tuple[IntArray, FloatArray]:
    """A portfolio of about 9 % defaults with its true log-odds."""
    generator = np.random.default_rng(seed)
    log_odds = generator.normal(-3.5, 2.0, rows)
    return (generator.random(rows) < special.expit(log_odds)).astype(np.int64), log_odds
