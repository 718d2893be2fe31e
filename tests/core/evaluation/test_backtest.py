"""The back-test of bands gives the published p-values of the Jeffreys test and the lights of the traffic-light test."""

import numpy as np
import pytest
from scipy import stats

from core.evaluation.backtest import Light, back_test, jeffreys, light
from core.scorecard import BANDS


@pytest.mark.parametrize(
    ("defaults", "rows", "pd", "p_value"),
    [(12, 1000, 0.01, 0.252381), (30, 1000, 0.02, 0.016238), (0, 20, 0.01, 0.476542)],
)
def test_the_jeffreys_test_agrees_with_the_european_central_bank_and_scipy(
    defaults: int, rows: int, pd: float, p_value: float
) -> None:
    """ECB, Instructions for reporting the validation results of internal models (2019), section 2.5.3.1."""
    assert jeffreys(pd, defaults, rows) == pytest.approx(p_value, abs=5e-7)
    assert jeffreys(pd, defaults, rows) == pytest.approx(stats.beta(defaults + 0.5, rows - defaults + 0.5).cdf(pd))


@pytest.mark.parametrize(
    ("p_value", "colour"),
    [(0.5, Light.GREEN), (0.0501, Light.GREEN), (0.0499, Light.YELLOW), (0.0011, Light.YELLOW), (0.0009, Light.RED)],
)
def test_the_light_turns_at_95_and_at_99_9_per_cent(p_value: float, colour: Light) -> None:
    assert light(p_value) is colour


def test_each_band_is_tested_by_its_own_borrowers_the_best_first() -> None:
    """Of 1,000 excellent borrowers 30 default where 20 were promised; nobody is in the band between."""
    score = np.repeat([760, 700, 400, 900], [1000, 20, 50, 10])
    pd = np.repeat([0.02, 0.01, 0.6, 0.02], [1000, 20, 50, 10])
    y = np.concatenate([np.arange(1000) < 30, np.zeros(20), np.arange(50) < 30, np.zeros(10)]).astype(int)
    excellent, good, average, poor = back_test(y, pd, score, BANDS)
    assert [excellent.band, good.band, average.band, poor.band] == ["Excellent", "Good", "Average", "Poor"]
    assert (excellent.rows, excellent.defaults) == (1010, 30)
    assert excellent.p_value == pytest.approx(jeffreys(0.02, 30, 1010))
    assert excellent.light is Light.YELLOW
    assert good.p_value == pytest.approx(0.476542, abs=5e-7)
    assert average.rows == 0
    assert [average.mean_pd, average.p_value, average.light, average.default_rate.value] == [None] * 4
    assert poor.mean_pd == pytest.approx(0.6)
    assert poor.light is Light.GREEN


def test_a_score_below_all_bands_belongs_to_the_lowest() -> None:
    *_, poor = back_test(np.array([0, 1]), np.array([0.1, 0.9]), np.array([800, 100]), BANDS)
    assert poor.rows == 1
