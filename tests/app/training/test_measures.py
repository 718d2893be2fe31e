"""The comparison says for each measure which model is better, and nothing where nothing is to be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training.measures import MEASURES, Metrics, compare

KEYS = [*(measure.key for measure in MEASURES), "auc_low", "auc_high"]
METRICS = st.fixed_dictionaries({key: st.floats(0.0, 1.0) for key in KEYS})
EVEN: dict[str, float] = dict.fromkeys(KEYS, 0.5)
MIRRORED = {"candidate": "active", "active": "candidate", "same": "same", "": ""}


def better(candidate: Metrics, active: Metrics) -> dict[str, str]:
    """Which model is the better one, by the label of the measure."""
    return {line.label: line.better for line in compare(candidate, active)}


@pytest.mark.parametrize(
    ("key", "label"), [("auc", "AUC"), ("gini", "Gini"), ("ks", "KS"), ("pr_auc", "PR AUC"), ("recall", "Recall")]
)
def test_of_these_more_is_better(key: str, label: str) -> None:
    assert better(EVEN | {key: 0.6}, EVEN)[label] == "candidate"


@pytest.mark.parametrize(
    ("key", "label"), [("brier", "Brier score"), ("log_loss", "Log loss"), ("ece", "Calibration error")]
)
def test_of_these_less_is_better(key: str, label: str) -> None:
    assert better(EVEN | {key: 0.6}, EVEN)[label] == "active"


@pytest.mark.parametrize(("own", "other", "told"), [(0.09, 0.05, "candidate"), (0.20, 0.09, "active")])
def test_the_mean_pd_should_be_near_the_default_rate(own: float, other: float, told: str) -> None:
    """Neither too low nor too high."""
    rate = {"default_rate": 0.086}
    assert better(EVEN | rate | {"mean_pd": own}, EVEN | rate | {"mean_pd": other})["Mean PD"] == told


@given(METRICS, METRICS)
def test_seen_from_the_other_model_it_is_the_other_way_round(own: Metrics, other: Metrics) -> None:
    there = {**other, "default_rate": own["default_rate"]}  # the rows are the same
    assert better(there, own) == {label: MIRRORED[told] for label, told in better(own, there).items()}


@given(METRICS)
def test_no_model_is_better_than_itself(metrics: Metrics) -> None:
    assert set(better(metrics, metrics).values()) == {"same", ""}


@given(METRICS, METRICS)
def test_what_looks_the_same_is_the_same(own: Metrics, other: Metrics) -> None:
    """A tick at one of two equal figures would be a riddle."""
    for line in compare(own, other):
        if line.better in ("candidate", "active"):
            assert line.candidate != line.active


def test_without_a_model_to_compare_with_its_column_is_empty() -> None:
    lines = compare(EVEN, None)
    assert {(line.active, line.better) for line in lines} == {("", "")}
    assert len(lines) == len(compare(EVEN, EVEN))


def test_figures_are_written_as_in_print() -> None:
    texts = {line.label: line.candidate for line in compare(EVEN | {"gini": -0.0123, "recall": 0.9604}, None)}
    assert texts["Gini"] == "−0.0123"
    assert texts["Recall"] == "96.04 %"
    assert texts["95 % interval"] == "0.5000–0.5000"
