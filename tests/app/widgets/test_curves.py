"""Curves of models: what is drawn, what is said and what stands in the table agree."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from app.services import theme
from app.services.colours import LIGHT
from app.widgets.chart_rendering import Chart
from app.widgets.curves import KsCurves, RocCurve, ks_chart, roc_chart

COLOURS = theme.names(LIGHT)
STEPS = np.linspace(0, 1, 101)
CANDIDATE = RocCurve("Candidate", "candidate", STEPS, np.sqrt(STEPS), 0.98912)
ACTIVE = RocCurve("Active v1.0", "active", STEPS, STEPS, 0.5)
KS = KsCurves(
    "Candidate",
    scores=np.array([300.0, 500.0, 700.0, 900.0]),
    defaulters=np.array([0.1, 0.9, 0.95, 1.0]),
    good=np.array([0.0, 0.1, 0.5, 1.0]),
)


def _figure(chart: Chart) -> Figure:
    figure = Figure()
    chart.draw(figure, COLOURS)
    return figure


def test_each_roc_curve_has_its_colour_and_its_line_and_its_area() -> None:
    axes = _figure(roc_chart([CANDIDATE, ACTIVE])).axes[0]
    lines = {line.get_label(): (to_hex(line.get_color()), line.get_linestyle()) for line in axes.get_lines()}

    assert lines == {
        "Candidate, AUC 0.9891": (COLOURS["candidate"], "-"),
        "Active v1.0, AUC 0.5000": (COLOURS["active"], "--"),
        "Guessing, AUC 0.5": (COLOURS["text_muted"], ":"),
    }


def test_the_legend_names_the_models_before_guessing() -> None:
    legend = _figure(roc_chart([CANDIDATE, ACTIVE])).axes[0].get_legend()

    assert legend is not None
    assert [text.get_text().split(",")[0] for text in legend.get_texts()] == ["Candidate", "Active v1.0", "Guessing"]


def test_roc_curves_are_told_in_words_and_numbers() -> None:
    chart = roc_chart([CANDIDATE, ACTIVE])

    assert chart.description == "Area under the ROC curve: Candidate 0.9891, Active v1.0 0.5000."
    assert chart.numbers is not None
    assert chart.numbers.headers == (
        "Good borrowers flagged", "Defaulters caught: Candidate", "Defaulters caught: Active v1.0"
    )  # fmt: skip
    assert chart.numbers.rows[0] == ("1 %", "10.0 %", "1.0 %")
    assert chart.numbers.rows[-1] == ("AUC", "0.9891", "0.5000")


def test_the_largest_gap_is_drawn_and_told() -> None:
    chart = ks_chart(KS)

    assert chart.description == (
        "The largest gap between defaulters and good borrowers: Candidate 80.0 %, at score 500."
    )
    axes = _figure(chart).axes[0]
    assert [text.get_text() for text in axes.texts] == ["KS 80.0 %"]
    assert axes.texts[0].xy == (500.0, pytest.approx(0.5))  # type: ignore[attr-defined]  # an Annotation, typed as Text


def test_two_models_stand_in_one_ks_chart_with_lines_of_their_own() -> None:
    rival = KsCurves("v1.0", KS.scores, np.array([0.1, 0.6, 0.9, 1.0]), KS.good, role="active")
    chart = ks_chart(KS, rival)
    lines = {line.get_label(): line.get_linestyle() for line in _figure(chart).axes[0].get_lines()}

    assert chart.description.endswith("Candidate 80.0 %, at score 500; v1.0 50.0 %, at score 500.")
    assert lines["Candidate: defaulters"] == lines["Candidate: good borrowers"] == "-"
    assert lines["v1.0: defaulters"] == lines["v1.0: good borrowers"] == "--"


def test_ks_curves_are_told_in_numbers() -> None:
    numbers = ks_chart(KS).numbers

    assert numbers is not None
    titles = ("defaulters at or below", "good borrowers at or below", "gap")
    assert numbers.headers == ("Score", *(f"Candidate: {title}" for title in titles))
    assert numbers.rows[0] == ("300", "10.0 %", "0.0 %", "10.0 %")
    assert numbers.rows[4] == ("500", "90.0 %", "10.0 %", "80.0 %")
