"""Rates of groups: what is drawn, what is said and what stands in the table agree."""

import pytest
from matplotlib.container import ErrorbarContainer
from matplotlib.figure import Figure

from app.services import theme
from app.services.colours import LIGHT
from app.widgets.chart_rendering import Chart
from app.widgets.rates import Rate, RateWords, rates_chart

WORDS = RateWords("Default rate by month", "Month", "Loans", "Defaults")
RATES = (
    Rate("2024-01", 100, 10, 0.055, 0.174),
    Rate("2024-02", 300, 6, 0.009, 0.043),
    Rate("2024-03", 50, 0, 0.0, 0.07),
)


def drawn(chart: Chart) -> Figure:
    figure = Figure()
    chart.draw(figure, theme.names(LIGHT))
    return figure


def test_rates_are_told_in_words_and_numbers() -> None:
    chart = rates_chart(RATES, WORDS)
    assert chart.description == "Defaults: 3.6 % overall; lowest 0.0 % (2024-03), highest 10.0 % (2024-01)."
    assert chart.numbers is not None
    assert chart.numbers.headers == ("Month", "Loans", "Defaults", "Rate", "From (95 %)", "To (95 %)")
    assert chart.numbers.rows[1] == ("2024-02", "300", "6", "2.00 %", "0.90 %", "4.30 %")


def test_each_rate_is_drawn_with_its_limits_and_that_of_all_beside_them() -> None:
    (axes,) = drawn(rates_chart(RATES, WORDS)).axes
    (bars,) = [one for one in axes.containers if isinstance(one, ErrorbarContainer)]
    (spans,) = bars[2]
    limits = [tuple(segment[:, 1].tolist()) for segment in spans.get_segments()]
    assert limits == [pytest.approx((rate.low, rate.high)) for rate in RATES]
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["All, 3.6 %"]


def test_many_groups_are_named_now_and_then() -> None:
    """Or their names would lie on each other."""
    many = tuple(Rate(f"{number:03}", 10, 1, 0.0, 0.4) for number in range(60))
    (axes,) = drawn(rates_chart(many, WORDS)).axes
    assert [label.get_text() for label in axes.get_xticklabels()] == [f"{number:03}" for number in range(0, 60, 8)]
